"""Words that one tap puts in the place of those found."""

import pytest

from hearten.engines.screening import Passage, screen
from hearten.engines.screening.folding import folded
from tests.world.packs import LANGUAGES, rules

PACKS = {language: rules(language) for language in LANGUAGES}
OFFERING = [language for language, pack in PACKS.items() if pack.instead]
SENTENCES = ("{}", "We met {} there.", "She said that {} and more suicide.")


def plain(text: str) -> str:
    return " ".join("".join(c for c, _ in folded(text)).split())


@pytest.mark.parametrize("language", OFFERING)
def test_words_for_one_tap_are_found_by_a_rule_and_what_takes_their_place_is_not(language, subtests):
    pack = PACKS[language]
    for words, better in pack.instead.items():
        with subtests.test(words):
            said = [Passage("text", sentence.format(words)) for sentence in SENTENCES]
            found = [one for passage in said for one in screen([passage], pack).findings if plain(one.words) == words]
            assert found and {one.instead for one in found} == {better}
            assert [one.words for one in screen([Passage("text", better)], pack).findings] == []


@pytest.mark.parametrize(
    "written,better",
    [("He committed suicide.", "died by suicide"), ("COMMITTED SUICIDE", "DIED BY SUICIDE"),
     ("Addicts can work.", "People with an addiction"), ("She committed  suicide", "died by suicide")],
)  # fmt: skip
def test_new_words_are_written_large_or_small_as_the_old_ones_were(written, better):
    assert better in {one.instead for one in screen([Passage("text", written)], PACKS["en"]).findings}


@pytest.mark.parametrize(
    "sentence,better",
    [("I failed at suicide last year.", "I survived a suicide attempt last year."),
     ("After a failed attempt at suicide she rested.", "After a suicide attempt she rested."),
     ("He failed to kill himself.", "He survived a suicide attempt."),
     ("It is a suicide epidemic.", "It is a rise in suicides."),
     ("He is a junkie.", "He is a person with a drug addiction."),
     ("She has been confined to a wheelchair.", "She has been using a wheelchair.")],
)  # fmt: skip
def test_one_tap_leaves_a_whole_sentence_that_no_rule_speaks_of(sentence, better):
    pack = PACKS["en"]
    (found,) = {one for one in screen([Passage("text", sentence)], pack).findings if one.instead}
    assert sentence[: found.start] + found.instead + sentence[found.end :] == better
    assert screen([Passage("text", better)], pack).findings == ()


def test_words_cut_between_two_captions_are_left_to_their_author():
    cues = [Passage("transcript", "He committed", 0.0, 1.0), Passage("transcript", "suicide.", 1.0, 2.0)]
    found = screen(cues, PACKS["en"]).findings
    assert [one.words for one in found] == ["committed suicide"] and found[0].instead == ""


def test_where_a_person_has_to_think_nothing_is_offered():
    found = screen([Passage("text", "It was a failed suicide attempt.")], PACKS["en"]).findings
    assert found and {one.instead for one in found} == {""}
