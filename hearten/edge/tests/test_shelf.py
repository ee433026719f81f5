from datetime import timedelta
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from hearten.edge.shelf import Shelf
from hearten.edge.tests.conftest import NOON, SHA, a_post, manifest
from hearten.features.feed.rules import Cursor, micros_of

SECOND = timedelta(seconds=1)
NOW = micros_of(NOON)
ids = st.integers(0, 12).map(lambda number: UUID(int=number << 60 | number))
posts = st.builds(
    lambda post_id, second, language: a_post(post_id, NOON - second * SECOND, NOON + SECOND, language=language),
    ids, st.integers(0, 4), st.sampled_from(["en", "es", "hi"]),
)  # fmt: skip
changes = st.lists(st.tuples(st.sets(ids, max_size=3), st.lists(posts, max_size=5)), max_size=8)


def walked(shelf: Shelf, languages: tuple[str, ...], step: int) -> list[UUID]:
    found: list[UUID] = []
    cursor: Cursor | None = None
    while slots := shelf.after(cursor, languages, step, NOW).tolist():
        found += [shelf.cursor_at(slot).post_id for slot in slots]
        cursor = shelf.cursor_at(slots[-1])
    return found


@given(changes, st.integers(1, 4), st.sampled_from([(), ("en",), ("es", "hi")]))
def test_after_any_changes_a_walk_shows_each_public_post_once_and_the_newest_first(
    history: list[tuple[set[UUID], list[object]]], step: int, languages: tuple[str, ...]
) -> None:
    shelf, there = Shelf(), {}
    for gone, new in history:
        shelf.change(gone, new)  # type: ignore[arg-type]
        for post_id in gone:
            there.pop(post_id, None)
        there |= {post.post_id: post for post in new}  # type: ignore[attr-defined]
    wanted = [post for post in there.values() if not languages or post.language in languages] or list(there.values())
    newest_first = sorted(wanted, key=lambda post: (post.published, post.post_id.int), reverse=True)
    assert walked(shelf, languages, step) == [post.post_id for post in newest_first]
    assert len(shelf) == len(there)


def test_an_approval_that_ran_out_is_not_shown_even_before_it_is_swept_away() -> None:
    shelf, post = Shelf(), a_post(until=NOON)
    shelf.change((), [post])
    assert shelf.after(None, (), 6, NOW).tolist() == []
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
    assert kept["audio"]["sha"].encode() not in post.body
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
