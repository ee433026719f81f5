"""The right statement is found, in several languages, with a model and without."""

import json
import tomllib
from pathlib import Path

import numpy as np
import pytest

from hearten.engines.screening.evidence import BadEntry, Entry, Index, Vocabulary, load, load_vocabulary
from hearten.engines.screening.evidence.eval.measure import by_index, by_tf_idf, questions, ranks, recall, rows

FOLDER = Path(__file__).resolve().parents[5] / "data" / "guidance"
ENTRIES = load(FOLDER)
WORDS = Index.of(ENTRIES, vocabulary=load_vocabulary(FOLDER))
LOWEST = 0.7  # R@1 of words alone, English, held questions: 0.75 on 2026-11-23


def first(text: str, language: str = "en") -> str:
    return WORDS.closest(text, language, 1)[0].entry.id


def test_every_statement_and_every_myth_can_be_found_by_its_own_words():
    assert {kind: sum(e.kind == kind for e in ENTRIES) for kind in ("statement", "myth")} == {
        "statement": 169, "myth": 80,
    }  # fmt: skip
    assert [e.id for e in ENTRIES if e.id not in {m.entry.id for m in WORDS.closest(e.text, "en", 2)}] == []


def test_a_myth_says_what_refutes_it_and_a_statement_never_denies():
    known = {entry.id for entry in ENTRIES}
    myths = [entry for entry in ENTRIES if entry.kind == "myth"]
    assert all(myth.polarity == -1 and myth.answers and set(myth.answers) <= known for myth in myths)
    assert all(entry.polarity == 1 for entry in ENTRIES if entry.kind == "statement")


def test_three_figures_that_changed_between_editions_are_known():
    assert {entry.id for entry in ENTRIES if entry.supersedes} == {"G006", "G066", "G100"}


def test_every_way_of_asking_belongs_to_a_statement_that_is_there():
    table = tomllib.loads((FOLDER / "asked.toml").read_text(encoding="utf-8"))
    known = {entry.id for entry in ENTRIES if entry.kind == "statement"}
    assert set(table) == {"asked", "es", "fr", "pt", "ar", "hi"}
    assert {language: known ^ set(lines) for language, lines in table.items() if known ^ set(lines)} == {}


def of_meaning_and_language(texts: list[str]) -> np.ndarray:
    """ "fr 7" lies near every text in French, and a little nearer to what means 7: so a multilingual model has it."""
    rows = np.zeros((len(texts), 64), dtype=np.float32)
    for row, text in zip(rows, texts, strict=True):
        language, meaning = text.split()
        row[0 if language == "en" else 1], row[2 + int(meaning)] = 2, 1
    return rows / np.linalg.norm(rows, axis=1, keepdims=True)


@pytest.mark.parametrize("meaning", [3, 29])
def test_a_question_is_not_drawn_to_what_merely_has_lines_in_its_language(meaning):
    entries = [
        Entry(f"E{n}", f"en {n}", "statement", "", "", "", asked_elsewhere=(("fr", f"fr {n}"),) if n < 25 else ())
        for n in range(30)
    ]
    known = Index.of(entries, of_meaning_and_language)
    assert known.closest(f"fr {meaning}", "fr-CA", 1)[0].entry.id == f"E{meaning}"


def test_where_several_ways_of_asking_agree_that_counts_for_more_than_one_word_in_common():
    several = Entry(
        "A", "help", "statement", "", "", "", asked=("calm panic", "calm my panic down", "panic, calm down")
    )
    single = Entry("B", "help", "statement", "", "", "", asked=("calm panic", "grief", "sleep", "school"))
    assert [m.entry.id for m in Index.of([single, several]).closest("calm panic", "en", 2)] == ["A", "B"]


def test_what_has_nothing_in_common_is_never_near_however_many_ways_of_asking_it_has():
    many = Entry("A", "help", "statement", "", "", "", asked=("panic", "grief", "sleep", "school"))
    assert Index.of([many]).closest("zebra", "en", 5) == ()


