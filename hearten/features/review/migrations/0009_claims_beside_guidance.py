"""An approval keeps each claim that a reviewer found supported, beside the statements it rests on. decisions/0043.

`review_claims` says which these are: to the desk before somebody signs, and to `approve` when they do. Only what the
last verdict on exactly these bytes calls supported; only statements that its reviewer chose for it and that are among
the sources of the post. What a question asks has its source beside its answer already.
"""

from importlib import import_module

from django.db import migrations, models

weighed = import_module("hearten.features.review.migrations.0007_how_heavy_it_is").WEIGHED
CLAIMS = """
CREATE FUNCTION review_claims(p_revision bigint) RETURNS jsonb LANGUAGE sql STABLE
SET search_path = pg_catalog, public, pg_temp AS $$
  WITH found AS (
    SELECT c.text, c.number, c.seconds, c."where", c."end",
           c."where" IN ('transcript', 'screen') AS is_heard, c."where" IN ('card', 'alt') AS is_card,
           made.manifest::jsonb -> 'transcript' AS cues,
           (SELECT coalesce(jsonb_agg(code ORDER BY n), '[]')
              FROM unnest(said.statements) WITH ORDINALITY AS chosen (code, n)
             WHERE made.manifest::jsonb -> 'sources' @> jsonb_build_array(jsonb_build_object('id', code))) AS rests
      FROM posts_revision made
      JOIN screening_screening read ON read.revision_id = made.id AND read.digest = made.digest
      JOIN screening_claimfound c ON c.screening_id = read.id
     CROSS JOIN LATERAL (SELECT * FROM verdicts_claimverdict one
       WHERE one.revision_id = made.id AND one.digest = made.digest AND one.text = c.text
       ORDER BY one.id DESC LIMIT 1) said
     WHERE made.id = p_revision AND c."where" IN ('title', 'text', 'transcript', 'screen', 'card', 'alt')
       AND said.says = 'supported'),
  placed AS (
    SELECT text, number, rests, jsonb_strip_nulls(jsonb_build_object(
             'where', "where", 'number', CASE WHEN is_card THEN seconds::integer END,
             'from', CASE WHEN is_heard THEN seconds END,
             'to', CASE "where" WHEN 'transcript' THEN (
               SELECT min(upto.ends) FROM (
                 SELECT (cue ->> 'end')::float AS ends, sum(length(cue ->> 'text') + 1) OVER (ORDER BY n) AS letters
                   FROM jsonb_array_elements(cues) WITH ORDINALITY AS said (cue, n)
                  WHERE (cue ->> 'start')::float >= seconds) upto
                WHERE upto.letters > "end") END)) AS place
      FROM found),
  once AS (
    SELECT text, min(number) AS number, jsonb_agg(place ORDER BY number) AS places,
           (array_agg(rests ORDER BY number))[1] AS statements
      FROM placed GROUP BY text)
  SELECT coalesce(jsonb_agg(jsonb_build_object('text', text, 'places', places, 'statements', statements)
                            ORDER BY number), '[]')
    FROM once WHERE statements <> '[]'
$$;
"""
KEEPS = weighed.replace("until, heaviness, leaves)", "until, heaviness, leaves, claims)").replace(
    "p_heaviness, p_leaves)\n", "p_heaviness, p_leaves, review_claims(p_revision))\n"
)
FORWARD = CLAIMS + KEEPS
BACK = weighed + "DROP FUNCTION review_claims;"


class Migration(migrations.Migration):
    dependencies = [
        ("review", "0008_a_question_rests_on_a_source"),
        ("screening", "0002_claims_found"),
        ("verdicts", "0002_which_statements_say_so"),
    ]
    operations = [
        migrations.AddField("approval", "claims", models.JSONField(db_default=[])),
        migrations.RunSQL(FORWARD, BACK),
    ]
