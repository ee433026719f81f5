"""What Hearten ships to its engines, read once for all tests: rules of wording, guidance, words of crisis."""

from functools import cache
from pathlib import Path

from hearten.engines import screening
from hearten.engines.screening import evidence, risk

DATA = Path(__file__).resolve().parents[2] / "data"
LANGUAGES = ("en", "es", "fr", "pt", "ar", "hi")  # those that have rules of wording


@cache
def rules(language: str = "en") -> screening.Pack:
    return screening.load(DATA / "rules", language)


@cache
def guidance() -> evidence.Index:
    """Statements and myths, to be compared by their words alone."""
    return evidence.Index.of(evidence.load(DATA / "guidance"), vocabulary=evidence.load_vocabulary(DATA / "guidance"))


@cache
def crisis(language: str = "en") -> risk.Lexicon:
    return risk.load(DATA / "risk", language)