@pytest.mark.parametrize(("language", "text", "wanted"), [
    ("es", "¿Las vacunas causan autismo?", {"M062", "G070"}),
    ("fr", "La démence est-elle normale quand on vieillit ?", {"M067", "G073"}),
    ("ar", "هل اللقاحات تسبب التوحد", {"M062", "G070"}),
    ("hi", "क्या टीके ऑटिज़्म का कारण हैं", {"M062", "G070"}),
])  # fmt: skip
def test_keywords_of_other_languages_find_a_statement_without_any_model(language, text, wanted):
    assert first(text, language) in wanted


def test_without_a_model_the_missing_check_is_named():
    assert WORDS.checks_missing == ("embedding",)
    assert Index.of(ENTRIES[:3], lambda texts: np.eye(len(texts), 64, dtype=np.float32)).checks_missing == ()


def test_a_meaning_that_is_near_counts_even_where_no_word_is_shared():
    two = (
        Entry("a", "Slow breathing calms.", "statement", "t", "s", "u"),
        Entry("b", "Sea", "statement", "t", "s", "u"),
    )
    rows = {"Slow breathing calms.": [1.0, 0.0], "Sea": [0.0, 1.0], "Atme langsam": [1.0, 0.0]}
    index = Index.of(two, lambda texts: np.array([rows[text] for text in texts], dtype=np.float32))
    found = index.closest("Atme langsam", "de", 2)
    assert [match.entry.id for match in found] == ["a"] and 0.9 < found[0].score <= 1


@pytest.mark.parametrize("text", ["", "   ", "\0", "\ud800", "…", "a" * 1_000_000, "(" * 50_000])
def test_nothing_anyone_pastes_stalls_or_breaks_the_search(text):
    assert all(0 <= match.score <= 1 for match in WORDS.closest(text, "en", 5))


def test_a_folder_without_myths_or_keywords_still_works(tmp_path):
    row = {"id": "X1", "topic": "t", "statement": "Sleep helps.", "source_title": "s", "publisher": "p", "year": 2020}
    (tmp_path / "p").mkdir()
    (tmp_path / "p" / "2026-11.jsonl").write_text(json.dumps(row | {"url": "https://example.org"}))
    assert [entry.id for entry in load(tmp_path)] == ["X1"]
    assert load_vocabulary(tmp_path) == Vocabulary()
    (tmp_path / "p" / "2026-12.jsonl").write_text(json.dumps(row))
    with pytest.raises(BadEntry, match="url"):
        load(tmp_path)


def test_the_held_questions_are_enough_in_eight_languages_and_none_is_in_the_other_set():
    held, dev = questions("held"), questions("dev")
    assert len(held) >= 160 and len({question.language for question in held}) == 8
    assert not {question.text for question in held} & {question.text for question in dev}
    known = {entry.id for entry in ENTRIES}
    assert all(question.answers <= known for question in (*held, *dev))


def test_questions_in_english_are_answered_first_by_words_alone_as_often_as_was_measured():
    held = questions("held")
    assert recall(ranks(by_index(WORDS), held), held, 1)["en"].value >= LOWEST
    assert recall(ranks(lambda text, _: ["G001"], held), held, 1)["en"].value < 0.1


def test_rows_of_the_scorecard_hold_every_language_and_what_simpler_means_reach():
    asked = questions("dev")
    found = list(rows("dev", asked, {"ours": by_index(WORDS), "TF-IDF": by_tf_idf(ENTRIES)}, 50))
    languages = {"", *(question.language for question in asked)}
    assert {(row.what[-4:-1], row.language) for row in found} == {(d, one) for d in ("R@1", "R@5") for one in languages}
    whole = found[0]
    assert whole.n == len(asked) == sum(row.n for row in found if row.language and "R@1" in row.what)
    assert dict(whole.baselines)["TF-IDF"].value < whole.figure.value
