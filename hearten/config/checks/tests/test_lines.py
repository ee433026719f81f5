"""The three commands that answer line by line answer a line they cannot read, and end, in the same way."""

import io
import json
import sys
from types import SimpleNamespace

import pytest

from hearten.config.checks import check, lint, risk
from hearten.engines.screening.evidence import Index, load, load_vocabulary

WORDS = Index.of(load(check.SHIPPED), vocabulary=load_vocabulary(check.SHIPPED))
COMMANDS = {
    "lint": lint.run,
    "risk": risk.run,
    "check": lambda **asked: check.run(**asked, known=lambda: WORDS),
}
TORN = [
    b"nonsense", b'["a list"]', b'{"id": 3}', b'{"id": "x", "text": 7}', b'{"id": 4, "lang": 5, "text": "x"}',
    b"\xff\xfe", b"[" * 100_000, b'{"id": NaN, "text": "x"}', b'{"id": [1], "text": null}',
]  # fmt: skip
WHOLE = [b'{"id": 1, "text": "Hello \\ud800"}', b'{"text": ""}', b"", b'{"id": 2.5, "lang": null, "text": "Hello"}']


@pytest.fixture(params=COMMANDS)
def asked(request, tmp_path, capsys, monkeypatch):
    def ask(lines, piped=False):
        (tmp_path / "in.jsonl").write_bytes(b"\n".join(lines))
        monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(b"\n".join(lines))))
        ended = COMMANDS[request.param](batch="-" if piped else str(tmp_path / "in.jsonl"))
        return ended, [json.loads(row) for row in capsys.readouterr().out.splitlines()]

    return ask


def test_a_line_that_cannot_be_read_is_answered_with_its_id_and_its_number_and_the_rest_goes_on(asked):
    ended, told = asked([b"", *TORN, *WHOLE])
    torn, whole = told[: len(TORN)], told[len(TORN) :]
    assert ended == 2 and all(set(row) == {"id", "line", "error"} and row["error"] for row in torn)
    assert [row["id"] for row in torn] == [None, None, 3, "x", 4, None, None, None, [1]]
    assert [row["line"] for row in torn] == list(range(2, 2 + len(TORN)))
    assert [row["id"] for row in whole] == [1, None, 2.5] and not [row for row in whole if "error" in row]


@pytest.mark.parametrize("piped", [False, True])
def test_where_every_line_is_whole_it_ends_well(asked, piped):
    ended, told = asked(WHOLE, piped)
    assert ended == 0 and len(told) == 3


@pytest.mark.parametrize("run", COMMANDS.values())
def test_a_file_that_is_not_there_is_named_in_a_sentence(run, capsys):
    assert run(batch="none.jsonl") == 2
    assert capsys.readouterr().err == "none.jsonl cannot be read: No such file or directory.\n"
