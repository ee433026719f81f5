"""A text as windows of the length that was practised on: whole sentences together, and which of them says it most."""

import sys
from bisect import bisect_right
from collections.abc import Container, Sequence
from dataclasses import dataclass, field

from hearten.engines.screening.learned.trained import Embed, Trained
from hearten.engines.screening.words import Word, sentences_of

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
    """Each with the number of its words, 0 for a quiet one."""
    found = sentences_of(text, words)
    return [((one.start, one.end), 0 if one.words[0].sentence in quiet else len(one.words)) for one in found]


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
