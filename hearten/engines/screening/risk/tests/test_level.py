"""What is heard in someone's words, and of whom. Sentences are ours; packs are those that ship."""

import dataclasses
from collections import defaultdict

import pytest

from hearten.engines.screening.risk import BadPack, level_of, load
from hearten.engines.screening.risk.eval.sentences import sentences
from hearten.engines.screening.risk.lexicon import Turning
from tests.world.packs import DATA, crisis

PACKS = DATA / "risk"
LEXICON = crisis("en")
DEV, HELD = sentences("dev"), sentences("held")
QUIET = [one for one in HELD if one.level == 0]


def level(text: str, language: str = "en") -> int:
    return level_of(text, crisis(language)).level


def by_kind(*levels):
    """The sentences of these levels, as one case for each language and kind."""
    kinds = defaultdict(list)
    for one in DEV:
        if one.level in levels:
            kinds[f"{one.language}-{one.kind}"].append(one)
    return pytest.mark.parametrize("said", kinds.values(), ids=kinds)


@by_kind(2, 3)
def test_nobody_in_danger_or_distress_goes_unheard(said, subtests):
    for one in said:
        with subtests.test(one.text):
            assert level(one.text, one.language) >= one.level


@by_kind(1)
def test_fear_for_another_and_what_is_past_is_heard_as_that(said, subtests):
    for one in said:
        with subtests.test(one.text):
            assert level(one.text, one.language) == 1


@by_kind(0)
def test_a_figure_of_speech_is_no_crisis(said, subtests):
    for one in said:
        with subtests.test(one.text):
            assert level(one.text, one.language) == 0


def test_of_sentences_never_tuned_on_hardly_a_figure_of_speech_is_taken_for_a_crisis():
    alarms = [one for one in QUIET if level(one.text, one.language) >= 2]
    assert len(QUIET) >= 150 and len(alarms) <= 0.02 * len(QUIET)


def test_of_sentences_never_tuned_on_hardly_one_person_in_danger_is_missed():
    grave = [one for one in HELD if one.level >= 2]
    missed = [one for one in grave if level(one.text, one.language) < 2]
    assert len(grave) >= 60 and len(missed) <= 0.05 * len(grave)


@pytest.mark.parametrize("text", [
    "i want to k.i.l.l m.y.s.e.l.f", "K I L L  M Y S E L F", "su1cidal again", "i wаnt to die", "I WANT TO DIE!!!",
    "i want to unalive myself", "𝓘 𝔀𝓪𝓷𝓽 𝓽𝓸 𝓭𝓲𝓮", "i\u200b want to di\u200be",
])  # fmt: skip
def test_a_disguise_hides_no_one_who_needs_help(text):
    assert level(text) == 3


def test_a_passive_wish_and_a_farewell_together_are_danger_now():
    assert level("I don't want to live anymore.") == 2
    assert level("Goodbye everyone. I don't want to live anymore.") == 3


def test_a_wish_to_die_is_heard_whatever_language_the_page_speaks():
    assert level("quiero morir", "en") == level("أريد أن أموت", "fr") == level("main marna chahta hoon", "de") == 3


def test_a_language_without_words_of_its_own_is_named():
    assert load(PACKS, "en").missing == ()
    assert load(PACKS, "pt-BR").missing == ("pt:crisis",)
    assert load(PACKS, "../../etc").missing == ("unknown:crisis",)


def test_reasons_are_codes_and_hold_no_word_the_person_wrote():
    ids = {group.id for group in LEXICON.groups}
    for one in DEV:
        for reason in level_of(one.text, LEXICON).reasons:
            assert reason == "searched_alone" or reason.split(":")[0] in ids


def test_without_its_figures_of_speech_the_pack_would_cry_wolf():
    deaf = dataclasses.replace(LEXICON, turning=Turning())
    assert sum(level_of(one.text, deaf).level >= 2 for one in QUIET) > 0.02 * len(QUIET)


def test_a_torn_pack_is_refused_by_name(tmp_path):
    (tmp_path / "edition.toml").write_text('edition = "x"\nwhole = []')
    (tmp_path / "en").mkdir()
    (tmp_path / "en/turning.toml").write_text("")
    (tmp_path / "en/phrases.toml").write_text(
        '[[group]]\nid = "a"\nlevel = 9\nseverity = 1\nwhose = "mine"\npatterns = ["x"]'
    )
    with pytest.raises(BadPack, match="a: "):
        load(tmp_path, "en")
    (tmp_path / "en/phrases.toml").write_text("[[")
    with pytest.raises(BadPack, match=r"en/phrases\.toml"):
        load(tmp_path, "en")


@pytest.mark.parametrize("text", ["", " ", "\x00", "💀" * 50, "?", "\ud800", "a" * 5000, "'" * 300])
def test_no_text_is_too_strange_to_be_read(text):
    assert level(text) == 0
