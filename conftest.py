"""What every test may ask for: a real database with its real roles, people, and posts at each stage."""

import pytest
from django.db import connection

from hearten.config import privileges, translations

pytest_plugins = ["tests.world.people", "tests.world.posts"]


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: object) -> None:  # noqa: ARG001 - runs it first
    """After the migrations, the rights; and tests may empty the journal between stories, nobody else may."""
    with django_db_blocker.unblock(), connection.cursor() as cursor:  # type: ignore[attr-defined]
        privileges.apply()
        cursor.execute("ALTER TABLE journal_entry DISABLE TRIGGER journal_never_emptied")
    translations.compile_all()
