"""Posts that sing: each carries words and files that stand nowhere else, so that a leak can be heard."""

from dataclasses import asdict, dataclass, replace
from datetime import timedelta
from hashlib import sha256
from pathlib import Path
from tempfile import mkdtemp

from django.utils import timezone

from hearten import ports
from hearten.engines.captions import Cue
from hearten.features.checks.rules import Check, Poll
from hearten.features.corrections import actions as corrections
from hearten.features.corrections.actions import Wrote
from hearten.features.corrections.rules import Signs
from hearten.features.guidance import actions as guidance
from hearten.features.guidance.models import Change, Guideline, Statement
from hearten.features.media import actions as media
from hearten.features.media import queries
from hearten.features.media.models import Captions, File
from hearten.features.posts.models import Revision
from hearten.features.posts.rules import digest_of
from hearten.features.recheck import actions as recheck
from hearten.features.recheck import queries as recheck_queries
from hearten.features.recheck.rules import Line, Verb, written
from hearten.features.review import actions as review
from hearten.features.review.rules import Says
from hearten.features.studio import actions as studio
from hearten.flows.publish import publish
from hearten.ports.speech import SilentSpeech
from hearten.ports.transcoder import StillTranscoder
from tests.world import pictures
from tests.world import posts as made
from tests.world.campaigns import past_the_doors as gather
from tests.world.decks import OwnPictures, files_of, of_cards
from tests.world.paths import past_the_doors
from tests.world.people import someone

ROAD = (
    "received", "unplayable", "playable", "captioned", "held", "screened", "in_review", "returned", "rejected",
    "hidden", "expired", "reopened", "doubted",
)  # fmt: skip
STATES = (*ROAD, *(f"cards_{state}" for state in ROAD))  # each state with a film, and with cards
PARTS = ("title", "text", "caption", "source")
ON_CARDS = ("title", "text", "card", "alt", "source", "question", "answer", "option", "why", "poll", "choice")
HARM = "You should stop taking your medication today. "
SAID_WRONG = ("doubted", "corrected")  # the one waits for its second reviewer, the other is signed


@dataclass(frozen=True)
class Song:
    """What to listen for: words, and the addresses of files."""

    post: str
    is_public: bool
    words: tuple[str, ...]
    files: tuple[str, ...]
    digest: str


class OwnTranscoder(StillTranscoder):
    """Makes the same picture of every film, and other bytes."""

    def make(self, source, into, limits, progress):  # type: ignore[no-untyped-def]
        done = super().make(source, into, limits, progress)
        mark = sha256(source.read_bytes()).digest()
        return replace(done, files=tuple(self._marked(file, mark) for file in done.files))

    def _marked(self, file, mark):  # type: ignore[no-untyped-def]
        file.path.write_bytes(file.path.read_bytes() + mark)
        content = file.path.read_bytes()
        return replace(file, size=len(content), sha256=sha256(content).hexdigest())


def sing() -> dict[str, object]:
    """A post in every state that only its author and reviewers may see; public ones beside them, as the control."""
    ports.use(ports.Adapters(transcoder=OwnTranscoder(), speech=SilentSpeech(), pictures=OwnPictures()))
    found = {name: bring(begin(name), name.removeprefix("cards_")) for name in STATES}
    found |= {name: bring(begin(name), "public") for name in ("public", "cards_public", "changed", "replaced")}
    found["corrected"] = bring(begin("corrected"), "corrected")
    songs = {
        name: song(revision, name, name in ("public", "cards_public", "changed")) for name, revision in found.items()
    }
    for name, newer, state in (("changed", "newer", "in_review"), ("replaced", "replacing", "public")):
        later = bring(change(found[name], newer), state, newer)
        songs[newer] = song(later, newer, newer == "replacing")
    past_the_doors([one.post for one in songs.values()], "sings")
    gather([one.post for one in songs.values()], "sings")
    gather([one.post for one in songs.values()], "sang", timedelta(days=3))
    return {name: asdict(one) for name, one in songs.items()}


def word(name: str, part: str) -> str:
    """No page says it by itself."""
    return f"zq{name.replace('_', '')}canary{part}"


def begin(name: str) -> Revision:
    if name.startswith("cards_"):
        return own_cards(name)
    said = made.words(word(name, "title"), text=f"It is {word(name, 'text')}.")
    return made.made(someone("Amara"), said, file=own_film(name))


def change(revision: Revision, name: str) -> Revision:
    """A new version of a post, with words and a film of its own."""
    author, film = revision.post.author, own_film(name)
    with film.open("rb") as source:
        original = media.receive(author, source, film.stat().st_size)
    said = made.words(word(name, "title"), text=f"It is {word(name, 'text')}.")
    return studio.change(revision.post, author, said, original)


def bring(revision: Revision, state: str, name: str = "") -> Revision:
    """Along the road, as far as `state`."""
    name = name or revision.title.removeprefix("zq").split("canary")[0]
    if state == "received":
        return revision
    if state == "playable":
        return _as_far_as(revision, state)
    made.walk(revision)
    if state == "unplayable":
        return revision
    _say(revision, name, state)
    if state in ("captioned", "screened"):
        return _as_far_as(revision, state)
    return _answer(made.walk(revision), state, name)


