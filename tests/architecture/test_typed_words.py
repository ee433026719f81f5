"""No form of ours takes words as they come: each asks with the field that leaves out what turns a line around."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
TAKES_WORDS = {"forms.CharField", "CharField", "fields.CharField"}
FORMS = sorted((ROOT / "hearten").glob("features/*/forms.py"))


def bare(source: str) -> list[str]:
    """Fields for words of any kind, but for those nobody sees and nobody types in."""
    calls = [n for n in ast.walk(ast.parse(source)) if isinstance(n, ast.Call)]
    asked = [c for c in calls if ast.unparse(c.func) in TAKES_WORDS]
    return [ast.unparse(c) for c in asked if not any(ast.unparse(k.value) == "forms.HiddenInput" for k in c.keywords)]


@pytest.mark.parametrize("path", FORMS, ids=lambda path: path.parent.name)
def test_every_field_people_write_in_leaves_out_what_would_turn_their_words_around(path):
    assert bare(path.read_text(encoding="utf-8")) == []


def test_a_field_that_takes_words_as_they_come_would_be_seen():
    assert bare("title = forms.CharField(max_length=9)") and FORMS
    assert not bare("title = WordsField(max_length=9)\nonce = forms.CharField(widget=forms.HiddenInput)")
