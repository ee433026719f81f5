from datetime import UTC, datetime, timedelta

import pytest

from hearten.features.posts.rules import Stage
from hearten.features.studio.rules import Do, Standing, is_moving, road, to_do

THEN = datetime(2026, 11, 22, 12, tzinfo=UTC)
SOON, LONG = timedelta(seconds=20), timedelta(hours=2)


def standing(stage: str, **facts: object) -> Standing:
    return Standing(**{"stage": stage, "cues": 0, "confirmed": False, "needs_sources": True, "sources": 0} | facts)  # type: ignore[arg-type]


def test_an_author_is_told_everything_that_waits_for_them_at_once() -> None:
    assert to_do(standing("playable")) == (Do.write_captions, Do.name_sources)
    assert to_do(standing("playable", cues=3)) == (Do.confirm_captions, Do.name_sources)
    assert to_do(standing("captioned", cues=3, confirmed=True)) == (Do.name_sources,)
    assert to_do(standing("captioned", cues=3, confirmed=True, sources=1)) == ()
    assert to_do(standing("playable", cues=1, confirmed=True, needs_sources=False)) == ()


def test_nothing_is_asked_of_an_author_while_others_are_at_work() -> None:
    for stage in ("screened", "held", "in_review", "public"):
        assert to_do(standing(stage)) == ()
    assert to_do(standing("returned")) == to_do(standing("rejected")) == (Do.make_changes,)
    assert to_do(standing("unplayable")) == (Do.send_another_video,)


def test_a_page_follows_along_only_while_something_moves() -> None:
    assert is_moving("received", (Do.write_captions,), LONG)
    assert is_moving("playable", (Do.write_captions,), SOON)
    assert not is_moving("playable", (Do.write_captions,), LONG)
    assert not is_moving("playable", (Do.confirm_captions,), SOON)
    assert is_moving("captioned", (), LONG)
    assert not any(is_moving(stage, (), SOON) for stage in ("held", "in_review", "public", "rejected", "unplayable"))


@pytest.mark.parametrize(
    ("stage", "came_from", "states"),
    [
        ("received", "", ["current", "", "", "", "", ""]),
        ("in_review", "screened", ["done", "done", "done", "done", "current", ""]),
        ("public", "in_review", ["done"] * 6),
        ("unplayable", "received", ["done", "stopped", "", "", "", ""]),
        ("held", "captioned", ["done", "done", "done", "stopped", "", ""]),
        ("returned", "held", ["done", "done", "done", "stopped", "", ""]),
        ("returned", "in_review", ["done", "done", "done", "done", "stopped", ""]),
        ("rejected", "in_review", ["done", "done", "done", "done", "stopped", ""]),
    ],
)
def test_the_road_shows_where_a_post_stands_or_was_stopped(stage: str, came_from: str, states: list[str]) -> None:
    miles = road(stage, came_from, {stage: THEN})
    assert [mile.state for mile in miles] == states
    assert [mile.at for mile in miles if mile.state in ("current", "stopped")] in ([THEN], [])


def test_every_stage_has_a_place_on_the_road() -> None:
    for stage in Stage:
        assert len(road(stage, "", {})) == 6
