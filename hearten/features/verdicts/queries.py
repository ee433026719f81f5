from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.db.models import Func, JSONField, Max
from django.utils.translation import gettext_lazy as _

from hearten.engines.screening.evidence import STATEMENT, Entry, Index
from hearten.features.guidance.models import Basis, Statement, Wording
from hearten.features.posts.models import Revision
from hearten.features.screening import queries as screening
from hearten.features.screening.models import ClaimFound
from hearten.features.verdicts import rules
from hearten.features.verdicts.models import ClaimVerdict
from hearten.features.verdicts.rules import ClaimSays, Judged

LOOKED_THROUGH, EARLIER_WEIGHED, EARLIER_SHOWN = 500, 20, 3
SAYS_WORDS = {
    ClaimSays.supported: _("Supported: guidance says so"),
    ClaimSays.needs_context: _("True, but something should be said with it"),
    ClaimSays.overstated: _("Goes too far"), ClaimSays.outdated: _("Was true once, not now"),
    ClaimSays.unsupported: _("No guidance says so"), ClaimSays.contradicted: _("Guidance says otherwise"),
    ClaimSays.not_a_claim: _("Not a claim: nothing to check"),
}  # fmt: skip
MACHINE_WORDS = {
    "supported": _("It agrees with guidance"), "overstated": _("It goes further than guidance"),
    "outdated": _("It is from an earlier edition"), "contradicted": _("Guidance says otherwise"),
    "unsupported": _("No guidance was found for it"), "not_sure": _("The machine does not know"),
}  # fmt: skip
BECAUSE_WORDS = {
    "says": _("A statement says the same in nearly the same words."),
    "denies": _("One of the two says “not” where the other does not."),
    "figure": _("The number is not the one in the guidance."),
    "stronger": _("The words are stronger than those of the guidance."),
    "earlier": _("This number stood in an earlier edition."),
    "myth": _("It reads like a myth that guidance answers."),
    "corrected": _("The words around it say that it is not so."),
    "cure": _("It promises a cure."),
    "nothing": _("Nothing in the guidance comes near it."),
    "unclear": _("What comes near it may agree or not. Please read it yourself."),
}


@dataclass(frozen=True)
class Earlier:
    """What was said before of a claim like this one."""

    verdict: ClaimVerdict
    words: str


@dataclass(frozen=True)
class Weighed:
    """A claim with all that helps to judge it. `opinion` is empty while the machine's is kept back."""

    number: int
    found: ClaimFound
    seconds: list[float]
    statements: list[Statement]
    earlier: list[Earlier]
    said: ClaimVerdict | None
    said_words: str
    opinion: str
    because: str


@dataclass(frozen=True)
class Scales:
    """Every claim of a revision, and what is still in the way of an approval."""

    claims: list[Weighed]
    left: int
    untrue: int
    shows_machine: bool
    sources: Collection[str]  # codes of the guidance that the post names

    @property
    def keeps_back(self) -> bool:
        """Whether an opinion of the machine's is still not shown."""
        return any(not one.opinion for one in self.claims)


def claims(revision: Revision) -> list[str]:
    """The words of each claim, once, in the order in which the page is read."""
    return list(dict.fromkeys(found.text for found in screening.claims_of(revision)))


def verdicts_on(revision: Revision) -> dict[str, ClaimVerdict]:
    """What reviewers last said of each claim of exactly these bytes."""
    said = ClaimVerdict.objects.filter(revision=revision, digest=revision.digest).select_related("reviewer")
    return {verdict.text: verdict for verdict in said.order_by("pk")}


def judged(revision: Revision) -> dict[str, Judged]:
    said = verdicts_on(revision).items()
    return {text: Judged(ClaimSays(v.says), v.may_stand, v.note, tuple(v.statements)) for text, v in said}


def confirmed(revision: Revision) -> list[dict[str, Any]]:
    """What an approval signed now would show of its claims: words, places, and codes of what each rests on."""
    found = Func("pk", function="review_claims", output_field=JSONField())
    return list(Revision.objects.values_list(found, flat=True).get(pk=revision.pk))


def open_claims(revision: Revision) -> tuple[int, int]:
    """How many wait for a verdict, and how many were found untrue and cannot stand."""
    all_of_them, said = claims(revision), judged(revision)
    return len(rules.unanswered(all_of_them, said)), len(rules.in_the_way(all_of_them, said))


