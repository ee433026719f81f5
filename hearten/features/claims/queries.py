from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache, partial
from typing import TypeVar

from django.conf import settings
from django.utils.safestring import SafeString

from hearten import ports
from hearten.engines.screening.evidence import ANSWER, STATEMENT, Entry, Index, Kept, Match, load, load_vocabulary
from hearten.engines.screening.verdict import statements_beside
from hearten.features.accounts import queries as accounts
from hearten.features.accounts.rules import Role
from hearten.features.claims import rules
from hearten.features.claims.models import Answer, PublicAnswer
from hearten.features.guidance import queries as guidance
from hearten.features.guidance.models import Myth, Statement
from hearten.features.guidance.queries import Answered
from hearten.kit.words import in_script
from hearten.ports.embeddings import if_here, kept_in

Wording = tuple[str, str, str, str, str, tuple[str, ...]]  # code, text, topic, source, url, figures of earlier editions
Signed = tuple[str, str, str, int, tuple[str, ...]]  # id, claim, topic, polarity, codes of statements
Answers = Sequence[PublicAnswer]
Near = tuple[list[Statement], list[PublicAnswer]]
One = TypeVar("One")
LOOKED_AT = 20


@dataclass(frozen=True)
class Told:
    """One of the two, ready to be shown: an answer that two people signed, or a myth with the answer of guidance."""

    answer: PublicAnswer | None = None
    myth: Answered | None = None

    @property
    def is_signed(self) -> bool:
        return self.answer is not None or (self.myth is not None and self.myth.myth.checked_on is not None)

    @property
    def verdict(self) -> str:
        """What is said of it, in a word or two: a claim is never shown without."""
        return str(self.answer.verdict_words if self.answer else self.myth.verdict if self.myth else "")

    @property
    def claim(self) -> str:
        return str(self.answer.said["claim"] if self.answer else self.myth.myth.claim if self.myth else "")

    @property
    def language(self) -> str:
        return str(self.answer.said["language"]) if self.answer else "en"


@dataclass(frozen=True)
class Found:
    """`answers` say what was asked; `choices` may be meant; `near` is only near. All empty: we do not know yet."""

    answers: Sequence[Told]
    choices: Sequence[Told]
    near: Sequence[Statement]

    @property
    def ids(self) -> list[int]:
        return [told.answer.pk for told in (*self.answers, *self.choices) if told.answer]


def known() -> Index:
    """All that a claim can be held against here, ready to be searched: what this site's guidance says just now."""
    return _known(public_answers())


def known_by_words() -> Index:
    """The same without a model, whether there is one or not: for when it breaks."""
    return _known(public_answers(), model="")


def _known(answers: Sequence[PublicAnswer], model: str | None = None) -> Index:
    statements = Statement.objects.select_related("guideline").order_by("code")
    said = tuple((s.code, s.text, s.topic, str(s.guideline), s.guideline.url, tuple(s.earlier)) for s in statements)
    myths = frozenset(Myth.objects.values_list("code", flat=True))
    signed = tuple(_signed(answer) for answer in answers)
    here = ports.now.embeddings.name if ports.now.embeddings.is_here else ""
    return _index(said, myths, signed, here if model is None else model)


@lru_cache(maxsize=2)
def _index(said: tuple[Wording, ...], myths: frozenset[str], signed: tuple[Signed, ...], model: str) -> Index:
    """Made anew only when the guidance, an answer, or the model that reads them is another."""
    shipped = {entry.id: entry for entry in load(settings.GUIDANCE_ROOT)}
    entries = [_entry(wording, shipped.get(wording[0])) for wording in said]
    entries += [entry for entry in shipped.values() if entry.id in myths]
    site = settings.HEARTEN.site_name
    entries += [Entry(id, claim, ANSWER, topic, site, "", sign, codes) for id, claim, topic, sign, codes in signed]
    words, embed = load_vocabulary(settings.GUIDANCE_ROOT), ports.now.embeddings.embed
    return Index.of(entries, embed, words, Kept(embed, kept_in(), model)) if model else Index.of(entries, None, words)


def _entry(wording: Wording, shipped: Entry | None) -> Entry:
    """The plain sentences kept beside a statement stand for its shipped wording only: in another they may be untrue."""
    code, text, topic, source, url, earlier = wording
    own = shipped if shipped and shipped.text == text else Entry(code, text, STATEMENT, topic, source, url)
    return replace(own, topic=topic, source=source, url=url, supersedes=tuple(dict.fromkeys(own.supersedes + earlier)))


