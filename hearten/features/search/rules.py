"""What someone may have meant by a search, and in what order what was found is shown."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice
from typing import Any

from hearten.engines.ranking import Facts, Leaf, Tail, leaves, packed, read_tail
from hearten.engines.retrieval import Candidate, Piece, Tier, closest, firmly, quoted
from hearten.engines.screening.words import Word, words_of

LONGEST_SEARCH, ON_A_PAGE, LAST_PAGE = 300, 10, 20  # characters, posts, pages
TAIL = re.compile(r"[0-9a-f]{1,6}", re.ASCII)
DANGER = 3  # of the levels 0 to 3 in which help hears words: nobody can say that these are no crisis
STRANGE = 4  # fewer than one word in so many is known: our own number, of tests/test_ways_on.py
MENDED, MOST, GUESSED = 12, 32, {"practice", "estimate"}  # words; and letters of one
# A topic under which little may stand, and where the same is spoken of. Our own choice. Looked at on 2026-11-23.
KIN = {"panic": "anxiety", "ptsd": "trauma", "eating disorders": "eating", "bipolar": "depression",
       "psychosis": "schizophrenia", "schizophrenia": "psychosis", "suicide": "suicide prevention",
       "adolescents": "school"}  # fmt: skip
MEANT_FROM = 0.845  # a cosine, of our own searches: tests/finding/test_finds.py
Phrase = tuple[str, ...]
Forms = Sequence[tuple[str, ...]]
Tongues = tuple[list[str], list[str], list[str], list[str]]


class Hears(StrEnum):
    """A crisis by what was said, or perhaps one, by practice alone: "I cannot sleep" is first a wish to sleep."""

    crisis = "crisis"
    perhaps = "perhaps"
    nothing = "nothing"


@dataclass(frozen=True)
class Lexicon:
    """One file of data/search: what readers of one language type, folded."""

    language: str
    stop: frozenset[str]
    common: frozenset[str]  # one of these alone is no reason to show guidance
    asks: tuple[Phrase, ...]
    coping: tuple[tuple[Phrase, tuple[str, ...]], ...]  # a phrase, and the topics it is about
    means: tuple[tuple[str, tuple[Phrase, ...]], ...]  # a topic, and what it is called
    misspelt: Mapping[str, str]
    known: frozenset[str]

    def all_called(self, topics: Sequence[str]) -> list[str]:
        return [" ".join(phrase) for topic, phrases in self.means if topic in topics for phrase in phrases]


@dataclass(frozen=True)
class Meant:
    """How a search was understood. `because` names the rule, for operators; `mended` pairs a word with its spelling.

    `named` are the topics it speaks of: they are looked for by all their names. `topics` are these and what may help.
    """

    tier: Tier
    because: str
    words: tuple[str, ...]
    named: tuple[str, ...]
    topics: tuple[str, ...]
    mended: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Shown:
    """A post as a result: its card, and where it says what was looked for. `second` is of the line in the film."""

    card: Mapping[str, Any]
    title: Sequence[Piece]
    text: Sequence[Piece]
    said: Sequence[Piece]
    second: int
    at: str
    length: str = ""  # of the film, where it is one
    rests: bool = False  # it was not looked for: it comes after something heavy, as a rest

    @property
    def is_cut(self) -> bool:
        return len("".join(words for words, _is_hit in self.text)) < len(self.card["text"].rstrip(".!?…।؟ "))


@dataclass(frozen=True)
class Offer:
    words: str
    language: str
    post_id: str = ""
    topic: str = ""  # its place in an address


def folded(text: str) -> Phrase:
    return tuple(word.forms[0] for word in words_of(text))


def lexicon_of(said: Mapping[str, Any]) -> Lexicon:
    """From one file, as it is read. Raises KeyError where a part of it is missing."""
    means = tuple((topic, tuple(map(folded, names))) for topic, names in said["means"].items())
    coping = tuple((folded(one), tuple(part["about"])) for part in said["coping"] for one in part["says"])
    misspelt = {" ".join(folded(wrong)): right for wrong, right in said["misspelt"].items()}
    asks = tuple(sorted(map(folded, said["literacy"]["asks"]), key=len, reverse=True))
    stop, common = (frozenset(word for one in said[name] for word in folded(one)) for name in ("stop", "common"))
    phrases = [*asks, *map(folded, misspelt.values()), *(one for one, _about in coping)]
    known = frozenset(word for phrase in (*phrases, *(one for _, names in means for one in names)) for word in phrase)
    return Lexicon(said["language"], stop, common, asks, coping, means, misspelt, known)


def understand(text: str, lexicon: Lexicon, hears: Hears) -> Meant:
    """The gravest reading comes first: crisis, then coping, then literacy."""
    mended = _mended(typed := words_of(text), lexicon)
    forms = [word.forms + tuple(folded(right)) for word in typed for right in [mended.get(word.forms[0], "")]]
    soothes = [(phrase, about) for phrase, about in lexicon.coping if _at(phrase, forms) is not None]
    asks = [phrase for phrase in lexicon.asks if _at(phrase, forms) is not None]
    topics = dict.fromkeys(one for one, names in lexicon.means if any(_at(name, forms) is not None for name in names))
    topics |= dict.fromkeys(about[0] for _phrase, about in soothes)
    named = tuple(topics)
    topics |= dict.fromkeys(topic for _phrase, about in soothes for topic in about)
    topics |= dict.fromkeys(KIN[topic] for topic in named if topic in KIN)
    tier, because = _tier(hears, [" ".join(phrase) for phrase, _about in soothes], asks)
    if tier is Tier.crisis:
        topics |= dict.fromkeys(("suicide prevention", "coping"))
    words = dict.fromkeys(text[word.start : word.end][:MOST] for word in _telling(typed, forms, asks, lexicon))
    spelt = tuple((text[word.start : word.end], mended[word.forms[0]]) for word in typed if word.forms[0] in mended)
    return Meant(tier, because, tuple(words)[:MOST], named, tuple(topics), spelt)


def _tier(hears: Hears, soothes: Sequence[str], asks: Sequence[Phrase]) -> tuple[Tier, str]:
    if hears is Hears.crisis or (hears is Hears.perhaps and not soothes):
        return Tier.crisis, ""
    if soothes:
        return Tier.coping, soothes[0]
    return (Tier.literacy, " ".join(asks[0])) if asks else (Tier.plain, "")


def _at(phrase: Phrase, forms: Forms) -> int | None:
    """Where these words stand, one right after the other."""
    size = len(phrase)
    places = range(len(forms) - size + 1) if size else ()
    return next((at for at in places if all(phrase[n] in forms[at + n] for n in range(size))), None)


def _telling(typed: Sequence[Word], forms: Forms, asks: Sequence[Phrase], lexicon: Lexicon) -> list[Word]:
    """The words that say what is looked for: without "what is", and without those that stand in every sentence."""
    begins = [(at, len(phrase)) for phrase in asks if (at := _at(phrase, forms)) is not None]
    asking = {n for at, size in begins for n in range(at, at + size)}
    left = [word for n, word in enumerate(typed) if n not in asking and word.forms[0] not in lexicon.stop]
    return left or list(typed)


def _mended(typed: Sequence[Word], lexicon: Lexicon) -> dict[str, str]:
    """What was typed, and the word it may be a slip for, of the first words. A word we know is left alone."""
    unknown = {word.forms[0] for word in typed[:MENDED]} - lexicon.known - lexicon.stop - lexicon.common
    near = {word: lexicon.misspelt.get(word) or closest(word, lexicon.known) for word in unknown}
    return {word: right for word, right in near.items() if right}


def hears(level: int, reasons: Sequence[str], is_excepted: bool) -> Hears:
    """An operator's list of false alarms is heeded, but never where words are heard as danger."""
    if level < DANGER and (level == 0 or is_excepted):
        return Hears.nothing
    return Hears.crisis if level >= DANGER or set(reasons) - GUESSED else Hears.perhaps