def scales(revision: Revision, reviewer: object, shows_machine: bool) -> Scales:
    """What a reviewer sees of the claims of one revision."""
    found, said, held = screening.claims_of(revision), verdicts_on(revision), _words_that_hold(revision)
    known = Statement.objects.select_related("guideline").in_bulk({code for one in found for code in one.statements})
    first = {one.text: one for one in reversed(found)}
    weighed = [
        _weighed(
            number, first[text], [one.seconds for one in found if one.text == text and one.seconds is not None],
            [known[code] for code in first[text].statements if code in known], _earlier(revision, reviewer, text),
            said.get(text), rules.is_seen(shows_machine, text in said, rules.held_by(held, text)),
        )
        for number, text in enumerate(claims(revision), 1)
    ]  # fmt: skip
    named = Basis.objects.filter(revision=revision).values_list("statements", flat=True).first() or ()
    return Scales(weighed, *open_claims(revision), shows_machine, named)


def _weighed(
    number: int, found: ClaimFound, seconds: list[float], statements: list[Statement], earlier: list[Earlier],
    said: ClaimVerdict | None, seen: bool,
) -> Weighed:  # fmt: skip
    words = str(SAYS_WORDS[ClaimSays(said.says)]) if said else ""
    opinion = str(MACHINE_WORDS.get(found.verdict, found.verdict)) if seen else ""
    because = str(BECAUSE_WORDS.get(found.because, "")) if seen else ""
    return Weighed(number, found, seconds, statements, earlier, said, words, opinion, because)


def _words_that_hold(revision: Revision) -> Collection[str]:
    of_claims = [one for one in screening.findings_of(revision) if one.family == screening.OF_CLAIMS]
    return {one.words for one in of_claims if one.severity == "hold"}


@dataclass(frozen=True)
class Changed:
    """A statement under a post that guidance has changed: as the post cited it, and as it stands now."""

    wording: Wording  # the old one
    now: Statement
    change_id: int  # the latest that touched it


def changed_under(revisions: Sequence[Revision]) -> dict[int, list[Changed]]:
    """By revision: which statements changed since somebody last decided on its post."""
    posts, found = defaultdict[object, list[Revision]](list), dict[int, list[Changed]]()
    for one in Revision.objects.filter(post__in={one.post_id for one in revisions}, digest__isnull=False):
        posts[one.post_id].append(one)
    named = dict(Basis.objects.filter(revision__in=revisions).values_list("revision_id", "statements"))
    codes = {code for statements in named.values() for code in statements}
    changes = Wording.objects.filter(statement__in=codes, of_substance=True).order_by("pk")
    wordings = list(changes.select_related("statement__guideline"))
    for one in revisions:
        before = [(b.stage, b.made_at, b.manifest) for b in reversed(posts[one.post_id]) if b.number <= one.number]
        cited, under = rules.cited(before), dict[str, Changed]()
        for old in wordings:
            code, source = old.statement_id, (old.statement_id, old.text, old.was["publisher"])
            if code in named.get(one.pk, ()) and source in cited and (old.is_replaced or old.until >= cited[source]):
                under[code] = Changed(under[code].wording if code in under else old, old.statement, old.change_id)
        found[one.pk] = list(under.values())
    return found


def _still_stands(verdict: ClaimVerdict) -> bool:
    """Whether guidance says beside the claim what it said on the day of the verdict."""
    beside = ClaimFound.objects.filter(screening__digest=verdict.digest, text=verdict.text)
    codes = {code for statements in beside.values_list("statements", flat=True) for code in statements}
    return not Wording.objects.filter(statement__in=codes, of_substance=True, until__gt=verdict.at).exists()


def _earlier(revision: Revision, reviewer: object, text: str) -> list[Earlier]:
    """Verdicts on claims like this one that still stand, in other posts; never on the reviewer's own."""
    last = ClaimVerdict.objects.order_by().values("digest", "text").annotate(last=Max("pk")).values("last")
    others = ClaimVerdict.objects.filter(pk__in=last).exclude(revision__post=revision.post_id)
    rows = others.exclude(revision__post__author=reviewer).order_by("-pk").values_list("pk", "text")[:LOOKED_THROUGH]  # type: ignore[misc]
    index = _index(tuple(rows))
    stems = index.vocabulary.of_text
    near = index.closest(text, revision.language, EARLIER_WEIGHED)
    alike = [int(one.entry.id) for one in near if rules.is_alike(one.score, stems(text), stems(one.entry.text))]
    found = ClaimVerdict.objects.select_related("reviewer").in_bulk(alike)
    told = [found[pk] for pk in alike if pk in found and _still_stands(found[pk])]
    once = {(one.text, one.says, one.note, one.reviewer_id): one for one in reversed(told)}
    kept = [one for one in told if one in once.values()][:EARLIER_SHOWN]
    return [Earlier(one, str(SAYS_WORDS[ClaimSays(one.says)])) for one in kept]


@lru_cache(maxsize=4)
def _index(rows: tuple[tuple[int, str], ...]) -> Index:
    """By shared words alone: it answers while a page is made, and needs no model."""
    return Index.of([Entry(str(pk), text, STATEMENT, "", "", "") for pk, text in rows])
