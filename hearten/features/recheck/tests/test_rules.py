"""What differs, what of it is of substance, and how it is shown beside each other."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hearten.features.recheck.rules import Line, Piece, Standing, Verb, as_line, marked, side_by_side, standing, written

WAS = {"text": "Most people recover.", "kind": "fact", "publisher": "WHO", "year": 2023, "earlier": []}


def changed(what: str = "statement", **other: object) -> Line:
    return Line(what, "G001", Verb.changed, WAS, WAS | other)


@given(st.text(), st.text())
def test_nothing_is_lost_when_two_wordings_are_laid_side_by_side(old: str, new: str) -> None:
    left, right = side_by_side(old, new)
    assert ("".join(one.words for one in left), "".join(one.words for one in right)) == (old, new)


def test_what_differs_is_marked_and_what_is_the_same_is_not() -> None:
    left, right = side_by_side("about 332 million", "about 340 million")
    assert left == (Piece("about ", False), Piece("332 ", True), Piece("million", False))
    assert right == (Piece("about ", False), Piece("340 ", True), Piece("million", False))


def test_very_long_wordings_are_shown_whole_so_that_no_page_stalls() -> None:
    old, new = "a " * 101, "a b " * 50
    assert side_by_side(old, new) == ((Piece(old, True),), (Piece(new, True),))


@pytest.mark.parametrize("text", [
    "Many people recover.", "Most people do not recover.", "Most people can recover.", "75% of people recover.",
    "Only some people recover.", "Most people recover if they are treated.",
])  # fmt: skip
def test_figures_counts_denials_and_conditions_are_more_than_wording(text: str) -> None:
    assert not changed(text=text).may_be_wording_only


def test_other_words_for_the_same_may_be_called_that_but_only_by_the_proposer() -> None:
    line = changed(text="Most people get well again.")
    assert line.may_be_wording_only and line.of_substance
    assert not marked([line], frozenset({"G001"}))[0].of_substance
    assert marked([line], frozenset({"G002"}))[0].of_substance


@pytest.mark.parametrize(("other", "of_substance"), [
    ({"kind": "recommendation"}, True), ({"publisher": "NAM"}, True), ({"year": 2025}, False),
    ({"earlier": ["Everyone recovers."]}, False),
])  # fmt: skip
def test_who_says_it_and_how_counts_and_where_it_stands_does_not(other: dict[str, object], of_substance: bool) -> None:
    line = changed(**other)
    assert line.of_substance == of_substance and not line.may_be_wording_only
    assert line.new_figures == ("earlier" in other)


def test_a_myth_is_cited_by_nobody() -> None:
    assert not changed("myth", text="Other.").of_substance
    assert not Line("myth", "M001", Verb.withdrawn, WAS, None).of_substance
    assert Line("statement", "G001", Verb.withdrawn, WAS, None).of_substance
    assert not Line("statement", "G001", Verb.added, None, WAS).of_substance


def test_a_line_comes_back_from_what_was_signed_as_it_was() -> None:
    line = marked([changed(text="Most people get well again.")], frozenset({"G001"}))[0]
    assert as_line(json.loads(written([line]))["lines"][0]) == line


@pytest.mark.parametrize(("stage", "public", "hidden", "author", "so"), [
    ("public", True, False, False, "kept"), ("in_review", False, False, False, "waits"),
    ("held", False, False, False, "waits"), ("in_review", False, True, False, "hidden"),
    ("returned", False, False, False, "with_author"), ("captioned", False, False, True, "with_author"),
    ("captioned", False, False, False, "on_its_way"), ("rejected", False, False, False, "turned_down"),
])  # fmt: skip
def test_how_far_a_post_has_come_is_told_from_facts(
    stage: str, public: bool, hidden: bool, author: bool, so: str
) -> None:
    assert standing(stage, public, hidden, author) == Standing(so)
