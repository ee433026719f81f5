"""Words as people type them: nothing in them that turns a line around or that no one can see, and one spelling."""

import json
import unicodedata
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from django import forms
from django.db import connection
from django.db.backends.utils import CursorWrapper
from django.utils.safestring import SafeString, mark_safe
from psycopg import Cursor

# These turn the words after them around, so that a page shows what nobody wrote. Marks (LRM, RLM, ALM) and joiners
# (ZWJ, ZWNJ) stay: Arabic, Persian, Hindi and families of emoji are written with them. As in engines/captions.
OVERRIDES = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
LAYOUT = frozenset("\n\t")
UNSAFE_IN_SCRIPT = {ord(letter): f"\\u{ord(letter):04x}" for letter in "<>&\u2028\u2029"}
RIGHT_TO_LEFT = frozenset({"ar", "fa", "he", "ur"})
NUL = "\0"  # left in, because Django refuses it with a sentence of its own


def _stays(character: str) -> bool:
    if character in OVERRIDES:
        return False
    return character in LAYOUT or character == NUL or unicodedata.category(character) != "Cc"


def readable(text: str, lines: bool = False) -> str:
    """What was typed, as it will be shown; on one line unless lines are wanted."""
    ended = text.replace("\r\n", "\n").replace("\r", "\n")
    laid_out = ended if lines else ended.replace("\n", " ").replace("\t", " ")
    return unicodedata.normalize("NFC", "".join(c for c in laid_out if _stays(c)))


def direction(language: str) -> str:
    """Which way it is written, as HTML says it."""
    return "rtl" if language in RIGHT_TO_LEFT else "ltr"


def in_script(said: Mapping[str, Any]) -> SafeString:
    """Data as JSON for a script element: no letter in it can end the element."""
    written = json.dumps(said, ensure_ascii=False, default=str)
    return mark_safe(written.translate(UNSAFE_IN_SCRIPT))  # noqa: S308 - the line above made it so


def typed(form: forms.Form) -> str:
    """All that a person wrote into a form, as it came: what is shown again when the rest of it is not taken."""
    wrote = [str(form[name].value() or "") for name, field in form.fields.items() if isinstance(field, WordsField)]
    return "\n\n".join(words for words in wrote if words.strip())


class WordsField(forms.CharField):
    """What a person writes. Every form of ours asks for words with this one."""

    def to_python(self, value: Any) -> str:
        lines = isinstance(self.widget, forms.Textarea)
        said = readable(str(value), lines) if value not in self.empty_values else value
        return super().to_python(said) or ""


@contextmanager
def unheard() -> Iterator[CursorWrapper]:
    """Bound by the server: a statement that fails takes none of the words into PostgreSQL's log. decisions/0032."""
    connection.ensure_connection()
    with connection.make_cursor(Cursor(connection.connection)) as cursor:  # type: ignore[arg-type]
        yield cursor
