"""Every sentence a reader meets goes through gettext: in templates, and in the code that speaks to people."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
HOUSE = ROOT / "hearten"
PAGES = HOUSE / "web" / "templates"
LOOK = {PAGES / "style.html", *(PAGES / "look").iterdir()}  # a page for those who build pages
TEMPLATES = sorted(p for p in HOUSE.glob("**/templates/**/*") if p.suffix in (".html", ".txt") and p not in LOOK)
SPEAKING = sorted(p for room in ("forms", "views") for p in HOUSE.glob(f"features/*/{room}.py"))
SAME_EVERYWHERE = {"Hearten", "UTC", "Alt"}  # names, and what is printed on keys
UNITS = {"s"}
GETTEXT = {"_", "gettext", "gettext_lazy", "ngettext", "ngettext_lazy", "pgettext"}
TEACHES = 'Wrap it: {% translate "…" %} in a template, _("…") in Python.'

TRANSLATED = re.compile(r"{%\s*blocktrans(?:late)?\b.*?{%\s*endblocktrans(?:late)?\s*%}", re.DOTALL)
COMMENTS = re.compile(r"{#.*?#}|{%\s*comment\b.*?{%\s*endcomment\s*%}|<!--.*?-->", re.DOTALL)
CODE = re.compile(r"{%.*?%}|{{.*?}}|&\w+;", re.DOTALL)
SILENT = re.compile(r"<(script|style|pre)\b[^>]*>.*?</\1>|{%\s*block body_class.*?{%\s*endblock.*?%}", re.DOTALL)
HEARD = re.compile(r"""\s(?:alt|title|aria-label|placeholder|label|data-say[\w-]*)=(?:"([^"]*)"|'([^']*)')""")
TAG = re.compile(r"<[^>]*>", re.DOTALL)
WORD = re.compile(r"[^\W\d_]+")


def untranslated(template: str) -> list[str]:
    """Words a reader would meet in English, whatever their language."""
    bare = CODE.sub(" ", SILENT.sub(" ", TRANSLATED.sub(" ", COMMENTS.sub(" ", template))))
    heard = [one or other for tag in TAG.findall(bare) for one, other in HEARD.findall(tag)]
    return [word for text in (*heard, TAG.sub(" ", bare)) for word in WORD.findall(text) if _is_words(word)]


def _is_words(word: str) -> bool:
    return word not in SAME_EVERYWHERE | UNITS


def sentences(code: str) -> list[str]:
    """String literals that look like something said to a person, and are not handed to gettext."""
    module = ast.parse(code)
    calls = [n for n in ast.walk(module) if isinstance(n, ast.Call) and _is_gettext(n)]
    spoken = {id(n) for call in calls for n in ast.walk(call)}
    said = {id(n.value) for n in ast.walk(module) if isinstance(n, ast.Expr)}  # docstrings
    return [
        n.value for n in ast.walk(module)
        if isinstance(n, ast.Constant) and isinstance(n.value, str) and id(n) not in spoken | said
        and re.match(r"[A-Z][\w’']*[ ,]+\w+.*", n.value)
    ]  # fmt: skip


def _is_gettext(call: ast.Call) -> bool:
    return ast.unparse(call.func).split(".")[-1] in GETTEXT


def name(path: Path) -> str:
    return str(path.relative_to(HOUSE))


@pytest.mark.parametrize("path", TEMPLATES, ids=name)
def test_a_page_says_nothing_that_cannot_be_translated(path):
    assert untranslated(path.read_text(encoding="utf-8")) == [], TEACHES


@pytest.mark.parametrize("path", SPEAKING, ids=name)
def test_code_that_speaks_to_people_can_be_translated(path):
    assert sentences(path.read_text(encoding="utf-8")) == [], TEACHES


@pytest.mark.parametrize("page", [
    "<p>Get help</p>", '<img alt="A calm lake">', "{% translate 'Yes' %} now", '<a aria-label="Close">×</a>',
])  # fmt: skip
def test_a_bare_word_in_a_page_would_be_noticed(page):
    assert untranslated(page)


def test_a_bare_sentence_in_code_would_be_noticed_and_a_wrapped_one_is_fine():
    assert sentences('messages.error(request, "That did not work.")') == ["That did not work."]
    assert sentences('messages.error(request, _("That did not work."))') == []
