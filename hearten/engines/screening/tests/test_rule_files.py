"""Every rule we ship, tried on its own examples."""

import json
from dataclasses import replace

import pytest

from hearten.engines.screening import SHARED, BadRule, Passage, Severity, all_messages, load, load_practised, screen
from hearten.engines.screening.pattern import compiled
from hearten.engines.screening.rule import Phrases
from hearten.engines.screening.words import places_of, words_of
from tests.world.packs import DATA, LANGUAGES, rules

FOLDER = DATA / "rules"
PACKS = {language: rules(language) for language in LANGUAGES}
RULES = {rule.id: (rule, language) for language, pack in PACKS.items() for rule in pack.rules}
ALWAYS_HELD = (".cure", ".instead_of_care", ".stop", ".stop_medicine", ".method", ".urging")
HELD_FAMILIES = {
    "method_detail", "location_detail", "urging", "identifying_detail", "stop_medication", "glamorise", "cure_claim",
    "supplement_claim", "footage", "eating_detail", "medicine_advice",
}  # fmt: skip
GUIDANCE = DATA / "guidance"
CITED = {json.loads(row)["id"] for file in GUIDANCE.glob("*/*.jsonl") for row in file.read_text().splitlines()}
FAMILIES = sorted({(rule.language, rule.family) for rule, _ in RULES.values()})


def of_family(language, family):
    return [rule for rule, _ in RULES.values() if (rule.language, rule.family) == (language, family)]


def found(name, text):
    """Which rules of the whole pack speak."""
    return {finding.rule for finding in screen([Passage("text", text)], PACKS[RULES[name][1]]).findings}


def speaks(name, text):
    """Whether this rule speaks when it is asked alone."""
    rule, language = RULES[name]
    return bool(screen([Passage("text", text)], replace(PACKS[language], rules=(rule,))).findings)


@pytest.mark.parametrize(("language", "family"), FAMILIES)
def test_a_rule_finds_what_it_is_there_to_find(language, family, subtests):
    for rule in of_family(language, family):
        for text in rule.bad:
            with subtests.test(rule.id, text=text):
                assert speaks(rule.id, text)


@pytest.mark.parametrize(("language", "family"), FAMILIES)
def test_a_rule_leaves_the_better_wording_alone(language, family, subtests):
    for rule in of_family(language, family):
        for text in rule.good:
            with subtests.test(rule.id, text=text):
                assert not speaks(rule.id, text)


@pytest.mark.parametrize(("language", "family"), FAMILIES)
def test_wording_we_offer_as_good_is_not_held_by_another_rule(language, family, subtests):
    for rule in of_family(language, family):
        for text in rule.good:
            with subtests.test(rule.id, text=text):
                others = found(rule.id, text) - {rule.id}
                held = [one for one in others if RULES[one][0].severity == Severity.hold]
                assert not [one for one in held if not one.startswith("identifying.")]


def test_no_rule_is_left_out_when_they_are_tried_family_by_family():
    tried = [rule.id for language, family in FAMILIES for rule in of_family(language, family)]
    assert sorted(tried) == sorted({rule.id for pack in PACKS.values() for rule in pack.rules})


def test_every_rule_says_why_what_instead_and_on_what_it_rests():
    for rule, _ in RULES.values():
        assert rule.reason.endswith(".") and rule.suggestion and rule.sources and rule.good and rule.bad, rule.id


def test_every_rule_rests_on_guidance_that_we_hold():
    assert {code for rule, _ in RULES.values() for code in rule.sources} <= CITED


@pytest.mark.parametrize("family", ["stop_medication", "cure_claim"])
def test_what_is_said_of_every_medicine_and_every_cure_rests_on_no_statement_about_one_condition(family):
    of_one = {"G008", "G009", "G010", "G021", "G024", "G041", "G045", "G052", "G064"}
    cited = {rule.id: of_one.intersection(rule.sources) for rule, _ in RULES.values() if rule.family == family}
    assert len(cited) >= 10 and not any(cited.values())


def test_every_family_of_the_guidance_has_rules_in_english():
    assert set(SHARED) <= {rule.family for rule in PACKS["en"].rules}


def test_there_are_enough_rules_and_none_is_written_twice():
    english = load(FOLDER, "en").rules
    assert len(english) >= 120
    assert len({rule.id for rule in english}) == len(english)


