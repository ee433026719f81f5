"""Where to look for the posts of a topic, a country, a maker; and the view that says which makers have a page.

A maker has one only for work under a profession that was checked and still stands. Stories are no such work, whoever
told them. The view holds no account: its handle is made of what every card of theirs shows. decisions/0033.
"""

from django.db import migrations, models

FORWARD = """
CREATE INDEX revision_by_topic ON posts_revision USING gin (topics) WHERE digest IS NOT NULL;
CREATE INDEX revision_by_maker ON posts_revision ((manifest::jsonb -> 'maker')) WHERE digest IS NOT NULL;

CREATE VIEW public_maker AS
  WITH work AS (
    SELECT post.author_id, made.manifest::jsonb -> 'maker' AS maker, count(*) AS posts
      FROM public_post shown
      JOIN posts_revision made ON made.post_id = shown.post_id AND made.digest = shown.digest
      JOIN posts_post post ON post.id = shown.post_id
     WHERE made.kind <> 'story' AND made.manifest::jsonb #>> '{maker,credential}' <> ''
       AND made.manifest::jsonb #> '{maker,lived}' = 'false'
     GROUP BY 1, 2)
  SELECT left(encode(sha256(convert_to(concat_ws(E'\\n', maker ->> 'name', maker ->> 'credential', maker ->> 'country'),
         'UTF8')), 'hex'), 16) AS handle, maker, posts, held.registered_with, held.until, person.is_demo
    FROM work
    JOIN accounts_person person ON person.id = work.author_id AND person.is_active
   CROSS JOIN LATERAL (SELECT cred.registered_with, cred.until FROM accounts_credential cred
     WHERE cred.person_id = work.author_id AND cred.until > now() AND cred.title = maker ->> 'credential'
       AND cred.country = maker ->> 'country' ORDER BY cred.until DESC LIMIT 1) held
   WHERE NOT EXISTS (SELECT FROM work other WHERE other.maker = work.maker AND other.author_id <> work.author_id);
"""
BACK = "DROP VIEW public_maker; DROP INDEX revision_by_maker; DROP INDEX revision_by_topic;"


class Migration(migrations.Migration):
    initial = True
    dependencies = [("recheck", "0003_how_heavy_it_is")]
    operations = [
        migrations.CreateModel(
            name="PublicMaker",
            fields=[
                ("handle", models.CharField(max_length=16, primary_key=True, serialize=False)),
                ("maker", models.JSONField()),
                ("posts", models.PositiveIntegerField()),
                ("registered_with", models.CharField(max_length=120)),
                ("until", models.DateTimeField()),
                ("is_demo", models.BooleanField()),
            ],
            options={"db_table": "public_maker", "managed": False},
        ),
        migrations.RunSQL(FORWARD, BACK),
    ]
