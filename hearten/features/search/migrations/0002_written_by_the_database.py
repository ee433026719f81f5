"""The database writes the words of a search in the same step that publishes a post or changes a statement.

One set of rules for words (a configuration) a language; a language without one is read as it stands, but for accents.
Arabic and Hindi lose theirs nowhere: there a mark is a letter. decisions/0032.
"""

from django.db import migrations

PATH = "SET search_path = pg_catalog, public, pg_temp"
ACCENTED = (("en", "english"), ("es", "spanish"), ("fr", "french"), ("pt", "portuguese"), ("any", "simple"))
AS_WRITTEN = (("ar", "arabic"), ("hi", "hindi"))

CONFIGURATIONS = "".join(
    f"CREATE TEXT SEARCH CONFIGURATION hearten_{code} (COPY = {name});"
    f"ALTER TEXT SEARCH CONFIGURATION hearten_{code} ALTER MAPPING FOR hword, hword_part, word"
    f" WITH unaccent, {name if name == 'simple' else name + '_stem'};"
    for code, name in ACCENTED
) + "".join(
    f"""
DO $$ BEGIN
  IF EXISTS (SELECT FROM pg_ts_config WHERE cfgname = '{name}' AND cfgnamespace = 'pg_catalog'::regnamespace) THEN
    CREATE TEXT SEARCH CONFIGURATION hearten_{code} (COPY = {name});
  ELSE
    CREATE TEXT SEARCH CONFIGURATION hearten_{code} (COPY = simple);
  END IF;
END $$;"""
    for code, name in AS_WRITTEN
)  # fmt: skip

FORWARD = f"""
{CONFIGURATIONS}

CREATE FUNCTION search_config(p_language text) RETURNS regconfig LANGUAGE sql STABLE {PATH} AS $$
  SELECT coalesce(
    (SELECT oid FROM pg_ts_config WHERE cfgname = 'hearten_' || p_language AND cfgnamespace = 'public'::regnamespace),
    'public.hearten_any'::regconfig::oid)::regconfig
$$;

CREATE FUNCTION search_write_post(p_post uuid, p_digest text) RETURNS void LANGUAGE plpgsql {PATH} AS $$
DECLARE m jsonb; config regconfig; said text; named text[];
BEGIN
  SELECT manifest::jsonb INTO STRICT m FROM posts_revision WHERE post_id = p_post AND digest = p_digest;
  config := search_config(m ->> 'language');
  said := (SELECT coalesce(string_agg(line ->> 'text', ' '), '') FROM jsonb_array_elements(m -> 'transcript') line);
  named := ARRAY(SELECT jsonb_array_elements_text(m -> 'topics'));
  INSERT INTO search_entry (post, digest, language, kind, topics, spelt, words, vector, model)
  VALUES (p_post, p_digest, m ->> 'language', m ->> 'kind', named, lower(unaccent(m ->> 'title')),
    left(concat_ws(E'\\n', m ->> 'title', m ->> 'text', said), 1000),
    setweight(to_tsvector(config, m ->> 'title'), 'A') || setweight(to_tsvector(config, array_to_string(named, ' ')), 'B')
      || setweight(to_tsvector(config, m ->> 'text'), 'C') || setweight(to_tsvector(config, said), 'D'), '')
  ON CONFLICT (post) DO UPDATE SET digest = excluded.digest, language = excluded.language, kind = excluded.kind,
    topics = excluded.topics, spelt = excluded.spelt, words = excluded.words, vector = excluded.vector,
    model = '', numbers = NULL, meant_at = NULL;
END $$;

CREATE FUNCTION search_write_statement(p_code text) RETURNS void LANGUAGE plpgsql {PATH} AS $$
DECLARE s record;
BEGIN
  SELECT * INTO STRICT s FROM guidance_statement WHERE code = p_code;
  INSERT INTO search_entry (statement, digest, language, kind, topics, spelt, words, vector, model)
  VALUES (s.code, encode(sha256(convert_to(s.text, 'UTF8')), 'hex'), 'en', '', ARRAY[s.topic], '', left(s.text, 1000),
    setweight(to_tsvector('hearten_en', s.topic), 'B') || setweight(to_tsvector('hearten_en', s.text), 'C'), '')
  ON CONFLICT (statement) DO UPDATE SET digest = excluded.digest, topics = excluded.topics, words = excluded.words,
    vector = excluded.vector, model = '', numbers = NULL, meant_at = NULL;
END $$;

-- Only a trigger can call these two, so whoever publishes needs no right to write here.
CREATE FUNCTION search_of_post() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER {PATH} AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    DELETE FROM search_entry WHERE post = OLD.post_id;
  ELSE
    PERFORM search_write_post(NEW.post_id, NEW.digest);
  END IF;
  RETURN NULL;
END $$;
CREATE FUNCTION search_of_statement() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER {PATH} AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    DELETE FROM search_entry WHERE statement = OLD.code;
  ELSIF TG_OP = 'INSERT' OR (NEW.text, NEW.topic) IS DISTINCT FROM (OLD.text, OLD.topic) THEN
    PERFORM search_write_statement(NEW.code);
  END IF;
  RETURN NULL;
END $$;

CREATE TRIGGER search_of_post AFTER INSERT OR UPDATE OR DELETE ON review_publication
  FOR EACH ROW EXECUTE FUNCTION search_of_post();
CREATE TRIGGER search_of_statement AFTER INSERT OR UPDATE OR DELETE ON guidance_statement
  FOR EACH ROW EXECUTE FUNCTION search_of_statement();

SELECT search_write_post(post_id, digest) FROM review_publication;
SELECT search_write_statement(code) FROM guidance_statement;
"""  # noqa: S608 - our own words, no one else's
BACK = """
DROP TRIGGER search_of_post ON review_publication; DROP TRIGGER search_of_statement ON guidance_statement;
DROP FUNCTION search_of_post; DROP FUNCTION search_of_statement;
DROP FUNCTION search_write_post; DROP FUNCTION search_write_statement; DROP FUNCTION search_config;
""" + "".join(f"DROP TEXT SEARCH CONFIGURATION hearten_{code};" for code, _name in (*ACCENTED, *AS_WRITTEN))


class Migration(migrations.Migration):
    dependencies = [
        ("search", "0001_initial"),
        ("review", "0006_every_claim_has_a_verdict"),
        ("guidance", "0004_kept_and_applied_by_the_database"),
    ]
    operations = [migrations.RunSQL(FORWARD, BACK)]