def test_detail_that_can_kill_or_expose_is_always_held():
    for rule, _ in RULES.values():
        if rule.family in HELD_FAMILIES or rule.id.endswith(ALWAYS_HELD):
            assert rule.severity == Severity.hold, rule.id


def test_a_language_we_cannot_fully_check_is_named():
    assert load(FOLDER, "en-GB").missing == ()
    assert load(FOLDER, "es").missing == ("es:wording",)
    assert load(FOLDER, "sw").missing == ("sw:wording",)
    assert load(FOLDER, "../en").missing and load(FOLDER, "any").missing


def test_a_telephone_number_is_held_in_a_language_without_rules():
    report = screen([Passage("text", "piga +255 700 900 123")], load(FOLDER, "sw"))
    assert report.worst == Severity.hold


def test_translators_are_given_every_sentence():
    rules = [*(rule for rule, _ in RULES.values()), *load_practised(FOLDER, "en").rules]
    shown = {sentence for rule in rules for sentence in (rule.reason, rule.suggestion)}
    assert set(all_messages(FOLDER)) == shown


MISTYPED = [
    "",
    "..3 word",
    "word ..3",
    "word?",
    "a (b|c)",
    "{unknown} b",
    "a ..99 b",
    "self-harm",
    "a||b",
    "a|<number> b",
]


@pytest.mark.parametrize("pattern", MISTYPED)
def test_a_mistyped_rule_is_refused_by_name(tmp_path, pattern):
    (tmp_path / "any").mkdir()
    (tmp_path / "edition.toml").write_text('edition = "t"\nwhole = []\n')
    row = f'id="x"\nfamily="urging"\nseverity="fix"\npatterns=["{pattern}"]\nreason="r"\nsuggestion="s"\nsources=["G1"]'
    (tmp_path / "any" / "some.toml").write_text(f"[[rule]]\n{row}\ngood=[]\nbad=[]\n")
    with pytest.raises(BadRule):
        load(tmp_path, "en")


def test_a_rule_of_an_unknown_family_is_refused(tmp_path):
    (tmp_path / "any").mkdir()
    (tmp_path / "edition.toml").write_text('edition = "t"\nwhole = []\n')
    row = 'id="x"\nfamily="{}"\nseverity="fix"\npatterns=["a"]\nreason="r"\nsuggestion="s"\n'
    row += "sources=[]\ngood=[]\nbad=[]\n"
    rules = tmp_path / "any" / "some.toml"
    rules.write_text("[[rule]]\n" + row.format("urging"))
    assert load(tmp_path, "en").rules
    rules.write_text("[[rule]]\n" + row.format("nothing_known"))
    with pytest.raises(BadRule):
        load(tmp_path, "en")


@pytest.mark.parametrize("table", ["words", "phrases"])
def test_a_list_written_in_two_vocabulary_files_is_refused_rather_than_half_lost(tmp_path, table):
    (tmp_path / "any").mkdir()
    (tmp_path / "edition.toml").write_text('edition = "t"\nwhole = []\n')
    first, second = (tmp_path / "any" / f"vocabulary{which}.toml" for which in ("", "_more"))
    row = 'id="x"\nfamily="urging"\nseverity="fix"\npatterns=["a"]\nreason="r"\nsuggestion="s"\nsources=[]\n'
    (tmp_path / "any" / "some.toml").write_text(f"[[rule]]\n{row}good=[]\nbad=[]\n")
    first.write_text(f'[{table}]\none = ["a"]\n')
    second.write_text(f'[{table}]\nanother = ["b"]\n')
    assert load(tmp_path, "en").rules
    second.write_text(f'[{table}]\none = ["b"]\n')
    with pytest.raises(BadRule, match="one"):
        load(tmp_path, "en")


JOINED = [("وبالانتحار", "انتحار"), ("محاولتها", "محاولة"), ("رساله", "رسالة"), ("ज़हर", "जहर"), ("फाँसी", "फांसी")]


@pytest.mark.parametrize(("written", "plain"), JOINED)
def test_a_word_is_heard_with_what_is_joined_to_it_and_in_each_of_its_spellings(written, plain):
    phrases = Phrases.of([compiled(plain, {})])
    words = words_of(written)
    assert phrases.spans(words, places_of(words)) == [(0, 1)]
    assert not phrases.spans(words_of(plain[:2]), places_of(words_of(plain[:2])))
