"""Text as words: what each says, where it stood, and which sentence and clause it belongs to."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from hearten.engines.screening.folding import LEET, folded, is_letter, spellings

SENTENCE_ENDS = frozenset(".!?…。！？؟।॥")
CLAUSE_ENDS = frozenset(",;:()—–،؛、")
SIGNS = frozenset(c for c in LEET if not c.isdigit())
TITLES = frozenset(("mr", "mrs", "ms", "dr", "prof", "st"))  # a full stop after one ends nothing
SPELT_OUT = 4  # that many single letters in a row are a word someone spaced out
SPACED_BY = 3  # characters between two such letters: " - "
Places = Mapping[str, list[int]]  # where each word stands, under each of its spellings


@dataclass(frozen=True)
class Word:
    forms: tuple[str, ...]
    start: int
    end: int
    sentence: int
    clause: int
    capital: bool
    quoted: bool  # a quotation opens right before it


@dataclass(frozen=True)
class Sentence:
    """From character `start` to `end`, the end not included, with its words."""

    start: int
    end: int
    words: tuple[Word, ...]


def _in_word(letters: list[tuple[str, int]], at: int) -> bool:
    """Whether the character at this place belongs to the word before or after it."""
    c = letters[at][0]
    if is_letter(c) or c.isnumeric():
        return True
    before = letters[at - 1][0] if at else " "
    after = letters[at + 1][0] if at + 1 < len(letters) else " "
    if c in ".,":
        return before.isdigit() and after.isdigit()
    if c == "'":
        return is_letter(before) and is_letter(after)
    return c in SIGNS and is_letter(after) and (c == "$" or is_letter(before))


def _spoken(raw: str) -> tuple[str, ...]:
    word = raw.removesuffix("'s").replace("'", "").replace(",", "")
    return spellings(word)


def _steps(gap: str, ends_text: bool) -> tuple[int, int]:
    """How many sentences and clauses end in what stands between two words."""
    spaced = gap + (" " if ends_text else "")
    sentence = any(c in SENTENCE_ENDS and (n + 1 == len(spaced) or not spaced[n + 1].isalnum())
                   for n, c in enumerate(spaced[:-1]))  # fmt: skip
    paragraph = gap.replace(" ", "").count("\n") > 1
    clause = any(c in CLAUSE_ENDS for c in gap) or " - " in gap
    return int(sentence or paragraph), int(clause or sentence or paragraph)


def _raw_words(text: str) -> list[Word]:
    letters = folded(text)
    words: list[Word] = []
    sentence = clause = at = gap_from = 0
    while at < len(letters):
        if not _in_word(letters, at):
            at += 1
            continue
        first = at
        while at < len(letters) and _in_word(letters, at):
            at += 1
        gap = "".join(c for c, _ in letters[gap_from:first])
        titled = bool(words) and words[-1].forms[0] in TITLES and gap.strip() == "."
        more_sentences, more_clauses = (0, 0) if titled else _steps(gap, ends_text=False)
        sentence, clause, gap_from = sentence + more_sentences, clause + more_clauses, at
        start, end = letters[first][1], letters[at - 1][1] + 1
        forms = _spoken("".join(c for c, _ in letters[first:at]))
        words.append(Word(forms, start, end, sentence, clause, text[start].isupper(), gap[-1:] in ('"', "'")))
    return words


def _joined(letters: list[Word]) -> Word:
    spelt = "".join(word.forms[0] for word in letters)
    # "I s u i c i d e": the first letter may be a word of its own.
    forms = (spelt, spelt[1:]) if spelt[0] in "ia" else (spelt,)
    return replace(letters[0], forms=forms, end=letters[-1].end)


def words_of(text: str) -> tuple[Word, ...]:
    """Words in order, with letters spelt out one by one put together again."""
    found: list[Word] = []
    run: list[Word] = []
    for word in _raw_words(text):
        single = len(word.forms[0]) == 1 and is_letter(word.forms[0])
        if run and not (single and word.start - run[-1].end <= SPACED_BY):
            found += [_joined(run)] if len(run) >= SPELT_OUT else run
            run = []
        if single:
            run.append(word)
        else:
            found.append(word)
    found += [_joined(run)] if len(run) >= SPELT_OUT else run
    return tuple(found)


def sentences_of(text: str, words: Sequence[Word]) -> list[Sentence]:
    """The sentences of a text that reads as these words, together the whole of it; none where there are no words.

    Signs after the last word of a sentence belong to it, and those before the first word of all to the first.
    """
    own = [tuple(group) for _, group in groupby(words, key=lambda word: word.sentence)]
    begins = [0, *(group[0].start for group in own[1:]), len(text)]
    return [Sentence(begins[n], begins[n + 1], group) for n, group in enumerate(own)]


def places_of(words: Sequence[Word]) -> Places:
    places: dict[str, list[int]] = {}
    for at, word in enumerate(words):
        for form in word.forms:
            places.setdefault(form, []).append(at)
    return places
