"""Rules that ask what else is said in the same sentence, in whatever order."""

import pytest

from hearten.engines.screening import Passage, load, screen

RULE = """
[[rule]]
id = "x"
family = "cure_claim"
severity = "hold"
patterns = ["gone|vanished"]
near = ["worry|fear", ["tea", "green leaf"]]
apart = ["no evidence", "myth"]
reach = {reach}
reason = "r."
suggestion = "s"
sources = ["G1"]
good = []
bad = []
"""


@pytest.fixture
def packs(tmp_path):
    (tmp_path / "any").mkdir()
    (tmp_path / "edition.toml").write_text('edition = "t"\nwhole = []\n')

    def reaching(reach):
        (tmp_path / "any" / "some.toml").write_text(RULE.format(reach=reach))
        return load(tmp_path, "en")

    return reaching


def found(text, pack):
    return [finding.words for finding in screen([Passage("text", text)], pack).findings]


@pytest.mark.parametrize("text", ["With this tea my fear is gone.", "Worry vanished, and I owe it to one green leaf."])
def test_parts_of_a_claim_are_put_together_whatever_their_order(text, packs):
    assert len(found(text, packs(0))) == 1


@pytest.mark.parametrize("text", ["My fear is gone.", "The tea is gone.", "My fear is gone. I like tea."])
def test_a_claim_with_a_part_missing_from_its_sentence_is_no_claim(text, packs):
    assert found(text, packs(0)) == []


def test_a_rule_may_look_into_the_sentences_around_and_no_further(packs):
    assert found("My fear is gone. I like tea.", packs(1)) == ["gone"]
    assert found("My fear is gone. It rained. I like tea.", packs(1)) == []


def test_a_sentence_that_corrects_is_left_alone_and_excuses_only_itself(packs):
    assert found("A myth: drink tea and fear is gone.", packs(0)) == []
    assert found("One myth less. Drink tea and fear is gone.", packs(0)) == ["gone"]


def test_a_list_of_phrases_may_stand_inside_a_phrase(tmp_path):
    (tmp_path / "en").mkdir()
    (tmp_path / "any").mkdir()
    (tmp_path / "edition.toml").write_text('edition = "t"\nwhole = []\n')
    (tmp_path / "en" / "vocabulary.toml").write_text(
        '[words]\n[phrases]\ntold = ["fell ill", "@more"]\nmore = ["left"]\n'
    )
    rule = RULE.replace('"gone|vanished"', '"she @told ..1 because|after"').replace("near =", "beside = [] #")
    (tmp_path / "en" / "some.toml").write_text(rule.format(reach=0))
    pack = load(tmp_path, "en")
    assert found("She fell ill soon after.", pack) == ["She fell ill soon after"]
    assert found("She left because of it.", pack) == ["She left because"]
    assert found("She fell because of it.", pack) == []
