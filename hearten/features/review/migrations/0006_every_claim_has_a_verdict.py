"""Every claim found in these bytes has a clinician's verdict, and the last one lets it stand. decisions/0005.

Who judges holds the revision while they write, and so does this function: a verdict is never half there.
"""

from importlib import import_module

from django.db import migrations

first = import_module("hearten.features.review.migrations.0004_only_the_latest_version_is_approved")
before = import_module("hearten.features.review.migrations.0005_rests_on_what_is_said_today")
JUDGED = """
  IF EXISTS (SELECT FROM screening_claimfound claim JOIN screening_screening s ON s.id = claim.screening_id
      WHERE s.revision_id = r.id AND (
        SELECT (said.says NOT IN ('outdated', 'unsupported', 'contradicted') OR said.may_stand)
            AND said.reviewer_id <> r.author_id AND EXISTS (
              SELECT FROM accounts_rolegrant role WHERE role.person_id = said.reviewer_id AND role.role = 'reviewer')
          FROM verdicts_claimverdict said
         WHERE said.revision_id = r.id AND said.digest = r.digest AND said.text = claim.text
         ORDER BY said.id DESC LIMIT 1) IS NOT TRUE) THEN
    RAISE EXCEPTION 'a claim waits for a verdict or was found untrue' USING ERRCODE = 'HE006';
  END IF;"""


class Migration(migrations.Migration):
    dependencies = [
        ("review", "0005_rests_on_what_is_said_today"),
        ("screening", "0002_claims_found"),
        ("verdicts", "0001_initial"),
    ]
    operations = [
        migrations.RunSQL(
            first.approve(first.SAFE_PATH, first.REPLACED + before.STANDS + JUDGED),
            first.approve(first.SAFE_PATH, first.REPLACED + before.STANDS),
        )
    ]
