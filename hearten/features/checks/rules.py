"""What a post may ask, how long it may be, what an answer teaches, and what is told of many answers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from hearten.features.posts.rules import canonical, digest_of

MOST_CHECKS = 2  # at the end of one post or path
FEWEST_OPTIONS, MOST_OPTIONS = 2, 4
LONGEST_QUESTION, LONGEST_OPTION, LONGEST_WHY = 200, 200, 600
LONGEST_OPTIONS = 800  # all of them as they are typed
LONGEST_CHOICE = 80  # an answer of a poll: it stands in a sentence
ENOUGH = 20  # answers before anything is told, and again before it changes: nobody sees what one person added

# Where words of a check stand, as findings name it. What is offered beside the right answer is claimed by nobody.
QUESTION, ANSWER, OPTION, WHY = "question", "answer", "option", "why"
TOLD = (QUESTION, OPTION)
POLL, CHOICE = "poll", "choice"  # nothing beside a poll puts it right, so the post says all that it offers


@dataclass(frozen=True)
class Check:
    """One question that teaches. `right` is the place of the right option; `source` the code of a statement."""

    question: str
    options: Sequence[str]
    right: int
    why: str
    source: str

    @property
    def answer(self) -> str:
        return self.options[self.right]


@dataclass(frozen=True)
class Poll:
    """A question to everyone, without a right answer."""

    question: str
    options: Sequence[str]


Ask = Check | Poll


@dataclass(frozen=True)
class Asked:
    """One question of a check as it is shown, and what was chosen: the place of an option, or none."""

    number: int
    check: Mapping[str, Any]
    chosen: int | None = None

    @property
    def is_right(self) -> bool:
        return self.chosen == int(self.check["right"])

    @property
    def right(self) -> str:
        return str(self.check["options"][self.check["right"]])


def may_be_asked(check: Check) -> bool:
    """Two to four different answers, one of them right, and nothing left empty."""
    said = (check.question, check.why, check.source)
    return is_choice(check.options) and 0 <= check.right < len(check.options) and all(words.strip() for words in said)


def is_choice(options: Sequence[str]) -> bool:
    """Two to four different answers."""
    written = [option.strip() for option in options]
    return FEWEST_OPTIONS <= len(written) == len(set(written)) <= MOST_OPTIONS and all(written)


def may_be_polled(poll: Poll) -> bool:
    return is_choice(poll.options) and bool(poll.question.strip())


def may_stand_together(asks: Sequence[Ask]) -> bool:
    """One or two questions that teach, one poll, or both, or neither."""
    checks, polls = apart(asks)
    is_little = len(checks) <= MOST_CHECKS and len(polls) <= 1
    return is_little and all(map(may_be_asked, checks)) and all(map(may_be_polled, polls))


def apart(asks: Sequence[Ask]) -> tuple[list[Check], list[Poll]]:
    return [one for one in asks if isinstance(one, Check)], [one for one in asks if isinstance(one, Poll)]


def options_in(lines: str) -> list[str]:
    return [line.strip() for line in lines.splitlines() if line.strip()]


def answered(checks: Sequence[Mapping[str, Any]], said: Mapping[str, str]) -> list[Asked]:
    """Each question with what was chosen; what is no place of an option was not chosen."""
    return [Asked(at, check, place_in(said.get(f"answer-{at}", ""), check)) for at, check in enumerate(checks)]


def place_in(written: str, asked: Mapping[str, Any]) -> int | None:
    """The place of an option, from 0; none where it is no place of one."""
    place = int(written) if written.isascii() and written.isdecimal() and len(written) == 1 else -1
    return place if 0 <= place < len(asked["options"]) else None


def key_of(poll: Mapping[str, Any]) -> str:
    """Names exactly these words: answers to others are counted anew."""
    return digest_of(canonical({"question": poll["question"], "options": list(poll["options"])}))


def told(answers: Sequence[int]) -> list[int] | None:
    """Of ten people about how many said each; none before enough have answered. Halves go up."""
    whole = sum(answers)
    return [(20 * one + whole) // (2 * whole) for one in answers] if whole >= ENOUGH else None


def is_to_be_told(answers: Sequence[int], already: Sequence[int]) -> bool:
    """Whether so many have answered since that what is shown may change."""
    return sum(answers) - sum(already) >= ENOUGH


@dataclass(frozen=True)
class Typed:
    """Words in one field of a form: which field, how they are meant, and what stands before them in it."""

    field: str
    where: str
    words: str
    before: str = ""


def typed_in(sent: Mapping[str, Any]) -> list[Typed]:
    """All that stands in the fields of what a form asks, each answer by itself."""
    found = []
    for number in range(1, MOST_CHECKS + 1):
        right = place_in(str(sent.get(f"right_{number}", "")), {"options": range(MOST_OPTIONS + 1)}) or 1
        found += [
            Typed(f"question_{number}", QUESTION, str(sent.get(f"question_{number}", ""))),
            *_lines(f"options_{number}", str(sent.get(f"options_{number}", "")), right - 1),
            Typed(f"why_{number}", WHY, str(sent.get(f"why_{number}", ""))),
        ]
    polled = Typed("poll_question", POLL, str(sent.get("poll_question", "")))
    return [*found, polled, *_lines("poll_options", str(sent.get("poll_options", "")))]


def _lines(field: str, words: str, right: int | None = None) -> list[Typed]:
    """The answers in one field, a line each; `right` is the place of the right one, which a poll has not."""
    found: list[Typed] = []
    before = ""
    for line in words[:LONGEST_OPTIONS].splitlines(keepends=True):
        if line.strip():
            where = CHOICE if right is None else ANSWER if len(found) == right else OPTION
            found.append(Typed(field, where, line.rstrip("\r\n"), before))
        before += line
    return found


def shown(manifest: Mapping[str, Any]) -> dict[str, Any]:
    """What a public post asks: each question with the whole of its source, or it is not shown; and its poll."""
    sources = {source["id"]: source for source in manifest["sources"]} if "checks" in manifest else {}
    checks = [
        {**one, "source": sources[one["source"]]} for one in manifest.get("checks", ()) if one["source"] in sources
    ]
    asks: dict[str, Any] = {"checks": checks} if "checks" in manifest else {}
    return {**asks, "poll": manifest["poll"]} if "poll" in manifest else asks


def asked_words(card: Mapping[str, Any]) -> list[str]:
    """All the words of what a card asks."""
    checks, poll = card.get("checks", ()), card.get("poll")
    words = [said for one in checks for said in (one["question"], *one["options"], one["why"])]
    return [*words, poll["question"], *poll["options"]] if poll else words


def in_words(check: Check, number: int) -> list[tuple[str, str, float]]:
    """Where words stand, the words, and the number that is theirs alone: first what is claimed."""
    others = [(OPTION, words, beside(number, at)) for at, words in enumerate(check.options) if at != check.right]
    return [(QUESTION, check.question, number), (ANSWER, check.answer, number), (WHY, check.why, number), *others]


def poll_in_words(poll: Poll) -> list[tuple[str, str, float]]:
    """The same of a poll, whose answers are numbered from 1."""
    return [(POLL, poll.question, 1), *((CHOICE, words, place) for place, words in enumerate(poll.options, 1))]


def beside(number: int, at: int) -> float:
    """Tells what is offered beside a right answer from the others: 1.3 is the third option of the first question."""
    return number + (at + 1) / 10


def as_one(question: str, answer: str) -> str:
    """What a question and its right answer say together: "Yes" means nothing by itself."""
    return f"{question} {answer}"
