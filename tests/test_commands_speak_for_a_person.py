"""A command that does what a person does has that person's rights in the database, and no command has more."""

import json
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from django.db import connection

from hearten import cli
from hearten.demo import scene
from hearten.features.guidance.models import Change
from tests.world.people import someone

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("statements")]
PROPOSE = ["guidance", "propose"]


@pytest.fixture
def a_demo(monkeypatch):
    """A demo of this folder: whoever asks it is given the role they ask for."""
    asked: list[str] = []

    def environment(_postgres: object, role: str) -> dict[str, str]:
        asked.append(role)
        with connection.cursor() as cursor:
            cursor.execute(f"SET LOCAL ROLE hearten_{role}")
        return {}

    monkeypatch.delenv("DATABASE_URL", raising=False)
    monkeypatch.setattr(scene, "kept", lambda name: "made")
    monkeypatch.setattr(scene, "environment", environment)
    return asked


@pytest.fixture
def files(tmp_path: Path, settings) -> str:
    """The files of this site, of which one statement says something else."""
    root = tmp_path / "guidance"
    shutil.copytree(settings.GUIDANCE_ROOT, root)
    for file in root.glob("who/*.jsonl"):
        rows = [json.loads(line) for line in file.read_text().splitlines()]
        said = [row | ({"statement": "Depression is common."} if row["id"] == "G001" else {}) for row in rows]
        file.write_text("".join(json.dumps(row) + "\n" for row in said))
    return str(root)


def said_by(arguments: list[str]) -> object:
    with pytest.raises(SystemExit) as end:
        cli.main(arguments)
    return end.value.code


def test_in_the_demo_a_reviewer_proposes_a_change_from_the_command_line(a_demo, files, capsys):
    someone("Lucia")
    code = said_by([*PROPOSE, files, "--by", "lucia@example.org", "--because", "The fact sheet was revised."])
    assert (code, a_demo) == (0, ["web"]), capsys.readouterr()
    assert Change.objects.get().proposed_by.name == "Lucia"


def test_commands_that_speak_for_nobody_keep_the_rights_of_the_worker(a_demo, files):
    assert (said_by(["guidance", "diff", files]), a_demo) == (1, ["worker"])


def test_a_command_without_the_rights_it_needs_says_so_in_a_sentence(a_demo, files, monkeypatch):
    monkeypatch.setitem(cli.COMMANDS, "guidance", replace(cli.COMMANDS["guidance"], for_a_person=()))
    someone("Lucia")
    code = said_by([*PROPOSE, files, "--by", "lucia@example.org", "--because", "The fact sheet was revised."])
    assert "does not allow this" in str(code) and "guidance_change" in str(code)
