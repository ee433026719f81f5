"""A maker's page is found by the number that `maker_number` makes of them, as their feed is. decisions/0043.

Where a country was left out of what is shown of a maker, the two were not the same; only there a place changes.
"""

from importlib import import_module

from django.db import migrations

before = import_module("hearten.features.feed.migrations.0003_written_by_the_database").FORWARD
PLACES = before[before.index("CREATE FUNCTION feed_places(") : before.index("CREATE FUNCTION feed_places_of_post")]
OLD = PLACES.replace("CREATE FUNCTION", "CREATE OR REPLACE FUNCTION")
BY_HAND = OLD[OLD.index("left(encode(sha256") : OLD.index("\n         WHERE made.kind <> 'story'")]
NEW = OLD.replace(BY_HAND, "maker_number(who)")
AGAIN = """
SELECT count(feed_places(shown.post_id)) FROM review_publication shown
  JOIN posts_revision made ON made.post_id = shown.post_id AND made.digest = shown.digest
 WHERE made.manifest::jsonb #>> '{maker,country}' IS NULL AND made.manifest::jsonb #>> '{maker,credential}' <> '';
"""


class Migration(migrations.Migration):
    dependencies = [("feed", "0003_written_by_the_database")]
    operations = [migrations.RunSQL(NEW + AGAIN, OLD + AGAIN)]
