"""Whoever calls a claim supported may say by which statements of guidance. decisions/0043."""

from django.contrib.postgres.fields import ArrayField
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("verdicts", "0001_initial")]
    operations = [
        migrations.AddField("claimverdict", "statements", ArrayField(models.CharField(max_length=12), default=list)),
    ]
