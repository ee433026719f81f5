"""The scorecard as lines of plain text: each figure with its interval, its target, and what simpler means reach."""

from collections.abc import Iterator

from hearten.config.checks.scorecard.house import Curve, Measured
from hearten.engines.screening.eval.figures import Figure, Row

WIDEST_BAR = 30
FEWEST = 5  # a part of fewer is in the JSON, and says nothing


def told(measured: Measured) -> Iterator[str]:
    """What was measured for one row of the scorecard, then its curves, then what could not be measured."""
    blocks: dict[str, list[Row]] = {}
    for row in measured.rows:
        blocks.setdefault(_heading(row), []).append(row)
    for heading, rows in blocks.items():
        yield f"\n{heading}\n"
        yield from (_line(row) for row in rows if row.n >= FEWEST or not (row.language or row.family))
    for curve in measured.curves:
        yield from _drawn(curve)
    for one in measured.did_not_run:
        yield f"\nDid not run: {one}.\n"


def figure(one: Figure) -> str:
    return f"{one.value:.3f} [{one.low:.3f}, {one.high:.3f}]" if one.low < one.high else f"{one.value:.3f}"


def _heading(row: Row) -> str:
    beside = ", ".join(word for word in ("by family" if row.family else "", row.note) if word)
    return f"{row.id}  {row.what}{f' ({beside})' if beside else ''}"


def _line(row: Row) -> str:
    where = " ".join(word for word in (row.on, row.language, row.family) if word)
    target = f"target {row.target}: {'MISSED' if row.missed else 'met'}" if row.target else ""
    beside = " · ".join(f"{name} {figure(one)}" for name, one in row.baselines)
    indent = "    " if row.language or row.family else "  "
    return f"{indent + where:<42} {figure(row.figure)}  n {row.n:<5} {target:<22} {beside}".rstrip() + "\n"


def _drawn(curve: Curve) -> Iterator[str]:
    name, points = curve
    yield f"\nE1  risk and coverage: {name}\n  from      answered             of those wrong\n"
    for point in points:
        bar = "▇" * max(1, round(point.coverage * WIDEST_BAR))
        wrong = f"{point.risk:7.2%} ({point.answered})"
        yield f"  {point.threshold:4.2f}  {point.coverage:6.1%} {bar:<{WIDEST_BAR}} {wrong}\n"


def in_short(whole: Measured) -> Iterator[str]:
    """Every target of whole sets: met or missed; then the checks that did not run."""
    yield "\nIn short\n"
    for row in whole.rows:
        if row.target and not row.language and not row.family:
            word = "MISSED" if row.missed else "met   "
            note = f", {row.note}" if row.note else ""
            yield f"  {word} {row.id} {row.what}, {row.on}{note}: {figure(row.figure)}, target {row.target}\n"
    for one in dict.fromkeys(whole.did_not_run):
        yield f"  did not run: {one}\n"
