import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db.models import Exists, OuterRef
from django.db.models.functions import Now

from hearten.engines.screening import Pack, Passage, load
from hearten.engines.screening.evidence import STATEMENT, Entry
from hearten.features.accounts import queries as accounts
from hearten.features.accounts.models import Person
from hearten.features.accounts.rules import Role
from hearten.features.guidance import queries as guidance
from hearten.features.guidance.actions import SOURCE, Facts, read_packs
from hearten.features.guidance.models import Change, Myth, Statement
from hearten.features.guidance.rules import SUPERSEDED
from hearten.features.posts.models import Post, Revision, Withdrawal
from hearten.features.posts.rules import needs_sources
from hearten.features.recheck import rules
from hearten.features.recheck.models import Reopening
from hearten.features.recheck.rules import Line, OldFigure, Piece, Standing
from hearten.features.review import queries as review
from hearten.features.review.models import Approval, Publication
from hearten.features.review.queries import PublicPost
from hearten.features.screening.models import Finding

AT_ONCE = 200
OF_STATEMENT = ("text", "kind", "edition", "strength", "certainty", "earlier")
OF_MYTH = ("claim", "verdict", "harm", "correction", "refuted_by")
OF_BOTH = ("topic", "awaiting_check", "checked_by")


def difference(root: Path) -> list[Line]:
    """What the files in `root` would add, change and withdraw. Nothing is changed by asking. Raises BadPacks."""
    packs, standing = read_packs(root), standing_statements()
    told = {myth.code: _facts(myth, OF_MYTH) for myth in Myth.objects.select_related("guideline")}
    found = list(rules.difference("statement", standing, packs.statements, packs.withdrawn))
    return found + list(rules.difference("myth", told, packs.myths, {}))


def standing_statements() -> dict[str, Facts]:
    return {said.code: _facts(said, OF_STATEMENT) for said in Statement.objects.select_related("guideline")}


def _facts(row: Any, names: Sequence[str]) -> Facts:
    day = row.checked_on.isoformat() if row.checked_on else None
    own = {name: getattr(row, name) for name in (*names, *OF_BOTH)} | {"checked_on": day}
    return own | {name: getattr(row.guideline, name) for name in SOURCE}


@dataclass(frozen=True)
class Compared:
    """One fact of a line, both ways, in pieces."""

    name: str
    old: tuple[Piece, ...]
    new: tuple[Piece, ...]


@dataclass(frozen=True)
class Shown:
    """One line of a change as people read it."""

    line: Line
    topic: str
    compared: list[Compared]


def shown(lines: Sequence[Line]) -> list[Shown]:
    """What is withdrawn and changed first: that is what posts rest on."""
    order = (rules.Verb.withdrawn, rules.Verb.changed, rules.Verb.added)
    ordered = sorted(lines, key=lambda line: (not line.of_substance, order.index(line.verb), line.code))
    return [Shown(line, guidance.words_of(_either(line)["topic"]), list(_compared(line))) for line in ordered]


def _either(line: Line) -> Any:
    return line.becomes or line.was or {}


def _compared(line: Line) -> Iterator[Compared]:
    """Of a new or withdrawn line its words and source; of a changed one all that differs."""
    names = line.fields if line.verb == rules.Verb.changed else ("text", "claim", "correction", "publisher", "title")
    for name in (one for one in names if one in _either(line)):
        old, new = (rules.plain(facts.get(name)) if facts else "" for facts in (line.was, line.becomes))
        yield Compared(str(guidance.FIELD_WORDS.get(name, name)), *rules.side_by_side(old, new))


def may_decide(person: Person) -> bool:
    return rules.may_propose(accounts.holds(person, Role.reviewer), accounts.credential_of(person) is not None)


def lines_of(change: Change) -> list[Line]:
    return [rules.as_line(row) for row in json.loads(change.lines)["lines"]]


def changes() -> list[Change]:
    """The open one first, then the latest."""
    found = Change.objects.select_related("proposed_by", "answered_by").order_by("-pk")
    return sorted(found, key=lambda change: change.stage != "proposed")


def change_called(number: int) -> Change | None:
    return Change.objects.select_related("proposed_by", "answered_by").filter(pk=number).first()


def open_change() -> Change | None:
    return Change.objects.filter(stage="proposed").first()


