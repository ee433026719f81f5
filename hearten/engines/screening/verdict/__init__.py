"""Holds a claim against statements and myths. "Supported" needs the same meaning, denial and figures."""

from hearten.engines.screening.verdict.judging import judge
from hearten.engines.screening.verdict.opinion import Opinion, Verdict

__all__ = ["Opinion", "Verdict", "judge"]
