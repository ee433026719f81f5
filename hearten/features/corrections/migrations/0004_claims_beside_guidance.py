"""What is public carries the claims its reviewer found supported, each beside the statements it rests on.

The view of what is public is made here, because 0002 wrote it last.
"""

from importlib import import_module

from django.db import migrations

last = import_module("hearten.features.corrections.migrations.0002_two_people_and_not_its_maker")
BEFORE = last.before.WEIGHED + last.FOUND_WRONG
CLAIMED = BEFORE.replace("ok.leaves", "ok.leaves, ok.claims::text AS claims")
SILENT = BEFORE.replace("ok.leaves", "ok.leaves, '[]'::text AS claims")  # other views rest on this one


class Migration(migrations.Migration):
    dependencies = [("corrections", "0003_signed_by_two"), ("review", "0009_claims_beside_guidance")]
    operations = [migrations.RunSQL(CLAIMED, SILENT)]
