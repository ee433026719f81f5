"""The promise about heavy posts, from outside: whatever is there and whatever is asked, plain counting agrees."""

from collections import Counter

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hearten.engines.ranking import Block, Facts, Stretch, Tail, Why, Wishes, gate, packed, walk
from hearten.engines.ranking.eval import Seen, Wanted, broken, shelves, sweep, walked
from hearten.engines.ranking.gate import STRICTEST
from hearten.engines.ranking.walk import Walked

HEAVY_HOPE, HEAVY_LOSS = packed(Facts(2, "hope", "story")), packed(Facts(2, "loss", "story"))
LIGHT, SERIOUS = packed(Facts(0, "neither", "explain")), packed(Facts(1, "neither", "explain"))
SKILL, COMFORT = packed(Facts(0, "neither", "coping")), packed(Facts(0, "hope", "explain"))
UNKNOWN = packed(Facts(None, "neither", "explain"))
BREACHES = ("too_heavy", "too_serious", "two_running", "no_relief", "heavy_at_the_end_of_a_page",
            "too_much_owed_to_new_makers", "twice", "loss_before_hope")  # fmt: skip

all_shelves = st.builds(
    lambda seed, posts: shelves(np.random.default_rng(seed), 1, posts), st.integers(0, 2**32), st.integers(1, 60)
)
bits = st.integers(0, 63)
all_wishes = st.builds(
    Wishes, bits, bits, st.integers(0, 9), st.integers(0, 9), st.sampled_from([(), (2,), (2, 5)]),
    st.booleans(), st.booleans(), st.booleans(), st.booleans(), st.booleans(),
)  # fmt: skip
readers = st.builds(Wanted, all_wishes, st.integers(1, 24), st.integers(3, 30), all_wishes)


def page(facts: list[int], wishes: Wishes = Wishes(), size: int = 24, tail: Tail = Tail()) -> Walked[int, int]:  # noqa: B008
    """Of one block, each by a maker of their own."""
    block = Block(list(range(1, len(facts) + 1)), [0] * len(facts), facts)
    return walk(lambda at: Stretch(block, range(len(facts)), 0, at, lambda: at + 1, False), 0, 0, tail, wishes, size)


def order(facts: list[int], **asks: object) -> list[int]:
    return [post for post, _ in page(facts, **asks).shown]  # type: ignore[arg-type]


@settings(deadline=None)  # a busy machine breaks no promise
@given(all_shelves, readers)
def test_no_shelf_and_no_wish_breaks_the_promise_on_any_page(on, asks):
    assert not any(broken(on, [walked(on, 0, asks)])[name] for name in BREACHES)


def test_some_thousands_of_shelves_by_chance_keep_the_promise():
    found = sweep(3000, 24, seed=5)
    assert found["heavy_shown"] > 1000 and not any(found[name] for name in BREACHES)


def test_without_the_gate_the_same_look_sees_the_promise_broken(monkeypatch):
    monkeypatch.setattr(gate.Gate, "_may_come", lambda *_: True)
    found = sweep(300, 24, seed=5)
    assert min(found[name] for name in ("too_heavy", "too_serious", "no_relief", "loss_before_hope")) > 0


def test_the_look_itself_sees_each_kind_of_breach():
    on = shelves(np.random.default_rng(0), 1, 12)
    for column, value in ((on.heaviness, 2), (on.leaves, 1), (on.kind, 1)):
        column[:] = value
    on.heaviness[0, 4:] = 0
    on.leaves[0, 0], on.leaves[0, 1] = 2, 0
    plain = Seen([0, 1, 4, 4], [0] * 4, [True, False, False, True], [True, True, False, False], [1] * 4, [10] * 4)
    found = broken(on, [plain])
    assert found == Counter(
        too_heavy=1, too_serious=0, two_running=1, no_relief=2, heavy_at_the_end_of_a_page=1,
        too_much_owed_to_new_makers=1, twice=1, loss_before_hope=1,
    )  # fmt: skip


