"""Which statements and myths a text is nearest to, by its words, and by its meaning where a model is at hand."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from hearten.engines.screening.evidence.entry import MYTH, Embed, Entry, Match
from hearten.engines.screening.evidence.terms import LONGEST_TEXT, Vocabulary, plain

Matrix = NDArray[np.float32]

# Tuned on eval/dev/questions.jsonl only; eval/measure.py prints what they give.
WORDS_SHARE = 0.75  # of the lexical score; the rest is shared trigrams, which forgive spelling
OWN_LANGUAGE = "en"  # the statements' own
MEANING_SHARE, MEANING_SHARE_ELSEWHERE = 0.8, 0.93  # of the score when a model is at hand; the rest is lexical
# Cosines of E5 all lie close together; less the mean of our own texts they spread between these.
MEANING_FLOOR, MEANING_CEILING = -0.05, 0.85
FROM_MYTH = 0.97  # what a statement inherits from a myth it refutes
EMBEDDING = "embedding"


def _trigrams(text: str) -> list[str]:
    return [f" {word} "[n : n + 3] for word in plain(text) for n in range(len(word))]


def _centred(rows: Matrix, middle: Matrix | None) -> Matrix:
    """Rows less what all of them share, of length 1 again (Mu and Viswanath, All-but-the-Top, 2018)."""
    moved = rows - (0.0 if middle is None else middle)
    lengths = np.linalg.norm(moved, axis=1, keepdims=True)
    centred: Matrix = (moved / np.maximum(lengths, 1e-9)).astype(np.float32)
    return centred


@dataclass(frozen=True)
class Bag:
    """Texts as weighted counts, each of length 1, so that a product is a cosine."""

    column: dict[str, int]
    rarity: Matrix
    by_term: Matrix  # (terms, texts): a question has few terms, and their rows lie together in memory

    @classmethod
    def of(cls, texts: Sequence[list[str]]) -> "Bag":
        column = {term: n for n, term in enumerate(sorted({term for text in texts for term in text}))}
        seen = Counter(term for text in texts for term in set(text))
        rarity = np.array([np.log1p(len(texts) / seen[term]) for term in column], dtype=np.float32)
        bag = cls(column, rarity, np.zeros((len(column), len(texts)), dtype=np.float32))
        for n, text in enumerate(texts):
            places, weights = bag._weighted(text)
            bag.by_term[places, n] = weights
        return bag

    def likeness(self, terms: list[str]) -> Matrix:
        places, weights = self._weighted(terms)
        likeness: Matrix = weights @ self.by_term[places]
        return likeness

    def _weighted(self, terms: list[str]) -> tuple[NDArray[np.intp], Matrix]:
        """The columns of the terms that are known, and what each weighs in this text."""
        counted = {self.column[term]: count for term, count in Counter(terms).items() if term in self.column}
        places = np.array(list(counted), dtype=np.intp)
        weights = (1 + np.log(np.array(list(counted.values()), dtype=np.float32))) * self.rarity[places]
        return places, (weights / max(float(np.linalg.norm(weights)), 1e-9)).astype(np.float32)


@dataclass(frozen=True)
class Index:
    """Entries ready to be searched. Make it once with `Index.of`; it holds a row an entry, in their order."""

    entries: tuple[Entry, ...]
    owner: NDArray[np.int64]  # whose text each row is: an entry has its own and the ways people ask for it
    vocabulary: Vocabulary
    words: Bag
    trigrams: Bag
    meanings: Matrix | None = None  # less their middle
    middle: Matrix | None = None
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
        told = [(k, text) for k, entry in enumerate(entries) for text in (entry.text, *entry.asked)]
        owner = np.array([k for k, _ in told], dtype=np.int64)
        words = Bag.of([spoken.of_text(text) for _, text in told])
        trigrams = Bag.of([_trigrams(text) for _, text in told])
        if not embed or not entries:
            return cls(tuple(entries), owner, spoken, words, trigrams)
        meanings = (ahead or embed)([text for _, text in told])
        middle: Matrix = meanings.mean(axis=0)
        centred = _centred(meanings, middle)
        return cls(tuple(entries), owner, spoken, words, trigrams, centred, middle, embed, ())

    def closest(self, text: str, language: str, n: int) -> tuple[Match, ...]:
        """The n nearest entries, the nearest first; a score of 0 is never among them.

        A statement is as near as the myth it refutes: people ask in the words of the myth.
        In another language than the statements' own, shared words say less and the meaning counts for more.
        """
        if not self.entries or not text.strip():
            return ()
        best = np.zeros(len(self.entries), dtype=np.float32)
        np.maximum.at(best, self.owner, self._scores(text[:LONGEST_TEXT], language))
        scores = self._lent(best)
        order = np.argsort(-scores, kind="stable")[:n]
        return tuple(Match(self.entries[k], round(float(scores[k]), 4)) for k in order if scores[k] > 0)

    def lexical(self, text: str) -> Matrix:
        words = self.words.likeness(self.vocabulary.of_text(text))
        likeness: Matrix = WORDS_SHARE * words + (1 - WORDS_SHARE) * self.trigrams.likeness(_trigrams(text))
        return likeness

    def semantic(self, text: str) -> Matrix:
        """Only where there is a model: 0 for what has nothing in common, 1 for the same meaning."""
        assert self.embed is not None and self.meanings is not None
        cosines = self.meanings @ _centred(self.embed([text]), self.middle)[0]
        spread: Matrix = np.clip((cosines - MEANING_FLOOR) / (MEANING_CEILING - MEANING_FLOOR), 0, 1)
        return spread

    def _scores(self, text: str, language: str) -> Matrix:
        if self.embed is None:
            return self.lexical(text)
        share = MEANING_SHARE if language.startswith(OWN_LANGUAGE) else MEANING_SHARE_ELSEWHERE
        scores: Matrix = share * self.semantic(text) + (1 - share) * self.lexical(text)
        return scores

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
