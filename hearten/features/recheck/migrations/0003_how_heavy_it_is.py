"""What is public says how heavy it is and what it leaves one with, as its reviewer found it."""

from importlib import import_module

from django.db import migrations

before = import_module("hearten.features.recheck.migrations.0002_hidden_at_once")
LIGHTER = before.VIEW + before.REOPENED
WEIGHED = LIGHTER.replace("rev.language", "rev.language, ok.heaviness, ok.leaves")


class Migration(migrations.Migration):
    dependencies = [("recheck", "0002_hidden_at_once"), ("review", "0007_how_heavy_it_is")]
    operations = [migrations.RunSQL(WEIGHED, f"DROP VIEW public_post; {LIGHTER}")]
