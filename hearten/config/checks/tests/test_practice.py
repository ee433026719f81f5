"""What practice taught the wording checks: it points where no phrase does, and never more than that."""

import shutil
from dataclasses import replace

import numpy as np
import pytest

from hearten.engines.screening import Passage, Severity, load, load_practised, screen
from hearten.engines.screening.eval.wording import evaluate, read
from hearten.engines.screening.learned import BadWeights, load_trained
from hearten.engines.screening.rule import PRACTISED
from tests.world.packs import DATA
from tests.world.steps import LINEAR, growth

RULES = DATA / "rules"
HELD = DATA.parent / "hearten/engines/screening/eval/held/wording_c.jsonl"
LANGUAGES = ("en", "es", "fr", "pt", "ar", "hi")
PACKS = {language: load_practised(RULES, language) for language in LANGUAGES}
POINTING = [rule for rule in PACKS["en"].rules if rule.shape == PRACTISED]


def found(text, language="en"):
    return screen([Passage("text", text)], PACKS[language]).findings


@pytest.mark.parametrize("rule", POINTING, ids=lambda rule: rule.family)
def test_practice_points_at_what_it_shows_as_bad_and_leaves_alone_what_it_shows_as_good(rule, subtests):
    alone = replace(PACKS["en"], rules=(rule,))
    for text in (*rule.bad, *rule.good):
        with subtests.test(text=text):
            assert bool(screen([Passage("text", text)], alone).findings) == (text in rule.bad)


def test_practice_alone_never_asks_for_more_than_a_thought():
    assert len(POINTING) == 17 and {rule.severity for rule in POINTING} == {Severity.note}


def test_where_a_rule_has_spoken_practice_does_not_say_it_again():
    said = found("My uncle committed suicide when I was nine.")
    assert [one.rule for one in said if one.family == "committed_language"] == ["language.committed"]


TAUGHT = (
    "Do not say committed suicide; say died by suicide.",
    "Avoid the words 'successful suicide' and 'failed attempt'.",
    "We do not call people psychos or nutcases here.",
)


@pytest.mark.parametrize("text", TAUGHT)
def test_practice_is_silent_where_words_are_named_to_teach_better_ones(text):
    assert not [one for one in found(text) if one.rule.startswith("practised")]


def test_a_few_words_are_too_few_for_practice():
    assert not [one for one in found("suicide attempt") if one.rule.startswith("practised")]


def test_in_a_long_text_practice_points_at_the_sentence_and_not_at_its_neighbours():
    before, after = "We baked bread all morning and sang. ", " Then the children came home from school."
    bad = "I threw my antidepressants in the bin and you should too."
    (told,) = [one for one in found(before + bad + after) if one.family == "stop_medication"][:1]
    assert told.start >= len(before) and told.end <= len(before + bad)


def test_what_practice_doubts_is_kept_for_the_desk_and_left_out_for_a_reader_alone():
    report = screen([Passage("text", text) for text in _lines()], PACKS["en"])
    doubted = [one for one in report.findings if one.is_doubted]
    assert doubted and {one.severity for one in report.closely.findings if one.is_doubted} <= {Severity.hold}
    assert len(report.closely.findings) < len(report.findings)


def _lines():
    return [one.text for one in read(HELD) if one.language == "en"]


def test_a_language_that_was_not_practised_has_rules_and_no_practice():
    assert load_practised(RULES, "sw").practised is None
    assert not [rule for rule in load_practised(RULES, "sw").rules if rule.shape == PRACTISED]


def test_all_languages_share_one_copy_of_what_was_practised():
    assert PACKS["en"].practised is PACKS["fr"].practised


def test_without_its_weights_the_rules_go_on_alone(tmp_path):
    shutil.copytree(RULES, tmp_path / "rules")
    (tmp_path / "rules" / "practised.npz").unlink()
    assert [rule.id for rule in load_practised(tmp_path / "rules", "en").rules] == [
        r.id for r in load(RULES, "en").rules
    ]


@pytest.mark.parametrize("torn", [b"", b"PK", b"not numbers at all"])
def test_torn_weights_are_named_and_never_half_believed(torn, tmp_path):
    (tmp_path / "w.npz").write_bytes(torn)
    with pytest.raises(BadWeights, match=r"w\.npz"):
        load_trained(tmp_path / "w.npz")


def test_weights_of_another_shape_are_refused(tmp_path):
    with np.load(RULES / "practised.npz", allow_pickle=False) as kept:
        whole = {name: kept[name] for name in kept.files}
    np.savez(tmp_path / "w.npz", **{**whole, "spelt_bias": np.zeros(3, np.float32)})
    with pytest.raises(BadWeights, match="limits"):
        load_trained(tmp_path / "w.npz")


def test_meanings_change_what_practice_says_and_a_model_that_fails_is_not_hidden():
    pack = PACKS["en"]
    columns = pack.practised.meanings.marks.shape[1]

    class Gone(Exception):
        pass

    def failing(texts):
        raise Gone

    rows = replace(pack, embed=lambda texts: np.ones((len(texts), columns), np.float32) / columns**0.5)
    text = "At last he is free of pain and dancing with his brother in heaven."
    seen = [pack.practised.look([text], "en", each.embed).scores for each in (pack, rows)]
    assert not np.allclose(*seen)
    with pytest.raises(Gone):
        screen([Passage("text", text)], replace(pack, embed=failing))


def test_an_examiners_sentences_are_found_better_with_practice_than_by_rules_alone():
    texts = read(HELD)
    whole = {language: load(RULES, language) for language in LANGUAGES}
    alone = [_families(one, whole) for one in texts]
    both = [_families(one, PACKS) for one in texts]
    before, after = (evaluate(texts, one)[-1] for one in (alone, both))
    assert after.recall.value >= max(before.recall.value + 0.05, 0.80) and after.precision.value >= 0.80
    assert after.f1.value >= before.f1.value + 0.04


def _families(one, packs):
    return frozenset(f.family for f in screen([Passage("text", one.text)], packs[one.language]).closely.findings)


@pytest.mark.parametrize(
    "piece", ["he took his life over her. ", "a@ ", "suicide ", "😀 ", "آه يا ليل ", "x" * 40 + " "]
)
def test_twice_the_text_takes_practice_twice_the_work(piece):
    assert growth(found, piece * 150) <= LINEAR
