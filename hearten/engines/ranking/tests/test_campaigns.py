"""A campaign that runs is worth a little, to a few posts, and only where nobody asked for anything else."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hearten.engines.ranking import IN_CAMPAIGN, Block, Facts, Why, Wishes, packed, ranked
from hearten.engines.ranking.facts import HEAVY, MERIT
from hearten.engines.ranking.order import CAMPAIGN, COUNTRY, ONE_IN, WANTED, lifted

PLAIN, GRAVE = packed(Facts(0, "neither", "explain")), packed(Facts(2, "hope", "story"))
LIFTS = Wishes(lifts=True)
some_facts = st.lists(st.sampled_from((PLAIN, GRAVE, PLAIN | IN_CAMPAIGN, GRAVE | IN_CAMPAIGN)), max_size=24)


def alike(facts: list[int], topics: int | None = None) -> Block:
    """Each by a maker of its own and on a topic of its own, so that nothing but time and a campaign speaks."""
    many = len(facts)
    return Block(list(range(many)), [1 << nth if topics is None else topics for nth in range(many)], facts)


def order(of: Block, wishes: Wishes = LIFTS) -> list[tuple[int, Why]]:
    return list(ranked(of, wishes))


def test_a_post_of_a_running_campaign_comes_a_little_earlier_and_says_so() -> None:
    shown = order(alike([PLAIN] * 9 + [PLAIN | IN_CAMPAIGN] + [PLAIN] * 4))
    assert shown[6] == (9, Why.campaign)
    assert [at for at, why in shown if why is Why.newest] == [*range(9), *range(10, 14)]


@given(some_facts)
def test_nothing_comes_more_than_four_places_before_its_time_nor_waits_more_than_one_place_longer(
    facts: list[int],
) -> None:
    shown = order(alike([one & ~(HEAVY) for one in facts]))
    for nth, (at, why) in enumerate(shown):
        assert -CAMPAIGN <= nth - at <= 1
        assert (why is Why.campaign) == (nth < at)


@given(some_facts)
def test_of_any_six_that_follow_one_another_in_time_one_is_lifted_at_most_and_never_a_heavy_one(
    facts: list[int],
) -> None:
    chosen = lifted(facts)
    assert all(two - one >= ONE_IN for one, two in pairwise(chosen))
    assert all(facts[at] & IN_CAMPAIGN and not facts[at] & HEAVY for at in chosen)
    assert len(chosen) <= -(-len(facts) // ONE_IN)
    assert {at for at, why in order(alike(facts)) if why is Why.campaign} <= {*chosen}


@pytest.mark.parametrize("wishes", [Wishes(), Wishes(by_time=True), Wishes(seed=4), Wishes(by_time=True, lifts=True)])
def test_in_every_feed_but_the_readers_own_a_campaign_changes_nothing(wishes: Wishes) -> None:
    bits = [PLAIN | IN_CAMPAIGN * (nth % 3 == 2) for nth in range(24)]
    times = [10**15 - nth for nth in range(24)]
    assert order(alike(bits)._replace(published=times), wishes) == order(
        alike([PLAIN] * 24)._replace(published=times), wishes
    )


def test_it_weighs_less_than_any_wish_and_half_of_a_country() -> None:
    assert CAMPAIGN * 2 <= COUNTRY < WANTED
    posts = alike([PLAIN, PLAIN | IN_CAMPAIGN, PLAIN])._replace(topics=[1, 2, 4], countries=[0, 0, 7])
    assert order(posts, LIFTS._replace(more=4))[0] == (2, Why.topic)
    assert order(posts, LIFTS._replace(country=7))[0] == (2, Why.country)
    assert order(posts, LIFTS._replace(less=2))[-1] == (1, Why.less)


def test_the_feed_of_a_campaign_says_that_this_is_why() -> None:
    posts = [PLAIN | IN_CAMPAIGN] * 3
    assert order(alike(posts), Wishes(of_campaign=True)) == [(nth, Why.campaign) for nth in range(3)]
    assert order(alike(posts, topics=1), Wishes(of_campaign=True))[0] == (0, Why.campaign)


def test_what_is_known_of_a_campaign_stands_apart_from_all_else() -> None:
    assert (PLAIN | IN_CAMPAIGN) >> MERIT == PLAIN >> MERIT and not PLAIN & IN_CAMPAIGN
