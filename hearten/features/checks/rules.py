"""How many questions a post may ask, how long they may be, and what an answer teaches."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

MOST_CHECKS = 2  # at the end of one post or path
FEWEST_OPTIONS, MOST_OPTIONS = 2, 4
LONGEST_QUESTION, LONGEST_OPTION, LONGEST_WHY = 200, 200, 600
LONGEST_OPTIONS = 800  # all of them as they are typed

# Where words of a check stand, as findings name it. What is offered beside the right answer is claimed by nobody.
QUESTION, ANSWER, OPTION, WHY = "question", "answer", "option", "why"
TOLD = (QUESTION, OPTION)


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
    options = [option.strip() for option in check.options]
    is_choice = FEWEST_OPTIONS <= len(options) == len(set(options)) <= MOST_OPTIONS and all(options)
    said = (check.question, check.why, check.source)
    return is_choice and 0 <= check.right < len(options) and all(words.strip() for words in said)


def options_in(lines: str) -> list[str]:
    return [line.strip() for line in lines.splitlines() if line.strip()]


def answered(checks: Sequence[Mapping[str, Any]], said: Mapping[str, str]) -> list[Asked]:
    """Each question with what was chosen; what is no place of an option was not chosen."""
    return [Asked(at, check, _place(said.get(f"answer-{at}", ""), check)) for at, check in enumerate(checks)]


def _place(written: str, check: Mapping[str, Any]) -> int | None:
    place = int(written) if written.isascii() and written.isdecimal() and len(written) == 1 else -1
    return place if 0 <= place < len(check["options"]) else None


def typed_in(sent: Mapping[str, str]) -> str:
    """All that stands in the fields of the questions of a form, for whoever looks whether help should come first."""
    names = (f"{part}_{number}" for number in range(1, MOST_CHECKS + 1) for part in ("question", "options", "why"))
    return "\n".join(words for name in names if (words := str(sent.get(name, ""))).strip())


def shown(manifest: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The questions of a public post, each with the whole of its source. A question without one is not shown."""
    sources = {source["id"]: source for source in manifest["sources"]}
    return [
        {**check, "source": sources[check["source"]]}
        for check in manifest.get("checks", ()) if check["source"] in sources
    ]  # fmt: skip


def in_words(check: Check, number: int) -> list[tuple[str, str, float]]:
    """Where words stand, the words, and the number that is theirs alone: first what is claimed."""
    others = [(OPTION, words, beside(number, at)) for at, words in enumerate(check.options) if at != check.right]
    return [(QUESTION, check.question, number), (ANSWER, check.answer, number), (WHY, check.why, number), *others]


def beside(number: int, at: int) -> float:
    """Tells what is offered beside a right answer from the others: 1.3 is the third option of the first question."""
    return number + (at + 1) / 10


def as_one(question: str, answer: str) -> str:
    """What a question and its right answer say together: "Yes" means nothing by itself."""
    return f"{question} {answer}"
