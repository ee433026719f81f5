from collections import Counter
from dataclasses import replace
from datetime import timedelta
from unittest import mock
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from hearten.edge.shelf import Ready, Shelf
from hearten.edge.shelf import shelf as shelves
from hearten.edge.tests.conftest import NOON, SHA, a_post, manifest
from hearten.engines.ranking import NEW_MAKER, Begin, Wishes, micros_of
from hearten.features.feed.forms import Asked
from hearten.features.feed.rules import BITS, FEW

SECOND = timedelta(seconds=1)
GRIEF, PANIC = BITS["grief"], BITS["panic"]
NOW = micros_of(NOON)
ids = st.integers(0, 12).map(lambda number: UUID(int=number << 60 | number))
topics = st.sampled_from([["sleep"], ["grief"], ["grief", "panic"], []])
posts = st.builds(
    lambda post_id, second, language, topics: a_post(
        post_id, NOON - second * SECOND, NOON + SECOND, language=language, topics=topics
    ),
    ids, st.integers(0, 4), st.sampled_from(["en", "es", "hi"]), topics,
)  # fmt: skip
changes = st.lists(st.tuples(st.sets(ids, max_size=3), st.lists(posts, max_size=5)), max_size=8)


def walked(shelf: Shelf, languages: tuple[str, ...], topics: int = 0) -> list[UUID]:
    found: list[UUID] = []
    begin, is_more = Begin(), True
    asked = Asked(languages=languages, wishes=Wishes(more=topics))
    while is_more:
        stretch = shelf.stretch(asked, NOW, begin)
        assert len(stretch.keys) <= shelves.BLOCK
        found += [UUID(int=shelf._columns.id_of(slot)) for slot in stretch.keys]
        begin, is_more = stretch.end(), stretch.is_more
    return found


@given(
    changes, st.integers(2, 4), st.sampled_from([(), ("en",), ("es", "hi")]), st.sampled_from([0, GRIEF, GRIEF | PANIC])
)
def test_after_any_changes_a_walk_shows_each_public_post_once_and_the_newest_of_its_kind_first(
    history: list[tuple[set[UUID], list[Ready]]], step: int, languages: tuple[str, ...], more: int
) -> None:
    shelf, there = Shelf(), {}
    for gone, new in history:
        shelf.change(gone, new)
        for post_id in gone:
            there.pop(post_id, None)
        there |= {post.post_id: post for post in new}
    fits = [post for post in there.values() if not languages or post.language in languages] or list(there.values())
    newest_first = sorted(fits, key=lambda post: (post.published, post.post_id.int), reverse=True)
    with mock.patch.multiple(shelves, BLOCK=step, WANTED=step - 1, LOOK=step + 1):
        found = walked(shelf, languages, more)
    for is_wanted in (True, False):
        kind = [post.post_id for post in newest_first if bool(post.topics & more) is is_wanted]
        assert [post_id for post_id in found if post_id in set(kind)] == kind
    assert (len(found), len(shelf)) == (len(fits), len(there))


@given(changes)
def test_a_maker_is_new_exactly_while_they_have_hardly_a_post(history: list[tuple[set[UUID], list[Ready]]]) -> None:
    shelf, there = Shelf(), {}
    for gone, new in history:
        named = [replace(post, maker=1 + post.post_id.int % 3) for post in new]
        shelf.change(gone, named)
        for post_id in gone:
            there.pop(post_id, None)
        there |= {post.post_id: post for post in named}
    posts_of = Counter(post.maker for post in there.values())
    for post in there.values():
        facts = int(shelf._columns.facts[shelf._slots[post.post_id.int]])
        assert bool(facts & NEW_MAKER) is (posts_of[post.maker] <= FEW)


def test_an_approval_that_ran_out_is_not_shown_even_before_it_is_swept_away() -> None:
    shelf, post = Shelf(), a_post(until=NOON)
    shelf.change((), [post])
    assert walked(shelf, ()) == []
    assert shelf.post(post.post_id, NOW) is None
    assert not shelf.shows_file(SHA, "426.mp4", NOW)
    assert shelf.post(post.post_id, NOW - 1)
    assert shelf.sweep(NOW) == 1
    assert len(shelf) == 0


def test_a_file_two_posts_share_stays_until_both_are_gone() -> None:
    shelf, one, two = Shelf(), a_post(), a_post()
    shelf.change((), [one, two])
    shelf.change([one.post_id], [])
    assert shelf.shows_file(SHA, "426.mp4", NOW)
    shelf.change([two.post_id], [])
    assert not shelf.shows_file(SHA, "426.mp4", NOW)


def test_writing_the_address_of_a_file_in_a_post_does_not_make_it_public() -> None:
    shelf, other = Shelf(), "cd" * 32
    shelf.change((), [a_post(text=f'"/media/{other}/426.mp4"', title=f'\\"/media/{other}/426.mp4\\"')])
    assert not shelf.shows_file(other, "426.mp4", NOW)
    assert not shelf.shows_file(SHA, "720.mp4", NOW)


def test_files_that_only_the_whole_post_names_are_shown_too() -> None:
    shelf = Shelf()
    names = {"poster": "poster.webp", "audio": "sound.m4a", "storyboard": "storyboard.jpg"}
    kept = {role: {"sha": f"{place}" * 64, "name": name} for place, (role, name) in enumerate(names.items(), 1)}
    captions = [{"language": "en", "sha": "9" * 64, "name": "en.vtt"}]
    post = a_post(captions=captions, video=manifest()["video"] | kept)
    shelf.change((), [post])
    assert kept["storyboard"]["sha"].encode() not in post.body
    for file in (*kept.values(), *captions):
        assert shelf.shows_file(file["sha"], file["name"], NOW), file
    shelf.change([post.post_id], [])
    assert not any(shelf.shows_file(file["sha"], file["name"], NOW) for file in (*kept.values(), *captions))


def test_every_change_has_a_new_version() -> None:
    shelf = Shelf()
    shelf.change((), [a_post(until=NOON)])
    after_adding = shelf.version
    shelf.sweep(NOW)
    assert 0 < after_adding < shelf.version
