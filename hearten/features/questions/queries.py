from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from django.conf import settings
from django.db.models import Count, Max, Min, Q, QuerySet

from hearten.engines import screening
from hearten.engines.screening import Pack, Passage
from hearten.engines.screening.evidence import ANSWER, Entry, Index
from hearten.features.claims import queries as known
from hearten.features.claims.models import Answer, PublicAnswer, Reading
from hearten.features.claims.rules import MAYBE, Reads
from hearten.features.guidance.models import Statement
from hearten.features.questions import rules
from hearten.features.questions.models import Question
from hearten.features.questions.rules import Stage

ON_ONE_PAGE, ALSO, COMPARED = 100, 8, 200
IDENTIFYING = "identifying_detail"
RESTING = (Stage.answered, Stage.declined)
OPEN = Q(stage__in=[Stage.asked, Stage.waiting, Stage.drafted], declined="") & (
    Q(answer=None) | Q(answer__reading__says=Reads.send_back)
)


@dataclass(frozen=True)
class Waiting:
    """One line of the queue: the first question of those that are alike, how often it was asked, how grave."""

    question: Question
    times: int
    is_grave: bool


@dataclass(frozen=True)
class Case:
    """All a clinician sees of one question. `last` is what was drafted for it before, and sent back."""

    question: Question
    is_open: bool
    alike: Sequence[Question]
    near: Sequence[Statement]
    answers: Sequence[PublicAnswer]
    last: Answer | None


@dataclass(frozen=True)
class Standing:
    """What a receipt says. Never what was asked: whoever holds the address of this page can read it."""

    question: Question
    answer: PublicAnswer | None
    kept_until: datetime

    @property
    def is_gone(self) -> bool:
        """There was an answer; it lapsed, or was taken back."""
        return self.answer is None and self.question.stage == Stage.answered


def open_questions() -> QuerySet[Question]:
    """What nobody has answered or declined, and for which no draft waits."""
    return Question.objects.filter(OPEN)


def waiting() -> list[Waiting]:
    """The gravest first, then the oldest; those that are alike in one line."""
    lines = open_questions().values("alike").annotate(
        times=Count("pk"), grave=Max("level"), since=Min("asked_at"), first=Min("pk")
    ).order_by("-grave", "since")[:ON_ONE_PAGE]  # fmt: skip
    found = Question.objects.select_related("answer__reading").in_bulk([line["first"] for line in lines])
    return [Waiting(found[line["first"]], line["times"], line["grave"] >= rules.GRAVE) for line in lines]


def out_of_sight(public: Sequence[PublicAnswer]) -> list[Answer]:
    """Signed once, and shown to nobody now: its time is over, or the guidance it rests on was reworded."""
    signed = Answer.objects.filter(reading__says=Reads.confirm, retraction=None)
    return list(signed.exclude(pk__in=[one.pk for one in public]).order_by("-at")[:ON_ONE_PAGE])


def case_of(question_id: int) -> Case | None:
    question = Question.objects.select_related("answer__reading", "answer__author").filter(pk=question_id).first()
    if question is None:
        return None
    near, answers = known.near(question.text, question.language, ALSO)
    is_open = open_questions().filter(pk=question.pk).exists()
    return Case(question, is_open, _alike(question) if is_open else (), near, answers, question.answer)


def near_to(answer: Answer) -> list[Statement]:
    return known.near(answer.said["claim"], answer.said["language"], ALSO)[0]


def _alike(question: Question) -> list[Question]:
    """Other open questions that one answer may serve, the nearest first."""
    others = open_questions().filter(language=question.language).exclude(pk=question.pk).order_by("asked_at")
    some = {str(other.pk): other for other in others[:COMPARED]}
    index = Index.of([Entry(pk, other.text, ANSWER, "", "", "") for pk, other in some.items()])
    near = index.closest(question.text, question.language, ALSO)
    return [some[match.entry.id] for match in near if match.score >= MAYBE]


def said_of(question: Question) -> str | None:
    """What a second clinician said of the answer drafted for it."""
    return Reading.objects.filter(answer__questions=question).values_list("says", flat=True).first()


def standing(receipt: str) -> Standing | None:
    plain = rules.as_receipt(receipt)
    question = Question.objects.filter(receipt=plain).first() if plain else None
    if question is None:
        return None
    since = question.stage_since if question.stage in RESTING else question.asked_at
    return Standing(question, known.public_answer(question.answer_id), rules.kept_until(since))


def names_someone(text: str, language: str) -> bool:
    """Whether it may say who somebody is: then nobody copies it on."""
    report = screening.screen([Passage("text", text)], _pack(language))
    return any(finding.family == IDENTIFYING for finding in report.findings)


@lru_cache(maxsize=16)
def _pack(language: str) -> Pack:
    return screening.load(settings.RULES_ROOT, language)


def asked_before(moment: datetime) -> QuerySet[Question]:
    """Answered or declined before then; or asked before then, and no answer came."""
    rests = Q(stage__in=RESTING)
    return Question.objects.filter((rests & Q(stage_since__lt=moment)) | (~rests & Q(asked_at__lt=moment)))
