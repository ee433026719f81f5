"""A model in a process of its own: it may hang, die or talk nonsense, and the next question still gets an answer."""

import sys
import threading
import time

import numpy as np
import pytest

from hearten.ports.apart import Apart, CannotAnswer
from hearten.ports.embeddings import NotHere

SOUND = """
import json, sys
for line in sys.stdin.buffer:
    texts = json.loads(line)
    import struct
    sys.stdout.buffer.write(b"%d 2\\n" % len(texts) + struct.pack("2f", 0.0, 1.0) * len(texts))
    sys.stdout.buffer.flush()
"""
BROKEN = {
    "garbage": "import sys; sys.stdin.readline(); print('hello there')",
    "no end of line": "import sys; sys.stdin.readline(); sys.stdout.write('9' * 5000); sys.stdout.flush()",
    "too few rows": "import sys; sys.stdin.readline(); sys.stdout.buffer.write(b'0 2\\n'); sys.stdout.flush()",
    "no numbers": "import sys; sys.stdin.readline(); sys.stdout.buffer.write(b'1 2\\n' + b'\\xff' * 8)",
    "long rows": "import sys; sys.stdin.readline(); sys.stdout.buffer.write(b'1 2\\n' + b'AAAA' * 2)",
    "dies": "import os; os.kill(os.getpid(), 9)",
    "half an answer": "import sys; sys.stdin.readline(); sys.stdout.buffer.write(b'1 2\\nab')",
    "forever": "import time; time.sleep(60)",
}


def model(words, seconds=20.0):
    return Apart(command=[sys.executable, "-c", words], seconds=seconds)


def test_texts_become_rows_in_their_order_however_many():
    rows = model(SOUND).embed([f"text {n}" for n in range(11)])
    assert rows.shape == (11, 2) and rows.dtype == np.float32
    assert model(SOUND).embed([]).shape[0] == 0


@pytest.mark.parametrize("how", BROKEN)
def test_a_model_that_breaks_says_nothing_rather_than_something_wrong(how):
    begun = time.monotonic()
    with pytest.raises(CannotAnswer):
        model(BROKEN[how], seconds=0.5).embed(["Breathe."])
    assert time.monotonic() - begun < 5


def test_after_a_death_the_next_question_starts_it_afresh():
    apart = model(SOUND)
    assert apart.embed(["one"]).shape == (1, 2)
    apart._child.kill()
    apart._child.wait()
    assert apart.embed(["two"]).shape == (1, 2)


def test_two_who_ask_at_once_each_get_their_own_answer():
    apart, heard = model(SOUND), []
    asking = [threading.Thread(target=lambda n=n: heard.append(apart.embed(["x"] * n).shape)) for n in range(1, 9)]
    [one.start() for one in asking]
    [one.join(20) for one in asking]
    assert sorted(heard) == [(n, 2) for n in range(1, 9)]


def test_a_machine_without_weights_says_so():
    with pytest.raises(NotHere):
        Apart("weights_that_nobody_has").embed(["Breathe."])


@pytest.mark.skipif(not Apart().is_here, reason="no weights on this machine")
def test_the_real_one_answers():
    rows = Apart().embed(["Vaccines do not cause autism.", "\0", "\ud800", "x" * 50_000])
    assert rows.shape[0] == 4 and np.allclose(np.linalg.norm(rows, axis=1), 1, atol=1e-2)
