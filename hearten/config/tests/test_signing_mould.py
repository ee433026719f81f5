"""Answers, corrections, learning paths and campaigns are signed through one mould, and its doors refuse the same."""

from importlib import import_module

import pytest
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction

from hearten.features.campaigns.forms import SigningForm as CampaignForm
from hearten.features.campaigns.models import Campaign
from hearten.features.campaigns.models import Retraction as CampaignBack
from hearten.features.campaigns.models import Signing as CampaignSigning
from hearten.features.claims.forms import ReadingForm
from hearten.features.claims.models import Answer, Reading
from hearten.features.claims.models import Retraction as AnswerBack
from hearten.features.corrections.forms import SignForm
from hearten.features.corrections.models import Correction, Signature
from hearten.features.corrections.models import Retraction as CorrectionBack
from hearten.features.paths.forms import SigningForm as PathForm
from hearten.features.paths.models import Path, Signing
from hearten.features.paths.models import Retraction as PathBack
from hearten.features.signing.forms import SigningForm
from hearten.features.signing.models import Sealed, Signed, TakenBack

pytestmark = pytest.mark.django_db
FEATURES = ("claims", "corrections", "paths")
SIGNED = (*FEATURES, "campaigns")  # the last was made by the mould from its first day
OLD_DOORS = {
    "claims": "0002_bound_to_the_bytes", "corrections": "0002_two_people_and_not_its_maker", "paths": "0002_two_people",
}  # fmt: skip
THREE_TABLES = {
    "claims": (Answer, Reading, AnswerBack),
    "corrections": (Correction, Signature, CorrectionBack),
    "paths": (Path, Signing, PathBack),
    "campaigns": (Campaign, CampaignSigning, CampaignBack),
}


def migration(feature: str, name: str = ""):
    name = name or ("0002_signed_by_two" if feature == "campaigns" else "0003_signed_by_two")
    return import_module(f"hearten.features.{feature}.migrations.{name}")


def asked(sql: str, *told: object) -> list[tuple[object, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, told or None)
        return cursor.fetchall() if cursor.description else []


def body(function: str) -> str:
    found = asked("SELECT prosrc FROM pg_proc WHERE proname = %s", function)
    return str(found[0][0]) if found else ""


@pytest.mark.parametrize("feature", SIGNED)
def test_what_is_signed_is_made_of_the_same_three_rows_whatever_it_is(feature):
    for made, mould in zip(THREE_TABLES[feature], (Sealed, Signed, TakenBack), strict=True):
        assert issubclass(made, mould)


def test_the_one_form_that_signs_asks_each_of_them_in_its_own_words():
    asking = (ReadingForm, SignForm, PathForm, CampaignForm)
    assert [str(form.yes[0]) for form in asking if issubclass(form, SigningForm)] == ["confirm", "sign", "sign", "sign"]
    for form in asking:
        asked_of = form(Answer(digest="0" * 64))
        assert [value for value, _words in asked_of.fields["says"].choices] == [str(form.yes[0]), "send_back"]
        assert "says" not in vars(form) and "clean" not in vars(form)


@pytest.mark.parametrize("feature", SIGNED)
def test_the_door_in_the_database_is_the_one_the_mould_makes(feature):
    door = migration(feature).DOOR
    assert body(door.name) and body(door.name) in door.sql()
    assert "signing_person" in body(door.name) and "FOR UPDATE" in body(door.name)


@pytest.mark.parametrize("feature", SIGNED)
def test_one_trigger_holds_fast_what_was_signed_and_taken_back(feature):
    held = "SELECT tgrelid::regclass::text, tgfoid::regproc::text FROM pg_trigger WHERE tgname = 'signed_never_changes'"
    tables = {model._meta.db_table for model in THREE_TABLES[feature]}
    assert tables <= {table for table, by in asked(held) if by == "signed_never_changes"}


@pytest.mark.parametrize("feature", SIGNED)
def test_nobody_signs_what_they_wrote_not_even_past_the_door(feature):
    """The row itself: a constraint refuses it before anything else is looked at."""
    _sealed, signed, _back = THREE_TABLES[feature]
    door = migration(feature).DOOR
    columns = f"{door.key}_id, digest, says, because, by_name, by_title, is_demo, by_id, {door.writer}_id"
    own, other = "'3f333df6-90a4-4fda-8dd3-9485d27cee36'", "'00000000-0000-4000-8000-000000000000'"
    named = "".join(f", {door.writer}_{part}" for part in ("name", "title"))
    more = ", post_id, maker_id" if door.carried else ""
    values = f"1, '', '{door.yes}', '', '', '', false, {own}, {own}, '', ''" + (f", {other}, {other}" if more else "")
    with pytest.raises(IntegrityError) as refused, transaction.atomic():
        asked(f"INSERT INTO {signed._meta.db_table} ({columns}{named}{more}) VALUES ({values})")
    assert "their_own" in str(refused.value)


@pytest.mark.parametrize("feature", ["paths", "corrections", "claims"])
def test_the_change_to_one_mould_can_be_taken_back_and_made_again(feature):
    """In reverse order, as the database would: what was there before is there again, letter for letter."""
    later = ["paths", "corrections"] if feature == "claims" else [feature]
    doors = {one: body(migration(one).DOOR.name) for one in FEATURES}
    for one in [*later, *([feature] if feature == "claims" else [])]:
        asked(migration(one).BACK)
        assert body(migration(one).DOOR.name) in migration(one, OLD_DOORS[one]).FORWARD
    assert body("signed_never_changes")
    for one in [*([feature] if feature == "claims" else []), *reversed(later)]:
        asked(migration(one).FORWARD)
    assert doors == {one: body(migration(one).DOOR.name) for one in FEATURES}
    assert body("answering_clinician") == body("path_maker") == body("answer_never_changes") == ""


def test_the_rows_are_as_the_migrations_left_them():
    call_command("makemigrations", "--check", "--dry-run", verbosity=0)
