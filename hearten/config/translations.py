"""Turns the translators' .po files into what gettext reads. Needs no tool outside Python."""

from functools import cache
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from django.conf import settings
from django.utils.translation import to_locale

DRAFTED = "# Drafted by machine"  # at the head of a catalogue until a native reader has checked it; decisions/0014


@cache
def is_drafted(language: str) -> bool:
    """Whether the pages of a language are a machine's draft, as its catalogue says. English is not translated."""
    found = [Path(root) / to_locale(language) / "LC_MESSAGES" / "django.po" for root in settings.LOCALE_PATHS]
    return any(_says_drafted(source) for source in found if source.is_file())


def _says_drafted(source: Path) -> bool:
    head = source.read_text(encoding="utf-8").partition("msgid")[0]
    return any(line.startswith(DRAFTED) for line in head.splitlines())


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