def latest_applied() -> Change | None:
    return Change.objects.filter(stage__in=("applied", "searched")).order_by("-pk").first()


def would_hide(lines: Sequence[Line]) -> int:
    """How many posts would go out of sight at once, if this were applied now: of those that anybody can see."""
    codes = [line.code for line in lines if line.of_substance]
    gone = Reopening.objects.filter(post_id=OuterRef("post_id"), digest=OuterRef("digest"))
    public = Publication.objects.filter(post_id=OuterRef("post_id"), digest=OuterRef("digest"))
    hidden = Withdrawal.objects.standing().filter(post_id=OuterRef("post_id"))
    resting = Approval.objects.filter(Exists(public), ~Exists(gone), ~Exists(hidden), statements__overlap=codes)
    return resting.filter(until__gt=Now()).values("post_id").distinct().count() if codes else 0


@dataclass(frozen=True)
class Again:
    """One post of a batch: its newest version, and how far looking at it again has come."""

    reopening: Reopening
    revision: Revision
    standing: Standing


def batch(change: Change, reviewer: object) -> list[Again]:
    """What this change reopened, what waits for a reviewer first; never the reviewer's own."""
    found = list(Reopening.objects.filter(change=change).exclude(post__author=reviewer).order_by("pk"))  # type: ignore[misc]
    ids = [reopening.post_id for reopening in found]
    newest = Revision.objects.filter(post__in=ids).order_by("post", "-number").distinct("post")
    latest = {revision.post_id: revision for revision in newest}
    public = {post.post_id for post in review.public_among([str(one) for one in ids], len(ids))} if ids else set()
    hidden = set(Withdrawal.objects.standing().filter(post__in=ids).values_list("post_id", flat=True))
    sourced = set(Statement.objects.values_list("code", flat=True))
    rows = []
    for one in found:
        revision = latest[one.post_id]
        bare = revision.stage == "captioned" and needs_sources(revision.kind) and not _named(revision) & sourced
        waits = bare or (revision.stage == "playable" and not revision.captions.filter(confirmed_at__isnull=False))
        is_public, is_hidden = str(one.post_id) in public, one.post_id in hidden
        rows.append(Again(one, revision, rules.standing(revision.stage, is_public, is_hidden, bool(waits))))
    return sorted(rows, key=lambda row: list(Standing).index(row.standing) or len(Standing))


def _named(revision: Revision) -> set[str]:
    basis = getattr(revision, "basis", None)
    return set(basis.statements) if basis else set()


def reopening_of(post: Post) -> Reopening | None:
    """Of the version that was public last: so its author learns why nobody sees it."""
    last = Publication.objects.filter(post=post).values("digest")
    return Reopening.objects.filter(post=post, digest__in=last).first()


def older_figures(statements: Sequence[Statement]) -> Iterator[tuple[PublicPost, OldFigure]]:
    """Public posts in which a figure stands that one of these replaced, unless whoever signed them was told so."""
    entries = [_entry(said) for said in statements if said.earlier]
    before, found = None, review.public_posts(None, AT_ONCE) if entries else []
    while found:
        for post in found:
            language, told = post.manifest["language"], _told(post)
            old = rules.old_figures(_passages(post.manifest), language, entries, _pack(language))
            if first := next((one for one in old if one.code not in told), None):
                yield post, first
        before = (found[-1].published_at, found[-1].post_id)
        found = review.public_posts(before, AT_ONCE)


def _entry(said: Statement) -> Entry:
    source, url = str(said.guideline), said.guideline.url
    return Entry(said.code, said.text, STATEMENT, said.topic, source, url, supersedes=tuple(said.earlier))


def _told(post: PublicPost) -> set[str]:
    found = Finding.objects.filter(screening__digest=post.digest, family=SUPERSEDED)
    return {code for sources in found.values_list("sources", flat=True) for code in sources}


def _passages(manifest: dict[str, Any]) -> list[Passage]:
    said = [Passage("transcript", cue["text"], cue["start"]) for cue in manifest["transcript"]]
    said.extend(Passage("card", card["text"]) for card in manifest.get("cards", ()))
    return [Passage("title", manifest["title"]), Passage("text", manifest["text"]), *said]


@cache
def _pack(language: str) -> Pack:
    return load(settings.RULES_ROOT, language)
