"""What belongs together: which guidance in which topic, which letter a word stands under, which story comes when."""

import unicodedata
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from itertools import groupby

from hearten.features.posts.rules import TOPICS

SHELF = 24  # posts on one page of a shelf
MOST_PAGES = 400
A_FEW = 6  # posts of a kind, statements and stories under one heading of a topic
HEAVY = 2
HEAVY_IN_TEN = 2  # the promise of the feed about heavy posts, kept here too; decisions/0030
SLUGS = {topic.replace(" ", "-"): topic for topic in TOPICS}
VIRAMA = 9  # the mark that joins two letters of Hindi; it is no accent
ARTICLES = {"ar": ("ال",)}  # as an Arabic index leaves it out, or everything would stand under one letter


@dataclass(frozen=True)
class Gathered:
    """What of the guidance belongs to one topic: whole topics of guidance, single statements and myths by code."""

    guidance: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()
    signs: tuple[str, ...] = ()
    helps: tuple[str, ...] = ()
    myths: tuple[str, ...] = ()
    near: tuple[str, ...] = ()

    @property
    def codes(self) -> tuple[str, ...]:
        return self.facts + self.signs + self.helps


@dataclass(frozen=True)
class Counted:
    """A topic, a language, a country: its place in an address, its words, and how much is here about it."""

    slug: str
    words: str
    posts: int
    statements: int = 0


@dataclass(frozen=True)
class Letter:
    """A letter of the alphabet, and what stands under it."""

    letter: str
    topics: Sequence[Counted]


@dataclass(frozen=True)
class Parts:
    """Codes of statements, each under one heading, in the order in which they are read."""

    facts: tuple[str, ...] = ()
    signs: tuple[str, ...] = ()
    helps: tuple[str, ...] = ()

    def __len__(self) -> int:
        return len(self.facts) + len(self.signs) + len(self.helps)


def gathered_of(read: Mapping[str, Mapping[str, Sequence[str]]]) -> dict[str, Gathered]:
    """As the file says it. Raises TypeError where it names a heading that there is not."""
    return {topic: Gathered(**{name: tuple(said) for name, said in facts.items()}) for topic, facts in read.items()}


def parts_of(gathered: Gathered, standing: Mapping[str, tuple[str, str]]) -> Parts:
    """`standing` has (topic of guidance, kind) of every statement that stands today, by code.

    Those named by hand come first, then the rest of the whole topics; what no longer stands is left out.
    """
    chosen = set(gathered.codes)
    rest = [code for code in sorted(standing) if code not in chosen and standing[code][0] in gathered.guidance]
    facts = [code for code in rest if standing[code][1] == "fact"]
    helps = [code for code in rest if standing[code][1] == "recommendation"]
    return Parts(
        tuple(code for code in (*gathered.facts, *facts) if code in standing),
        tuple(code for code in gathered.signs if code in standing),
        tuple(code for code in (*gathered.helps, *helps) if code in standing),
    )


def topics_of_guidance(gathered: Gathered, named: Iterable[str]) -> list[str]:
    """Where in the guidance to read on: the whole topics, then those of the single statements that are shown."""
    return list(dict.fromkeys((*gathered.guidance, *named)))


def place_of(word: str, language: str) -> tuple[str, str]:
    """To sort by, as a reader of this language looks: É beside E, Ñ after N in Spanish, Arabic without the article.

    No tables of CLDR are within reach (neither ICU in the Postgres that comes along, nor PyICU), so these are its rules
    for the six languages of our pages, by hand.
    """
    apart = _without_article(unicodedata.normalize("NFD", word.casefold()), language)
    if language == "es":
        apart = apart.replace("n\u0303", "n\uffff")
    return "".join(one for one in apart if unicodedata.combining(one) in (0, VIRAMA)), word


def letter_of(word: str, language: str) -> str:
    """The letter under which a reader of this language looks for a word: É under E, Ñ under Ñ, القلق under ق."""
    first = place_of(word, language)[0][:2]
    return "Ñ" if first == "n\uffff" else first[:1].upper()


def _without_article(word: str, language: str) -> str:
    found = next((one for one in ARTICLES.get(language, ()) if word.startswith(one) and len(word) > len(one) + 1), "")
    return word.removeprefix(found)


def under_letters(counted: Iterable[Counted], language: str) -> list[Letter]:
    """Given in the order of the alphabet."""
    return [Letter(letter, list(some)) for letter, some in groupby(counted, lambda one: letter_of(one.words, language))]


def calmly(heaviness: Sequence[int], keep: bool = False) -> list[int]:
    """Places in the order in which they are shown: the lighter first, each heavy one between two lighter ones.

    At most two heavy ones in any ten, and never two in a row. Heavy ones that find no such place are left out, or
    with `keep` put at the end, for a list that must show everything it counts. Where nothing lighter is there at all,
    one is shown.
    """
    light = sorted((place for place, one in enumerate(heaviness) if one < HEAVY), key=lambda place: heaviness[place])
    heavy = [place for place, one in enumerate(heaviness) if one >= HEAVY]
    if keep:
        return light + heavy
    if not light:
        return heavy[:1]
    shown = heavy[: min(len(light) - 1, HEAVY_IN_TEN)]
    done = light[: len(light) - len(shown)]
    for one, after in zip(shown, light[len(light) - len(shown) :], strict=True):
        done += [one, after]
    return done


def as_page(written: str) -> int:
    """Of the words in an address: what is no page is the first."""
    return (
        min(max(1, int(written)), MOST_PAGES) if written.isascii() and written.isdecimal() and len(written) < 6 else 1
    )


def pages_for(posts: int) -> int:
    return min(max(1, -(-posts // SHELF)), MOST_PAGES)


def unknown_in(gathered: Mapping[str, Gathered], codes: Collection[str], guidance: Collection[str]) -> set[str]:
    """What the file names that there is not: topics, statements, myths, neighbours."""
    said = [one for page in gathered.values() for field in fields(page) for one in getattr(page, field.name)]
    return set(said) - set(codes) - set(guidance) - set(TOPICS) | set(gathered) - set(TOPICS)


def described(name: str, url: str, language: str, parts: Sequence[tuple[str, str]]) -> dict[str, object]:
    """A page that gathers, in the words of schema.org. `parts` are (name, whole address)."""
    listed = [{"@type": "ListItem", "position": at, "name": said, "url": to} for at, (said, to) in enumerate(parts, 1)]
    return {
        "@context": "https://schema.org", "@type": "CollectionPage", "name": name, "url": url, "inLanguage": language,
        "mainEntity": {"@type": "ItemList", "numberOfItems": len(listed), "itemListElement": listed},
    }  # fmt: skip
