"""Whole shelves walked through the door, page by page, as a reader's device would; and what comes out is counted."""

import random
from datetime import timedelta
from typing import Any
from urllib.parse import quote

import pytest

from hearten.edge.door import Door
from hearten.edge.shelf import Laid, Ready
from hearten.edge.standing import Standing
from hearten.edge.tests.conftest import NOON, a_post, ask, hear
from hearten.engines.ranking import Begin, Cursor, Spot, Tail, micros_of, written_tail
from hearten.features.feed.rules import maker_of
from tests.hostile.words import NAUGHTY, NO_LETTERS, NONSENSE

MINUTE = timedelta(minutes=1)
TOPICS = ("sleep", "grief", "panic", "work")
AMARA = f"{maker_of({'name': 'Amara', 'credential': '', 'lived': False}):016x}"
FEEDS = ("", "of=new", "of=topic:grief", "of=lang:es", f"of=maker:{AMARA}", "lang=es", "topics=grief,panic",
         "less=sleep", "topics=grief&lang=es,en&country=ES&seed=7", "hide=post 1,post 7", "night=1",
         "gentler=1")  # fmt: skip
PARAMETERS = ("after", "lang", "country", "topics", "less", "hide", "gentler", "night", "seed", "size", "of", "tail")


def a_shelf(many: int, heavy: float, relief: float, seed: int = 1) -> list[Ready]:
    """Every minute a post, so many of them heavy; of the others so many give relief."""
    chance = random.Random(seed)
    return [
        a_post(
            at=NOON - nth * MINUTE, title=f"Post {nth}", heaviness=2 if chance.random() < heavy else nth % 2,
            leaves=chance.choice(("hope", "neither", "loss")) if chance.random() > relief else "hope",
            kind="coping" if chance.random() < relief else "explain", topics=[chance.choice(TOPICS)],
            language=chance.choice(("en", "en", "es")),
            maker={"name": chance.choice(("Amara", "Ravi", "Lucia")), "credential": "", "lived": False},
        )
        for nth in range(many)
    ]  # fmt: skip


def to_the_end(door: Door, query: str) -> list[list[dict[str, Any]]]:
    pages: list[list[dict[str, Any]]] = []
    after = ""
    while after is not None:
        page = ask(door, "/edge/feed", f"{query}&after={after}").says
        pages.append(page["items"])
        after = page["after"]
    return pages


def is_heavy(item: dict[str, Any]) -> bool:
    return item["heaviness"] not in (0, 1)


def look_at(pages: list[list[dict[str, Any]]], most: int = 2) -> int:
    """Raises where the promise is broken; how many heavy posts there were."""
    items = [item for page in pages for item in page]
    assert len({item["post_id"] for item in items}) == len(items)
    for page in pages:
        assert not page or not is_heavy(page[-1])
    for nth, item in enumerate(items):
        assert sum(map(is_heavy, items[nth : nth + 10])) <= most
        if is_heavy(item):
            after = items[nth + 1]
            assert not is_heavy(after) and (after["kind"] == "coping" or after["leaves"] == "hope")
            assert after["why"] in ("coping", "relief")
    return sum(map(is_heavy, items))


@pytest.mark.parametrize("query", FEEDS)
@pytest.mark.parametrize("size", [1, 6, 24])
def test_the_promise_holds_in_every_feed_over_all_its_pages(
    door: Door, standing: Standing, query: str, size: int
) -> None:
    standing.shelf.change((), a_shelf(300, heavy=0.4, relief=0.4))
    most = 0 if "gentler" in query else 1 if "night" in query else 2
    heavy = look_at(to_the_end(door, f"{query}&size={size}"), most)
    assert bool(heavy) is (most > 0)


@pytest.mark.parametrize(("heavy", "relief"), [(1.0, 0.0), (1.0, 1.0), (0.9, 0.1), (0.3, 0.0)])
def test_a_shelf_of_almost_nothing_but_grief_shows_less_and_ends(
    door: Door, standing: Standing, heavy: float, relief: float
) -> None:
    standing.shelf.change((), a_shelf(700, heavy, relief))
    pages = to_the_end(door, "size=6")
    look_at(pages)
    assert len(pages) < 200


