"""The order before the gate: what was asked for first, then what is near, well founded and new; nobody twice running.

A place in the feed is the unit of everything here. A post begins with minus its place in time; whatever speaks for it
is worth so many places. Variety is maximal marginal relevance (Carbonell and Goldstein, 1998): each place goes to the
post with most points left after what it has in common with those just before it.
"""

from collections.abc import Iterator, Sequence
from enum import StrEnum
from typing import NamedTuple

from hearten.engines.ranking.facts import EVIDENCE, MERIT
from hearten.engines.ranking.wishes import Wishes

UNWANTED, WANTED, EACH_WANTED_MORE = -100_000, 1000, 3
COUNTRY, FIRST_LANGUAGE, TURNS = 8, 4, 6
SAME_MAKER, SAME_TOPIC = 200, 3  # a wish weighs more than another maker, another maker more than anything else
RUN, ENOUGH = 3, 2000  # after so many wanted ones in a row something else has a turn, if there is anything else
ALL = (1 << 64) - 1
SPREAD = 0x9E3779B97F4A7C15  # 2**64 over the golden ratio: neighbours land far apart (Knuth, 1973, section 6.4)


class Why(StrEnum):
    """The reason a reader is given. Each is true of the place it stands beside."""

    newest = "newest"  # among the newest that fit
    topic = "topic"  # the reader asked for more of one of its topics
    variety = "variety"  # brought forward because the one before it in order is like those just seen
    less = "less"  # only here because nothing else was left: the reader asked for less of it
    language = "language"  # brought forward: it is in the first of the reader's languages
    country = "country"  # brought forward: made or checked in the reader's country
    evidence = "evidence"  # brought forward: it rests on more guidance than others of its time
    new_maker = "new_maker"  # brought forward: its maker has hardly been seen here
    relief = "relief"  # it leaves hope, and something heavy came just before
    coping = "coping"  # it is a skill to try, and something heavy came just before
    path = "path"  # the next one of a learning path


Place = tuple[int, Why]  # the position in the block, and why it comes now


class Block(NamedTuple):
    """Posts that follow one another in time, newest first: a list for each thing ranking may know, all equally long.

    `facts` are numbers from `packed`; `countries` and `languages` from `code_of`, `published` microseconds. These
    three may be empty where no wish asks for them.
    """

    makers: Sequence[int]
    topics: Sequence[int]
    facts: Sequence[int]
    published: Sequence[int] = ()
    countries: Sequence[int] = ()
    languages: Sequence[int] = ()


def ranked(block: Block, wishes: Wishes, without: int = 0) -> Iterator[Place]:
    """Every post of the block once, but for those whose bit is set in `without`. Lazily: a short page costs little."""
    waiting = [*range(len(block.makers))]
    if without:
        waiting = [at for at in waiting if not without >> at & 1]
    if wishes.by_time:
        yield from ((at, Why.newest) for at in waiting)
        return
    points = _points(block, wishes)
    waiting.sort(key=points.__getitem__, reverse=True)
    makers, topics, more = block.makers, block.topics, wishes.more
    wished = more | wishes.less
    last = before_last = -1
    seen, run, nth = 0, 0, 0
    while waiting:
        found, at = 0, waiting[0]
        is_too_much = run >= RUN and topics[at] & more
        if is_too_much or makers[at] in (last, before_last) or topics[at] & seen:
            found = _least_alike(waiting, points, block, (last, before_last), seen, more if run >= RUN else 0)
            at = waiting[found]
        del waiting[found]
        about = topics[at]
        if about & wished:
            yield at, Why.less if about & wishes.less else Why.topic
        else:
            yield at, Why.variety if found else Why.newest if nth >= at else _why(block, wishes, at)
        last, before_last, seen = makers[at], last, about & ~more
        run, nth = run + 1 if about & more else 0, nth + 1


def _least_alike(
    waiting: Sequence[int], points: Sequence[int], block: Block, just_seen: tuple[int, int], seen: int, enough: int
) -> int:
    """Where the one with most points left stands; those that follow have fewer to begin with, so it ends soon."""
    best, found = -(1 << 40), 0
    for place, at in enumerate(waiting):
        value = points[at]
        if value <= best:
            break
        about = block.topics[at]
        value -= SAME_MAKER * (block.makers[at] in just_seen) + SAME_TOPIC * (about & seen != 0)
        value -= ENOUGH * (about & enough != 0)
        if value > best:
            best, found = value, place
    return found


def _points(block: Block, wishes: Wishes) -> list[int]:
    """Written out: every page of the feed pays for it."""
    points = [(facts >> MERIT) - at for at, facts in enumerate(block.facts)]
    more, less = wishes.more, wishes.less
    if more or less:
        points = [
            one + (UNWANTED if about & less else WANTED + EACH_WANTED_MORE * found.bit_count() if found else 0)
            for one, about in zip(points, block.topics, strict=True)
            for found in (about & more,)
        ]
    if wishes.country:
        points = [one + COUNTRY * (wishes.country == where) for one, where in zip(points, block.countries, strict=True)]
    if len(wishes.languages) > 1:
        first = wishes.languages[0]
        points = [one + FIRST_LANGUAGE * (first == code) for one, code in zip(points, block.languages, strict=True)]
    if seed := wishes.seed:  # posts near one another take turns, so that the last to be posted does not always win
        points = [one + ((at ^ seed) * SPREAD & ALL) % TURNS for one, at in zip(points, block.published, strict=True)]
    return points


def _why(block: Block, wishes: Wishes, at: int) -> Why:
    """Of a post that comes earlier than its time: the strongest of what speaks for it."""
    if wishes.country and block.countries[at] == wishes.country:
        return Why.country
    evidence = block.facts[at] >> EVIDENCE & 7
    if len(wishes.languages) > 1 and block.languages[at] == wishes.languages[0] and evidence <= FIRST_LANGUAGE:
        return Why.language
    return Why.evidence if evidence > 1 else Why.newest
