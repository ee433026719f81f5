from collections.abc import Sequence
from contextlib import suppress
from datetime import timedelta
from functools import partial
from typing import BinaryIO

from django.db import transaction
from django.db.models.functions import Now

from hearten import ports
from hearten.engines import captions as vtt
from hearten.engines.captions import Cue
from hearten.features.accounts.models import Person
from hearten.features.cards import actions as cards
from hearten.features.journal import actions as journal
from hearten.features.media import rules
from hearten.features.media.models import Captions, File, Original, Upload, Video
from hearten.features.media.queries import limits, quota, vault
from hearten.features.media.rules import CannotChange as CannotChange
from hearten.features.media.rules import MayNotDrop as MayNotDrop
from hearten.features.media.rules import NotComplete as NotComplete
from hearten.features.posts.models import Revision
from hearten.features.posts.queries import is_replaced
from hearten.features.posts.rules import may_change
from hearten.kit.flow import alone, nudge
from hearten.kit.vault import WrongOffset
from hearten.ports.speech import NotHere
from hearten.ports.transcoder import Made, TranscoderDown, Unplayable


class MayNotSend(Exception):
    """The file is too large, or there have been too many; `why` says which."""

    def __init__(self, why: rules.MayNotSend) -> None:
        self.why = why


@transaction.atomic
def begin_upload(person: Person, length: int) -> Upload:
    """Make room for a file, if its size and the person's quota allow it."""
    Person.objects.select_for_update().get(pk=person.pk)
    today = Upload.objects.filter(person=person, begun_at__gt=Now() - timedelta(days=1))
    still_open = today.filter(original=None, begun_at__gt=Now() - timedelta(hours=1))
    if why := rules.why_not_send(length, today.count(), still_open.count(), quota()):
        raise MayNotSend(why)
    return Upload.objects.create(person=person, length=length)


def take_bytes(upload: Upload, offset: int, source: BinaryIO) -> int:
    """Store what arrives from `offset` on; return how much is safely here. The last byte makes it whole."""
    if upload.original_id:
        raise WrongOffset(upload.length)
    here = vault().take(upload.pk, offset, source, most=upload.length - offset)
    if here == upload.length:
        finish_upload(upload)
    return here


@transaction.atomic
def drop_upload(upload: Upload) -> None:
    """Its person changed their mind before all of it was here."""
    if not rules.may_be_dropped(Upload.objects.select_for_update().get(pk=upload.pk).original_id is not None):
        raise MayNotDrop
    vault().forget(upload.pk)
    upload.delete()


@transaction.atomic
def finish_upload(upload: Upload) -> Original:
    """The whole file is here: it takes its place, private, under its own digest."""
    upload = Upload.objects.select_for_update(of=("self",)).select_related("original").get(pk=upload.pk)
    if upload.original:
        return upload.original
    if (store := vault()).arrived(upload.pk) != upload.length:
        raise NotComplete
    kept = store.keep_arrived(upload.pk, "originals")
    transaction.on_commit(partial(store.forget, upload.pk))
    original, _new = Original.objects.get_or_create(sha256=kept.sha256, defaults={"size": kept.size})
    Upload.objects.filter(pk=upload.pk).update(original=original)
    return original


def receive(person: Person, source: BinaryIO, length: int) -> Original:
    """A file that came whole."""
    take_bytes(upload := begin_upload(person, length), 0, source)
    return finish_upload(upload)


@transaction.atomic
def attach(revision: Revision, original: Original) -> None:
    """This revision shows that video."""
    Video.objects.update_or_create(revision=revision, defaults={"original": original})
    journal.note("video.received", revision.name_in_journal, revision.post.author, sha256=original.sha256)
    nudge(revision)


@transaction.atomic
def carry_over(earlier: Revision, later: Revision, confirmed: bool = False) -> None:
    """A new revision begins with what the one before it shows. The same again is `confirmed` already."""
    cards.carry_over(earlier, later)
    for film in Video.objects.filter(revision=earlier):
        Video.objects.create(revision=later, original=film.original)
    for said in earlier.captions.all():
        words = {"language": said.language, "cues": said.cues, "came_from": said.came_from}
        yes = {"confirmed_at": said.confirmed_at, "sha256": said.sha256} if confirmed else {}
        Captions.objects.create(revision=later, **words, **yes)
    nudge(later)


