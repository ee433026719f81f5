"""What an operator writes wrongly is answered with a sentence that names the setting, and never repeats a key."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from hearten.config import environment
from hearten.config.environment import ROOT, Misunderstood
from hearten.config.expected import Expected, folder_of

WRONG = {
    "DATABASE_URL": ("mysql://a:b@h/name", "postgres://h:99999/name", "hearten"),
    "HEARTEN_EDGE_DATABASE_URL": ("http://h/name",),
    "HEARTEN_HTTPS": ("maybe",),
    "HEARTEN_MEDIA_URL": ("s3://bucket/data/x", "file://bucket/data/x", "media", "https://h/x"),
    "HEARTEN_MAIL_URL": ("mailto:a@b", "smtp://", "smtp://h:0"),
    "HEARTEN_LEAVE_TO": ("javascript:alert(1)", "data:text/html,x", "/help/", "https://", ""),
    "HEARTEN_COUNTRY": ("QQ", "NOR", "EU"),
    "HEARTEN_SANDBOX": ("none",),
    "HEARTEN_UPLOAD_LIMIT_MB": ("0", "-1", "many"),
    "HEARTEN_UPLOAD_SECONDS": ("0", "1.5"),
    "HEARTEN_UPLOADS_PER_DAY": ("-5",),
    "HEARTEN_WORKERS": ("0", "abc", ""),
    "HEARTEN_SHELF_SILENCE_SECONDS": ("0", "nan", "inf"),
}
RIGHT = {
    "DATABASE_URL": "postgresql://hearten_web:p%40ss@[::1]:5432/well%20being",
    "HEARTEN_MEDIA_URL": "/var/lib/a folder with # and % in it",
    "HEARTEN_MAIL_URL": "smtps://user:password@mail.example.org:465",
    "HEARTEN_LEAVE_TO": "http://example.org/weather?today",
    "HEARTEN_COUNTRY": "no",
    "HEARTEN_WORKERS": "1",
}


@pytest.mark.parametrize(("name", "value"), [(name, value) for name, values in WRONG.items() for value in values])
def test_a_wrong_value_is_answered_with_one_sentence(monkeypatch, name, value):
    monkeypatch.setenv(name, value)
    with pytest.raises(Misunderstood) as said:
        environment.read()
    (sentence,) = str(said.value).splitlines()
    assert sentence.startswith(f"{name} is not understood. It must be ")


def test_each_wrong_value_has_a_sentence_of_its_own(monkeypatch):
    for name, values in WRONG.items():
        monkeypatch.setenv(name, values[0])
    with pytest.raises(Misunderstood) as said:
        environment.read()
    assert [line.split(" ")[0] for line in str(said.value).splitlines()] == list(WRONG)


def test_what_is_right_is_taken_as_it_is_meant(monkeypatch):
    for name, value in RIGHT.items():
        monkeypatch.setenv(name, value)
    read = environment.read()
    assert (read.country, read.workers) == ("NO", 1)
    assert folder_of(read.media_url) == Path(RIGHT["HEARTEN_MEDIA_URL"])
    assert folder_of("file:///srv/a%20b") == folder_of("file://localhost/srv/a%20b") == Path("/srv/a b")


def test_whatever_can_be_wrong_says_what_was_expected():
    for name, field in environment.Environment.model_fields.items():
        said = any(isinstance(one, Expected) for one in field.metadata)
        assert said or (field.annotation is str and not field.metadata), name


@pytest.mark.parametrize("command", ["serve", "edge", "work", "migrate", "doctor", "stuck", "journal", "demo-world"])
def test_every_command_says_it_plainly(command):
    told = {"DATABASE_URL": "postgres://someone:canary@127.0.0.1:1/none", "HEARTEN_WORKERS": "abc"}
    told |= {"HEARTEN_MAIL_URL": "canary://x"}
    said = subprocess.run(
        [sys.executable, "-m", "hearten.cli", command], cwd=ROOT, env={"PATH": os.environ["PATH"], **told},
        capture_output=True, text=True,
    )  # fmt: skip
    assert said.returncode == 1 and said.stdout == ""
    assert [line.split(" ")[0] for line in said.stderr.splitlines()] == ["HEARTEN_MAIL_URL", "HEARTEN_WORKERS", "Every"]
    assert "canary" not in said.stderr
