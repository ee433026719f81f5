"""A page whose words a machine drafted says so, for as long as its catalogue does."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

from hearten.config.translations import is_drafted

DRAFTED = [code for code, _name in settings.LANGUAGES if code != settings.LANGUAGE_CODE]
HEAD = '# Somewhere.\n{}\nmsgid ""\nmsgstr ""\n\n# Drafted by machine\nmsgid "Yes"\nmsgstr "Si"\n'


@pytest.fixture(autouse=True)
def forgotten() -> Iterator[None]:
    is_drafted.cache_clear()
    yield
    is_drafted.cache_clear()


def says_so(language: str) -> bool:
    page = Client().get("/about" if language == settings.LANGUAGE_CODE else f"/{language}/about")
    return 'class="soft foot__draft"' in page.content.decode()


def test_every_language_but_the_one_it_was_written_in_says_that_a_machine_drafted_it() -> None:
    assert not says_so(settings.LANGUAGE_CODE)
    assert [code for code in DRAFTED if not says_so(code)] == []


@pytest.mark.parametrize(("head", "is_so"), [("# Drafted by machine, awaiting a check.", True), ("# Read.", False)])
def test_the_line_goes_when_the_catalogue_says_a_reader_has_checked_it(
    tmp_path: Path, settings: pytest.FixtureRequest, head: str, is_so: bool
) -> None:
    (tmp_path / "es" / "LC_MESSAGES").mkdir(parents=True)
    (tmp_path / "es" / "LC_MESSAGES" / "django.po").write_text(HEAD.format(head), encoding="utf-8")
    settings.LOCALE_PATHS = [tmp_path]  # type: ignore[attr-defined]
    assert is_drafted("es") is is_so and says_so("es") is is_so