def test_changing_ones_wishes_halfway_keeps_the_promise(door: Door, standing: Standing) -> None:
    standing.shelf.change((), a_shelf(300, heavy=0.5, relief=0.5))
    chance, after, pages = random.Random(3), "", []
    for _ in range(40):
        page = ask(door, "/edge/feed", f"{chance.choice(('', 'seed=3', 'topics=grief', 'night=1'))}&after={after}").says
        pages.append(page["items"])
        if not page["after"]:
            break
        after = page["after"]
    items = [item for page in pages for item in page]
    for nth, item in enumerate(items):
        assert sum(map(is_heavy, items[nth : nth + 10])) <= 2
        assert not is_heavy(item) or not is_heavy(items[nth + 1])


@pytest.mark.parametrize("tail", [Tail(0b11, 0, 0), Tail(511, 511, 7), Tail(1, 511, 0), Tail(0b100000010, 0, 3)])
def test_whatever_a_cursor_says_was_shown_it_brings_no_more_heavy_posts_than_a_fresh_one(
    door: Door, standing: Standing, tail: Tail
) -> None:
    standing.shelf.change((), a_shelf(60, heavy=0.5, relief=0.5))
    spot = Spot(micros_of(NOON) + 1, 0)
    fresh, told = (
        ask(door, "/edge/feed", f"size=12&after={Cursor(Begin(spot, spot), 0, one)}").says["items"]
        for one in (Tail(), tail)
    )
    assert fresh and sum(map(is_heavy, told)) <= sum(map(is_heavy, fresh))
    if told and tail.heavy & 1:
        assert told[0]["why"] in ("coping", "relief")


def test_a_wish_reaches_deep_into_the_shelf(door: Door, standing: Standing) -> None:
    posts = [a_post(at=NOON - nth * MINUTE, topics=["work"]) for nth in range(400)]
    old = a_post(at=NOON - 500 * MINUTE, topics=["grief"], title="Old and wanted")
    standing.shelf.change((), [*posts, old])
    first = ask(door, "/edge/feed", "topics=grief").says["items"][0]
    assert (first["title"], first["why"]) == ("Old and wanted", "topic")


def titles(door: Door, query: str) -> list[str]:
    return [item["title"] for page in to_the_end(door, query) for item in page]


def test_each_feed_shows_what_it_is_named_for_and_only_that(door: Door, standing: Standing) -> None:
    posts = a_shelf(90, heavy=0, relief=1)
    standing.shelf.change((), posts)
    whole = {post.post_id: ask(door, f"/edge/post/{post.post_id}").says for post in posts}
    for query, fits in (
        ("of=topic:grief", lambda card: "grief" in card["topics"]),
        ("of=topic:grief&lang=es", lambda card: "grief" in card["topics"] and card["language"] == "es"),
        ("of=lang:es", lambda card: card["language"] == "es"),
        (f"of=maker:{AMARA}", lambda card: card["maker"]["name"] == "Amara"),
        ("of=new", lambda card: True),
    ):
        assert sorted(titles(door, query)) == sorted(card["title"] for card in whole.values() if fits(card)), query


def test_new_means_by_time_and_nothing_else(door: Door, standing: Standing) -> None:
    standing.shelf.change((), a_shelf(40, heavy=0, relief=1))
    assert titles(door, "of=new&topics=grief&seed=5") == [f"Post {nth}" for nth in range(40)]


def test_a_story_leads_to_no_other_by_the_same_person(door: Door, standing: Standing) -> None:
    told = {"name": "Amara", "credential": "", "lived": True}
    standing.shelf.change((), [a_post(maker=told, title="A story")])
    assert titles(door, f"of=maker:{maker_of(told):016x}") == []


