"""Questions for the ends of posts."""

from collections.abc import Sequence

from hearten.features.accounts.models import Person
from hearten.features.card_studio import actions as card_studio
from hearten.features.cards.actions import Written
from hearten.features.checks.rules import Ask, Check, Poll
from hearten.features.guidance import actions as guidance
from hearten.features.posts.models import Revision
from tests.world.posts import walk, words

TWO = (
    Check("How long does a strong feeling stay?", ("It passes", "It never ends"), 0, "Feelings rise and fall.", "G001"),
    Check("What can help?", ("To be alone", "To tell someone", "To wait"), 1, "Talking makes it lighter.", "G004"),
)


POLL = Poll("What helps you fall asleep?", ("A warm bath", "A quiet book", "Something else"))


def asking(author: Person, title: str, asks: Sequence[Ask] = TWO, kind: str = "coping") -> Revision:
    """A post of cards that asks something, as far as it comes by itself once its sources are named."""
    slides = (Written("Put both feet on the floor."), Written("Breathe out slowly."))
    revision = walk(card_studio.make(author, words(title, kind=kind), slides, asks=asks))
    guidance.name_sources(revision, ["G001"])
    return walk(revision)


def poll_fields(poll: Poll = POLL) -> dict[str, object]:
    """A poll as the form sends it."""
    return {"poll_question": poll.question, "poll_options": "\n".join(poll.options)}


def fields(number: int, check: Check, **other: object) -> dict[str, object]:
    """One question as the form sends it."""
    said = {"question": check.question, "options": "\n".join(check.options), "right": check.right + 1,
            "why": check.why, "source": check.source}  # fmt: skip
    return {f"{part}_{number}": value for part, value in (said | other).items()}
