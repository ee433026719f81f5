"""What every test may ask for: a real database with its real roles, people, and posts at each stage."""

from uuid import uuid4

import hypothesis
import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.utils import translation

from hearten.config import privileges, translations
from hearten.config.pages import page

pytest_plugins = ["tests.world.people", "tests.world.posts"]


def pytest_configure() -> None:
    """The real hash is slow on purpose; here hundreds of people sign up. And models are optional."""
    settings.HEARTEN.checks = "none"  # no weights on the machine that tests; tests of what is held set their own
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    hypothesis.settings.register_profile("house", deadline=None)  # how busy a machine is says nothing about a promise
    hypothesis.settings.load_profile("house")


@pytest.fixture(scope="session", autouse=True)
def pages_have_their_styles() -> None:
    """Pages name their scripts and styles by digest, so these are gathered as in production."""
    call_command("collectstatic", verbosity=0, interactive=False)
    translations.compile_all()


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: object) -> None:  # noqa: ARG001 - runs it first
    """After the migrations, the rights; and tests may empty the journal between stories, nobody else may."""
    with django_db_blocker.unblock(), connection.cursor() as cursor:  # type: ignore[attr-defined]
        privileges.apply()
        cursor.execute("ALTER TABLE journal_entry DISABLE TRIGGER journal_never_emptied")


@pytest.fixture(autouse=True)
def each_story_begins_in_english() -> None:
    """A page asked for in another language leaves that language behind; the next test must not hear of it."""
    translation.deactivate()


@pytest.fixture(autouse=True)
def no_campaign_is_remembered(monkeypatch: pytest.MonkeyPatch) -> None:
    """The foot of every page asks once a minute whether one runs: no test hears what another's database said."""
    monkeypatch.setattr(page, "_a_campaign_runs", lambda _minute: False)


@pytest.fixture(autouse=True)
def nothing_a_model_worked_out_is_kept(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A twin of a model must not be answered for by what an earlier test left in somebody's home."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.getbasetemp() / f"kept-{uuid4().hex}"))
