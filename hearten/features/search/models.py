from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now


class Entry(models.Model):
    """What a search looks through: the words of a post that was published, or of a statement of guidance.

    Written by the database itself when these change, and never proof that they are public: whoever reads it joins it
    with what is public now, on exactly these bytes. `numbers` is what `model` makes of `words`, in half precision.
    """

    post = models.UUIDField(null=True, unique=True)
    statement = models.CharField(max_length=12, null=True, unique=True)
    digest = models.CharField(max_length=64)
    language = models.CharField(max_length=12)
    kind = models.CharField(max_length=10, blank=True)
    topics = ArrayField(models.CharField(max_length=60), default=list)
    spelt = models.TextField()  # the title, folded, for words that are not spelt as usual
    words = models.TextField()
    vector = SearchVectorField()
    model = models.CharField(max_length=60, blank=True, default="")
    numbers = models.BinaryField(null=True)
    meant_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name_plural = "entries"
        indexes = [
            GinIndex(fields=["vector"], name="entry_words"),
            GinIndex(fields=["spelt"], opclasses=["gin_trgm_ops"], name="entry_spelling"),
            GinIndex(fields=["topics"], name="entry_topics"),
            models.Index(fields=["model", "meant_at"], name="entry_meaning"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(post__isnull=False, statement__isnull=True) | Q(post__isnull=True, statement__isnull=False),
                name="an_entry_is_of_one_thing",
            )
        ]


class FalseAlarm(models.Model):
    """A search that operators say is no crisis, though the rules hear one. Never one that they hear as danger."""

    phrase = models.CharField(max_length=120)
    folded = models.CharField(max_length=200)
    because = models.CharField(max_length=300)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(db_default=Now())
    ended_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["folded"], condition=Q(ended_at__isnull=True), name="a_false_alarm_stands_once"
            )
        ]

    @property
    def name_in_journal(self) -> str:
        return f"false-alarm:{self.pk}"


# What is asked of the database. Whatever stands in the table above is joined with what is public now, on its bytes.
BEGIN = """
SELECT set_config('statement_timeout', '2000', true), set_config('pg_trgm.word_similarity_threshold', '0.45', true),
  EXISTS (SELECT FROM search_falsealarm WHERE folded = %s::text AND ended_at IS NULL),
  (SELECT count(*) FROM search_entry WHERE model = %s::text),
  (SELECT max(meant_at) FROM search_entry WHERE model = %s::text)"""
# What is offered while someone types is of no use any more half a second later.
BEGIN_OFFERING = """
SELECT set_config('statement_timeout', '500', true), set_config('pg_trgm.word_similarity_threshold', '0.45', true)"""
CANDIDATES = """
WITH asked AS MATERIALIZED (
  SELECT tongue, websearch_to_tsquery(search_config(tongue), strict) AS strict,
    websearch_to_tsquery(search_config(tongue), loose) AS loose,
    websearch_to_tsquery(search_config(tongue), firm) AS firm
  FROM unnest(%(languages)s::text[], %(stricts)s::text[], %(looses)s::text[], %(firms)s::text[])
    AS said (tongue, strict, loose, firm)
), scored AS (
  SELECT id, max(strict) AS strict, max(loose) AS loose, max(spelt) AS spelt, max(topic) AS topic, max(near) AS near
  FROM (
    (SELECT w.id, ts_rank(w.vector, w.strict), 0::real, 0::real, 0::real, 0::real
      FROM (SELECT e.id, e.vector, a.strict FROM asked a JOIN search_entry e
        ON e.language = a.tongue AND e.vector @@ a.strict ORDER BY e.id DESC LIMIT %(weighed)s::int) w
      ORDER BY 2 DESC LIMIT 200)
    UNION ALL
    (SELECT w.id, 0, ts_rank(w.vector, w.loose), 0, 0, 0
      FROM (SELECT e.id, e.vector, a.loose FROM asked a JOIN search_entry e
        ON e.language = a.tongue AND e.vector @@ a.loose ORDER BY e.id DESC LIMIT %(weighed)s::int) w
      ORDER BY 3 DESC LIMIT 200)
    UNION ALL
    (SELECT e.id, 0, 0, word_similarity(word, e.spelt), 0, 0
      FROM (SELECT lower(unaccent(w)) FROM unnest(%(words)s::text[]) AS w WHERE length(w) > 3) AS typed (word)
      JOIN search_entry e ON typed.word <%% e.spelt ORDER BY 4 DESC LIMIT 50)
    UNION ALL
    (SELECT id, 0, 0, 0, cardinality(ARRAY(SELECT unnest(topics) INTERSECT SELECT unnest(%(topics)s::text[]))), 0
      FROM (SELECT id, topics FROM search_entry WHERE topics && %(topics)s::varchar[]
        ORDER BY id DESC LIMIT %(weighed)s::int) w
      ORDER BY 5 DESC, 1 DESC LIMIT 100)
    UNION ALL
    (SELECT id, 0, 0, 0, 0.1, 0 FROM search_entry WHERE kind = 'coping' AND %(soothes)s::bool ORDER BY 1 DESC LIMIT 20)
    UNION ALL -- not looked for: a rest after something heavy
    (SELECT id, 0, 0, 0, 0, 0 FROM search_entry
      WHERE kind = 'coping' AND language = %(spoken)s::text ORDER BY 1 DESC LIMIT 6)
    UNION ALL
    SELECT id, 0, 0, 0, 0, near FROM unnest(%(near)s::bigint[], %(nearness)s::real[]) AS meant (id, near)
  ) AS each (id, strict, loose, spelt, topic, near) GROUP BY id
)
SELECT e.id, e.post IS NOT NULL, coalesce(e.post::text, e.statement), e.language, e.kind, e.topics,
  coalesce(p.heaviness, 2), coalesce(p.leaves, ''),
  ARRAY[s.strict * d.much, s.loose * d.much, s.spelt, s.topic, s.near]
FROM scored s JOIN search_entry e USING (id)
CROSS JOIN LATERAL (SELECT CASE -- asked what stress is, "Stress is …" comes first
  WHEN %(asks)s::bool AND e.statement IS NOT NULL AND starts_with(lower(e.words), e.topics[1]) THEN 3
  ELSE 1 END AS much) d
LEFT JOIN public_post p ON p.post_id = e.post AND p.digest = e.digest
LEFT JOIN guidance_statement g ON g.code = e.statement AND g.withdrawn_at IS NULL
  AND g.topic <> ALL (%(kept)s::text[]) AND encode(sha256(convert_to(g.text, 'UTF8')), 'hex') = e.digest
WHERE (p.post_id IS NOT NULL OR (g.code IS NOT NULL AND %(kind)s::text = ''
    AND (s.topic > 0 OR s.near > 0 OR EXISTS (SELECT FROM asked a WHERE a.tongue = e.language AND e.vector @@ a.firm))))
  AND (greatest(s.strict, s.loose, s.spelt, s.topic, s.near) = 0 -- a rest
    OR (%(language)s::text IN ('', e.language) AND %(kind)s::text IN ('', e.kind)
      AND (%(topic)s::text = '' OR %(topic)s::text = ANY (e.topics))))"""
