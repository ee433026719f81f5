"""The kinds of settings: what each accepts, and how we say so. No value is ever repeated: it may be a key."""

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal
from urllib.parse import unquote, urlsplit

from pydantic import AfterValidator, Field

from hearten.features.help import rules as help_rules
from hearten.features.screening.rules import BY_MODEL, NONE

ROOT = Path(__file__).resolve().parents[2]
EMERGENCY_NUMBERS = ROOT / "data" / "emergency" / "numbers.jsonl"
HERE = ("", "localhost")  # where a file: address may say its folder is


@dataclass(frozen=True)
class Expected:
    says: str


def folder_of(written: str) -> Path:
    """A file: address or a plain path, which may hold any letter."""
    return Path(unquote(urlsplit(written).path)) if written.startswith("file:") else Path(written)


def _one_of_ours(written: str) -> str:
    """A folder of this machine. A bucket's address would be taken for a folder of the same name."""
    is_here = not written.startswith("file:") or urlsplit(written).netloc in HERE
    if written and not (is_here and folder_of(written).is_absolute()):
        raise ValueError
    return written


def _database(written: str) -> str:
    at = urlsplit(written)
    if written and not (at.scheme in ("postgres", "postgresql") and at.path.strip("/") and at.port != 0):
        raise ValueError
    return written


def _mail(written: str) -> str:
    at = urlsplit(written)
    if at.scheme == "file":
        return _one_of_ours(written)
    if written and not (at.scheme in ("smtp", "smtps") and at.hostname and at.port != 0):
        raise ValueError
    return written


def _page(written: str) -> str:
    """Nothing that would run in the reader's browser, as javascript: does."""
    at = urlsplit(written)
    if at.scheme not in ("http", "https") or not at.hostname:
        raise ValueError
    return written


def _country(written: str) -> str:
    if written and written.upper() not in help_rules.countries_of(EMERGENCY_NUMBERS.read_text("utf-8").splitlines()):
        raise ValueError
    return written.upper()


def _checks(written: str) -> str:
    named = [one.strip() for one in written.split(",")]
    if named != [NONE] and not set(named) <= set(BY_MODEL):
        raise ValueError
    return ",".join(named)


YesOrNo = Annotated[bool, Expected("1 or 0")]
Count = Annotated[int, Field(ge=1), Expected("a whole number, 1 or more")]
Seconds = Annotated[float, Field(gt=0, allow_inf_nan=False), Expected("a number of seconds, more than 0")]
Database = Annotated[str, AfterValidator(_database), Expected("empty, or postgres://role:password@host:port/name")]
Folder = Annotated[
    str, AfterValidator(_one_of_ours),
    Expected("empty, file:///absolute/folder or /absolute/folder; nothing else can hold files yet"),
]  # fmt: skip
Mail = Annotated[
    str, AfterValidator(_mail),
    Expected("empty, smtp://user:password@host:port, smtps://… or file:///absolute/folder"),
]  # fmt: skip
WebPage = Annotated[str, AfterValidator(_page), Expected("the address of a page, beginning with https:// or http://")]
Country = Annotated[
    str, AfterValidator(_country), Expected("empty, or the two letters of a country whose emergency numbers we know")
]
Checks = Annotated[str, AfterValidator(_checks), Expected(f"{NONE}, or any of {', '.join(BY_MODEL)}")]
Sandbox = Annotated[Literal["bubblewrap", "limits"], Expected("bubblewrap or limits")]