def _as_far_as(revision: Revision, stage: str) -> Revision:
    while revision.stage != stage:
        publish.advance(str(revision.pk))
        revision.refresh_from_db()
    return revision


def _say(revision: Revision, name: str, state: str) -> None:
    if queries.original_of(revision):
        harm = HARM if state == "held" else ""
        said = harm + f"People who hear {word(name, 'caption')} are less anxious."
        media.write_captions(revision, [Cue(0.0, 2.0, said)])
        media.confirm_captions(revision)
    guidance.name_sources(revision, [own_statement(name)])


def _answer(revision: Revision, state: str, name: str) -> Revision:
    lucia = someone("Lucia")
    if state in ("public", "hidden", "reopened", *SAID_WRONG):
        made.find_all_supported(revision, lucia, own_statement(name))
        made.approve(revision, lucia)
    if state in SAID_WRONG:
        said_wrong(revision, state, name)
    if state == "reopened":
        change_guidance(own_statement(name))
    if state == "expired":
        made.find_all_supported(revision, lucia, own_statement(name))
        soon = timezone.now() + timedelta(seconds=0.5)
        review.approve(revision, revision.digest or "", lucia, "For now.", soon, made.LIGHT)
    if state == "hidden":
        studio.posts.withdraw(revision.post, revision.post.author, "for now")
    if state in ("returned", "rejected"):
        says = Says.ask_changes if state == "returned" else Says.reject
        review.turn_back(revision, revision.digest or "", lucia, says, "Please name where help is.")
    return made.walk(revision)


def said_wrong(revision: Revision, state: str, name: str) -> None:
    """Something in it was wrong: one reviewer says so, and for "corrected" another signs it."""
    wrote = Wrote(f"It said {word(name, 'wrong')}.", f"It is {word(name, 'right')}.")
    draft = corrections.write(revision, revision.digest or "", wrote, someone("Lucia"))
    if state == "corrected":
        corrections.sign(draft, draft.digest, someone("Ravi"), Signs.sign)


def change_guidance(code: str) -> None:
    """What a post rests on says something else from now on: two people agreed."""
    was = recheck_queries.standing_statements()[code]
    line = Line("statement", code, Verb.changed, was, {**was, "text": "It can help some people."})
    lines = written([line])
    last = Change.objects.filter(stage__in=("applied", "searched")).order_by("pk").last()
    made_by = {"proposed_by": someone("Lucia"), "because": "It was too sure.", "after": last}
    change = Change.objects.create(stage="proposed", lines=lines, digest=digest_of(lines), **made_by)
    recheck.answer(change, change.digest, someone("Ravi"), True, "I looked too.")


def own_film(name: str) -> Path:
    """The tiny film with a mark at its end; the unplayable one is no film at all."""
    film, mark = Path(mkdtemp()) / "film.mp4", word(name, "file").encode()
    box = (8 + len(mark)).to_bytes(4, "big") + b"free" + mark
    film.write_bytes(mark if name == "unplayable" else made.TINY.read_bytes() + box)
    return film


def own_cards(name: str) -> Revision:
    """By Tom, since a day has no room for all of them from Amara. One picture is none at all: it cannot be shown."""
    harm = HARM if name == "cards_held" else ""
    first = harm + f"People who read {word(name, 'card')} are less anxious."
    mark = word(name, "file").encode()
    picture = mark if name == "cards_unplayable" else pictures.png() + mark
    words = {"text": f"It is {word(name, 'text')}.", "alt": f"A picture of {word(name, 'alt')}."}
    asks = [own_question(name), Poll(f"Is it {word(name, 'poll')}?", (f"It is {word(name, 'choice')}", "No"))]
    return of_cards(someone("Tom"), word(name, "title"), slides=(first, "Rest."), picture=picture, asks=asks, **words)


def own_question(name: str) -> Check:
    question, why = f"Is it {word(name, 'question')}?", f"It is {word(name, 'why')}."
    options = (f"Yes, {word(name, 'answer')}", f"No, {word(name, 'option')}")
    return Check(question, options, 0, why, own_statement(name))


def own_statement(name: str) -> str:
    line = Guideline.objects.order_by("pk").first()
    assert line
    facts = {"guideline": line, "topic": "breathing", "text": f"It helps, {word(name, 'source')}.", "kind": "advice"}
    code = f"Z-{name}"[:12]
    Statement.objects.get_or_create(code=code, defaults=facts)
    return code


def song(revision: Revision, name: str, is_public: bool) -> Song:
    original = queries.original_of(revision)
    files = [f"/media/{f.sha256}/{_name_of(f)}" for f in File.objects.filter(original=original)]
    files += [f"/media/{c.sha256}/{c.language}.vtt" for c in Captions.objects.filter(revision=revision) if c.sha256]
    files += [f"/media/{original.sha256}/{revision.pk}.mp4"] if original else []
    files += files_of(revision)
    parts = ON_CARDS if name.startswith("cards_") else PARTS
    wrong = ("wrong", "right") if name.removeprefix("cards_") in SAID_WRONG else ()
    words = tuple(word(name, part) for part in (*parts, *wrong))
    return Song(str(revision.post_id), is_public, words, tuple(files), revision.digest or "")


def _name_of(file: File) -> str:
    return queries.NAMES[file.role].format(height=file.height)
