from collections.abc import Collection, Iterable
from functools import cache

from django.conf import settings
from django.utils.translation import gettext_noop

from hearten.engines import screening as engine
from hearten.engines.screening import Pack, Passage
from hearten.engines.screening.claims import Claim
from hearten.engines.screening.evidence import Index
from hearten.engines.screening.verdict import Opinion, statements_beside
from hearten.features.accounts import queries as accounts
from hearten.features.cards import queries as cards
from hearten.features.cards.rules import ALT, CARD
from hearten.features.checks import queries as checks
from hearten.features.checks import rules as asks
from hearten.features.guidance import queries as guidance
from hearten.features.help import queries as help_queries
from hearten.features.media import queries as media
from hearten.features.media.models import Original
from hearten.features.posts.models import Revision
from hearten.features.posts.rules import Kind
from hearten.features.screening import rules
from hearten.features.screening.models import ClaimFound, Finding, Release, Screening
from hearten.ports.onscreen import Seen

NAME, SCREEN, FILM = "name", "screen", "film"
ASKS = (asks.QUESTION, asks.OPTION, asks.ANSWER, asks.WHY, asks.POLL, asks.CHOICE)
UNJUDGED = (NAME, asks.OPTION)  # what is offered beside a right answer is claimed by nobody
PLACES = ("title", "transcript", SCREEN, CARD, ALT, "text", *ASKS, FILM, NAME)  # as the page is read
LONGEST_WORDS, CODE, MOST_SOURCES = 300, 12, 2  # of a finding's words, of a statement's code, of its sources
Place = tuple[str, int | None, str]  # where words stand, which of them, the words
GRAVEST_FIRST = {rules.HOLD: 0, rules.FIX: 1, rules.NOTE: 2}
OF_CLAIMS, OF_CARE, OF_FILM, OF_ASKS = "claim", "care", "film", "check"
WHY_OF_CLAIM = {
    "contradicted": gettext_noop("Guidance says otherwise."),
    "outdated": gettext_noop("This was in an earlier edition of the guidance. It says something else now."),
    "overstated": gettext_noop("This goes further than the guidance does."),
    "unsupported": gettext_noop("We found nothing in the guidance that says this."),
}
WHY_OF_MYTH = gettext_noop("This is a myth. Please make sure that the answer to it is just as easy to hear.")
BETTER = {
    "contradicted": gettext_noop("Say what the guidance says, or leave it out."),
    "outdated": gettext_noop("Use the figure of the latest edition."),
    "overstated": gettext_noop("Say it as carefully as the guidance does: “can help”, “for some people”."),
    "unsupported": gettext_noop("Name a source for it, or say that you do not know."),
}
WHY_OF_CARE = gettext_noop(
    "These words may come from someone who is having a hard time. Please think of the person who wrote them, too."
)
WHY_OF_FLASHING = gettext_noop("The picture flashes fast. That can make some people very unwell.")
BETTER_THAN_FLASHING = gettext_noop("Slow the flashing down, make it smaller, or leave it out.")
WHY_OF_FALLEN = gettext_noop("The guidance this question rests on does not stand any more.")
WHY_OF_GRAVE_POLL = gettext_noop("How many said so would be shown to people who are having a hard time.")
BETTER_THAN_GRAVE = gettext_noop("Ask what helps, not how bad it is.")
WHY_OF_ADULT = gettext_noop("A picture in this film may not be meant for everyone to see.")


def screening_of(revision: Revision) -> Screening | None:
    return Screening.objects.filter(revision=revision).first()


def findings_of(revision: Revision) -> list[Finding]:
    """What its author is told: the gravest first, then in the order in which the page is read."""
    return [finding for finding in findings_for_reviewers(revision) if finding.family != OF_CARE]


def findings_for_reviewers(revision: Revision) -> list[Finding]:
    """In the same order, with what is said of the author's own state, which nobody else is told."""
    return sorted(Finding.objects.filter(screening__revision=revision), key=_as_read)


def _as_read(finding: Finding) -> tuple[int, int, float, int]:
    place = PLACES.index(finding.where)
    return GRAVEST_FIRST.get(finding.severity, 3), place, finding.seconds or 0, finding.start


def release_of(revision: Revision) -> Release | None:
    return Release.objects.filter(revision=revision).select_related("by").first()


def claims_of(revision: Revision) -> list[ClaimFound]:
    """In the order in which the page is read."""
    return list(ClaimFound.objects.filter(screening__revision=revision).order_by("number"))


def manifest_of(revision: Revision) -> dict[str, object]:
    """Everything the public would see of a revision. Its digest is what an approval signs."""
    author = revision.post.author
    credential = accounts.credential_of(author)
    return {
        # With its number, so that the same words sent again are a version of their own, with a digest of their own.
        "post": str(revision.post_id), "number": revision.number, "kind": revision.kind, "language": revision.language,
        "title": revision.title, "text": revision.text, "topics": sorted(revision.topics),
        "maker": {
            "name": author.name, "lived": revision.kind == Kind.story,
            "credential": credential.title if credential else "", "country": credential.country if credential else "",
        },
        **media.manifest_part(revision), **checks.manifest_part(revision), **guidance.manifest_part(revision),
    }  # fmt: skip


