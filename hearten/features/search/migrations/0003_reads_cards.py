"""The words of cards, and what is in their pictures in words, are searched as what is said in a film is.

A manifest that names no language cannot be read by the rules of any: nothing is written for it, and nothing fails.
"""

from django.db import migrations

FORWARD = """
CREATE OR REPLACE FUNCTION search_write_post(p_post uuid, p_digest text) RETURNS void LANGUAGE plpgsql
SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE m jsonb; config regconfig; title text; beside text; said text; named text[];
BEGIN
  SELECT manifest::jsonb INTO STRICT m FROM posts_revision WHERE post_id = p_post AND digest = p_digest;
  IF m ->> 'language' IS NULL THEN
    DELETE FROM search_entry WHERE post = p_post;
    RETURN;
  END IF;
  config := search_config(m ->> 'language');
  title := coalesce(m ->> 'title', '');
  beside := coalesce(m ->> 'text', '');
  named := ARRAY(SELECT jsonb_array_elements_text(m -> 'topics'));
  SELECT coalesce(string_agg(nullif(words, ''), ' ' ORDER BY part, place), '') INTO said FROM (
    SELECT 1, film.place, line ->> 'text'
      FROM jsonb_array_elements(m -> 'transcript') WITH ORDINALITY AS film (line, place)
    UNION ALL
    SELECT 2, deck.place, concat_ws(' ', card ->> 'text', nullif(card ->> 'alt', ''))
      FROM jsonb_array_elements(m -> 'cards') WITH ORDINALITY AS deck (card, place)
  ) AS each (part, place, words);
  INSERT INTO search_entry (post, digest, language, kind, topics, spelt, words, vector, model)
  VALUES (p_post, p_digest, m ->> 'language', coalesce(m ->> 'kind', ''), named, lower(unaccent(title)),
    left(concat_ws(E'\\n', title, beside, said), 1000),
    setweight(to_tsvector(config, title), 'A') || setweight(to_tsvector(config, array_to_string(named, ' ')), 'B')
      || setweight(to_tsvector(config, beside), 'C') || setweight(to_tsvector(config, said), 'D'), '')
  ON CONFLICT (post) DO UPDATE SET digest = excluded.digest, language = excluded.language, kind = excluded.kind,
    topics = excluded.topics, spelt = excluded.spelt, words = excluded.words, vector = excluded.vector,
    model = '', numbers = NULL, meant_at = NULL;
END $$;

SELECT search_write_post(p.post_id, p.digest)
FROM review_publication p JOIN posts_revision r ON r.post_id = p.post_id AND r.digest = p.digest
WHERE r.manifest::jsonb -> 'cards' IS NOT NULL;
"""


class Migration(migrations.Migration):
    dependencies = [("search", "0002_written_by_the_database")]
    operations = [migrations.RunSQL(FORWARD, migrations.RunSQL.noop)]  # films are written as before, so it may stay
