"""`hearten check` answers in sentences, in JSON and for a whole file, and never calls half a text supported."""

import io
import json
from types import SimpleNamespace

import pytest

from hearten.config.checks.check import SHIPPED, checked, run
from hearten.engines.screening.evidence import Index, load, load_vocabulary

WORDS = Index.of(load(SHIPPED), vocabulary=load_vocabulary(SHIPPED))


def said(**asked) -> tuple[int, str]:
    out = io.StringIO()
    return run(**asked, out=out, known=lambda: WORDS), out.getvalue()


def test_a_claim_is_answered_with_statements_and_their_source_and_never_with_the_myth_itself():
    code, text = said(claim="Vaccines cause autism.", json=True)
    answer = json.loads(text)
    assert code == 0 and answer["verdict"] == "contradicted" and answer["statements"][0]["id"] == "G070"
    assert all(s["id"].startswith("G") and s["source"] and s["url"].startswith("https") for s in answer["statements"])


def test_a_person_reads_the_verdict_and_which_check_did_not_run():
    _, text = said(claim="Suicides can be prevented.")
    assert text.startswith("supported") and "G104" in text and "embedding" in text


@pytest.mark.parametrize("text", [
    "Suicides can be prevented. NOT!", "Suicides can be prevented. Vaccines cause autism.",
    "Suicides can be prevented. Buy my tea.", "Suicides can be prevented? Suicides can be prevented.",
])  # fmt: skip
def test_a_text_is_supported_only_where_each_of_its_sentences_is(text):
    assert checked(text, "en", WORDS)["verdict"] != "supported"


def test_a_file_is_answered_line_by_line_and_a_torn_line_stops_nothing(tmp_path):
    rows = ['{"id": "a", "lang": "en", "text": "Suicides can be prevented."}', "not json", "[]", "",
            '{"id": 7, "lang": null, "text": "Hello there."}']  # fmt: skip
    (tmp_path / "in.jsonl").write_text("\n".join(rows))
    code, text = said(batch=str(tmp_path / "in.jsonl"))
    answers = [json.loads(line) for line in text.splitlines()]
    assert code == 2 and [a.get("verdict") for a in answers] == ["supported", None, None, "not_a_claim"]
    assert [a["id"] for a in answers] == ["a", None, None, 7] and [a.get("line") for a in answers] == [None, 2, 3, None]


def test_nothing_to_check_is_said(capsys):
    assert said()[0] == 2 and "--batch" in capsys.readouterr().err


def test_a_file_that_is_not_there_is_named(tmp_path, capsys):
    assert said(batch=str(tmp_path / "none.jsonl"))[0] == 2 and "none.jsonl" in capsys.readouterr().err


def test_lines_can_be_piped_in(monkeypatch):
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(b'{"text": "Suicides can be prevented."}')))
    code, text = said(batch="-")
    answer = json.loads(text)
    assert code == 0 and answer["verdict"] == "supported" and answer["id"] is None


def test_beside_words_that_claim_nothing_no_guidance_is_shown_that_is_about_something_else():
    _, text = said(claim="I love pizza")
    assert text.startswith("not a claim (how sure: 90%)") and "G115" not in text
    assert checked("I love pizza", "en", WORDS)["statements"] == []
    assert checked("Can depression be treated?", "en", WORDS)["statements"][0]["id"] == "G008"


def test_how_sure_is_said_only_of_what_was_decided():
    unsure, sure = said(claim="Self-harm is attention seeking")[1], said(claim="Vaccines cause autism.")[1]
    assert unsure.startswith("not sure\n") and "how sure" not in unsure and sure.startswith("contradicted (how sure: ")


@pytest.mark.parametrize("text", ["I want to die", "I can't go on, I hate my life"])
def test_whoever_sounds_in_distress_is_told_first_where_help_is(text):
    assert said(claim=text)[1].startswith("If this is about you or someone near you: call your emergency number")
    assert json.loads(said(claim=text, json=True)[1])["help"] is True


@pytest.mark.parametrize("text", ["Vaccines cause autism.", "I love pizza", "Suicides can be prevented."])
def test_a_claim_that_is_nobodys_cry_is_answered_without_a_card(text):
    assert "findahelpline" not in said(claim=text)[1] and checked(text, "en", WORDS)["help"] is False
