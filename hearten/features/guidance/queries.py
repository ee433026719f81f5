from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.db.models import Count
from django.utils.translation import gettext_lazy as _

from hearten.features.guidance import rules
from hearten.features.guidance.models import Basis, Guideline, Myth, Statement, Wording
from hearten.features.posts.models import Revision

TOPIC_WORDS = {
    "adhd": _("ADHD: attention and restlessness"), "adolescents": _("Teenagers"), "anxiety": _("Anxiety"),
    "autism": _("Autism"), "bipolar": _("Bipolar disorder"), "coping": _("Coping"),
    "credibility": _("Health information you can trust"), "crisis response": _("When someone is in crisis"),
    "dementia": _("Dementia"),
    "depression": _("Depression"), "eating disorders": _("Eating disorders"),
    "language": _("Words that respect people"),
    "mental health": _("Mental health in general"), "ptsd": _("After something terrible: trauma and PTSD"),
    "platform duty": _("What platforms owe people"),
    "safe messaging": _("Talking about suicide safely"), "schizophrenia": _("Schizophrenia"),
    "stigma": _("Stigma"), "stress": _("Stress"), "suicide": _("Suicide, and how it can be prevented"),
    "treatment": _("Treatment"),
}  # fmt: skip


KIND_WORDS = {
    "fact": _("Fact"), "recommendation": _("Recommendation"), "safe_messaging": _("How to talk about it safely"),
    "language": _("Choosing words"), "platform": _("For those who run a platform"),
}  # fmt: skip
GRADE_WORDS = {
    "strong": _("strong"), "conditional": _("depends on the person"), "high": _("very sure"),
    "moderate": _("fairly sure"), "low": _("not very sure"), "very low": _("far from sure"),
}  # fmt: skip
FIELD_WORDS = {
    "text": _("Statement"), "topic": _("Topic"), "kind": _("Kind"), "strength": _("How strong"),
    "certainty": _("How sure"), "publisher": _("Publisher"), "title": _("Source"), "year": _("Year"),
    "url": _("Address"), "licence": _("Licence of the source"), "edition": _("Edition"),
    "awaiting_check": _("Awaits a check"), "checked_by": _("Checked by"), "checked_on": _("Checked on"),
    "earlier": _("Older figures to look for"), "claim": _("Myth"), "verdict": _("Verdict"), "harm": _("Harm"),
    "correction": _("Answer"), "refuted_by": _("Refuted by"),
}  # fmt: skip
TRUTH = {"contradicted": 1, "unsupported": 2, "oversimplified": 3}  # of 5, as ClaimReview counts
VERDICT_WORDS = {
    "contradicted": _("Guidance says otherwise"), "oversimplified": _("Not the whole story"),
    "unsupported": _("Not supported by guidance"),
}  # fmt: skip


@dataclass(frozen=True)
class Topic:
    """A topic of the public pages: `slug` stands in its address."""

    name: str
    slug: str
    words: str
    statements: int


@dataclass(frozen=True)
class Answered:
    """A myth, and the statements that answer it."""

    myth: Myth
    words: str
    verdict: str
    statements: list[Statement]


def topics() -> list[Topic]:
    """From A to Z, in the words of the reader's language."""
    counted = Statement.objects.values_list("topic").annotate(Count("code"))
    found = [Topic(name, name.replace(" ", "-"), words_of(name), number) for name, number in counted]
    return sorted(found, key=lambda topic: topic.words.casefold())


def words_of(topic: str) -> str:
    return str(TOPIC_WORDS.get(topic, topic.capitalize()))


def about(slug: str) -> list[Statement]:
    """Of the topic whose address this is; none where there is no such topic."""
    return list(Statement.objects.filter(topic=slug.replace("-", " ")).select_related("guideline").order_by("code"))


def wordings_about(slug: str) -> list[Wording]:
    """What statements of this topic said before, the latest first; not where only their source was mended."""
    found = Wording.objects.filter(statement__topic=slug.replace("-", " ")).order_by("-pk")
    after, shown = dict[str, str](), []
    for one in found.select_related("statement", "change__proposed_by", "change__answered_by"):
        if one.verb == "withdrawn" or one.text != after.get(one.statement_id, one.statement.text):
            shown.append(one)
        after[one.statement_id] = one.text
    return shown


