"""A poll and the answers it offers are searched as the rest of a post is: it was read as if the post said all of it.

How many said what is not: only the page of the post tells it. decisions/0042.
"""

from importlib import import_module

from django.db import migrations

cards = import_module("hearten.features.search.migrations.0003_reads_cards")
before = import_module("hearten.features.search.migrations.0004_reads_questions")
READ = """
      FROM jsonb_array_elements(m -> 'checks') WITH ORDINALITY AS asked (one, place)
  ) AS each"""
READS = """
      FROM jsonb_array_elements(m -> 'checks') WITH ORDINALITY AS asked (one, place)
    UNION ALL
    SELECT 4, 1, concat_ws(' ', m #>> '{poll,question}',
        (SELECT string_agg(word, '. ' ORDER BY place)
           FROM jsonb_array_elements_text(m #> '{poll,options}') WITH ORDINALITY AS offered (word, place)))
     WHERE m ? 'poll'
  ) AS each"""
EARLIER = before.reading(cards.FORWARD)


def reading(sql: str) -> str:
    """The function as it was, reading one thing more. What is public has no poll yet, so nothing is written anew."""
    assert sql.count(READ) == 1  # a function that reads no polls must not pass for one that does
    return sql.replace(READ, READS)


class Migration(migrations.Migration):
    dependencies = [("search", "0004_reads_questions")]
    operations = [migrations.RunSQL(reading(EARLIER), EARLIER)]
