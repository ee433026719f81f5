"""An answer is shown as two clinicians signed it, and in no other way."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.urls import reverse
from django.utils import timezone

from hearten.features.accounts.models import Credential, RoleGrant
from hearten.features.claims import actions, queries
from hearten.features.claims.models import Answer, Reading, Retraction
from hearten.features.claims.rules import Reads
from hearten.features.claims.tests.conftest import CLAIM, wrote
from hearten.features.guidance.models import Statement
from hearten.features.journal import queries as journal
from hearten.features.posts.rules import digest_of
from tests.world.people import at_the_desk, someone

pytestmark = pytest.mark.django_db
ADraft = Callable[..., Answer]


def shown() -> list[str]:
    return [answer.said["claim"] for answer in queries.public_answers()]


def test_a_draft_is_seen_by_nobody_until_another_clinician_has_signed_it(a_draft: ADraft) -> None:
    draft = a_draft()
    assert shown() == []
    actions.read(draft, draft.digest, someone("Ravi"), Reads.confirm)
    assert shown() == [CLAIM]
    said = [entry.did for entry in journal.about(draft.name_in_journal)]
    assert said == ["answer.written", "answer.read"]


def test_nobody_signs_their_own_answer(a_draft: ADraft) -> None:
    draft = a_draft()
    with pytest.raises(actions.NotAsShown) as refused:
        actions.read(draft, draft.digest, someone("Lucia"), Reads.confirm)
    assert refused.value.code == "HE002" and shown() == []


def test_who_wrote_an_answer_is_not_offered_to_sign_it(a_draft: ADraft) -> None:
    address = reverse("answer", args=[a_draft().pk])
    own, other = (at_the_desk(name).get(address).content.decode() for name in ("Lucia", "Ravi"))
    assert "You wrote this." in own and "Sign it" not in own and "Take it back" in own
    assert "You wrote this." not in other and "Sign it" in other


def test_the_database_itself_refuses_a_signature_of_ones_own(a_draft: ADraft) -> None:
    draft, lucia = a_draft(), someone("Lucia")
    row = {"answer": draft, "digest": draft.digest, "says": "confirm", "author": lucia, "by": lucia, "is_demo": False}
    with pytest.raises(IntegrityError, match="nobody_confirms_their_own"), transaction.atomic():
        Reading.objects.create(**row)
    with pytest.raises(IntegrityError, match="reading_of_these_bytes"), transaction.atomic():
        Reading.objects.create(**row | {"by": someone("Ravi"), "digest": "0" * 64})
        connection.check_constraints()
    with pytest.raises(IntegrityError, match="reading_names_the_author"), transaction.atomic():
        Reading.objects.create(**row | {"author": someone("Ravi")})
        connection.check_constraints()


def test_other_bytes_than_those_shown_are_not_signed(a_draft: ADraft) -> None:
    draft = a_draft()
    with pytest.raises(actions.NotAsShown) as refused:
        actions.read(draft, "0" * 64, someone("Ravi"), Reads.confirm)
    assert refused.value.code == "HE001"


@pytest.mark.parametrize("role", ["hearten_web", "hearten_worker"])
def test_no_process_of_ours_can_write_a_signature_or_change_an_answer(an_answer: ADraft, role: str) -> None:
    answer = an_answer()
    for words in (
        "INSERT INTO claims_reading (answer_id) VALUES (1)",
        f"UPDATE claims_answer SET manifest = '' WHERE id = {answer.pk}",
        "UPDATE claims_reading SET says = 'confirm'",
        "DELETE FROM claims_retraction",
    ):
        with (
            pytest.raises(DatabaseError, match="permission denied"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(f"SET LOCAL ROLE {role}")
            cursor.execute(words)


def test_not_even_the_owner_changes_what_was_signed(an_answer: ADraft) -> None:
    answer = an_answer()
    for rows, facts in (
        (Answer.objects.all(), {"until": timezone.now() + timedelta(days=900)}),
        (Reading.objects.all(), {"by_name": "Somebody"}),
    ):
        with pytest.raises(IntegrityError, match="never changes"), transaction.atomic():
            rows.update(**facts)
    with pytest.raises(IntegrityError, match="digest_is_of_manifest"), transaction.atomic():
        Answer.objects.create(manifest="{}", digest=answer.digest, author=answer.author, until=answer.until)
    assert digest_of("{}") != answer.digest


@pytest.mark.parametrize("name", ["Nadia", "Amara", "Omar", "Mei"])
def test_only_a_reviewer_whose_profession_was_checked_writes_or_signs(a_draft: ADraft, name: str) -> None:
    draft = a_draft()
    with pytest.raises(actions.MayNotAnswer):
        actions.write(wrote(), someone(name))
    with pytest.raises(actions.NotAsShown) as refused:
        actions.read(draft, draft.digest, someone(name), Reads.confirm)
    assert refused.value.code == "HE003"


def test_a_profession_that_lapsed_on_either_side_stops_the_signature(a_draft: ADraft) -> None:
    for name, code in (("Lucia", "HE005"), ("Ravi", "HE003")):
        draft = a_draft()
        with transaction.atomic():
            Credential.objects.filter(person=someone(name)).update(until=timezone.now() - timedelta(days=1))
            with pytest.raises(actions.NotAsShown) as refused:
                actions.read(draft, draft.digest, someone("Ravi"), Reads.confirm)
            assert refused.value.code == code
            transaction.set_rollback(True)


def test_a_role_that_ended_stops_the_signature(a_draft: ADraft) -> None:
    draft = a_draft()
    RoleGrant.objects.filter(person=someone("Ravi")).update(ended_at=timezone.now())
    with pytest.raises(actions.NotAsShown):
        actions.read(draft, draft.digest, someone("Ravi"), Reads.confirm)


def test_of_two_readers_at_once_one_is_told_that_the_other_was_quicker(a_draft: ADraft) -> None:
    draft = a_draft(author="Ravi")
    actions.read(draft, draft.digest, someone("Lucia"), Reads.send_back, "Please say what helps.")
    with pytest.raises(actions.AlreadyRead):
        actions.read(draft, draft.digest, someone("Lucia"), Reads.confirm)
    assert shown() == []


def test_what_is_sent_back_says_why(a_draft: ADraft) -> None:
    draft = a_draft()
    with pytest.raises(actions.NeedsReason):
        actions.read(draft, draft.digest, someone("Ravi"), Reads.send_back, " ")


def test_an_answer_taken_back_is_out_of_sight_at_once_and_for_good(an_answer: ADraft) -> None:
    answer = an_answer()
    for _twice in (1, 2):
        actions.retract(answer, someone("Ravi"), "Guidance has changed.")
    assert shown() == [] and Retraction.objects.count() == 1
    with pytest.raises(actions.MayNotAnswer):
        actions.retract(answer, someone("Omar"), "I would like to.")


def test_an_answer_is_out_of_sight_when_its_time_is_over(a_draft: ADraft) -> None:
    draft = a_draft(until=timezone.now() + timedelta(seconds=0.2))
    actions.read(draft, draft.digest, someone("Ravi"), Reads.confirm)
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM public_answer")
        assert cursor.fetchone() == (1,)
        # Inside a transaction the database's clock stands still, so time is made to pass for the view alone.
        cursor.execute("SELECT pg_get_viewdef('public_answer'::regclass)")
        words = cursor.fetchone()[0].rstrip(";").replace("now()", "clock_timestamp()")
        cursor.execute(f"SELECT count(*) FROM (SELECT pg_sleep(0.3)) wait, ({words}) later")
        assert cursor.fetchone() == (0,)


def test_an_answer_waits_when_the_guidance_it_rests_on_is_reworded(an_answer: ADraft) -> None:
    an_answer()
    Statement.objects.filter(code="G001").update(text="The sea is wide.")
    assert shown() == []


def test_an_answer_waits_when_the_guidance_it_rests_on_is_withdrawn(an_answer: ADraft) -> None:
    an_answer()
    Statement.every.filter(code="G001").update(withdrawn_at=timezone.now())
    assert shown() == []
    with pytest.raises(actions.NeedsStatement):
        actions.write(wrote(), someone("Lucia"))


def test_an_answer_names_guidance_that_exists_here(statements: None) -> None:
    for codes, verdict in (((), "contradicted"), (("G999",), "contradicted"), (("G001", "nothing"), "unsupported")):
        with pytest.raises(actions.NeedsStatement):
            actions.write(wrote(codes=codes, verdict=verdict), someone("Lucia"))
    assert actions.write(wrote(codes=(), verdict="unsupported"), someone("Lucia")).said["statements"] == []
