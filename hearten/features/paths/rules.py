"""What a learning path may be, and who may make and sign one."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Protocol, TypeVar

from hearten.engines.screening.words import words_of
from hearten.features.signing.rules import Signs

FEWEST_STEPS, MOST_STEPS = 2, 12
HEAVY = 2
WORDS_A_MINUTE = 130  # unhurried, for a tired reader; our own number
SLUG = re.compile(r"[-\w]{1,60}", re.ASCII)
Says = Signs
LETTERS = 4  # of a word that a path is found by
POST = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.ASCII)


@dataclass(frozen=True)
class Step:
    """One post of a path as it is public now; `seconds` to watch or read it."""

    post_id: str
    title: str
    language: str
    kind: str
    seconds: float
    heaviness: int
    leaves: str
    topics: tuple[str, ...] = ()

    @property
    def gives_relief(self) -> bool:
        return self.heaviness < HEAVY and (self.kind == "coping" or self.leaves == "hope")


def step_of(post_id: str, manifest: Mapping[str, Any], heaviness: int, leaves: str) -> Step:
    return Step(
        post_id, manifest["title"], manifest["language"], manifest["kind"], seconds_of(manifest), heaviness, leaves,
        tuple(manifest["topics"]),
    )  # fmt: skip


def seconds_of(manifest: Mapping[str, Any]) -> float:
    """To watch it, or to read it where it is words."""
    video = manifest["video"]
    return float(video["duration"]) if video else len(manifest["text"].split()) * 60 / WORDS_A_MINUTE


def minutes(steps: Sequence[Step]) -> int:
    return max(1, round(sum(step.seconds for step in steps) / 60))


class Weighed(Protocol):
    """What is known of a post wherever a path is shown."""

    @property
    def heaviness(self) -> int: ...
    @property
    def gives_relief(self) -> bool: ...


Some = TypeVar("Some", bound=Weighed)


def calmly(steps: Sequence[Some]) -> list[Some]:
    """A heavy post stays only where the very next one gives relief: what lay between may have been withdrawn."""
    kept: list[Some] = []
    for step in reversed(steps):
        if step.heaviness < HEAVY or (kept and kept[0].gives_relief):
            kept.insert(0, step)
    return kept


def is_a_path(steps: Sequence[Weighed]) -> bool:
    return FEWEST_STEPS <= len(steps) <= MOST_STEPS


def after(post_id: str, steps: Sequence[Step]) -> Step | None:
    """What comes next in a path that holds this post."""
    return next((then for one, then in pairwise(steps) if one.post_id == post_id), None)


def says(text: str, words: Collection[str]) -> bool:
    """Whether one of these words, of at least four letters, stands in the text as a whole word, however it is cased."""
    wanted = {one.forms[0] for word in words for one in words_of(word) if len(one.forms[0]) >= LETTERS}
    return bool(wanted & {one.forms[0] for one in words_of(text)})


def posts_named_in(lines: str) -> list[str]:
    """The posts whose addresses or ids stand in these lines, in order, each once."""
    return list(dict.fromkeys(POST.findall(lines.lower())))


def may_propose(is_reviewer: bool, is_professional: bool, has_credential: bool) -> bool:
    return (is_reviewer or is_professional) and has_credential


def may_sign(is_reviewer: bool, has_credential: bool, is_own: bool) -> bool:
    return is_reviewer and has_credential and not is_own


def described(said: Mapping[str, Any], url: str, steps: Sequence[tuple[Step, str]]) -> dict[str, object]:
    """In the words of schema.org; `steps` with their whole addresses."""
    parts = [
        {"@type": "LearningResource", "position": at, "name": step.title, "inLanguage": step.language, "url": to}
        for at, (step, to) in enumerate(steps, 1)
    ]
    return {
        "@context": "https://schema.org", "@type": "LearningResource", "name": said["title"], "url": url,
        "description": said["learn"], "inLanguage": said["language"], "isAccessibleForFree": True, "hasPart": parts,
        "timeRequired": f"PT{minutes([step for step, _to in steps])}M",
    }  # fmt: skip
