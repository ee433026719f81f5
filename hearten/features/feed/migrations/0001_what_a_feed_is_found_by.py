"""What the feed of a maker is found by, and news for the edge of paths that are signed or taken back.

`maker_number` makes of a maker what features/feed/rules.maker_of does; a test holds the two together.
"""

from django.db import migrations

FORWARD = """
CREATE FUNCTION maker_number(maker jsonb) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT left(encode(sha256(convert_to((maker ->> 'name') || E'\\n' || (maker ->> 'credential') || E'\\n'
    || coalesce(maker ->> 'country', '') || CASE WHEN maker -> 'lived' = 'true' THEN E'\\nlived' ELSE '' END,
    'UTF8')), 'hex'), 16)
$$;
CREATE INDEX revision_by_maker_number ON posts_revision (maker_number(manifest::jsonb -> 'maker'))
  WHERE digest IS NOT NULL;

CREATE FUNCTION path_news() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('shelf', 'paths');
  RETURN NULL;
END $$;
CREATE TRIGGER path_news AFTER INSERT ON paths_signing FOR EACH STATEMENT EXECUTE FUNCTION path_news();
CREATE TRIGGER path_news AFTER INSERT ON paths_retraction FOR EACH STATEMENT EXECUTE FUNCTION path_news();
"""
BACK = """
DROP TRIGGER path_news ON paths_retraction; DROP TRIGGER path_news ON paths_signing; DROP FUNCTION path_news;
DROP INDEX revision_by_maker_number; DROP FUNCTION maker_number;
"""


class Migration(migrations.Migration):
    initial = True
    dependencies = [("posts", "0002_sealed_means_fixed"), ("paths", "0002_two_people")]
    operations = [migrations.RunSQL(FORWARD, BACK)]
