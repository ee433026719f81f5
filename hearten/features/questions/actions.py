import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction

from hearten.features.accounts.models import Person
from hearten.features.claims import actions as claims
from hearten.features.claims import queries as known
from hearten.features.claims.actions import Wrote
from hearten.features.claims.models import Answer
from hearten.features.claims.rules import Reads
from hearten.features.help import queries as helping
from hearten.features.journal import actions as journal
from hearten.features.questions import queries, rules
from hearten.features.questions.models import Question
from hearten.features.questions.rules import Decline, Stage
from hearten.kit.flow import nudge


class Full(Exception):
    """More questions wait than people can answer in time."""


class NotAsShown(Exception):
    """Someone has answered, declined or drafted meanwhile."""


@dataclass(frozen=True)
class Asked:
    """What someone typed, and the mark of the form they sent it with."""

    text: str
    language: str
    once: str


@transaction.atomic
def ask(asked: Asked) -> Question:
    """Put it in the queue. The same form sent twice is one question with one receipt."""
    key = rules.key_of(asked.once)
    if same := Question.objects.filter(key=key).first():
        return same
    if not rules.is_room(queries.open_questions().count()):
        raise Full
    try:
        with transaction.atomic():
            question = Question.objects.create(stage=Stage.asked, key=key, receipt=new_receipt(), **_heard(asked))
    except IntegrityError:
        return Question.objects.get(key=key)
    journal.note("question.asked", question.name_in_journal, language=question.language)
    nudge(question)
    return question


def _heard(asked: Asked) -> dict[str, object]:
    return {
        "text": asked.text, "language": asked.language, "alike": rules.alike(asked.text, asked.language),
        "level": helping.heard_in(asked.text, asked.language).level,
        "has_details": queries.names_someone(asked.text, asked.language),
        "shown": known.find(asked.text, asked.language).ids,
    }  # fmt: skip


def new_receipt() -> str:
    return "".join(secrets.choice(rules.RECEIPT_LETTERS) for _ in range(rules.RECEIPT_LENGTH))


@transaction.atomic
def draft(question: Question, seen: int | None, wrote: Wrote, author: Person, also: Sequence[int] = ()) -> Answer:
    """An answer for this question, and for others the clinician says it serves. `seen` is the draft they had before."""
    chosen = list(Question.objects.select_for_update().filter(pk__in={question.pk, *also}).order_by("pk"))
    still_open = set(queries.open_questions().filter(pk__in=[q.pk for q in chosen]).values_list("pk", flat=True))
    fresh = next((one for one in chosen if one.pk == question.pk), None)
    if fresh is None or fresh.pk not in still_open or fresh.answer_id != seen:
        raise NotAsShown
    answer = claims.write(wrote, author)
    for one in chosen:
        if one.pk in still_open:
            one.answer = answer
            one.save(update_fields=["answer"])
            nudge(one)
    return answer


@transaction.atomic
def renew(old: Answer, wrote: Wrote, author: Person) -> Answer:
    """An answer that lapsed, or whose guidance was reworded, written anew. Its receipts wait for the new one."""
    made = claims.write(wrote, author)
    if known.public_answer(old.pk) is None:
        Question.objects.filter(answer=old).update(answer=made)
    return made


@transaction.atomic
def decline(question: Question, by: Person, why: Decline) -> None:
    if not known.may_answer(by):
        raise claims.MayNotAnswer
    fresh = Question.objects.select_for_update().get(pk=question.pk)
    if not queries.open_questions().filter(pk=fresh.pk).exists():
        raise NotAsShown
    fresh.declined = why
    fresh.save(update_fields=["declined"])
    journal.note("question.declined", fresh.name_in_journal, by, why=str(why))
    nudge(fresh)


def receive(question: Question) -> str:
    """Flow: perhaps people have signed an answer to this since it was typed."""
    return "known" if _answered_by_known(question) else "unknown"


def look(question: Question) -> str | None:
    """Flow: what clinicians did with it, and whether an answer to another question fits this one too."""
    if question.declined:
        return "declined"
    said = queries.said_of(question)
    if said == Reads.confirm:
        return "known"
    if question.answer_id and said is None:
        return "drafted"
    return "known" if _answered_by_known(question) else None


def confirmed(question: Question) -> str | None:
    """Flow: what the second clinician said."""
    said = queries.said_of(question)
    return {Reads.confirm: "confirmed", Reads.send_back: "returned"}[Reads(said)] if said else None


@transaction.atomic
def _answered_by_known(question: Question) -> bool:
    """Only an answer that two people signed, that says the same, and that the asker had not read already."""
    found = [told.answer for told in known.find(question.text, question.language).answers if told.answer]
    fitting = next((answer for answer in found if answer.pk not in question.shown), None)
    fresh = Question.objects.select_for_update().filter(pk=question.pk).first()
    if fitting is None or fresh is None or fresh.answer_id != question.answer_id:
        return False
    fresh.answer_id = fitting.pk
    fresh.save(update_fields=["answer"])
    return True


def moved(question: Question, came_from: str, to: str) -> None:
    """Flow: every move is in the journal, and nothing of what was asked."""
    journal.note("question.moved", question.name_in_journal, came_from=came_from, to=to)


@transaction.atomic
def forget(before: datetime) -> int:
    """What was asked goes for good; an answer that people signed stays."""
    gone, _each = queries.asked_before(before).delete()
    return gone
