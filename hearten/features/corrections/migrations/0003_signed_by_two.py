"""The door of corrections is made as every other: by the mould of signing. decisions/0040. It refuses what it refused.

Nothing asks `answering_clinician` any more: the doors of answers and of corrections did.
"""

from importlib import import_module

from django.db import migrations

from hearten.features.signing.migrations._doors import (
    NO_REVIEWER, Door, Refusal, as_written, hold_fast, is_lapsed, is_own, let_go,
)

before = import_module("hearten.features.corrections.migrations.0002_two_people_and_not_its_maker").FORWARD
answers = import_module("hearten.features.claims.migrations.0002_bound_to_the_bytes").FORWARD
OLD = "correction_never_changes"
TABLES = ["corrections_correction", "corrections_signature", "corrections_retraction"]
NAMED = "jsonb_array_elements(it.manifest::jsonb -> 'statements') s"
REWORDED = Refusal(
    f"""EXISTS (SELECT FROM {NAMED} WHERE NOT EXISTS (SELECT FROM guidance_statement said
       WHERE said.code = s ->> 'id' AND said.withdrawn_at IS NULL AND said.text = s ->> 'text'))""",  # noqa: S608 - our names
    "guidance it rests on has changed", "HE005",
    first=f"""PERFORM FROM guidance_statement said
       WHERE said.code IN (SELECT s ->> 'id' FROM {NAMED}) ORDER BY said.code FOR SHARE""",  # noqa: S608
)  # fmt: skip
DOOR = Door(
    "sign_correction", "correction", "corrections_correction", "corrections_signature", "corrections_retraction",
    "sign", (is_own("author_id", "maker_id"), NO_REVIEWER, is_lapsed("HE007"), REWORDED),
    carried=("post_id", "maker_id"),
)  # fmt: skip
FORWARD = (
    DOOR.sql() + "".join(hold_fast(table, OLD) for table in TABLES)
    + f"DROP FUNCTION {OLD}; DROP FUNCTION answering_clinician;"
)  # fmt: skip
BACK = (
    as_written(answers, "answering_clinician") + "REVOKE ALL ON FUNCTION answering_clinician FROM PUBLIC;\n"
    + as_written(before, OLD) + "".join(let_go(table, OLD) for table in TABLES) + as_written(before, "sign_correction")
)  # fmt: skip


class Migration(migrations.Migration):
    dependencies = [("corrections", "0002_two_people_and_not_its_maker"), ("claims", "0003_signed_by_two")]
    operations = [migrations.RunSQL(FORWARD, BACK)]
