from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from hearten.edge import door as edge
from hearten.edge import page
from hearten.edge.door import Door
from hearten.edge.standing import Standing
from hearten.edge.tests.conftest import NOON, a_post, ask, hear

HOUR = timedelta(hours=1)
WISHES = ["topics=sleep", "less=sleep", "seed=7", "country=ES", "gentler=1", "hide=breath", "tail=5"]


@pytest.fixture
def walks(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """A line for each page that was worked out and not only found."""
    seen: list[Any] = []

    def watched(real: Callable[..., bytes]) -> Callable[..., bytes]:
        return lambda *given: seen.append(given[1]) or real(*given)  # type: ignore[func-returns-value]

    for module in (edge, page):
        monkeypatch.setattr(module, "feed_page", watched(page.feed_page))
    return seen


def fill(standing: Standing, many: int = 40, **said: Any) -> None:
    standing.shelf.change((), [a_post(at=NOON - nth * HOUR, title=f"Post {nth}", **said) for nth in range(many)])


def test_readers_who_go_on_from_the_same_place_share_one_page(door: Door, standing: Standing, walks: list[Any]) -> None:
    fill(standing)
    for _ in range(3):
        first = ask(door, "/edge/feed", "lang=en")
        second = ask(door, "/edge/feed", f"lang=en&after={first.says['after']}")
        assert second.says["items"][0]["title"] == "Post 6" and second.headers["cache-control"] == "public, no-cache"
    assert len(walks) == 2


@pytest.mark.parametrize("wish", WISHES)
def test_what_one_person_wishes_for_is_worked_out_each_time_and_kept_nowhere(
    door: Door, standing: Standing, walks: list[Any], wish: str
) -> None:
    fill(standing)
    for after in ("", f"&after={ask(door, '/edge/feed').says['after']}"):
        walks.clear()
        for _ in range(2):
            assert ask(door, "/edge/feed", wish + after).headers["cache-control"] == "private, no-store"
        assert len(walks) == 2
    assert not [query for query in door._shared._bodies if wish.encode() in query]


def test_a_withdrawn_post_leaves_a_page_that_many_share_at_once(door: Door, standing: Standing) -> None:
    posts = [a_post(at=NOON - nth * HOUR, title=f"Post {nth}") for nth in range(20)]
    standing.shelf.change((), posts)
    query = f"after={ask(door, '/edge/feed').says['after']}"
    assert ask(door, "/edge/feed", query).says["items"][0]["title"] == "Post 6"
    standing.shelf.change([posts[6].post_id], [])
    assert "Post 6" not in [item["title"] for item in ask(door, "/edge/feed", query).says["items"]]


def test_a_post_that_expires_leaves_a_page_that_many_share_at_once(door: Door, standing: Standing) -> None:
    fill(standing, 20)
    standing.shelf.change((), [a_post(at=NOON - 7 * HOUR, until=NOON + HOUR, title="Soon over")])
    query = f"after={ask(door, '/edge/feed').says['after']}"
    assert "Soon over" in ask(door, "/edge/feed", query).body.decode()
    hear(standing, NOON + HOUR)
    assert "Soon over" not in ask(door, "/edge/feed", query).body.decode()


def test_however_many_places_are_asked_for_only_so_many_pages_are_kept(door: Door, standing: Standing) -> None:
    fill(standing, 3)
    for micros in range(page.MOST_SHARED + 10):
        ask(door, "/edge/feed")
        ask(door, "/edge/feed", f"after={micros}-{0:032x}-0-0")
    assert len(door._shared._bodies) == page.MOST_SHARED and b"" in door._shared._bodies