def passages_of(revision: Revision, on_screen: Collection[tuple[float, str]] = ()) -> list[Passage]:
    """All its words, with what stands in the picture. Of a card or a question the number takes the place of seconds."""
    said = media.captions_of(revision)
    cues = said.cues if said else []
    read = " ".join([revision.title, revision.text, *(text for _, _, text in cues)])
    return [
        Passage("title", revision.title),
        Passage("text", revision.text),
        *[Passage("transcript", text, start, end) for start, end, text in cues],
        *[Passage(SCREEN, text, at) for at, text in on_screen if not rules.is_said_already(text, read)],
        *[Passage(where, words, float(number)) for where, words, number in cards.said_on(revision)],
        *[Passage(where, words, float(at)) for where, words, at in checks.said_in(revision)],
        Passage(NAME, revision.post.author.name),
    ]


@cache
def pack(language: str) -> Pack:
    return engine.load_practised(settings.RULES_ROOT, language)


def relied_on() -> tuple[str, ...]:
    """The checks by model without which a film is held here."""
    return rules.relied_on(settings.HEARTEN.checks)


def myths_told(opinions: Iterable[tuple[Claim, Opinion]]) -> list[str]:
    """What is a myth, or is put right in the next breath."""
    return [claim.text for claim, said in opinions if said.because in ("myth", "corrected")]


def of_words(kept: Screening, found: Iterable[engine.Finding], myths: Collection[str]) -> list[Finding]:
    return [
        Finding(
            screening=kept, rule=f.rule, family=f.family, where=f.where, start=f.start, end=f.end, seconds=f.seconds,
            severity=rules.severity_of_words(f.severity, f.family, f.words, rules.told_with(f.where, f.words, myths)),
            words=f.words[:LONGEST_WORDS], reason=f.reason, suggestion=f.suggestion, sources=list(f.sources),
        )
        for f in found
    ]  # fmt: skip


def of_claims(
    kept: Screening, opinions: Iterable[tuple[Claim, Opinion]], known: Index, answers_a_myth: bool
) -> list[Finding]:
    told = ((*one, rules.is_told(one[0].where, answers_a_myth)) for one in opinions)
    return [
        Finding(
            screening=kept, rule=f"claim.{said.verdict}", family=OF_CLAIMS, severity=severity, where=claim.where,
            start=claim.start, end=claim.end, seconds=claim.seconds, words=claim.text[:LONGEST_WORDS],
            reason=WHY_OF_MYTH if is_told and said.verdict == "contradicted" else WHY_OF_CLAIM[said.verdict],
            suggestion="" if is_told else BETTER[said.verdict],
            sources=[one.id for one in statements_beside(said.matches, known, MOST_SOURCES) if len(one.id) <= CODE],
        )
        for claim, said, is_told in told
        if (severity := rules.severity_of_claim(said.verdict, claim.kinds, said.confidence, is_told))
    ]  # fmt: skip


def of_asks(kept: Screening, revision: Revision) -> list[Finding]:
    """A question on withdrawn guidance teaches nothing; a poll of how bad it is would say that many feel so."""
    fallen = [(asks.QUESTION, number, words) for number, words in checks.fallen(revision)]
    found = [_of_whole(kept, f"{OF_ASKS}.source", rules.HOLD, WHY_OF_FALLEN, at=place) for place in fallen]
    poll = checks.poll_of(revision)
    words = "\n".join([poll.question, *poll.options]) if poll else ""
    if poll is None or help_queries.heard_in(words, revision.language).level < rules.WORTH_A_LOOK:
        return found
    place = (asks.POLL, 1, poll.question)
    return [*found, _of_whole(kept, f"{OF_ASKS}.poll", rules.HOLD, WHY_OF_GRAVE_POLL, BETTER_THAN_GRAVE, place)]


def of_film(kept: Screening, original: Original | None, seen: Seen) -> list[Finding]:
    found = []
    if original and original.flashing:
        found.append(_of_whole(kept, f"{OF_FILM}.flashing", rules.FIX, WHY_OF_FLASHING, BETTER_THAN_FLASHING))
    if seen.adult is not None and seen.adult >= rules.TOO_ADULT:
        found.append(_of_whole(kept, f"{OF_FILM}.adult", rules.HOLD, WHY_OF_ADULT))
    return found


def of_care(kept: Screening, revision: Revision) -> list[Finding]:
    """A word to reviewers about the person who tells a story; none of that person's words is kept with it."""
    if revision.kind != Kind.story:
        return []
    told = " ".join(one.text for one in passages_of(revision) if one.where != NAME)
    if help_queries.heard_in(told, revision.language).level < rules.WORTH_A_LOOK:
        return []
    return [_of_whole(kept, f"{OF_CARE}.author", rules.NOTE, WHY_OF_CARE)]


def _of_whole(
    kept: Screening, rule: str, severity: str, reason: str, suggestion: str = "", at: Place = (FILM, None, "")
) -> Finding:
    """Of the whole of something: a film, its maker, a question. A rule's name begins with that of its family."""
    (where, number, words), family = at, rule.partition(".")[0]
    said = {"reason": reason, "suggestion": suggestion, "start": 0, "end": len(words), "words": words}
    return Finding(screening=kept, rule=rule, family=family, severity=severity, where=where, seconds=number, **said)