def test_hidden_words_hide_a_post_by_its_title_text_or_topic(door: Door, standing: Standing) -> None:
    standing.shelf.change((), [
        a_post(title="Losing weight"), a_post(title="b", text="About weights."), a_post(title="c", topics=["grief"]),
        a_post(title="d"),
    ])  # fmt: skip
    assert sorted(titles(door, "hide=WEIGHT,grief")) == ["d"]
    assert sorted(titles(door, f"hide={quote('weight، grief')}")) == ["d"]  # as an Arabic keyboard writes it
    assert sorted(titles(door, "hide=,%20,")) == ["Losing weight", "b", "c", "d"]


def test_what_one_person_wishes_for_lingers_in_no_cache(door: Door, standing: Standing) -> None:
    standing.shelf.change((), a_shelf(3, 0, 1))
    for query in ("", "lang=es", "of=topic:grief", "size=3", "night=1", "of=new"):
        headers = ask(door, "/edge/feed", query).headers
        assert headers["cache-control"] == "public, no-cache" and headers["etag"], query
    for query in ("topics=grief", "less=grief", "hide=x", "gentler=1", "country=ES", "seed=4", "gentler=", "tail=0"):
        headers = ask(door, "/edge/feed", query).headers
        assert headers["cache-control"] == "private, no-store" and "etag" not in headers, query


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("of=everything", "of_unknown"), ("of=topic:cats", "of_unknown"), ("of=maker:amara", "of_unknown"),
        ("of=lang:", "of_unknown"), ("of=path:a b", "of_unknown"), ("country=Spain", "country_unknown"),
        ("country=1", "country_unknown"), ("gentler=yes", "gentler_unknown"), ("night=2", "night_unknown"),
        ("hide=" + "x" * 41, "hide_unknown"), ("hide=" + ",".join("abcdefghijk"), "hide_unknown"),
        ("seed=1e3", "seed_unknown"), ("tail=zz", "tail_unknown"), ("tail=1234567", "tail_unknown"),
        (f"after=1-{'0' * 32}-zz-0", "after_unknown"),
        (f"after=1-{'0' * 32}_2-0-0-0", "after_unknown"),
    ],
)  # fmt: skip
def test_a_wish_we_cannot_read_gets_a_named_answer_and_help(door: Door, query: str, code: str) -> None:
    answer = ask(door, "/edge/feed", query)
    assert (answer.status, answer.says) == (400, {"error": code, "help": "/help/"})


@pytest.mark.parametrize("name", PARAMETERS)
def test_no_string_that_broke_others_breaks_a_feed(door: Door, standing: Standing, name: str) -> None:
    standing.shelf.change((), a_shelf(40, 0.3, 0.5))
    written = [*(quote(word, errors="surrogatepass") for word in (*NAUGHTY, *NONSENSE)), *NO_LETTERS, "%20" * 1000, ""]
    for word in written:
        for query in (f"{name}={word}", f"{name}=1&{name}={word}", f"{name}={word},{word}", f"{name}[]={word}"):
            assert ask(door, "/edge/feed", query).status in (200, 400), query


def test_the_edge_remembers_nobody(door: Door, standing: Standing) -> None:
    standing.shelf.change((), a_shelf(60, 0.3, 0.5))
    before = ask(door, "/edge/feed").body
    for query in FEEDS:
        to_the_end(door, query)
    assert ask(door, "/edge/feed").body == before
    assert ask(door, "/edge/feed", "topics=grief&seed=9").body == ask(door, "/edge/feed", "topics=grief&seed=9").body


def test_a_feed_that_begins_anew_knows_what_the_device_says_was_last(door: Door, standing: Standing) -> None:
    standing.shelf.change((), a_shelf(90, heavy=0.6, relief=0.5))
    told, untold = 0, 0
    for size in range(2, 12):
        shown = ask(door, "/edge/feed", f"size={size}").says["items"]
        tail = Tail(sum(is_heavy(item) << place for place, item in enumerate(reversed(shown[-9:]))))
        for query in ("", f"&tail={written_tail(tail)}"):
            anew = ask(door, "/edge/feed", f"size=10&topics=grief{query}").says["items"]
            heavy = [is_heavy(item) for item in (*shown, *anew)]
            most = max(sum(heavy[at : at + 10]) for at in range(len(heavy)))
            told, untold = (max(told, most), untold) if query else (told, max(untold, most))
    assert told <= 2 < untold


