"""A draft as it arrives. Nothing is asked of it: it may be half a word, or as long as someone likes."""

from collections.abc import Iterable
from dataclasses import replace
from itertools import islice

from django.conf import settings
from django.http import QueryDict

from hearten.features.checks.rules import Typed, typed_in
from hearten.features.composer.rules import MOST_CUES, UNKNOWN, Draft, bounded, within
from hearten.features.media.forms import CueRows
from hearten.features.posts.models import Revision


def draft_in(sent: QueryDict) -> Draft:
    """Exactly as typed, so that places in it are those that the author's page counts."""
    about = sent.get("about")
    cues = sent.getlist("cue") if about in ("captions", "cards") else None
    title, text = sent.get("title", ""), sent.get("text", "")
    whole = about == "cards"
    return draft_of(sent.get("kind", ""), sent.get("language", ""), title, text, cues, whole, typed_in(sent.dict()))


def draft_with(revision: Revision, rows: CueRows) -> Draft:
    """The captions as they stand in the page, with the words that were sent before."""
    return draft_of(revision.kind, revision.language, revision.title, revision.text, rows.typed)


def draft_of(
    kind: str, language: str, title: str, text: str, cues: Iterable[str] | None = None, is_whole: bool = False,
    asks: Iterable[Typed] = (),
) -> Draft:  # fmt: skip
    spoken = language if language in dict(settings.LANGUAGES) else UNKNOWN
    rows = None if cues is None else tuple(within(islice(cues, MOST_CUES)))
    asked = tuple(replace(one, words=bounded(one.words)) for one in islice(asks, MOST_CUES) if one.words.strip())
    return Draft(kind, spoken, bounded(title), bounded(text), rows, is_whole, asked)
