"""Turns the translators' .po files into what gettext reads. Needs no tool outside Python."""

from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from django.conf import settings


def compile_all() -> int:
    """Compile what is newer than its result; returns how many were compiled."""
    found = [source for root in settings.LOCALE_PATHS for source in Path(root).glob("*/LC_MESSAGES/*.po")]
    stale = [source for source in found if _is_stale(source)]
    for source in stale:
        with source.open("rb") as opened, source.with_suffix(".mo").open("wb") as out:
            write_mo(out, read_po(opened))
    return len(stale)


def _is_stale(source: Path) -> bool:
    result = source.with_suffix(".mo")
    return not result.exists() or result.stat().st_mtime < source.stat().st_mtime