def test_a_first_page_that_is_kept_for_many_changes_with_the_shelf_at_once(door: Door, standing: Standing) -> None:
    one, two = a_post(title="One"), a_post(title="Two", until=NOON + MINUTE)
    standing.shelf.change((), [one, two])
    assert sorted(titles(door, "lang=en")) == sorted(titles(door, "lang=en")) == ["One", "Two"]
    standing.shelf.change([one.post_id], [])
    assert titles(door, "lang=en") == ["Two"]
    hear(standing, NOON + MINUTE)
    assert titles(door, "lang=en") == []
    for query in ("lang=" + "en," * 40, *(f"size={nth}" for nth in range(1, 400))):
        assert ask(door, "/edge/feed", query).status == 200


def test_a_path_is_all_of_it_in_its_order_without_ranking_and_then_it_ends(door: Door, standing: Standing) -> None:
    posts = [a_post(at=NOON - nth * MINUTE, title=f"Post {nth}", topics=["grief"]) for nth in range(20)]
    standing.shelf.change((), posts)
    order = [7, 3, 12, 4, 5, 6, 8, 9]
    standing.shelf.lay({"calm": Laid(tuple(posts[nth].post_id.int for nth in order), micros_of(NOON + MINUTE))})
    for query in (
        "of=path:calm",
        "of=path:calm&size=2&less=grief&seed=4",
        f"of=path:calm&after={Cursor(Begin(Spot(1, 1)))}",
    ):
        said = ask(door, "/edge/feed", query).says
        assert [(one["title"], one["why"]) for one in said["items"]] == [(f"Post {nth}", "path") for nth in order]
        assert said["after"] is None


def test_a_path_keeps_the_calm_its_makers_left_when_a_step_is_withdrawn(door: Door, standing: Standing) -> None:
    heavy = [a_post(heaviness=2, leaves="loss", kind="story", title=f"Heavy {nth}") for nth in range(2)]
    relief = [a_post(heaviness=0, leaves="hope", title=f"Relief {nth}") for nth in range(3)]
    steps = (relief[2], heavy[0], relief[0], heavy[1], relief[1])
    standing.shelf.change((), [*heavy, *relief])
    standing.shelf.lay({"calm": Laid(tuple(step.post_id.int for step in steps), micros_of(NOON + MINUTE))})
    assert titles(door, "of=path:calm") == ["Relief 2", "Heavy 0", "Relief 0", "Heavy 1", "Relief 1"]
    standing.shelf.change([relief[0].post_id], [])
    assert titles(door, "of=path:calm") == ["Relief 2", "Heavy 1", "Relief 1"]
    standing.shelf.change([heavy[1].post_id, relief[1].post_id], [])
    assert titles(door, "of=path:calm") == []  # one post is no path


def test_a_path_whose_time_is_over_is_gone_and_no_cache_is_told_it_stayed(door: Door, standing: Standing) -> None:
    posts = [a_post(title="One"), a_post(title="Two", at=NOON - MINUTE)]
    standing.shelf.change((), posts)
    standing.shelf.lay({"calm": Laid(tuple(post.post_id.int for post in posts), micros_of(NOON + MINUTE))})
    etag = ask(door, "/edge/feed", "of=path:calm").headers["etag"]
    assert ask(door, "/edge/feed", "of=path:calm", if_none_match=etag).status == 304
    hear(standing, NOON + MINUTE)
    assert titles(door, "of=path:calm") == []
    standing.shelf.sweep(standing.now())
    assert ask(door, "/edge/feed", "of=path:calm", if_none_match=etag).status == 200
