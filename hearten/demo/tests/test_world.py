"""The demo's people are made in a demo and nowhere else, all of them or nobody; their password is nobody else's."""

import os

import pytest
from django.db import DatabaseError

from hearten.demo import asked, people, scene, world
from hearten.features.accounts.models import Credential, Person
from hearten.features.claims.queries import public_answers
from hearten.features.questions.models import Question
from tests.world.people import someone

pytestmark = pytest.mark.django_db


@pytest.fixture
def a_demo(settings):
    settings.HEARTEN = settings.HEARTEN.model_copy(update={"demo": True, "demo_password": "a demo's own"})
    return settings


def refused(capsys) -> str:
    assert world.fill() == 1
    assert not Person.objects.filter(is_demo=True).exists()
    return capsys.readouterr().err


def test_outside_a_demo_nothing_is_written(a_demo, capsys):
    a_demo.HEARTEN = a_demo.HEARTEN.model_copy(update={"demo": False})
    assert "HEARTEN_DEMO is not set" in refused(capsys)


def test_without_a_password_nothing_is_written(a_demo, capsys):
    a_demo.HEARTEN = a_demo.HEARTEN.model_copy(update={"demo_password": ""})
    assert "HEARTEN_DEMO_PASSWORD is not set" in refused(capsys)


def test_where_real_people_live_nothing_is_written(a_demo, capsys):
    someone("Mei")
    assert "Real people" in refused(capsys)


def test_a_demo_in_which_someone_signed_up_can_be_filled_again(a_demo):
    people.everyone()
    someone("Mei")
    people.may_live_here()


@pytest.mark.django_db(transaction=True)
def test_interrupted_among_its_people_it_leaves_nobody_behind(a_demo, monkeypatch):
    def away(**_: object) -> None:
        raise DatabaseError

    with monkeypatch.context() as broken, pytest.raises(DatabaseError):
        broken.setattr(Credential.objects, "create", away)
        people.everyone()
    assert not Person.objects.exists()
    assert len(people.everyone()) == len(people.CAST)


def test_those_who_are_printed_have_a_desk_and_a_profession_has_its_two_operators(a_demo):
    printed = people.sign_ins()
    assert "ola@demo.example" in printed and "ida@demo.example" in printed and "a demo's own" in printed
    assert "jonas@demo.example" in printed and "ines@" not in printed


def test_the_printed_password_is_for_its_owner_alone_however_the_file_was_before(a_demo, tmp_path):
    kept = tmp_path / "people.txt"
    kept.write_text("")
    kept.chmod(0o644)
    world.print_for_later(kept)
    assert "a demo's own" in kept.read_text() and kept.stat().st_mode & 0o777 == 0o600


def test_nobody_else_on_this_machine_can_look_into_the_demo(tmp_path):
    folder = tmp_path / ".local"
    folder.mkdir(mode=0o755)
    scene.shut(folder)
    scene.shut(folder / "demo")
    through = 0o700 if os.geteuid() else 0o711  # root's PostgreSQL runs as nobody
    assert [one.stat().st_mode & 0o777 for one in (folder, folder / "demo")] == [through, through]


def test_what_people_wondered_is_answered_once_by_two_and_some_of_it_waits(a_demo, twins, statements):
    cast = people.everyone()
    asked.fill(cast["lucia"], cast["ravi"])
    asked.fill(cast["lucia"], cast["ravi"])
    stages = sorted(Question.objects.values_list("stage", flat=True))
    assert stages == ["answered"] * 3 + ["drafted"] + ["waiting"] * 3
    assert {answer.said["claim"] for answer in public_answers()} == {one.claim for one in asked.SIGNED}
