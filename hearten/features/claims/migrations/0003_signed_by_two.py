"""The door of answers is made as every other: by the mould of signing. decisions/0040. It refuses what it refused."""

from importlib import import_module

from django.db import migrations

from hearten.features.signing.migrations._doors import (
    NEVER, NO_REVIEWER, TOO_LONG, Door, as_written, hold_fast, is_lapsed, is_own, let_go,
)

before = import_module("hearten.features.claims.migrations.0002_bound_to_the_bytes").FORWARD
OLD = "answer_never_changes"
TABLES = [("claims_answer", OLD), ("claims_reading", OLD), ("claims_retraction", OLD, NEVER[1])]
DOOR = Door(
    "read_answer", "answer", "claims_answer", "claims_reading", "claims_retraction", "confirm",
    (NO_REVIEWER, is_own("author_id", only_yes=True), is_lapsed("HE005"), TOO_LONG),
)  # fmt: skip
FORWARD = DOOR.sql() + "".join(hold_fast(*table) for table in TABLES) + f"DROP FUNCTION {OLD};"
BACK = as_written(before, OLD) + "".join(let_go(*table) for table in TABLES) + as_written(before, "read_answer")


class Migration(migrations.Migration):
    dependencies = [("claims", "0002_bound_to_the_bytes"), ("signing", "0001_two_people")]
    operations = [migrations.RunSQL(FORWARD, BACK)]
