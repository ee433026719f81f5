from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hearten.features.feed import rules
from hearten.features.feed.rules import BadCursor, Cursor


@given(st.integers(0, rules.LATEST), st.uuids(), st.integers(0, 999))
def test_a_cursor_reads_back_as_it_was_written_to_the_microsecond(micros: int, post_id: UUID, skip: int) -> None:
    cursor = Cursor(micros, post_id.int, skip)
    assert rules.read_cursor(str(cursor)) == cursor
    assert (rules.micros_of(cursor.at), cursor.post_id) == (micros, post_id)


@given(st.text(max_size=60))
def test_any_other_text_is_turned_down_by_name(text: str) -> None:
    with pytest.raises(BadCursor):
        rules.read_cursor(text)


def test_a_time_past_the_end_of_the_calendar_is_no_cursor() -> None:
    with pytest.raises(BadCursor):
        rules.read_cursor(f"{rules.LATEST + 1}-{'0' * 32}")
