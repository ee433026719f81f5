from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hearten.engines.ranking import STRICTEST, BadCursor, Begin, Cursor, Spot, Tail, cursor, micros_of, read_cursor

spots = st.builds(Spot, st.integers(0, cursor.LATEST), st.uuids().map(lambda one: one.int))
nine = st.integers(0, 511)
tails = st.builds(Tail, nine, nine, st.integers(0, 7))


@given(spots, spots, st.integers(0, (1 << 30) - 1), tails)
def test_a_cursor_reads_back_as_it_was_written_to_the_microsecond(
    rest: Spot, wanted: Spot, shown: int, tail: Tail
) -> None:
    for begin in (Begin(rest, wanted), Begin(rest, rest)):
        written = Cursor(begin, shown, tail)
        assert read_cursor(str(written)) == written
    assert (micros_of(rest.at), rest.post_id) == (rest.micros, UUID(int=rest.post))


@given(st.text(max_size=60))
def test_any_other_text_is_turned_down_by_name(text: str) -> None:
    with pytest.raises(BadCursor):
        read_cursor(text)


def test_a_time_past_the_end_of_the_calendar_is_no_cursor() -> None:
    late = f"{cursor.LATEST + 1}-{'0' * 32}"
    for written in (late, f"1-{'0' * 32}_{late}"):
        with pytest.raises(BadCursor):
            read_cursor(written)


def test_a_cursor_that_does_not_say_what_was_shown_is_taken_to_have_shown_too_much() -> None:
    assert read_cursor(f"1-{'0' * 32}").tail == STRICTEST
