"""The door of paths is made as every other: by the mould of signing. decisions/0040. It refuses what it refused."""

from importlib import import_module

from django.db import migrations

from hearten.features.signing.migrations._doors import (
    NEVER, NO_REVIEWER, TOO_LONG, Door, as_written, hold_fast, is_lapsed, is_own, let_go,
)

before = import_module("hearten.features.paths.migrations.0002_two_people").FORWARD
OLD = "path_never_changes"
TABLES = [("paths_path", OLD), ("paths_signing", OLD), ("paths_retraction", OLD, NEVER[1])]
DOOR = Door(
    "sign_path", "path", "paths_path", "paths_signing", "paths_retraction", "sign",
    (is_own("proposer_id"), NO_REVIEWER, is_lapsed("HE005"), TOO_LONG),
    writer="proposer", roles=("reviewer", "professional"),
)  # fmt: skip
FORWARD = (
    DOOR.sql() + "".join(hold_fast(*table) for table in TABLES) + f"DROP FUNCTION {OLD}; DROP FUNCTION path_maker;"
)
BACK = (
    as_written(before, "path_maker") + "REVOKE ALL ON FUNCTION path_maker FROM PUBLIC;\n" + as_written(before, OLD)
    + "".join(let_go(*table) for table in TABLES) + as_written(before, "sign_path")
)  # fmt: skip


class Migration(migrations.Migration):
    dependencies = [("paths", "0002_two_people"), ("signing", "0001_two_people")]
    operations = [migrations.RunSQL(FORWARD, BACK)]