SHOWN = """
WITH asked AS MATERIALIZED (
  SELECT tongue, search_config(tongue) AS config, websearch_to_tsquery(search_config(tongue), loose) AS loose
  FROM unnest(%(languages)s::text[], %(looses)s::text[]) AS said (tongue, loose)
)
SELECT ts_headline(a.config, m.manifest ->> 'title', a.loose, %(whole)s::text),
  ts_headline(a.config, m.manifest ->> 'text', a.loose, %(part)s::text),
  said.line, said.second, {columns}
FROM public_post p JOIN asked a ON a.tongue = p.language CROSS JOIN LATERAL (SELECT p.manifest::jsonb AS manifest) m
LEFT JOIN LATERAL (
  SELECT ts_headline(a.config, line ->> 'text', a.loose, %(whole)s::text) AS line, (line ->> 'start')::float8 AS second
  FROM jsonb_array_elements(m.manifest -> 'transcript') AS line
  WHERE to_tsvector(a.config, line ->> 'text') @@ a.loose
  ORDER BY ts_rank(to_tsvector(a.config, line ->> 'text'), a.loose) DESC, 2 LIMIT 1
) said ON true
WHERE p.post_id = ANY (%(posts)s::uuid[])"""
# Titles that hold what is typed; and only where these are too few, those that are nearly spelt so.
OFFERED = """
WITH typed AS MATERIALIZED (
  SELECT words, '%%' || regexp_replace(words, '([\\\\%%_])', '\\\\\\1', 'g') || '%%' AS pattern
    FROM lower(unaccent(%(typed)s::text)) AS words
), holding AS MATERIALIZED (
  SELECT p.post_id, p.manifest, p.language, p.published_at, 1 AS nearness FROM (
    SELECT e.post, e.digest FROM typed t JOIN search_entry e ON e.spelt LIKE t.pattern AND e.post IS NOT NULL
     ORDER BY e.language = %(language)s::text DESC, e.id DESC LIMIT %(looked_at)s::int) e
  CROSS JOIN LATERAL (
    SELECT * FROM public_post WHERE post_id = e.post AND digest = e.digest OFFSET 0) p -- one by one, never all
), near AS MATERIALIZED (
  SELECT p.post_id, p.manifest, p.language, p.published_at, 0 AS nearness FROM (
    SELECT e.post, e.digest FROM typed t JOIN search_entry e ON t.words <%% e.spelt AND e.spelt NOT LIKE t.pattern
     WHERE (SELECT count(*) FROM holding) < %(most)s::int AND e.post IS NOT NULL
     ORDER BY e.language = %(language)s::text DESC, e.id DESC LIMIT %(looked_at)s::int) e
  CROSS JOIN LATERAL (
    SELECT * FROM public_post WHERE post_id = e.post AND digest = e.digest OFFSET 0) p -- one by one, never all
)
SELECT post_id, manifest::jsonb ->> 'title', language FROM (TABLE holding UNION ALL TABLE near) AS found
ORDER BY language = %(language)s::text DESC, nearness DESC, published_at DESC
LIMIT %(most)s::int"""
