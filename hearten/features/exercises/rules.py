"""Which exercises there are, and what each rests on."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Source:
    """A publication, in the words of the registry of guidance; `code` is empty for what is not in it."""

    code: str
    title: str
    publisher: str
    year: int
    url: str
    checked: date


LOOKED = date(2026, 11, 23)
STRESS = "Doing what matters in times of stress: an illustrated guide"
STRESS_URL = "https://www.who.int/publications/i/item/9789240003927"
GROUNDING = Source("G094", STRESS, "WHO", 2020, STRESS_URL, LOOKED)
UNHOOKING = Source("G095", STRESS, "WHO", 2020, STRESS_URL, LOOKED)
BEING_KIND = Source("G097", STRESS, "WHO", 2020, STRESS_URL, LOOKED)
SLOW_BREATHING = Source(
    "G030", "Anxiety disorders: fact sheet", "WHO", 2025,
    "https://www.who.int/news-room/fact-sheets/detail/anxiety-disorders", LOOKED,
)  # fmt: skip
OUT_OF_REACH = Source(
    "G115", "mhGAP recommendations SUI 1-6 (Saxena et al., PLoS Medicine, table)", "WHO / PLoS Med", 2011,
    "https://pmc.ncbi.nlm.nih.gov/articles/PMC3217030/table/pmed-1001122-t004", LOOKED,
)  # fmt: skip
SIX_PARTS = Source(
    "", "Safety planning intervention: a brief intervention to mitigate suicide risk",
    "Stanley and Brown, Cognitive and Behavioral Practice 19 (2), 256–264", 2012,
    "https://doi.org/10.1016/j.cbpra.2011.01.001", LOOKED,
)  # fmt: skip

RESTS_ON: dict[str, tuple[Source, ...]] = {
    "breathing": (SLOW_BREATHING,),
    "grounding": (GROUNDING,),
    "naming": (UNHOOKING,),
    "muscles": (SLOW_BREATHING,),
    "kindness": (BEING_KIND,),
}
"""By the name in the address; the page of each is the template of that name."""

FITS: dict[str, frozenset[str]] = {
    "breathing": frozenset({"breathing", "anxiety", "panic", "stress", "sleep", "coping"}),
    "grounding": frozenset({"grounding", "anxiety", "panic", "stress", "trauma", "coping"}),
    "naming": frozenset({"anxiety", "stress", "work", "school", "coping"}),
    "muscles": frozenset({"anxiety", "stress", "sleep", "coping"}),
    "kindness": frozenset({"self-care", "depression", "grief", "new parents", "coping"}),
}
"""The topics beside which each may be of use: our own choice from what it rests on. Looked at on 2026-11-23."""

PLAN_RESTS_ON = (SIX_PARTS, OUT_OF_REACH)  # the second also says G117: others near


def fitting(topics: Collection[str]) -> list[str]:
    """Names of exercises, those that fit more of these topics first."""
    fits = {name: len(FITS[name] & set(topics)) for name in RESTS_ON}
    return sorted((name for name in fits if fits[name]), key=lambda name: -fits[name])
