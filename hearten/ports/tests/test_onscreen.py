"""Looking at a film: the shape, asked of the real thing and its twins; and every way in which a model may break."""

from pathlib import Path

import pytest

from hearten.ports.onscreen import CannotLook, KnownOnScreen, ModelsOnScreen, NoOnScreen, Seen
from hearten.ports.sandbox import Bounds

TINY = Path(__file__).parents[3] / "tests" / "world" / "tiny.mp4"
HERE = {"screen": ("json",), "adult": ("json",)}
QUICK = Bounds(cpu_seconds=5, wall_seconds=2)
REAL = pytest.param(
    ModelsOnScreen(), marks=pytest.mark.skipif(len(ModelsOnScreen().checks) < 2, reason="no weights on this machine")
)
WELL = '{"texts": [[1.5, "Breathe out"]], "adult": 0.25, "pictures": 2}'


def saying(folder, words):
    program = folder / "model.py"
    program.write_text(f"import os, sys, time\n{words}\n")
    return ModelsOnScreen(HERE, program, QUICK)


@pytest.mark.parametrize("onscreen", [REAL, KnownOnScreen()])
def test_a_film_is_looked_at_and_both_checks_ran(onscreen):
    seen = onscreen.look(TINY, "en")
    assert seen.missing == () and seen.adult is not None and 0 <= seen.adult <= 1
    assert all(at >= 0 and words for at, words in seen.texts)


@pytest.mark.parametrize("onscreen", [NoOnScreen(), ModelsOnScreen({"screen": ("nobody_has_this",)})])
def test_a_machine_without_models_says_which_checks_did_not_run(onscreen):
    assert onscreen.checks == () and onscreen.look(TINY, "en") == Seen(missing=("screen", "adult"))


def test_what_a_model_says_is_believed_when_it_has_the_right_shape(tmp_path):
    seen = saying(tmp_path, f"print('''{WELL}''')").look(TINY, "en")
    assert seen == Seen(((1.5, "Breathe out"),), 0.25, ())


def test_a_script_whose_letters_the_model_does_not_know_is_named_as_not_read(tmp_path):
    assert saying(tmp_path, f"print('''{WELL}''')").look(TINY, "ar").missing == ("screen",)


@pytest.mark.parametrize(
    "words",
    [
        pytest.param("print('not json')", id="garbage"),
        pytest.param("sys.stdout.buffer.write(os.urandom(20000))", id="noise"),
        pytest.param("print('[]')", id="another shape"),
        pytest.param('print(\'{"texts": 5, "adult": 0.1, "pictures": 1}\')', id="no list"),
        pytest.param('print(\'{"texts": [], "adult": 7, "pictures": 1}\')', id="a share above one"),
        pytest.param('print(\'{"texts": [], "adult": NaN, "pictures": 1}\')', id="no number"),
        pytest.param('print(\'{"texts": [], "adult": null, "pictures": 1}\')', id="not weighed"),
        pytest.param('print(\'{"texts": [], "adult": 0, "pictures": 0}\')', id="nothing looked at"),
        pytest.param("raise RuntimeError", id="raises"),
        pytest.param(f"print('''{WELL}'''); sys.stdout.flush(); os._exit(3)", id="fails after a sound answer"),
        pytest.param("os.kill(os.getpid(), 9)", id="killed"),
        pytest.param("time.sleep(60)", id="forever"),
        pytest.param("while True: pass", id="busy forever"),
        pytest.param("", id="silent"),
    ],
)
def test_a_model_that_breaks_is_never_taken_for_one_that_saw_nothing(tmp_path, words):
    with pytest.raises(CannotLook):
        saying(tmp_path, words).look(TINY, "en")
