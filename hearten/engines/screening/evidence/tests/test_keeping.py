"""Meanings are worked out once, and a torn file never changes an answer."""

import numpy as np
import pytest

from hearten.engines.screening.evidence import Entry, Index, Kept

TEXTS = ["Sleep helps.", "Talk to someone.", "Depression is not weakness."]


class Model:
    def __init__(self) -> None:
        self.asked: list[str] = []

    def embed(self, texts):
        self.asked += texts
        rows = np.array([[len(text), text.count("s") + 1, 1] for text in texts], dtype=np.float32)
        return rows / np.linalg.norm(rows, axis=1, keepdims=True)


def test_a_text_is_worked_out_once_and_again_only_when_it_changes(tmp_path):
    model = Model()
    first = Kept(model.embed, tmp_path / "new", "e5 1.0")(TEXTS)
    again = Kept(model.embed, tmp_path / "new", "e5 1.0")(TEXTS)
    assert model.asked == TEXTS and np.array_equal(first, again) and again.dtype == np.float32
    changed = Kept(model.embed, tmp_path / "new", "e5 1.0")([TEXTS[2], "Sleep matters."])
    assert model.asked == [*TEXTS, "Sleep matters."] and np.array_equal(changed[0], first[2])


def test_rows_of_other_weights_are_never_taken(tmp_path):
    model = Model()
    Kept(model.embed, tmp_path, "e5 1.0")(TEXTS)
    Kept(model.embed, tmp_path, "e5 1.1")(TEXTS)
    assert model.asked == TEXTS * 2


@pytest.mark.parametrize("torn", [b"", b"PK\x03\x04", b"not a zip", b"\0" * 4000])
def test_a_torn_file_costs_time_and_nothing_else(tmp_path, torn):
    model = Model()
    kept = Kept(model.embed, tmp_path, "e5")
    whole = kept(TEXTS)
    (tmp_path / "e5.npz").write_bytes(torn or (tmp_path / "e5.npz").read_bytes()[:200])
    assert np.array_equal(kept(TEXTS), whole)
    assert model.asked == TEXTS * 2
    assert [file.name for file in tmp_path.iterdir()] == ["e5.npz"]


def test_a_folder_that_cannot_be_written_stops_nobody(tmp_path):
    (tmp_path / "file").write_text("in the way")
    assert len(Kept(Model().embed, tmp_path / "file" / "below", "../e5")(TEXTS)) == len(TEXTS)


def test_what_a_reader_asks_is_not_kept(tmp_path):
    model = Model()
    entries = [Entry(str(n), text, "statement", "t", "s", "u") for n, text in enumerate(TEXTS)]
    index = Index.of(entries, model.embed, ahead=Kept(model.embed, tmp_path, "e5"))
    before = (tmp_path / "e5.npz").read_bytes()
    index.closest("I feel low", "en", 2)
    assert (tmp_path / "e5.npz").read_bytes() == before and index.checks_missing == ()