def test_a_heavy_post_is_followed_by_something_that_helps_and_says_so():
    shown = page([HEAVY_HOPE, LIGHT, LIGHT, SKILL]).shown
    assert shown[:2] == [(0, Why.newest), (3, Why.coping)]
    assert page([HEAVY_HOPE, LIGHT, COMFORT]).shown[1] == (2, Why.relief)


def test_a_shelf_of_nothing_but_grief_shows_nothing_rather_than_break_the_promise():
    for wishes in (Wishes(), Wishes(night=True), Wishes(gentler=True)):
        assert order([HEAVY_LOSS] * 20 + [UNKNOWN] * 5, wishes=wishes) == []


def test_where_no_relief_is_left_no_heavy_post_is_shown():
    assert order([HEAVY_HOPE, LIGHT, SERIOUS, LIGHT]) == [1, 2, 3]


def test_what_nobody_has_weighed_counts_as_heavy():
    assert order([UNKNOWN, LIGHT]) == [1]


def test_a_page_never_ends_on_a_heavy_post_its_relief_comes_along():
    walked_to = page([LIGHT, HEAVY_HOPE, LIGHT, SKILL], size=2)
    assert [post for post, _ in walked_to.shown] == [0, 1, 3]


def test_stories_of_recovery_come_before_stories_of_loss():
    shown = order([HEAVY_LOSS, SKILL, SKILL, LIGHT, HEAVY_HOPE, SKILL, *[LIGHT] * 9, SKILL])
    assert shown.index(4) < shown.index(0)


def test_at_night_heavy_posts_come_half_as_often_and_for_a_gentler_feed_never():
    facts = [HEAVY_HOPE, SKILL, LIGHT, LIGHT, LIGHT] * 6
    heavy = [sum(facts[post] == HEAVY_HOPE for post in order(facts, wishes=w)[:20]) for w in
             (Wishes(), Wishes(night=True), Wishes(gentler=True))]  # fmt: skip
    assert heavy == [4, 2, 0]


def test_a_gentler_feed_has_few_serious_posts():
    shown = order([SERIOUS] * 10 + [LIGHT] * 20, wishes=Wishes(gentler=True))
    assert [post for post in shown[:10] if post < 10] == [0, 1]


@settings(deadline=None)
@given(all_shelves, readers, st.integers(0, 511), st.integers(0, 511), st.integers(0, 7))
def test_no_tail_brings_more_heavy_posts_than_the_empty_one_a_reader_begins_with(on, asks, heavy, serious, since):
    block = on.block(0, 0, min(asks.block, on.posts))

    def heavy_at(tail: Tail) -> list[int]:
        got = walk(lambda at: Stretch(block, range(30), 0, at, lambda: at, False), 0, 0, tail, asks.wishes, 24).shown
        return np.cumsum([on.heaviness[0, post] > 1 for post, _ in got]).tolist()

    fresh, told = heavy_at(Tail()), heavy_at(Tail(heavy, serious, since))
    assert (told[-1] if told else 0) <= (fresh[-1] if fresh else 0)


def test_after_a_cursor_that_says_nothing_relief_comes_first_and_heavy_posts_wait_for_nine_places():
    facts = [HEAVY_HOPE, *[LIGHT] * 12, SKILL, SKILL, SKILL]
    shown = order(facts, tail=STRICTEST)
    assert shown[0] == 13 and shown.index(0) >= 8


def test_a_new_maker_gets_one_place_in_six_and_the_place_says_why():
    facts = [LIGHT] * 20 + [LIGHT | gate.NEW_MAKER] * 5
    shown = page(facts).shown
    assert [place for place, (_, why) in enumerate(shown) if why is Why.new_maker] == [5, 11, 17]


@pytest.mark.parametrize("wishes", [Wishes(), Wishes(more=3, less=4, seed=7), Wishes(night=True)])
def test_the_same_question_has_the_same_answer(wishes):
    on = shelves(np.random.default_rng(3), 1, 30)
    asks = Wanted(wishes, 6, 30, wishes)
    assert walked(on, 0, asks) == walked(on, 0, asks)
