from hearten.features.accounts.models import Person
from hearten.features.composer import rules
from hearten.kit.rate import Rate

RATE = Rate(rules.LOOKS_PER_MINUTE, 60)


def count(person: Person) -> float:
    """One more look for this person. Seconds to wait where that is too often; 0 where it may go on."""
    return RATE.wait(str(person.pk))
