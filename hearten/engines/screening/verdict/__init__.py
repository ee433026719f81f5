"""Holds a claim against statements and myths. "Supported" needs the same meaning, denial and figures."""

from hearten.engines.screening.verdict.answering import Answer, answer, judged_in, statements_beside
from hearten.engines.screening.verdict.judging import judge
from hearten.engines.screening.verdict.opinion import Opinion, Verdict

__all__ = ["Answer", "Opinion", "Verdict", "answer", "judge", "judged_in", "statements_beside"]
