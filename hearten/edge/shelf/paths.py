"""Learning paths: which posts in which order, until when. What of one is on the shelf is seen when it is asked for."""

import json
from collections.abc import Sequence
from typing import Any, NamedTuple
from uuid import UUID

from hearten.engines.ranking import micros_of

COLUMNS = "slug, manifest, until"


class Laid(NamedTuple):
    """A path, or a campaign. `steps` are ids of posts as numbers, `until` microseconds."""

    steps: tuple[int, ...]
    until: int


class Step(NamedTuple):
    """A post of a path that is on the shelf."""

    slot: int
    heaviness: int
    gives_relief: bool


def laid(row: Sequence[Any], posts: str = "steps") -> tuple[str, Laid]:
    """A row of `public_path` or `public_campaign`, in the order of COLUMNS; `posts` is what its manifest calls them."""
    slug, manifest, until = row
    steps = tuple(UUID(post).int for post in json.loads(manifest)[posts])
    return slug, Laid(steps, micros_of(until))
