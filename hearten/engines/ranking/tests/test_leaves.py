"""What someone looks for keeps the promise on every page, and nothing that was found is lost."""

from collections.abc import Sequence
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hearten.engines.ranking import HEAVY, RELIEF, Facts, Leaf, Tail, gate, leaves, packed

EACH = {
    "H": packed(Facts(2, "hope", "story")), "L": packed(Facts(2, "loss", "story")), "u": packed(Facts(None, "", "")),
    "s": packed(Facts(1, "neither", "explain")), ".": packed(Facts(0, "neither", "explain")),
    "r": packed(Facts(0, "neither", "coping")), "h": packed(Facts(1, "hope", "story")),
}  # fmt: skip
SPARE = EACH["r"]
found_ones = st.lists(st.sampled_from([*EACH]), max_size=60).map("".join) | st.text("HLu", max_size=40)
tails = st.builds(Tail, st.integers(0, 255).map(lambda half: half * 2), st.integers(0, 511), st.integers(0, 7))
sizes = st.integers(1, 10)


def facts_of(found: str) -> list[int]:
    return [EACH[one] for one in found]


def turned(found: str, spare: int = 0, size: int = 10, tail: Tail = Tail(), **more: bool) -> list[Leaf]:  # noqa: B008
    return list(leaves(facts_of(found), [SPARE] * spare, size, tail, **more))


def read_aloud(found: str, pages: Sequence[Leaf]) -> str:
    """Page by page, what stands behind the line in brackets; "R" is one that was not looked for."""
    said = found + "R" * 9
    return "|".join("".join(said[at] for at in p.shown) + f"({''.join(said[at] for at in p.behind)})" for p in pages)


def breaches(facts: Sequence[int], begun: Tail = Tail()) -> set[str]:  # noqa: B008
    """By plain counting, over all pages in a row, after the nine that were seen before."""
    heavy = [begun.heavy >> n & 1 for n in reversed(range(9))] + [int(one & HEAVY > 0) for one in facts]
    broken = {"two_running"} if any(a and b for a, b in pairwise(heavy[8:])) else set()
    of_ten = [heavy[at - 9 : at + 1] for at in range(9, len(heavy)) if heavy[at]]
    broken |= {"too_heavy"} if any(sum(ten) > 2 for ten in of_ten) else set()
    alone = [one & HEAVY and not (after & RELIEF) for one, after in pairwise([*facts, 0])]
    return broken | ({"no_relief"} if any(alone) else set())


@settings(deadline=None, max_examples=400)
@given(found_ones, st.integers(0, 6), sizes, tails, st.booleans())
def test_whatever_is_found_the_promise_is_kept_over_all_pages_and_nothing_is_lost(found, spare, size, tail, is_calm):
    pages = turned(found, spare, size, tail, is_calm=is_calm)
    shown = [at for page in pages for at in page.shown]
    everything = sorted(at for page in pages for at in (*page.shown, *page.behind) if at < len(found))
    assert everything == list(range(len(found))), "each once: shown, or behind the line"
    all_facts = facts_of(found) + [SPARE] * spare
    assert breaches([all_facts[at] for at in shown], tail) == set()
    assert all(all_facts[at] & HEAVY for page in pages for at in page.behind), "only heavy ones stand behind the line"
    assert not is_calm or not any(all_facts[at] & HEAVY for at in shown)


@settings(deadline=None, max_examples=200)
@given(found_ones, st.integers(0, 6), sizes, tails)
def test_what_was_not_looked_for_comes_once_and_only_to_relieve(found, spare, size, tail):
    pages = turned(found, spare, size, tail)
    facts = facts_of(found) + [SPARE] * spare
    not_found = [(b, at) for page in pages for b, at in pairwise([-1, *page.shown]) if at >= len(found)]
    assert len({at for _, at in not_found}) == len(not_found)
    assert all(before >= 0 and facts[before] & HEAVY for before, _ in not_found)


@settings(deadline=None, max_examples=200)
@given(st.text("s.rh", max_size=40), sizes, tails)
def test_where_nothing_is_heavy_all_comes_as_it_was_found(found, size, tail):
    pages = turned(found, 6, size, tail)
    assert [at for page in pages for at in page.shown] == list(range(len(found)))
    assert not any(page.behind for page in pages) and all(len(page.shown) <= size for page in pages)


@pytest.mark.parametrize(
    ("found", "pages"),
    [
        ("", ""), ("H", "HR()"), ("L", "LR()"), ("Hr", "Hr()"), ("..H", "..HR()"), ("LH..rr", "HrLr..()"),
        ("HHHHHHHHHH", "HRHR(HHHHHHHH)"), ("HHHH" + "." * 12, "HRHR........(HH)|....()"),
        ("H" * 10 + "." * 8 + "rr", "HrHr......(HHHHHHHH)|..()"),
    ],
)  # fmt: skip
def test_a_page_has_what_was_found_and_a_rest_after_what_is_heavy(found, pages):
    assert read_aloud(found, turned(found, 4)) == pages


def test_in_a_crisis_nothing_heavy_stands_before_the_line():
    assert read_aloud("HrH.L", turned("HrH.L", 4, is_calm=True)) == "r.(HHL)"


def test_from_one_search_to_the_next_the_promise_goes_on():
    first = turned("HHrr")[0]
    assert first.tail.heavy.bit_count() == 2
    assert read_aloud("HH..", turned("HH..", 4, tail=first.tail)) == "..(HH)"
    assert read_aloud("HH..", turned("HH..", 4, tail=Tail())) == "HRHR..()"


@pytest.mark.parametrize("heavy", [1, 0b101, 511])
def test_who_says_that_they_come_from_a_heavy_post_still_finds_all_there_is(heavy):
    assert read_aloud("..s", turned("..s", tail=Tail(heavy, 0, 0))) == "..s()"


def test_without_the_gate_the_same_counting_sees_the_promise_broken(monkeypatch):
    monkeypatch.setattr(gate.Gate, "_may_come", lambda *_: True)
    facts = facts_of("HrHrHrHr")
    shown = [at for page in turned("HrHrHrHr") for at in page.shown]
    assert breaches([facts[at] for at in shown]) >= {"too_heavy"}
    assert breaches(facts_of("HH.")) == {"two_running", "no_relief"}
