"""What is approved cites guidance as it stands at that moment, or as it stood before mere rewording. decisions/0019.

The statements are locked against change until the signature is written: a change waits for it, and then finds it.
"""

from importlib import import_module

from django.db import migrations

before = import_module("hearten.features.review.migrations.0004_only_the_latest_version_is_approved")
STANDS = """
  PERFORM FROM guidance_statement said
    WHERE said.code IN (SELECT s ->> 'id' FROM jsonb_array_elements(r.manifest::jsonb -> 'sources') s)
    ORDER BY said.code FOR SHARE;
  IF EXISTS (SELECT FROM jsonb_array_elements(r.manifest::jsonb -> 'sources') s WHERE NOT EXISTS (
      SELECT FROM guidance_statement said WHERE said.code = s ->> 'id' AND said.withdrawn_at IS NULL
        AND (said.text = s ->> 'statement' OR EXISTS (
          SELECT FROM guidance_wording reworded WHERE reworded.statement_id = said.code
            AND reworded.text = s ->> 'statement' AND NOT EXISTS (
              SELECT FROM guidance_wording later WHERE later.statement_id = said.code
                AND later.id >= reworded.id AND later.of_substance))))) THEN
    RAISE EXCEPTION 'guidance it rests on has changed' USING ERRCODE = 'HE005';
  END IF;"""


class Migration(migrations.Migration):
    dependencies = [
        ("review", "0004_only_the_latest_version_is_approved"),
        ("guidance", "0004_kept_and_applied_by_the_database"),
    ]
    operations = [
        migrations.RunSQL(
            before.approve(before.SAFE_PATH, before.REPLACED + STANDS),
            before.approve(before.SAFE_PATH, before.REPLACED),
        )
    ]
