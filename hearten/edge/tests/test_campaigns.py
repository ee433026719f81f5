"""Campaigns on the shelf: a post keeps no mark of one that it left."""

from uuid import uuid4

from hearten.edge.asked import read
from hearten.edge.page import feed_page
from hearten.edge.shelf import Laid, Shelf
from hearten.edge.tests.conftest import NOON, a_post
from hearten.engines.ranking import IN_CAMPAIGN, micros_of

NOW, LATER = micros_of(NOON), micros_of(NOON) + 60_000_000


def marked(shelf: Shelf) -> list[str]:
    of = shelf._columns
    found = [of.id_of(slot) for slot in shelf._slots.values() if of.facts[slot] & IN_CAMPAIGN]
    return sorted(f"{one:032x}" for one in found)


def test_a_post_is_marked_while_a_campaign_that_holds_it_runs_also_when_it_comes_later():
    posts, shelf = [a_post() for _ in range(3)], Shelf()
    ids = [post.post_id for post in posts]
    shelf.change((), posts[:2])
    shelf.run({"one": Laid((ids[0].int, ids[2].int), LATER), "two": Laid((ids[0].int, ids[1].int), LATER + 1)})
    assert marked(shelf) == sorted(one.hex for one in ids[:2])
    shelf.change((), [posts[2]])
    assert marked(shelf) == sorted(one.hex for one in ids)
    shelf.change([ids[1]], [])
    shelf.change((), [a_post(uuid4())])  # stands where the one before stood
    assert marked(shelf) == sorted((ids[0].hex, ids[2].hex))
    shelf.sweep(LATER)
    assert marked(shelf) == [ids[0].hex]
    shelf.run({})
    assert marked(shelf) == []


def test_no_answer_is_kept_past_the_end_of_a_campaign():
    post, shelf = a_post(), Shelf()
    shelf.change((), [post])
    before = shelf.version
    shelf.run({"one": Laid((post.post_id.int,), LATER)})
    assert shelf.version == before + 1 and shelf.is_fresh(LATER - 1) and not shelf.is_fresh(LATER)
    shelf.run({"one": Laid((post.post_id.int,), LATER)})
    assert shelf.version == before + 1
    asked = read(b"of=campaign:one")[0]
    assert b'"why":"campaign"' in feed_page(shelf, asked, NOW)
    assert feed_page(shelf, asked, LATER) == b'{"items":[],"after":null}'
