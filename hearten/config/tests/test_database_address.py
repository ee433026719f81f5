"""The address of the database says all that the connection is asked for."""

import pytest

from hearten.config.settings import database_of

ASKED = [
    ("postgres://hearten_web:s%40fe@db.example:5433/hearten?sslmode=verify-full&sslrootcert=/etc/ca.pem",
     {"NAME": "hearten", "USER": "hearten_web", "PASSWORD": "s@fe", "HOST": "db.example", "PORT": "5433",
      "OPTIONS": {"connect_timeout": 3, "sslmode": "verify-full", "sslrootcert": "/etc/ca.pem"}}),
    ("postgresql://me@/hearten?host=/run/pg%20here", {"HOST": "/run/pg here", "PORT": "", "PASSWORD": ""}),
    ("postgres://me@localhost/hearten?connect_timeout=9", {"OPTIONS": {"connect_timeout": "9"}}),
]  # fmt: skip


@pytest.mark.parametrize(("address", "meant"), ASKED)
def test_what_the_address_asks_of_the_connection_is_not_lost(address, meant):
    assert database_of(address) | meant == database_of(address)