def called(text: str, meant: Meant, names: Mapping[str, str]) -> list[str]:
    """Of the topics that have these names on our pages, those a search speaks of: by its name here or another."""
    forms = [word.forms for word in words_of(text)[:MOST]]
    spoken = [topic for topic, words in names.items() if _at(folded(words), forms) is not None]
    return [topic for topic in dict.fromkeys((*spoken, *meant.named)) if topic in names]


def is_strange(text: str, has_found: bool, lexicons: Iterable[Lexicon]) -> bool:
    """Whether this may be in a language that no file here knows: hardly a word of it stands in any of them.

    Two words say little: they count where nothing was found.
    """
    typed = words_of(text)[:MOST]
    known = [sum(bool({*word.forms} & (one.stop | one.known)) for word in typed) for one in lexicons]
    return len(typed) >= (3 if has_found else 2) and max(known, default=0) < len(typed) / STRANGE


def tongues(meant: Meant, lexicons: Mapping[str, Lexicon]) -> Tongues:
    """The search in each language: every word; any word or name of a topic; and that, but no common word alone."""
    mended = dict(meant.mended)
    strict = quoted([mended.get(word, word) for word in meant.words], " ")
    typed = [*meant.words, *mended.values()]
    called = [its.all_called(meant.named) for its in lexicons.values()]
    common = [word for word in typed if any(its.common.issuperset(folded(word)) for its in lexicons.values())]
    looses = [quoted([*typed, *names], " or ") for names in called]
    firms = [firmly([*(word for word in typed if word not in common), *names], common) for names in called]
    return list(lexicons), [strict] * len(looses), looses, firms


def turned_to(page: int, found: Sequence[Candidate], spare: Sequence[Candidate], tail: str, tier: Tier) -> list[Leaf]:
    """That page of what was found and the one after it, under the promise of the feed; none where there is none."""
    facts, rests = ([packed(Facts(one.heaviness, one.leaves, one.kind)) for one in some] for some in (found, spare))
    begun = read_tail(tail) if tail else Tail()
    return list(islice(leaves(facts, rests, ON_A_PAGE, begun, tier is Tier.crisis), page - 1, page + 1))
