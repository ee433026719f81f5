"""Reads words for what published guidance asks us to say otherwise. It may hold; it never approves."""

from hearten.engines.screening.families import FAMILIES, SHARED
from hearten.engines.screening.finding import Finding, Passage, Report, Severity
from hearten.engines.screening.loading import BadRule, all_messages, load, load_practised
from hearten.engines.screening.rule import Pack, Rule
from hearten.engines.screening.screening import screen

__all__ = [
    "FAMILIES", "SHARED", "BadRule", "Finding", "Pack", "Passage", "Report", "Rule", "Severity", "all_messages", "load",
    "load_practised", "screen",
]  # fmt: skip