def _signed(answer: PublicAnswer) -> Signed:
    said, codes = answer.said, tuple(line["id"] for line in answer.said["statements"])
    return f"A{answer.pk}", said["claim"], said["topic"], -1 if said["verdict"] in rules.NOT_SO else 1, codes


def public_answers() -> list[PublicAnswer]:
    """The newest first. One whose guidance has been reworded since waits until it is signed anew."""
    answers = list(PublicAnswer.objects.order_by("-confirmed_at", "-pk"))
    codes = {line["id"] for answer in answers for line in answer.said["statements"]}
    now = dict(Statement.objects.filter(code__in=codes).values_list("code", "text"))
    return [answer for answer in answers if rules.stands_as_read(answer.said, now)]


def public_by_topic() -> list[PublicAnswer]:
    return sorted(public_answers(), key=lambda answer: (answer.topic_words.casefold(), answer.said["claim"].casefold()))


def structured(answers: Sequence[PublicAnswer], url: str, site: str) -> SafeString:
    """As schema.org's ClaimReview, safe inside a script element. An example was signed by nobody, so it is left out."""
    signed = [(one, f"{url}#answer-{one.pk}", str(one.verdict_words)) for one in answers if not one.is_demo]
    graph = [rules.claim_review(one.said, at, site, verdict, one.confirmed_at) for one, at, verdict in signed]
    return in_script({"@context": "https://schema.org", "@graph": graph})


def public_answer(answer_id: int | None) -> PublicAnswer | None:
    return next((answer for answer in public_answers() if answer.pk == answer_id), None)


def _ask(what: Callable[[Answers, Index], One]) -> One:
    """By meaning, or by words alone where the model breaks."""
    answers = public_answers()
    return if_here(lambda: what(answers, _known(answers)), lambda: what(answers, _known(answers, model="")))


def find(text: str, language: str) -> Found:
    """What we can say to this. The machine chooses what is near; what is said was written and signed by people."""
    return _ask(partial(_found, text, language))


def _found(asked: str, language: str, answers: Answers, index: Index) -> Found:
    text, told = rules.without_asking(asked), _told(answers)
    sure: dict[str, Told] = {}
    offered: dict[str, float] = {}
    matches: list[Match] = []
    for part in rules.parts(text):
        own = index.closest(part, language, LOOKED_AT)
        matches += own
        for match in own:
            one = told.get(match.entry.id)
            if one and _fits(one, part, language) and not rules.is_taken_back(text, part):
                sure.setdefault(match.entry.id, one)
            elif one and match.score >= rules.MAYBE:
                offered[match.entry.id] = max(offered.get(match.entry.id, 0), match.score)
    nearest = sorted((id for id in offered if id not in sure), key=lambda id: -offered[id])[: rules.OFFERED]
    readable = [match for match in matches if match.entry.topic not in rules.NOT_FOR_READERS]
    return Found(tuple(sure.values()), [told[id] for id in nearest], _near(readable, index))


def _fits(one: Told, part: str, language: str) -> bool:
    return one.is_signed and one.language == language and rules.says_the_same(part, one.claim, language)


def _told(answers: Sequence[PublicAnswer]) -> dict[str, Told]:
    return {f"A{one.pk}": Told(one) for one in answers} | {one.myth.code: Told(myth=one) for one in guidance.myths()}


def near(text: str, language: str, most: int) -> Near:
    """For someone who is about to answer: the statements and the signed answers that come nearest."""
    return _ask(partial(_near_to, text, language, most))


def _near_to(text: str, language: str, most: int, answers: Answers, index: Index) -> Near:
    signed, matches = {f"A{one.pk}": one for one in answers}, index.closest(text, language, LOOKED_AT)
    beside = [signed[match.entry.id] for match in matches if match.entry.id in signed and match.score >= rules.NEAR]
    return _near(matches, index, most), beside[:most]


def _near(matches: Sequence[Match], index: Index, most: int = rules.NEAREST) -> list[Statement]:
    near = sorted((match for match in matches if match.score >= rules.NEAR), key=lambda match: -match.score)
    codes = list(dict.fromkeys(entry.id for entry in statements_beside(tuple(near), index, most)))
    found = Statement.objects.select_related("guideline").in_bulk(codes)
    return [found[code] for code in codes if code in found]


def drafts() -> list[Answer]:
    """What waits for a second pair of eyes, the oldest first."""
    return list(Answer.objects.filter(reading=None, retraction=None).select_related("author").order_by("at"))


def answer_called(answer_id: int) -> Answer | None:
    return Answer.objects.select_related("author", "reading", "retraction").filter(pk=answer_id).first()


def may_answer(person: object) -> bool:
    return rules.may_answer(accounts.holds(person, Role.reviewer), accounts.credential_of(person) is not None)
