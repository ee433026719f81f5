"""What people of the demo wondered about: three answers that two of its clinicians signed, and work on their desk."""

from dataclasses import dataclass
from datetime import timedelta

from django.utils import timezone

from hearten.features.accounts.models import Person
from hearten.features.claims import actions as claims
from hearten.features.claims.actions import Wrote
from hearten.features.claims.models import Answer
from hearten.features.claims.rules import Reads, Verdict
from hearten.features.questions import actions as questions
from hearten.features.questions.actions import Asked
from hearten.features.questions.models import Question
from hearten.flows.ask import ask

ONE_YEAR = timedelta(days=365)


@dataclass(frozen=True)
class Signed:
    """One answer. `rests_on` are codes of the shipped guidance."""

    asked: str
    claim: str
    verdict: Verdict
    text: str
    rests_on: tuple[str, ...]
    language: str = "en"


SIGNED = (
    Signed(
        "Do vaccines cause autism? My cousin keeps saying so.", "Vaccines cause autism.", Verdict.contradicted,
        "No. Researchers have looked for this link many times and did not find one. The early study that claimed it "
        "was wrong. Autism is a way a brain develops, and it begins before a child gets the vaccine.", ("G070", "G065"),
    ),
    Signed(
        "If I ask my friend about suicide, will I give her the idea?",
        "Talking about suicide puts the idea in someone's head.", Verdict.contradicted,
        "No. Asking calmly does not plant the idea. Many people are relieved that somebody asks. It can give them time "
        "to think again and to find help. Ask, listen, and stay with them while you look for help together.",
        ("G107", "G114"),
    ),
    Signed(
        "Dicen que la depresión es flojera. ¿Es verdad?", "La depresión es flojera.", Verdict.contradicted,
        "No. La depresión es muy común y le puede pasar a cualquiera. Tenerla no significa ser débil ni flojo. "
        "Hay tratamientos que ayudan.", ("G015", "G008"), "es",
    ),
)  # fmt: skip
DRAFTED = Signed(
    "Does magnesium cure anxiety?", "Magnesium cures anxiety.", Verdict.unsupported,
    "We found no guidance that says so. Talking therapies help many people with anxiety. Slow breathing, regular sleep "
    "and moving your body can help too.", ("G021", "G030"),
)  # fmt: skip
WAITING = (
    ("Is it true that people with schizophrenia have two personalities?", "en"),
    ("A video says you should always force someone with panic to breathe into a bag. Is that right?", "en"),
    ("¿El TDAH lo causa ver demasiada tele?", "es"),
)


def fill(writer: Person, reader: Person) -> None:
    """Make what is missing. Interrupted, it goes on where it was: a question asked twice is one."""
    for one in (*SIGNED, DRAFTED):
        question = _asked(one.asked, one.language)
        if question.answer_id is None:
            questions.draft(question, None, _wrote(one), writer)
            _walk(question)
        if one in SIGNED and question.stage == "drafted" and question.answer_id:
            answer = Answer.objects.get(pk=question.answer_id)
            claims.read(answer, answer.digest, reader, Reads.confirm)
        _walk(question)
    for text, language in WAITING:
        _asked(text, language)


def _asked(text: str, language: str) -> Question:
    question = questions.ask(Asked(text, language, f"demo {text}"))
    _walk(question)
    return question


def _wrote(one: Signed) -> Wrote:
    return Wrote(one.claim, one.verdict, one.text, one.language, one.rests_on, timezone.now() + ONE_YEAR)


def _walk(question: Question) -> None:
    while ask.advance(str(question.pk)):
        pass
    question.refresh_from_db()
