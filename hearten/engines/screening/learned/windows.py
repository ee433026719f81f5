"""A text as windows of the length that was practised on: whole sentences together, and which of them says it most."""

import sys
from bisect import bisect_right
from collections.abc import Container, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from hearten.engines.screening.learned.trained import Embed, Trained
from hearten.engines.screening.words import Word

FEWEST_WORDS, MOST_WORDS = 5, 40  # as long as practice sentences are
Span = tuple[int, int]  # characters, the end not included


@dataclass(frozen=True)
class Pointed:
    """By line, where it is said, and where a rule that says so is doubted; sentences and windows, in order."""

    at: dict[str, list[Span]] = field(default_factory=dict)
    doubts: dict[str, list[Span]] = field(default_factory=dict)

    def doubted(self, line: str, start: int) -> bool:
        spans = self.doubts.get(line, [])
        at = bisect_right(spans, (start, sys.maxsize)) - 1
        return at >= 0 and start < spans[at][1]


def sentences(text: str, words: Sequence[Word], quiet: Container[int] = ()) -> list[tuple[Span, int]]:
    """Each with the number of its words, 0 for a quiet one. Signs after its last word belong to it."""
    own = [list(group) for _, group in groupby(words, key=lambda word: word.sentence)]
    begins = [0, *(group[0].start for group in own[1:]), len(text)]
    counted = [0 if group[0].sentence in quiet else len(group) for group in own]
    return [((begins[n], begins[n + 1]), words) for n, words in enumerate(counted)]


def windows(found: Sequence[tuple[Span, int]]) -> list[list[Span]]:
    """Sentences in runs of `MOST_WORDS` at most, none over a quiet one; too few words say nothing."""
    runs: list[list[Span]] = []
    held: list[int] = []
    for span, words in found:
        if not runs or not words or not held[-1] or held[-1] + words > MOST_WORDS:
            runs.append([])
            held.append(0)
        runs[-1].append(span)
        held[-1] += words
    return [run for run, words in zip(runs, held, strict=True) if words >= FEWEST_WORDS]


def pointed(
    text: str, words: Sequence[Word], trained: Trained, language: str, embed: Embed | None = None,
    quiet: Container[int] = (),
) -> Pointed:  # fmt: skip
    """`quiet`: the sentences that speak of words to correct them, where practice says nothing.

    Linear in the length of the text. Raises whatever `embed` raises.
    """
    runs = windows(sentences(text, words, quiet))
    seen = trained.look([text[run[0][0] : run[-1][1]] for run in runs], language, embed)
    at: dict[str, list[Span]] = {}
    doubts: dict[str, list[Span]] = {}
    for n, run in enumerate(runs):
        for line in seen.raised[n].nonzero()[0]:
            at.setdefault(seen.lines[line], []).append(_most(text, run, trained, language, int(line)))
        for line in seen.doubted[n].nonzero()[0]:
            doubts.setdefault(seen.lines[line], []).append((run[0][0], run[-1][1]))
    return Pointed(at, doubts)


def _most(text: str, run: Sequence[Span], trained: Trained, language: str, line: int) -> Span:
    """The sentence of a window that says it most, by its spelling, without the spaces around it."""
    scores = trained.look([text[a:z] for a, z in run], language).scores[:, line] if len(run) > 1 else [0.0]
    start, end = max(zip(scores, run, strict=True), key=lambda one: float(one[0]))[1]
    said = text[start:end]
    return start + len(said) - len(said.lstrip()), start + len(said.rstrip())
