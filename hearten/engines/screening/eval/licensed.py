"""Side figures of the linter on other people's labelled data, where its folder is at hand. Nothing of it is kept.

None of these sets was made to test wording rules, so none has a target: hateful is not the same as badly worded, and
their disability is any disability. They show what the rules leave alone, and what they name when nobody wrote for them.
"""

import csv
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from hearten.engines.screening.eval.figures import RESAMPLES, Row, share
from hearten.engines.screening.eval.sets import spread
from hearten.engines.screening.families import SHARED

Families = Callable[[str, str], frozenset[str]]  # text, language → families found
STIGMA = frozenset({"slur_stigma", "labelling_person", "trivialising"})
HATECHECK = Path("hatecheck") / "test_suite_cases.csv"
MHC = {
    code: Path("mhc") / f"hatecheck_cases_final_{language}.csv"
    for code, language in (("es", "spanish"), ("fr", "french"), ("pt", "portuguese"))
}
# Its thousands of prompts are draws from these few sentences: counting the draws would count each sentence sixty times.
TOXIGEN = {kind: Path("toxigen_mental") / f"{kind}_mental_disability_sentences.txt" for kind in ("hate", "neutral")}
COUNSEL = Path("counselchat") / "20200325_counsel_chat.csv"
TONES = {"hate": "hateful", "neutral": "neutral"}
Asked = tuple[str, str, str, bool, list[str]]  # what, on, language, whether only stigma counts, the texts


def files(folder: Path) -> dict[str, Path]:
    """By name; those that are not there are to be named as not run."""
    return {one.parent.name: folder / one for one in (HATECHECK, MHC["es"], TOXIGEN["hate"], COUNSEL)}


def rows(
    folder: Path, ours: Families, others: Mapping[str, Families], most: int | None = None, resamples: int = RESAMPLES
) -> Iterator[Row]:
    """A row for each set that is there; of each at most `most` texts."""
    for what, on, language, only_stigma, texts in _asked(folder):
        some = spread(texts, most)
        counted = STIGMA if only_stigma else frozenset(SHARED)
        figures = [
            share([not counted.isdisjoint(found(text, language)) for text in some], resamples)
            for found in (ours, *others.values())
        ]
        beside = tuple(zip(others, figures[1:], strict=True))
        yield Row("E6", what, on, len(some), figures[0], None, beside, language, note="side figure")


def _asked(folder: Path) -> Iterator[Asked]:
    for language, name in {"en": HATECHECK, **MHC}.items():
        if (folder / name).is_file():
            table = _table(folder / name)
            slurs = [r["test_case"] for r in table if r["functionality"] == "slur_h" and "disab" in r["target_ident"]]
            kind_ones = [r["test_case"] for r in table if r["label_gold"] == "non-hateful"]
            yield "slurs about disability that are named", name.parent.name, language, True, slurs
            yield "sentences without hate in which stigma is named", name.parent.name, language, True, kind_ones
    for kind, name in TOXIGEN.items():
        if (folder / name).is_file():
            texts = (folder / name).read_text(encoding="utf-8", errors="replace").splitlines()
            what = f"{TONES[kind]} sentences about mental disability in which stigma is named"
            yield what, name.parent.name, "en", True, [text for text in texts if text.strip()]
    if (folder / COUNSEL).is_file():
        answers = [row["answerText"] for row in _table(folder / COUNSEL) if row["answerText"].strip()]
        yield "therapists' answers in which anything is named", COUNSEL.parent.name, "en", False, answers


def _table(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", errors="replace", newline="") as file:
        return list(csv.DictReader(file))
