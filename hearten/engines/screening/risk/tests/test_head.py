"""The trained estimate: what it may do, what it may not, and how good it is on people it has not seen."""

import dataclasses
from pathlib import Path

import numpy as np
import pytest

from hearten.engines.screening.risk import BadHead, Level, level_of, load, load_head
from hearten.engines.screening.risk.eval.idioms import idioms
from hearten.engines.screening.risk.eval.measures import heard_as, of_posts, rows
from hearten.engines.screening.risk.eval.posts import NotHere, posts
from hearten.engines.screening.risk.eval.sentences import sentences

PACKS = Path(__file__).parents[5] / "data/risk"
LEXICON, HEAD = load(PACKS, "en"), load_head(PACKS / "head.npz")
QUIET_WORDS = "a quiet afternoon"


def saying(some):
    """A head that says the same of every text."""
    return dataclasses.replace(
        HEAD, of_names=0 * HEAD.of_names, of_buckets=0 * HEAD.of_buckets, bias=np.array([2.5, some, 0.1])
    )


def test_the_estimate_raises_a_level_on_doubt_and_says_that_it_was_the_one():
    raised = level_of(QUIET_WORDS, LEXICON, saying(0.9))
    assert (raised.level, raised.reasons, raised.severity) == (Level.distress, ("estimate",), 2.5)
    assert level_of(QUIET_WORDS, LEXICON, saying(0.3)).level == Level.none


def test_the_estimate_lowers_no_level_however_calm_it_is():
    for one in [one for one in sentences("dev") if one.level >= 2]:
        assert level_of(one.text, LEXICON, saying(0.0)).level >= one.level


def test_without_weights_the_rules_still_work_and_the_check_is_named(tmp_path):
    missing = load_head(tmp_path / "head.npz")
    risk = level_of("I want to kill myself tonight", LEXICON, missing)
    assert (missing, risk.level, risk.estimate, risk.checks_missing) == (None, 3, None, ("en:estimate",))
    assert level_of("I want to kill myself tonight", LEXICON, HEAD).checks_missing == ()


def test_a_language_it_never_saw_is_named_and_keeps_the_level_of_the_rules():
    risk = level_of("quiero morir", load(PACKS, "es"), saying(0.9))
    assert (risk.level, risk.estimate) == (3, None) and "es:estimate" in risk.checks_missing


@pytest.mark.parametrize("torn", [b"", b"PK\x03\x04 no", b"\x93NUMPY"])
def test_torn_weights_are_refused_by_name(tmp_path, torn):
    (tmp_path / "head.npz").write_bytes(torn)
    with pytest.raises(BadHead, match=r"head\.npz"):
        load_head(tmp_path / "head.npz")


def test_weights_of_another_shape_are_refused(tmp_path):
    kept = {name: getattr(HEAD, name) for name in ("centre", "spread", "of_names", "rarity", "of_buckets")}
    np.savez(tmp_path / "head.npz", names=np.array(HEAD.names), bias=np.zeros(2), **kept)
    with pytest.raises(BadHead, match="another shape"):
        load_head(tmp_path / "head.npz")


def test_weights_hold_numbers_and_no_words():
    with np.load(PACKS / "head.npz", allow_pickle=False) as kept:
        assert [name for name in kept.files if kept[name].dtype.kind not in "f"] == ["names"]
        known = {group.id for group in LEXICON.groups} | {"srl", "severity>", "hinted>", "level>"}
        known |= {"words", "amounts", "me", "you", "they"}
        assert {str(name).split(":")[0].split("=")[0] for name in kept["names"]} <= known


HOSTILE = {
    "a megabyte of one letter": "a" * 1_000_000,
    "a megabyte of NULs": "\0" * 1_000_000,
    "letters under a hundred marks": ("a" + "\u0316" * 100) * 2000,
    "lone surrogates": "\ud800x " * 50_000,
    "text turned around": "\u202eyadot \u202c" * 20_000,
    "faces": "😂💀" * 100_000,
}


@pytest.mark.parametrize("what", HOSTILE)
def test_hostile_text_is_read_to_its_end_and_frightens_nobody(what):
    assert level_of(HOSTILE[what], LEXICON, HEAD).level <= Level.someone


def test_words_of_danger_are_found_at_the_end_of_a_long_paste():
    assert level_of("la " * 50_000 + ". I want to kill myself", LEXICON, HEAD).level == Level.active


def test_of_our_own_quiet_sentences_hardly_one_is_raised_by_the_estimate():
    quiet = [one for name in ("dev", "held") for one in sentences(name) if one.level == 0 and one.language == "en"]
    alarms = [one for one in quiet if level_of(one.text, LEXICON, HEAD).level >= 2]
    assert len(quiet) >= 300 and len(alarms) <= 0.02 * len(quiet)


def test_on_people_it_never_met_it_is_no_worse_than_it_was_and_better_than_rules_alone():
    try:
        found = {one.name: one for one in of_posts(posts(), resamples=2, seeds=(0,))}
    except NotHere:
        pytest.skip("licensed posts are not on this machine")
    assert found["E3"].value >= 0.58 and found["E4"].value >= 0.72 and found["E5"].value >= 0.84
    assert all(one.value > max(one.baselines.values()) for one in found.values())


def test_without_licensed_posts_nothing_is_measured(tmp_path):
    with pytest.raises(NotHere):
        rows(tmp_path)


def test_what_an_examiner_wrote_is_heard_no_worse_than_the_card_says():
    of_examiner = [(one.level, heard_as(one)) for one in idioms()]
    alarms = [heard >= 2 for level, heard in of_examiner if level == 0]
    missed = [heard < 2 for level, heard in of_examiner if level >= 2]
    assert sum(alarms) <= 12 and sum(missed) <= 29
    assert (len(alarms), len(missed)) == (215, 166)
