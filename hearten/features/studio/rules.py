"""How far a post has come, and what it waits for."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from hearten.features.posts.rules import OPEN_TO_CHANGE, ROAD, Stage

# A draft of captions takes about as long as the film itself; films have at most three minutes.
DRAFTING = timedelta(minutes=3)
LATE = timedelta(minutes=2)


class Do(StrEnum):
    """What only the author can do."""

    send_another_video = "send_another_video"
    write_captions = "write_captions"
    confirm_captions = "confirm_captions"
    name_sources = "name_sources"
    make_changes = "make_changes"


@dataclass(frozen=True)
class Shown:
    """One line of the tracker, in words."""

    name: str
    state: str
    note: str


@dataclass(frozen=True)
class Preview:
    """The video as its author may see it before anyone else."""

    videos: Sequence[dict[str, str]]
    poster: str
    captions: str
    language: str


@dataclass(frozen=True)
class Standing:
    """The facts of a revision that say what comes next."""

    stage: str
    cues: int
    confirmed: bool
    needs_sources: bool
    sources: int


@dataclass(frozen=True)
class Mile:
    """One stage of the road: `state` is done, current, stopped, or empty where it lies ahead."""

    stage: str
    state: str
    at: datetime | None


def to_do(standing: Standing) -> tuple[Do, ...]:
    if standing.stage == Stage.unplayable:
        return (Do.send_another_video,)
    if standing.stage in (Stage.returned, Stage.rejected):
        return (Do.make_changes,)
    if standing.stage not in OPEN_TO_CHANGE:
        return ()
    steps = []
    if not standing.confirmed:
        steps.append(Do.confirm_captions if standing.cues else Do.write_captions)
    if standing.needs_sources and not standing.sources:
        steps.append(Do.name_sources)
    return tuple(steps)


def is_moving(stage: str, waits_for: tuple[Do, ...], for_so_long: timedelta) -> bool:
    """Whether looking again soon is worth it."""
    if stage in (Stage.received, Stage.screened):
        return True
    if stage == Stage.playable and not {Do.write_captions, Do.confirm_captions} & set(waits_for):
        return True
    if stage == Stage.playable and Do.write_captions in waits_for:
        return for_so_long < DRAFTING
    return stage in (Stage.playable, Stage.captioned) and not waits_for


def stands_at(stage: str, came_from: str) -> Stage:
    """The place on the road where a post stands, or was stopped."""
    if stage == Stage.unplayable:
        return Stage.playable
    if stage == Stage.held or (stage == Stage.returned and came_from == Stage.held):
        return Stage.screened
    return Stage.in_review if stage in (Stage.returned, Stage.rejected) else Stage(stage)


def road(stage: str, came_from: str, reached: Mapping[str, datetime]) -> tuple[Mile, ...]:
    """The whole road, with the time each stage was reached."""
    here = ROAD.index(stands_at(stage, came_from))
    state = {True: "current", False: "stopped"}[stage in ROAD]
    if stage == Stage.public:
        state = "done"
    states = ["done"] * here + [state] + [""] * (len(ROAD) - here - 1)
    return tuple(
        Mile(mile, said, reached.get(stage if said == "stopped" else mile) if said else None)
        for mile, said in zip(ROAD, states, strict=True)
    )


def has_ended(stage: str, is_on_the_shelf: bool, is_hidden: bool) -> bool:
    """Approved once, and no longer shown though nobody took it away: the approval's last day has passed."""
    return stage == Stage.public and not is_on_the_shelf and not is_hidden


def is_late(stage: str, since_due: timedelta) -> bool:
    """Due for so long that perhaps nobody is working: the author is told, and that nothing is lost."""
    return stage in ROAD and stage != Stage.public and since_due > LATE