def make_playable(revision: Revision) -> str | None:
    """Flow: renditions from the original, in the sandbox. Safe to do again after any interruption."""
    if is_replaced(revision):
        return None
    original = Original.objects.filter(videos__revision=revision).first()
    if original is None:
        return cards.make_ready(revision) if cards.are_here(revision) else None
    with alone(f"original:{original.pk}") as mine:  # two posts may share a film
        if not mine:
            raise TranscoderDown("another post is preparing the same film")
        if not Original.objects.filter(made_at__isnull=False, pk=original.pk).exists():
            _make(original)  # also what was refused before, for another post: the limits of a site may change
    original.refresh_from_db()
    return "unplayable" if original.unplayable else "playable"


def _make(original: Original) -> None:
    store, mine = vault(), Original.objects.filter(pk=original.pk)
    source, into = store.path_of("originals", original.sha256), store.workspace(original.sha256)
    try:
        made = ports.now.transcoder.make(source, into, limits(), lambda part: (mine.update(progress=part), None)[1])
        _keep(original, made)
    except Unplayable as error:
        mine.update(unplayable=error.code.value, progress=0)
    finally:
        store.clear(into)


@transaction.atomic
def _keep(original: Original, made: Made) -> None:
    for file in made.files:
        kept = vault().keep(file.path, "files")
        facts = {"role": file.role, "mime": file.mime, "width": file.width, "height": file.height, "size": kept.size}
        File.objects.update_or_create(original=original, sha256=kept.sha256, defaults=facts)
    seen = made.probe
    Original.objects.filter(pk=original.pk).update(
        made_at=Now(), unplayable="", progress=1, removed=list(seen.removed), duration=seen.duration, width=seen.width,
        height=seen.height, placeholder=made.placeholder, loudness=made.loudness, flashing=made.flashing,
    )  # fmt: skip


def caption(revision: Revision) -> str | None:
    """Flow: wait for captions their author confirmed; offer a draft where nobody wrote any."""
    mine = Captions.objects.filter(revision=revision, language=revision.language)
    if is_replaced(revision):
        return None
    if mine.filter(confirmed_at__isnull=False).exists() or cards.are_here(revision):
        return "captioned"  # cards are words already
    if not mine.exists():
        _draft(revision)
    return None


def _draft(revision: Revision) -> None:
    audio = File.objects.filter(original__videos__revision=revision, role="audio").first()
    with suppress(NotHere):
        heard = ports.now.speech.draft(vault().path_of("files", audio.sha256), revision.language).cues if audio else ()
        if words := [[one.start, one.end, one.text] for one in heard]:
            made = {"cues": words, "came_from": "drafted"}
            Captions.objects.get_or_create(revision=revision, language=revision.language, defaults=made)


@transaction.atomic
def write_captions(revision: Revision, cues: Sequence[Cue], came_from: str = "typed") -> Captions:
    """Keep the words as they stand; they wait for their author's yes."""
    _changeable(revision)
    rows = [[cue.start, cue.end, cue.text] for cue in cues]
    words = {"cues": rows, "came_from": came_from, "confirmed_at": None, "sha256": ""}
    return Captions.objects.update_or_create(revision=revision, language=revision.language, defaults=words)[0]


@transaction.atomic
def confirm_captions(revision: Revision) -> None:
    """The author says: these are the words. They become a file, and the post moves on. Twice is the same as once."""
    said = Captions.objects.select_for_update().get(revision=revision, language=revision.language)
    if said.confirmed_at:
        return
    _changeable(revision)
    if not rules.may_be_confirmed(len(said.cues)):
        raise NotComplete
    text = vtt.write([Cue(*row) for row in said.cues])
    said.sha256, said.confirmed_at = vault().keep_text(text, "files").sha256, Now()
    said.save(update_fields=["sha256", "confirmed_at"])
    journal.note("captions.confirmed", revision.name_in_journal, revision.post.author, cues=len(said.cues))
    nudge(revision)


def _changeable(revision: Revision) -> None:
    now = Revision.objects.select_for_update().get(pk=revision.pk)
    if not may_change(now.stage, now.is_sealed) or is_replaced(now):
        raise CannotChange
