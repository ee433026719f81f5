from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from hearten.engines.ranking import Block, Facts, Why, Wishes, packed, ranked
from hearten.engines.ranking.facts import MERIT

SLEEP, STRESS, GRIEF = 1, 2, 4
HOUR = 3_600_000_000


def block(*posts: tuple[int, int]) -> Block:
    """Each post as (topics, maker); the first is the newest, an hour apart."""
    return Block(
        facts=[packed(Facts(0, "neither", "explain"))] * len(posts),
        makers=[maker for _, maker in posts],
        topics=[topics for topics, _ in posts],
        published=[(100 - nth) * HOUR for nth in range(len(posts))],
    )


def shown(of: Block, wishes: Wishes = Wishes()) -> list[tuple[int, str]]:  # noqa: B008 - frozen
    return [(at, why.value) for at, why in ranked(of, wishes)]


def test_without_wishes_the_newest_comes_first() -> None:
    assert shown(block((SLEEP, 1), (STRESS, 2), (GRIEF, 3))) == [(0, "newest"), (1, "newest"), (2, "newest")]


def test_more_of_a_topic_brings_it_forward_and_says_so() -> None:
    assert shown(block((SLEEP, 1), (STRESS, 2), (GRIEF, 3)), Wishes(more=GRIEF))[0] == (2, "topic")


def test_less_of_a_topic_sends_it_back_and_says_so() -> None:
    assert shown(block((GRIEF, 1), (STRESS, 2), (SLEEP, 3)), Wishes(less=GRIEF))[-1] == (0, "less")


def test_less_weighs_more_than_more() -> None:
    assert shown(block((SLEEP | GRIEF, 1), (STRESS, 2)), Wishes(more=SLEEP, less=GRIEF))[-1] == (0, "less")


def test_one_maker_never_follows_themselves_while_others_wait() -> None:
    order = shown(block((0, 1), (0, 1), (0, 1), (0, 2), (0, 3)))
    assert order[:3] == [(0, "newest"), (3, "variety"), (4, "variety")]


def test_one_seed_gives_one_order_and_another_seed_another() -> None:
    posts = block(*[(0, maker) for maker in range(20)])
    assert shown(posts, Wishes(seed=7)) == shown(posts, Wishes(seed=7)) != shown(posts, Wishes(seed=8))


topic_bits = st.integers(0, 2**64 - 1)


@given(st.lists(st.tuples(topic_bits, st.integers(0, 3)), max_size=40), topic_bits, topic_bits, st.integers(0, 9))
def test_nothing_is_shown_twice_or_lost_and_every_reason_is_true(
    posts: list[tuple[int, int]], more: int, less: int, seed: int
) -> None:
    asked = block(*posts)
    order = list(ranked(asked, Wishes(more, less, seed)))
    assert sorted(at for at, _ in order) == list(range(len(posts)))
    for at, why in order:
        topics = asked.topics[at]
        assert why is not Why.topic or (topics & more and not topics & less)
        assert why is not Why.less or topics & less


@given(st.lists(st.integers(0, 9), min_size=2, max_size=40))
def test_the_same_maker_comes_twice_running_only_when_nobody_else_is_left(makers: list[int]) -> None:
    order = [at for at, _ in ranked(block(*[(0, maker) for maker in makers]), Wishes())]
    for nth, (one, two) in enumerate(pairwise(order)):
        if makers[one] == makers[two]:
            left = {makers[at] for at in order[nth + 1 :]}
            recent = {makers[at] for at in order[max(0, nth - 1) : nth + 1]}
            assert left <= recent


def test_variety_never_brings_forward_what_a_reader_wants_less_of() -> None:
    order = shown(block((0, 1), (0, 1), (GRIEF, 2)), Wishes(less=GRIEF))
    assert order == [(0, "newest"), (1, "newest"), (2, "less")]


def test_what_a_reader_asked_for_comes_first_but_not_alone() -> None:
    posts = block(*[(SLEEP if nth >= 10 else STRESS, nth) for nth in range(20)])
    shown_topics = [posts.topics[at] for at, _ in shown(posts, Wishes(more=SLEEP))]
    assert shown_topics[:8] == [SLEEP, SLEEP, SLEEP, STRESS, SLEEP, SLEEP, SLEEP, STRESS]


def weighed(*facts: Facts, **columns: list[int]) -> Block:
    many = len(facts)
    return Block(list(range(many)), [1 << nth for nth in range(many)], [packed(one) for one in facts], **columns)


PLAIN = Facts(0, "neither", "explain")


def test_a_post_near_the_reader_is_brought_forward_and_says_so() -> None:
    posts = weighed(*[PLAIN] * 12, countries=[1] * 5 + [2] + [1] * 6)
    assert shown(posts, Wishes(country=2))[0] == (5, "country")
    assert shown(posts, Wishes(country=9)) == [(nth, "newest") for nth in range(12)]


def test_of_several_languages_the_first_comes_first() -> None:
    posts = weighed(*[PLAIN] * 6, languages=[5, 5, 5, 4, 5, 5])
    assert shown(posts, Wishes(languages=(4, 5)))[0] == (3, "language")


def test_a_post_on_much_guidance_comes_before_newer_ones_on_little_and_says_so() -> None:
    posts = weighed(PLAIN, PLAIN, PLAIN, Facts(0, "neither", "explain", sources=3, publishers=2), PLAIN)
    assert shown(posts)[0] == (3, "evidence")


def test_a_much_newer_post_comes_before_one_on_more_guidance() -> None:
    posts = weighed(*[PLAIN] * 9, Facts(0, "neither", "explain", sources=3, publishers=2))
    assert shown(posts)[0] == (0, "newest")


def test_a_film_without_captions_or_of_many_minutes_waits_a_little() -> None:
    long, unread = Facts(0, "neither", "coping", captions=True, seconds=400), Facts(0, "neither", "coping", seconds=30)
    assert shown(weighed(long, PLAIN))[0] == (1, "newest") and shown(weighed(unread, PLAIN))[0] == (0, "newest")
    assert packed(PLAIN) >> MERIT > packed(unread) >> MERIT >= packed(long) >> MERIT


@given(st.lists(st.tuples(topic_bits, st.integers(0, 3)), min_size=1, max_size=30), topic_bits)
def test_the_newest_first_means_just_that(posts: list[tuple[int, int]], more: int) -> None:
    assert shown(block(*posts), Wishes(more, seed=5, by_time=True)) == [(nth, "newest") for nth in range(len(posts))]
