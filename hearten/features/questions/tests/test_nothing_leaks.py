"""What somebody asked, and what one clinician drafted, is nowhere in public."""

import pytest
from django.db import OperationalError
from django.test import Client

from hearten.features.claims import queries as known
from hearten.features.journal.models import Entry
from hearten.features.questions import actions
from hearten.features.questions.rules import Decline
from hearten.features.questions.tests.conftest import walk
from tests.world.people import someone

pytestmark = pytest.mark.django_db
PAGES = ("/", "/is-it-true", "/is-it-true/answers", "/guidance/", "/guidance/myths/", "/guidance/depression/", "/help/")


def test_words_of_a_question_or_a_draft_are_heard_at_no_public_door(a_question, a_draft, an_answer) -> None:
    asked = [a_question(f"The {word}canary song cures anxiety.") for word in ("waiting", "drafted", "declined")]
    draft = a_draft("The draftcanary song cures anxiety.", text="It is textcanary.")
    asked[1].answer = draft
    asked[1].save(update_fields=["answer"])
    actions.decline(asked[2], someone("Lucia"), Decline.no_claim)
    assert [walk(one).stage for one in asked] == ["waiting", "drafted", "declined"]
    an_answer("Publicsong cures anxiety.")
    visitor = Client()
    heard = [visitor.get(page) for page in (*PAGES, *(f"/is-it-true/{one.receipt}" for one in asked))]
    heard += [
        visitor.post("/is-it-true", {"text": f"The {w} song cures anxiety.", "language": "en"}) for w in ("", "new")
    ]
    everything = "".join(f"{answer.headers}{answer.content.decode()}" for answer in heard)
    assert "canary" not in everything and "Publicsong" in everything
    assert "canary" not in str(list(Entry.objects.values()))


def test_no_receipt_is_written_in_the_journal(a_question) -> None:
    question = a_question("Tea cures anxiety.")
    assert question.receipt not in str(list(Entry.objects.values())) and question.name_on_paper not in str(
        list(Entry.objects.values())
    )


def test_when_the_records_are_away_the_answer_is_the_way_to_help(twins, monkeypatch) -> None:
    def away() -> None:
        raise OperationalError

    monkeypatch.setattr(known, "public_answers", away)
    visitor = Client(raise_request_exception=False)
    answer = visitor.post("/is-it-true", {"text": "I want to kill myself tonight.", "language": "en"})
    assert answer.status_code == 503 and 'href="/help/"' in answer.content.decode()