def myths() -> list[Answered]:
    """With their answers, and never without; by topic from A to Z."""
    chosen = list(Myth.objects.filter(verdict__in=VERDICT_WORDS).select_related("guideline"))
    known = Statement.objects.in_bulk([code for myth in chosen for code in myth.refuted_by])
    answered = [
        Answered(
            myth, words_of(myth.topic), str(VERDICT_WORDS[myth.verdict]),
            [known[code] for code in myth.refuted_by if code in known],
        )
        for myth in chosen
    ]  # fmt: skip
    return sorted((one for one in answered if one.statements), key=lambda one: (one.words.casefold(), one.myth.code))


def kind_of(said: Statement) -> str:
    """What kind of statement, and how strongly its guideline says it, where it grades that."""
    graded = [GRADE_WORDS.get(grade, "") for grade in (said.strength, said.certainty)]
    return " · ".join(str(word) for word in (KIND_WORDS.get(said.kind, said.kind), *graded) if word)


def posts_resting_on(codes: Collection[str]) -> list[str]:
    """Posts of which any revision, public or not, names one of these: ask who may be seen before showing one."""
    found = Basis.objects.filter(statements__overlap=list(codes)).values_list("revision__post_id", flat=True)
    return [str(post_id) for post_id in found.distinct()]


def described(words: str, statements: Sequence[Statement], url: str) -> dict[str, object]:
    """A topic in the words of schema.org. Reviewed only on the day when somebody had checked all of it."""
    days = [said.checked_on for said in statements]
    cited = {said.guideline_id: _cited(said.guideline) for said in statements}
    page: dict[str, object] = {
        "@context": "https://schema.org", "@type": "MedicalWebPage", "name": words, "url": url, "inLanguage": "en",
        "about": {"@type": "Thing", "name": words}, "citation": list(cited.values()),
    }  # fmt: skip
    return page if None in days or not days else {**page, "lastReviewed": min(day for day in days if day)}


def reviewed(myths: Sequence[Answered], url: str, site: str) -> dict[str, object]:
    """Myths as schema.org's ClaimReview; only those of which a clinician has checked the answer. decisions/0018."""
    checked = [one for one in myths if one.myth.checked_on]
    return {"@context": "https://schema.org", "@graph": [_claim_review(one, url, site) for one in checked]}


def _claim_review(one: Answered, url: str, site: str) -> dict[str, object]:
    myth = one.myth
    rating = {"@type": "Rating", "worstRating": 1, "bestRating": 5, "ratingValue": TRUTH[myth.verdict]}
    return {
        "@type": "ClaimReview", "url": f"{url}#{myth.code}", "claimReviewed": myth.claim, "reviewBody": myth.correction,
        "itemReviewed": {"@type": "Claim", "name": myth.claim}, "author": {"@type": "Organization", "name": site},
        "reviewRating": {**rating, "alternateName": one.verdict}, "citation": _cited(myth.guideline),
        "inLanguage": "en", "datePublished": myth.checked_on,
    }  # fmt: skip


def _cited(line: Guideline) -> dict[str, object]:
    publisher = {"@type": "Organization", "name": line.publisher}
    return {"@type": "CreativeWork", "name": line.title, "url": line.url, "datePublished": str(line.year),
            "publisher": publisher}  # fmt: skip


@dataclass(frozen=True)
class Shelf:
    """Statements about one topic, to choose from."""

    topic: str
    words: str
    statements: list[Statement]
    is_open: bool


def shelves(revision: Revision, named: Collection[str]) -> list[Shelf]:
    """All that a post may rest on: first what fits its topics or is named already, then the rest from A to Z."""
    found: dict[str, list[Statement]] = {}
    for statement in Statement.objects.select_related("guideline").order_by("topic", "code"):
        if statement.topic not in rules.NOT_FOR_AUTHORS or statement.code in named:
            found.setdefault(statement.topic, []).append(statement)
    fits = rules.fitting(revision.topics)
    made = [
        Shelf(
            topic, words_of(topic), statements,
            topic in fits or any(statement.code in named for statement in statements),
        )
        for topic, statements in found.items()
    ]  # fmt: skip
    return sorted(made, key=lambda shelf: (not shelf.is_open, shelf.words.casefold()))


def named_by(revision: Revision) -> list[Statement]:
    basis = Basis.objects.filter(revision=revision).first()
    codes = basis.statements if basis else []
    return list(Statement.objects.filter(code__in=codes).select_related("guideline").order_by("code"))


def manifest_part(revision: Revision) -> dict[str, object]:
    """The sources as the public would see them: part of what a digest is taken of."""
    return {
        "sources": [
            {
                "id": said.code, "statement": said.text, "title": said.guideline.title, "url": said.guideline.url,
                "publisher": said.guideline.publisher, "year": said.guideline.year, "edition": said.edition,
            }
            for said in named_by(revision)
        ]
    }  # fmt: skip
