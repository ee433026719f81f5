"""Which statements and myths a text is nearest to, by its words, and by its meaning where a model is at hand."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from hearten.engines.screening.evidence.bag import Bag
from hearten.engines.screening.evidence.entry import MYTH, Embed, Entry, Match
from hearten.engines.screening.evidence.terms import LONGEST_TEXT, Vocabulary, plain
from hearten.engines.screening.learned import centred

Matrix = NDArray[np.float32]

# Tuned on eval/dev only; eval/measure.py prints what they give.
WORDS_SHARE = 0.75  # of the lexical score; the rest is shared trigrams, which forgive spelling
OWN_LANGUAGE = "en"  # the statements' own
MEANING_SHARE, MEANING_SHARE_ELSEWHERE = 0.8, 0.93  # of the score when a model is at hand; the rest is lexical
# Cosines of E5 all lie close together; less the mean of our own texts they spread between these.
MEANING_FLOOR, MEANING_CEILING = -0.05, 0.85
FROM_MYTH = 0.97  # what a statement inherits from a myth it refutes
SEVERAL, SEVERAL_SHARE = 4, 0.5  # of an entry's score: the mean of its texts that come nearest, beside the nearest
APART = 0.14  # so far that mean usually lies below the nearest: entries with one text are held against those with many
FEWEST_ALIKE = 20  # texts of one language that have a mean worth the name
EMBEDDING = "embedding"


def _trigrams(text: str) -> list[str]:
    return [f" {word} "[n : n + 3] for word in plain(text) for n in range(len(word))]


def _spoken(language: str) -> str:
    return language.replace("_", "-").split("-")[0].casefold()


@dataclass(frozen=True)
class Middles:
    """What the texts of one language share, or all texts where there are few in it.

    A multilingual model puts texts of one language near each other whatever they say. Left in, that would draw a
    question in French to the few entries that have French texts (Libovický, Rosa and Fraser, EMNLP Findings 2020).
    """

    of_all: Matrix
    by_language: Mapping[str, Matrix]

    @classmethod
    def of(cls, rows: Matrix, languages: Sequence[str]) -> "Middles":
        counted, tagged = Counter(languages), np.array(languages)
        own = {one: rows[tagged == one].mean(axis=0) for one, count in counted.items() if count >= FEWEST_ALIKE}
        return cls(rows.mean(axis=0), own)

    def __getitem__(self, language: str) -> Matrix:
        return self.by_language.get(_spoken(language), self.of_all)

    def centred(self, rows: Matrix, languages: Sequence[str]) -> Matrix:
        return centred(rows, np.array([self[language] for language in languages], dtype=np.float32))


def _texts(entry: Entry) -> Iterator[tuple[str, str]]:
    """Language and text: its own, and the ways people ask for it."""
    yield from ((OWN_LANGUAGE, text) for text in (entry.text, *entry.asked))
    yield from entry.asked_elsewhere


def _rows_of(owner: NDArray[np.int64], entries: int) -> NDArray[np.int64]:
    counted = np.bincount(owner, minlength=entries) if len(owner) else np.zeros(entries, dtype=np.int64)
    rows = np.full((entries, int(counted.max(initial=1))), -1, dtype=np.int64)
    for entry in range(entries):
        rows[entry, : counted[entry]] = np.flatnonzero(owner == entry)
    return rows


@dataclass(frozen=True)
class Index:
    """Entries ready to be searched. Make it once with `Index.of`; it holds a row an entry, in their order."""

    entries: tuple[Entry, ...]
    owner: NDArray[np.int64]  # whose text each row is: an entry has its own and the ways people ask for it
    rows_of: NDArray[np.int64]  # (entries, the most rows one has): its rows, then -1
    vocabulary: Vocabulary
    words: Bag
    trigrams: Bag
    meanings: Matrix | None = None  # less the middle of their language
    middles: Middles | None = None
    embed: Embed | None = None
    checks_missing: tuple[str, ...] = (EMBEDDING,)

    @classmethod
    def of(
        cls, entries: Sequence[Entry], embed: Embed | None = None, vocabulary: Vocabulary | None = None,
        ahead: Embed | None = None,
    ) -> "Index":  # fmt: skip
        """`embed` turns n texts into n rows of length 1; without it words alone are compared.

        `ahead` does the same for the entries' own texts, where some are known already: see `keeping.Kept`.
        """
        spoken = vocabulary or Vocabulary()
        told = [(k, language, text) for k, entry in enumerate(entries) for language, text in _texts(entry)]
        texts, languages = [text for _, _, text in told], [language for _, language, _ in told]
        owner = np.array([k for k, _, _ in told], dtype=np.int64)
        words = Bag.of([spoken.of_text(text) for text in texts])
        trigrams = Bag.of([_trigrams(text) for text in texts])
        known = cls(tuple(entries), owner, _rows_of(owner, len(entries)), spoken, words, trigrams)
        if not embed or not entries:
            return known
        meanings = (ahead or embed)(texts)
        middles = Middles.of(meanings, languages)
        moved = middles.centred(meanings, languages)
        return replace(known, meanings=moved, middles=middles, embed=embed, checks_missing=())

    def closest(self, text: str, language: str, n: int) -> tuple[Match, ...]:
        """The n nearest entries, the nearest first; a score of 0 is never among them.

        A statement is as near as the myth it refutes: people ask in the words of the myth.
        In another language than the statements' own, shared words say less and the meaning counts for more.
        """
        if not self.entries or not text.strip():
            return ()
        scores = self._lent(self._of_entries(self._scores(text[:LONGEST_TEXT], language)))
        order = np.argsort(-scores, kind="stable")[:n]
        return tuple(Match(self.entries[k], round(float(scores[k]), 4)) for k in order if scores[k] > 0)

    def lexical(self, text: str) -> Matrix:
        words = self.words.likeness(self.vocabulary.of_text(text))
        likeness: Matrix = WORDS_SHARE * words + (1 - WORDS_SHARE) * self.trigrams.likeness(_trigrams(text))
        return likeness

    def semantic(self, text: str, language: str = OWN_LANGUAGE) -> Matrix:
        """Only where there is a model: 0 for what has nothing in common, 1 for the same meaning."""
        assert self.embed is not None and self.meanings is not None and self.middles is not None
        cosines = self.meanings @ self.middles.centred(self.embed([text]), [language])[0]
        spread: Matrix = np.clip((cosines - MEANING_FLOOR) / (MEANING_CEILING - MEANING_FLOOR), 0, 1)
        return spread

    def _scores(self, text: str, language: str) -> Matrix:
        if self.embed is None:
            return self.lexical(text)
        share = MEANING_SHARE if language.startswith(OWN_LANGUAGE) else MEANING_SHARE_ELSEWHERE
        scores: Matrix = share * self.semantic(text, language) + (1 - share) * self.lexical(text)
        return scores

    def _of_entries(self, scores: Matrix) -> Matrix:
        """An entry is as near as its nearest text, and that counts for more where others of its texts agree."""
        own = np.append(scores, np.float32(np.nan))[self.rows_of]
        nearest = -np.sort(-own, axis=1)[:, :SEVERAL]
        below = np.where(np.isnan(nearest[:, -1]), 0, nearest[:, 0] - np.nanmean(nearest, axis=1) - APART)
        found: Matrix = np.minimum(nearest[:, 0] - SEVERAL_SHARE * below, 1) * (nearest[:, 0] > 0)
        return found

    def _lent(self, scores: Matrix) -> Matrix:
        place = {entry.id: k for k, entry in enumerate(self.entries)}
        lent = scores.copy()
        for k, entry in enumerate(self.entries):
            if entry.kind == MYTH:
                for turn, answer in enumerate(entry.answers):
                    if answer in place:
                        share = FROM_MYTH - 0.02 * turn
                        lent[place[answer]] = max(lent[place[answer]], share * scores[k])
        return lent
