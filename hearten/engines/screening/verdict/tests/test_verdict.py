"""Supported is said only where guidance says the same; what turns a sentence turns the verdict."""

from dataclasses import replace
from pathlib import Path

import pytest

from hearten.engines.screening.claims import claims_in
from hearten.engines.screening.evidence import Index, load, load_vocabulary
from hearten.engines.screening.finding import Passage
from hearten.engines.screening.verdict import Verdict, judge
from hearten.engines.screening.verdict.eval.measure import claims, outcome
from hearten.engines.screening.verdict.reading import read, readings

FOLDER = Path(__file__).resolve().parents[5] / "data" / "guidance"
INDEX = Index.of(load(FOLDER), vocabulary=load_vocabulary(FOLDER))
LOWEST_COVERAGE = 0.8  # 0.87 on 2026-11-23


def verdict(text: str) -> Verdict:
    (claim,) = claims_in([Passage("text", text)], "en")
    return judge(claim, INDEX.closest(claim.text, "en", 20)).verdict


@pytest.fixture(scope="module")
def held():
    return outcome(INDEX, claims("held"))


def test_no_claim_that_guidance_does_not_carry_is_called_supported(held):
    assert held.of_false >= 300 and held.wrong_green == ()


def test_most_true_claims_in_plain_words_are_recognised(held):
    assert held.coverage >= LOWEST_COVERAGE


def test_no_true_claim_is_called_wrong(held):
    assert not {"contradicted", "outdated", "overstated", "unsupported"} & set(held.verdicts["true"])


def test_a_wrong_green_would_be_seen():
    misled = [replace(e, says=("Vaccines cause autism.",)) if e.id == "G070" else e for e in INDEX.entries]
    without_myth = [entry for entry in misled if entry.id != "M062"]
    assert outcome(Index.of(without_myth), claims("held")).wrong_green


@pytest.mark.parametrize(("text", "wanted"), [
    ("Suicides can be prevented.", "supported"), ("Suicides cannot be prevented.", "contradicted"),
    ("Vaccines do not cause autism.", "supported"), ("Vaccines cause autism.", "contradicted"),
    ("It's a myth that vaccines cause autism.", "supported"),
    ("It is a myth that suicides can be prevented.", "contradicted"),
    ("About 332 million people live with depression.", "supported"),
    ("About 280 million people live with depression.", "outdated"),
    ("Suicide is the fourth leading cause of death among 15-29-year-olds.", "outdated"),
    ("1 in 100 children has autism.", "outdated"), ("About 900 million people live with depression.", "contradicted"),
    ("All suicides are preceded by warning signs.", "overstated"), ("Magnesium cures ADHD.", "overstated"),
    ("Cold baths treat bipolar disorder.", "not_sure"),
])  # fmt: skip
def test_denial_figures_and_bold_words_decide(text, wanted):
    assert str(verdict(text)) == wanted


@pytest.mark.parametrize("text", [
    "If something in your body worries you, ask a health worker.", "Only 1 in 4 people with anxiety get treatment.",
    "Just 6% of people with trauma get PTSD.", "A healthy diet lowers the risk of dementia.",
])  # fmt: skip
def test_what_promises_no_cure_and_only_says_how_many_is_not_called_overstated(text):
    assert str(verdict(text)) == "not_sure"


@pytest.mark.parametrize("text", [
    "Suicides can be prevented ❌", 'Suicides can be "prevented".', "Suicides can hardly be prevented.",
    "Who says suicides can be prevented.", "Suicides can be prevented by magnesium.", "Suicides can be prevented, not.",
    "Suicides can be prevented" + " the" * 1_000 + " never.", "I doubt that suicides can be prevented.",
    "Depression prevents suicides.", "Can suicides prevented be no.",
])  # fmt: skip
def test_nothing_that_turns_or_dresses_up_a_true_sentence_is_called_supported(text):
    assert verdict(text) is not Verdict.supported


def test_men_and_women_cannot_be_exchanged():
    assert verdict("Women are affected by depression more often than men.") is Verdict.supported
    assert verdict("Men are affected by depression more often than women.") is not Verdict.supported


def test_every_plain_sentence_of_ours_is_supported_by_the_statement_it_belongs_to():
    wrong = []
    for entry in INDEX.entries:
        for sentence in entry.says:
            plain = sentence.replace("(", "").replace(")", "")
            text = " ".join(word.split("|")[0] for word in plain.split())
            for claim in claims_in([Passage("text", text)], "en"):
                opinion = judge(claim, INDEX.closest(text, "en", 20))
                if opinion.verdict is not Verdict.supported:
                    wrong.append((text, opinion.verdict, opinion.because))
    assert wrong == []


def test_figures_are_read_however_they_are_written():
    ways = ("720 000 people die", "720,000 people die", "720000 people die", "720 thousand people die")
    assert len({read(way).said for way in ways}) == 1
    assert read("One in seven").said == read("1 out of 7").said != read("1 in 8").said


def test_words_in_brackets_may_be_left_out_and_a_bar_is_either():
    assert {one.said for one in readings("(Many) dogs|cats sleep.")} == {
        read(text).said for text in ("Many dogs sleep", "Many cats sleep", "dogs sleep", "cats sleep")
    }
