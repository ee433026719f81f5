"""Whoever approves also says how heavy it is and what it leaves one with. What was signed before counts as heavy.

The function has two more things to be told, so it is made again: `config/privileges.py` says who may call it, and is
applied after each migration. The view of what is public gains both in recheck's 0003, which wrote it last.
"""

from importlib import import_module

from django.db import migrations, models
from django.db.models import Q

first = import_module("hearten.features.review.migrations.0004_only_the_latest_version_is_approved")
before = import_module("hearten.features.review.migrations.0005_rests_on_what_is_said_today")
judged = import_module("hearten.features.review.migrations.0006_every_claim_has_a_verdict")

LIGHTER = first.approve(first.SAFE_PATH, first.REPLACED + before.STANDS + judged.JUDGED)
WEIGHED = (
    LIGHTER.replace("p_until timestamptz)", "p_until timestamptz, p_heaviness integer, p_leaves text)")
    .replace("is_demo, statements, at, until)", "is_demo, statements, at, until, heaviness, leaves)")
    .replace("now(), p_until)", "now(), p_until, p_heaviness, p_leaves)")
)
OWN = "REVOKE ALL ON FUNCTION approve FROM PUBLIC;"


class Migration(migrations.Migration):
    dependencies = [("review", "0006_every_claim_has_a_verdict")]
    operations = [
        migrations.AddField(
            "approval", "heaviness",
            models.SmallIntegerField(choices=[(0, "light"), (1, "serious"), (2, "heavy")], db_default=2),
        ),
        migrations.AddField(
            "approval", "leaves",
            models.CharField(
                max_length=7, choices=[("hope", "hope"), ("neither", "neither"), ("loss", "loss")],
                db_default="neither",
            ),
        ),
        migrations.AddConstraint(
            "approval",
            models.CheckConstraint(condition=Q(("heaviness__range", (0, 2))), name="heaviness_is_one_of_three"),
        ),
        migrations.AddConstraint(
            "approval",
            models.CheckConstraint(
                condition=Q(("leaves__in", ["hope", "neither", "loss"])), name="leaves_is_one_of_three"
            ),
        ),
        migrations.RunSQL(
            f"DROP FUNCTION approve; {WEIGHED} {OWN}",
            f"DROP FUNCTION approve; {LIGHTER} {OWN}",
        ),
    ]  # fmt: skip
