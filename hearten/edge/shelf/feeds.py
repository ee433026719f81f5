"""One order of time for each feed there is: everything, a language, a topic in a language, a maker."""

from collections.abc import Iterator, Sequence

import numpy as np

from hearten.edge.shelf.columns import Columns
from hearten.edge.shelf.order import TimeOrder, in_time
from hearten.edge.shelf.ready import Ready
from hearten.features.feed.forms import Asked
from hearten.features.feed.rules import FEW

Name = tuple[str, int, int]  # language, topic as a bit, maker; empty or nought is all of them
EVERYTHING: Name = ("", 0, 0)


class Feeds:
    """A post stands in about eight orders. Only those it stands in are touched when it comes or goes."""

    def __init__(self, columns: Columns) -> None:
        self._columns = columns
        self._orders: dict[Name, TimeOrder] = {EVERYTHING: TimeOrder(columns)}
        self.everything = self._orders[EVERYTHING]
        self._tellers: set[int] = set()  # of stories: nobody is led from one to the next by who told it

    def add(self, new: Sequence[tuple[int, Ready]]) -> None:
        by_name: dict[Name, list[int]] = {}
        self._tellers.update(post.maker for _, post in new if post.is_story)
        for slot, post in new:
            for name in _names(post.language, post.topics, post.maker):
                by_name.setdefault(name, []).append(slot)
        for name, slots in by_name.items():
            order = self._orders.setdefault(name, TimeOrder(self._columns))
            order.add(in_time(self._columns, np.array(slots, np.int32)))
            self._look_who_is_new(name)

    def drop_the_dead(self, gone: Sequence[tuple[str, int, int]]) -> None:
        """`gone`: language, topics and maker of each post that was buried."""
        for name in {name for post in gone for name in _names(*post)}:
            self._orders[name].drop_the_dead()
            if not self._orders[name] and name != EVERYTHING:
                del self._orders[name]
                self._tellers.discard(name[2])
            else:
                self._look_who_is_new(name)

    def asked_for(self, asked: Asked) -> tuple[list[TimeOrder], list[TimeOrder]]:
        """Those of the posts on wanted topics, and those of the rest; in the reader's languages, if any has some."""
        of, wishes = asked.of, asked.wishes
        if not of.kind and not wishes.more:
            return [], self._in(asked.languages, 0)
        if of.kind == "maker":
            return [], self._some([("", 0, of.what)] if of.what not in self._tellers else [])
        if of.kind == "campaign":
            return [], []  # the shelf knows their posts one by one
        if of.kind == "lang":
            return [], self._some([(of.code, 0, 0)])
        if of.kind == "topic":
            return [], self._in(asked.languages, of.what)
        wanted: list[TimeOrder] = []
        if wishes.more and not wishes.by_time:
            codes = [code for code in asked.languages if (code, 0, 0) in self._orders] or [""]
            bits = [*_bits(wishes.more)]
            wanted = self._some([(code, bit, 0) for code in codes for bit in bits])
        return wanted, self._in(asked.languages, 0)

    def _in(self, languages: Sequence[str], topic: int) -> list[TimeOrder]:
        found = self._some([(code, topic, 0) for code in languages]) if languages else None
        return found or self._some([("", topic, 0)])

    def _some(self, names: Sequence[Name]) -> list[TimeOrder]:
        return [self._orders[name] for name in names if name in self._orders]

    def _look_who_is_new(self, name: Name) -> None:
        order = self._orders[name]
        if name[2]:
            self._columns.is_by_a_new_maker(order.slots, len(order) <= FEW)


def _names(language: str, topics: int, maker: int) -> Iterator[Name]:
    yield EVERYTHING
    yield (language, 0, 0)
    yield ("", 0, maker)
    for bit in _bits(topics):
        yield ("", bit, 0)
        yield (language, bit, 0)


def _bits(topics: int) -> Iterator[int]:
    while topics:
        yield topics & -topics
        topics &= topics - 1
