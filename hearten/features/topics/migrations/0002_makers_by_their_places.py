"""Which makers have a page, found by where their posts stand instead of by reading every manifest.

The same answer as before: work under a profession that was checked and still stands, of which something is public now.
"""

from importlib import import_module

from django.db import migrations

before = import_module("hearten.features.topics.migrations.0001_found_by_topic").FORWARD
VIEW = """CREATE OR REPLACE VIEW public_maker AS
  SELECT work.handle, shown.maker, work.posts, held.registered_with, held.until, person.is_demo
    FROM (SELECT place.value::text AS handle, min(post.author_id::text)::uuid AS author_id, count(*) AS posts,
                 max(place.post::text)::uuid AS one
            FROM feed_place place
            JOIN posts_post post ON post.id = place.post
           WHERE place.facet = 'maker' AND place.until > now()
           GROUP BY place.value HAVING count(DISTINCT post.author_id) = 1) work
   CROSS JOIN LATERAL (SELECT public.manifest::jsonb -> 'maker' AS maker FROM public_post public
     WHERE public.post_id = work.one OFFSET 0) shown -- one by one: there are few makers, and many posts
    JOIN accounts_person person ON person.id = work.author_id AND person.is_active
   CROSS JOIN LATERAL (SELECT cred.registered_with, cred.until FROM accounts_credential cred
     WHERE cred.person_id = work.author_id AND cred.until > now() AND cred.title = maker ->> 'credential'
       AND cred.country = maker ->> 'country' ORDER BY cred.until DESC LIMIT 1) held;
"""
INDEX = "CREATE INDEX revision_by_maker ON posts_revision ((manifest::jsonb -> 'maker')) WHERE digest IS NOT NULL;"
OLD = before[before.index("CREATE VIEW public_maker") :].replace("CREATE VIEW", "CREATE OR REPLACE VIEW")


class Migration(migrations.Migration):
    dependencies = [("topics", "0001_found_by_topic"), ("feed", "0003_written_by_the_database")]
    operations = [migrations.RunSQL(VIEW + "DROP INDEX revision_by_maker;", INDEX + OLD)]
