"""The promise about heavy posts, kept in one place: whatever order it is given, this is what comes out.

Of any ten posts in a row at most two are heavy (at night one, for a gentler feed none and at most two serious). After
each heavy post comes one that gives relief, so never two heavy ones in a row, and none where no relief is left. Within
a block a heavy post that leaves a loss waits until every heavy one that leaves hope was shown. decisions/0030.

What is not allowed in waits; what cannot be allowed any more is left out. Nothing here looks at anything but the
weight of posts, the last nine places, and whether a new maker is due.
"""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from hearten.engines.ranking.facts import COPING, HEAVY, HOPE, LOSS, NEW_MAKER, RELIEF, SERIOUS
from hearten.engines.ranking.order import Block, Place, Why, ranked
from hearten.engines.ranking.wishes import Wishes

TEN = 10
NINE_BEFORE = (1 << (TEN - 1)) - 1
TURN_OF_NEW = 5  # places without a new maker before the next may be theirs: at most one in any six is owed to that


class Tail(NamedTuple):
    """What the last nine places were, the latest in the lowest bit, and how long ago a new maker had one (7 at most).

    It only ever forbids: every tail allows less than the empty one with which a reader begins.
    """

    heavy: int = 0
    serious: int = 0
    since_new: int = 0


STRICTEST = Tail(NINE_BEFORE, NINE_BEFORE, 0)  # for a cursor that does not say


class Gate:
    """Iterate over it for the places that are let in. `shown` and `tail` say what they have been so far."""

    def __init__(self, block: Block, wishes: Wishes, hidden: int, shown: int, tail: Tail) -> None:
        """`shown` has a bit for each post of the block that came before, `hidden` for each that must not come."""
        self.shown = shown
        self._heavy, self._serious, self._since_new = tail
        self._facts = block.facts
        self._hidden = hidden
        self._order = ranked(block, wishes, hidden)
        self._line: list[Place] = []  # as far as the order was looked at, but for those let in
        self._most_heavy = 0 if wishes.gentler else 1 if wishes.night else 2
        self._most_serious = 2 if wishes.gentler else TEN
        self._guarded = HEAVY | SERIOUS if wishes.gentler else HEAVY
        self._is_fair = not wishes.by_time
        self._none: set[int] = set()

    def __iter__(self) -> Iterator[Place]:
        facts_of = self._facts
        while place := self._next():
            at = place[0]
            facts, self.shown = facts_of[at], self.shown | 1 << at
            self._heavy = (self._heavy << 1 | (facts & HEAVY)) & NINE_BEFORE
            self._serious = (self._serious << 1 | (facts & SERIOUS) >> 1) & NINE_BEFORE
            self._since_new = 0 if facts & NEW_MAKER else self._since_new + 1
            yield place

    @property
    def tail(self) -> Tail:
        return Tail(self._heavy, self._serious, min(self._since_new, 7))

    @property
    def is_spent(self) -> bool:
        """Only heavy posts are left, and nothing to follow them."""
        gone, facts = self.shown | self._hidden, self._facts
        lasts = reversed(range(len(facts)))  # they are most often left, so this ends soon
        return all(facts[at] & HEAVY or gone >> at & 1 for at in lasts)

    def _next(self) -> Place | None:
        if self._heavy & 1:
            nth = self._find(self._gives_relief)
            return None if nth is None else self._take(nth, Why.relief)
        is_due = self._since_new >= TURN_OF_NEW and self._is_fair and self._has_left(NEW_MAKER)
        if not self._line and not is_due:  # the usual case, in few steps: every page of the feed pays for it
            shown = self.shown
            for place in self._order:
                at = place[0]
                if shown >> at & 1:
                    continue
                if not self._facts[at] & self._guarded:
                    return place
                self._line.append(place)
                break
        nth = self._find(self._may_come)
        if is_due:
            due = self._find(self._is_due)
            if due is not None and due != nth:
                return self._take(due, Why.new_maker)
        return None if nth is None else self._line.pop(nth)

    def _take(self, nth: int, why: Why) -> Place:
        at, _ = self._line.pop(nth)
        return at, Why.coping if why is Why.relief and self._facts[at] & COPING else why

    def _may_come(self, place: Place) -> bool:
        facts = self._facts[place[0]]
        if not facts & self._guarded:
            return True
        if facts & HEAVY:
            if self._heavy.bit_count() >= self._most_heavy:
                return False
            return self._has_left(RELIEF) and not (facts & LOSS and self._has_left(HEAVY | HOPE))
        return self._serious.bit_count() < self._most_serious

    def _gives_relief(self, place: Place) -> bool:
        return bool(self._facts[place[0]] & RELIEF) and self._may_come(place)

    def _is_due(self, place: Place) -> bool:
        """A new maker's post, neither heavy nor one the reader wants less of."""
        facts = self._facts[place[0]]
        is_theirs = facts & NEW_MAKER and not facts & HEAVY and place[1] is not Why.less
        return bool(is_theirs) and self._may_come(place)

    def _find(self, fits: Callable[[Place], bool]) -> int | None:
        """Where in the line the first that fits stands; the line grows by as many of the order as it takes."""
        for nth, place in enumerate(self._line):
            if fits(place):
                return nth
        for place in self._order:
            if not self.shown >> place[0] & 1:
                self._line.append(place)
                if fits(place):
                    return len(self._line) - 1
        return None

    def _has_left(self, what: int) -> bool:
        """Once there is none there will be none."""
        if what in self._none:
            return False
        for at, facts in enumerate(self._facts):
            if facts & what == what and not (self.shown | self._hidden) >> at & 1:
                return True
        self._none.add(what)
        return False
