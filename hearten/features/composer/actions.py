from dataclasses import dataclass

from hearten.features.accounts.models import Person
from hearten.features.composer import queries, rules
from hearten.features.composer.queries import Looked
from hearten.features.composer.rules import Draft
from hearten.kit.rate import Rate

RATE = Rate(rules.LOOKS_PER_MINUTE, 60)


@dataclass(frozen=True)
class Resting(Looked):
    """Help alone: this person asked too often, and may ask again after so many seconds."""

    seconds: int = 0


def count(person: Person) -> float:
    """One more look for this person. Seconds to wait where that is too often; 0 where it may go on."""
    return RATE.wait(str(person.pk))


def look_over(person: Person, draft: Draft) -> Looked:
    """A look for a page without script, counted like every other."""
    if not (wait := count(person)):
        return queries.looked(draft)
    card, _hushed = queries.tried(queries.CARE, [], lambda: queries.of_care(draft), queries.UNHEARD)
    return Resting(draft.language, (), (), card, len(draft.cues or ()), seconds=int(wait) + 1)
