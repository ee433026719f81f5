"""What a post asks, the right answer and why are searched as what is said in it is.

What stands beside the right answer is not: it would come up in an excerpt as if the post said so. decisions/0038.
"""

from importlib import import_module

from django.db import migrations

before = import_module("hearten.features.search.migrations.0003_reads_cards")
READ = """
      FROM jsonb_array_elements(m -> 'cards') WITH ORDINALITY AS deck (card, place)
  ) AS each"""
READS = """
      FROM jsonb_array_elements(m -> 'cards') WITH ORDINALITY AS deck (card, place)
    UNION ALL
    SELECT 3, asked.place,
        concat_ws(' ', asked.one ->> 'question', asked.one -> 'options' ->> (asked.one ->> 'right')::int, asked.one ->> 'why')
      FROM jsonb_array_elements(m -> 'checks') WITH ORDINALITY AS asked (one, place)
  ) AS each"""


def reading(sql: str) -> str:
    """The function as it was, reading one thing more. What is public asks nothing yet, so nothing is written anew."""
    assert sql.count(READ) == 1  # a function that reads no questions must not pass for one that does
    return sql.partition("SELECT search_write_post(")[0].replace(READ, READS)


class Migration(migrations.Migration):
    dependencies = [("search", "0003_reads_cards")]
    operations = [
        migrations.RunSQL(reading(before.FORWARD), before.FORWARD.partition("SELECT search_write_post(")[0])
    ]
