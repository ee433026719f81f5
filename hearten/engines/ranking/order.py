"""The order before the gate: what was asked for first, then what is near, well founded and new; nobody twice running.

A place in the feed is the unit of everything here. A post begins with minus its place in time; whatever speaks for it
is worth so many places. Variety is maximal marginal relevance (Carbonell and Goldstein, 1998): each place goes to the
post with most points left after what it has in common with those just before it.
"""

from collections.abc import Iterator, Sequence
from enum import StrEnum
from typing import NamedTuple

from hearten.engines.ranking.facts import EVIDENCE, HEAVY, IN_CAMPAIGN, MERIT
from hearten.engines.ranking.wishes import Wishes

UNWANTED, WANTED, EACH_WANTED_MORE = -100_000, 1000, 3
COUNTRY, FIRST_LANGUAGE, TURNS = 8, 4, 6
CAMPAIGN, ONE_IN = 4, 6  # half of what a country is worth, for one post of any six that follow one another in time
SAME_MAKER, SAME_TOPIC = 200, 3  # a wish weighs more than another maker, another maker more than anything else
LIFTABLE = IN_CAMPAIGN | HEAVY  # of which the second must not be so
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
    campaign = "campaign"  # part of a campaign that runs: asked for, or brought forward a little


# A name of the module is found at once, a member of an enumeration by a search; here that is paid for every post.
NEWEST, TOPIC, VARIETY, LESS = Why.newest, Why.topic, Why.variety, Why.less

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
    makers, topics, more, less = block.makers, block.topics, wishes.more, wishes.less
    wished, others = more | less, ~more
    last = before_last = -1
    seen, run, nth = 0, 0, 0
    usual = Why.campaign if wishes.of_campaign else NEWEST
    while waiting:
        found, at = 0, waiting[0]
        maker, about = makers[at], topics[at]
        if about & seen or maker in (last, before_last) or (run >= RUN and about & more):
            found = _least_alike(waiting, points, block, (last, before_last), seen, more if run >= RUN else 0)
            at = waiting[found]
            maker, about = makers[at], topics[at]
        del waiting[found]
        if about & wished:
            yield at, LESS if about & less else TOPIC
        else:
            yield at, VARIETY if found else usual if nth >= at else _why(block, wishes, at, usual)
        last, before_last, seen = maker, last, about & others
        run, nth = run + 1 if about & more else 0, nth + 1


def _least_alike(
    waiting: Sequence[int], points: Sequence[int], block: Block, just_seen: tuple[int, int], seen: int, enough: int
) -> int:
    """Where the one with most points left stands; those that follow have fewer to begin with, so it ends soon."""
    best, found = -(1 << 40), 0
    makers, topics = block.makers, block.topics
    for place, at in enumerate(waiting):
        value = points[at]
        if value <= best:
            break
        about = topics[at]
        if makers[at] in just_seen:
            value -= SAME_MAKER
        if about & seen:
            value -= SAME_TOPIC
        if about & enough:
            value -= ENOUGH
        if value > best:
            best, found = value, place
    return found


def _points(block: Block, wishes: Wishes) -> list[int]:
    """Written out: every page of the feed pays for it."""
    points = [(facts >> MERIT) - at for at, facts in enumerate(block.facts)]
    more, less = wishes.more, wishes.less
    if wished := more | less:
        for at, about in enumerate(block.topics):
            if about & wished:
                points[at] += UNWANTED if about & less else WANTED + EACH_WANTED_MORE * (about & more).bit_count()
    if wishes.lifts:
        for at in lifted(block.facts):
            points[at] += CAMPAIGN
    if wishes.country:
        _add_where(points, block.countries, wishes.country, COUNTRY)
    if len(wishes.languages) > 1:
        _add_where(points, block.languages, wishes.languages[0], FIRST_LANGUAGE)
    if seed := wishes.seed:  # posts near one another take turns, so that the last to be posted does not always win
        points = [one + ((at ^ seed) * SPREAD & ALL) % TURNS for one, at in zip(points, block.published, strict=True)]
    return points


def _add_where(points: list[int], codes: Sequence[int], wished: int, worth: int) -> None:
    for at, code in enumerate(codes):
        if code == wished:
            points[at] += worth


def lifted(facts: Sequence[int]) -> list[int]:
    """Of the posts that belong to a campaign at most one of any six, and never a heavy one."""
    chosen: list[int] = []
    for at in [at for at, one in enumerate(facts) if one & LIFTABLE == IN_CAMPAIGN]:
        if not chosen or at - chosen[-1] >= ONE_IN:
            chosen.append(at)
    return chosen


def _why(block: Block, wishes: Wishes, at: int, usual: Why) -> Why:
    """Of a post that comes earlier than its time: the strongest of what speaks for it. A lift is always told."""
    if wishes.lifts and block.facts[at] & IN_CAMPAIGN and at in lifted(block.facts):
        return Why.campaign
    if wishes.country and block.countries[at] == wishes.country:
        return Why.country
    evidence = block.facts[at] >> EVIDENCE & 7
    if len(wishes.languages) > 1 and block.languages[at] == wishes.languages[0] and evidence <= FIRST_LANGUAGE:
        return Why.language
    return Why.evidence if evidence > 1 else usual
