from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import timedelta
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.db import connection
from django.db.models import Q
from django.db.models.functions import Now

from hearten.engines import captions as vtt
from hearten.features.accounts.models import Person
from hearten.features.cards import queries as cards
from hearten.features.media.models import Captions, File, Original, Upload, Video
from hearten.features.media.rules import Quota
from hearten.features.posts.models import Revision
from hearten.features.posts.rules import may_change
from hearten.kit.vault import Vault
from hearten.ports.transcoder import Limits

NAMES = {"video": "{height}.mp4", "audio": "audio.m4a", "poster": "poster.jpg", "poster_webp": "poster.webp",
         "storyboard": "storyboard.jpg"}  # fmt: skip


@dataclass(frozen=True)
class Shown:
    """A file as the public meets it; `name` is ours, never the sender's."""

    sha: str
    name: str
    mime: str
    width: int | None
    height: int | None
    bytes: int


def vault() -> Vault:
    return Vault(settings.MEDIA_ROOT)


def limits() -> Limits:
    env = settings.HEARTEN
    return Limits(size=env.upload_limit_mb * 1_000_000, longest=float(env.upload_seconds))


def quota() -> Quota:
    env = settings.HEARTEN
    return Quota(env.upload_limit_mb * 1_000_000, env.uploads_per_day)


def arrived(upload: Upload) -> int:
    """How much of a file is safely here; a whole one has left the corner where files arrive."""
    return upload.length if upload.original_id else vault().arrived(upload.pk)


def upload_of(person: Person, upload_id: UUID) -> Upload | None:
    """One of this person's uploads: another's does not exist for them."""
    return Upload.objects.filter(person=person, pk=upload_id).first()


def upload_by(person: Person, sha256: str) -> Upload | None:
    """A way in which this person sent these bytes."""
    return Upload.objects.filter(person=person, original=sha256).order_by("-begun_at").first()


def original_of(revision: Revision) -> Original | None:
    video = Video.objects.filter(revision=revision).select_related("original").first()
    return video.original if video else None


def film_of(revision: Revision) -> Path | None:
    """The largest film that we made of it ourselves; never what came in."""
    made = File.objects.filter(original__videos__revision=revision, role="video").order_by("-height").first()
    return vault().path_of("files", made.sha256) if made else None


def captions_of(revision: Revision) -> Captions | None:
    return Captions.objects.filter(revision=revision, language=revision.language).first()


@dataclass(frozen=True)
class Desk:
    """What an author needs to know while captioning."""

    said: Captions | None
    problems: tuple[vtt.Problem, ...]
    may_change: bool


def captions_desk(revision: Revision) -> Desk:
    said, original = captions_of(revision), original_of(revision)
    cues = [vtt.Cue(*cue) for cue in said.cues] if said else []
    known = original.duration if original else None
    problems = vtt.problems(cues, known or cues[-1].end) if cues else ()
    return Desk(said, problems, may_change(revision.stage, revision.is_sealed))


def manifest_part(revision: Revision) -> dict[str, object]:
    """What of the media the public would see: part of what a digest is taken of."""
    original = original_of(revision)
    if original is None:
        return {"video": None, "captions": [], "transcript": [], **cards.manifest_part(revision)}
    said = Captions.objects.filter(revision=revision, confirmed_at__isnull=False).order_by("language")
    return {
        "video": _video(original, original.files.order_by("size")),
        "captions": [{"language": c.language, "sha": c.sha256, "name": f"{c.language}.vtt"} for c in said],
        "transcript": [
            {"start": start, "end": end, "text": text}
            for c in said if c.language == revision.language for start, end, text in c.cues
        ],
    }  # fmt: skip


def _video(original: Original, files: Iterable[File]) -> dict[str, object]:
    made: dict[str, list[dict[str, object]]] = {role: [] for role in NAMES}
    for file in files:
        name = NAMES[file.role].format(height=file.height)
        made[file.role].append(asdict(Shown(file.sha256, name, file.mime, file.width, file.height, file.size)))
    first = {role: (found[0] if found else None) for role, found in made.items() if role != "video"}
    return {
        "duration": round(original.duration or 0, 3), "width": original.width, "height": original.height,
        "placeholder": original.placeholder, "flashing": original.flashing, "renditions": made["video"], **first,
    }  # fmt: skip


def may_preview(person: Person, sha256: str) -> bool:
    """Whether this file belongs to something the person made."""
    mine = Q(original__videos__revision__post__author=person)
    return (
        File.objects.filter(mine, sha256=sha256).exists()
        or Captions.objects.filter(sha256=sha256, revision__post__author=person).exists()
        or Revision.objects.filter(cards.shows(sha256), post__author=person).exists()
    )


def is_on_the_shelf(sha256: str) -> bool:
    """Whether something public shows this file. Only where a manifest names its files: a digest in a text is a word."""
    shown = Q(video__original__files__sha256=sha256) | Q(captions__sha256=sha256) | cards.shows(sha256)
    posts = list(Revision.objects.filter(shown, digest__isnull=False).values_list("post_id", flat=True).distinct())
    if not posts:
        return False
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT EXISTS (SELECT FROM public_post WHERE post_id = ANY(%s) AND ("
            " jsonb_path_exists(manifest::jsonb, '$.video.**.sha ? (@ == $it)', jsonb_build_object('it', %s::text))"
            " OR jsonb_path_exists(manifest::jsonb, '$.captions[*].sha ? (@ == $it)',"
            " jsonb_build_object('it', %s::text))"
            " OR jsonb_path_exists(manifest::jsonb, '$.cards[*].image.**.sha ? (@ == $it)',"
            " jsonb_build_object('it', %s::text))))",
            [posts, sha256, sha256, sha256],
        )
        return bool(cursor.fetchone()[0])


def came_to_review(sha256: str) -> bool:
    """Whether this file is part of a sealed revision: what a reviewer has on the desk, or had there before."""
    return (
        File.objects.filter(sha256=sha256, original__videos__revision__digest__isnull=False).exists()
        or Captions.objects.filter(sha256=sha256, revision__digest__isnull=False).exists()
        or Revision.objects.filter(cards.shows(sha256), digest__isnull=False).exists()
    )


def mime_of(sha256: str) -> str | None:
    file = File.objects.filter(sha256=sha256).first()
    if file:
        return file.mime
    return "text/vtt" if Captions.objects.filter(sha256=sha256).exists() else cards.mime_of(sha256)


def stale_uploads() -> list[Upload]:
    """Begun two days ago and never finished."""
    return list(Upload.objects.filter(original=None, begun_at__lt=Now() - timedelta(days=2)))
