"""Slips of the pen are mended only where one word alone can have been meant."""

import pytest

from hearten.engines.retrieval import closest, slips

KNOWN = ("anxiety", "depression", "insomnia", "panic", "sleep")


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("anxeity", "anxiety"), ("depresion", "depression"), ("insomnai", "insomnia"), ("pannic", "panic")],
)
def test_a_slip_finds_the_word_that_was_meant(typed, meant):
    assert closest(typed, KNOWN) == meant


@pytest.mark.parametrize("typed", ["slep", "anxious", "pxnxc", "", "xxxxxxxxx"])
def test_a_short_word_or_one_too_far_from_any_is_left_as_it_is(typed):
    assert closest(typed, KNOWN) == ""


def test_a_word_as_near_to_two_others_is_nobodys_guess():
    assert closest("caring", ("sharing", "carving", "staring")) == "carving"
    assert closest("barely", ("barley", "rarely")) == ""


def test_slips_are_counted_as_a_typist_makes_them_and_no_further_than_asked():
    assert [slips("panic", other, 2) for other in ("panic", "pnaic", "panics", "pani", "penic", "ponyc")] == [
        0, 1, 1, 1, 1, 2,
    ]  # fmt: skip
    assert slips("panic", "grief", 2) == 3
