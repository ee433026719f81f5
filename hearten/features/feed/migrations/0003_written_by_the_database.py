"""The database says where a public post stands, whenever something happens that makes it public or takes it away.

It reads the view, so there is one rule of what is public. A post is written down anew by one at a time: whoever comes
second sees what the first did. decisions/0039.
"""

from django.db import migrations

# Every table whose change is news for the shelf, and where it names the post. tests/test_places.py compares.
OF_A_POST = ("review_publication", "review_approval", "posts_withdrawal", "recheck_reopening", "corrections_correction")
OF_A_CORRECTION = ("corrections_signature", "corrections_retraction")
FORWARD = """
CREATE FUNCTION feed_places(p_post uuid) RETURNS void LANGUAGE plpgsql
  SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  PERFORM FROM posts_post WHERE id = p_post FOR NO KEY UPDATE;
  DELETE FROM feed_place WHERE post = p_post;
  INSERT INTO feed_place (facet, value, kind, language, heaviness, published_at, changed_at, until, post, digest)
    SELECT at.facet, at.value, made.kind, shown.language, shown.heaviness, shown.published_at,
           greatest(shown.published_at, shown.approved_at), shown.until, shown.post_id, shown.digest
      FROM public_post shown
      JOIN posts_revision made ON made.post_id = shown.post_id AND made.digest = shown.digest
     CROSS JOIN LATERAL (SELECT shown.manifest::jsonb -> 'maker' AS who) maker
     CROSS JOIN LATERAL (
       SELECT 'language', shown.language UNION ALL SELECT 'kind', made.kind
       UNION ALL SELECT DISTINCT 'topic', unnest(made.topics)
       UNION ALL SELECT DISTINCT 'country', code FROM (VALUES (shown.reviewer_country), (who ->> 'country')) AS c (code)
         WHERE code <> ''
       UNION ALL SELECT 'maker', left(encode(sha256(convert_to(
           concat_ws(E'\\n', who ->> 'name', who ->> 'credential', who ->> 'country'), 'UTF8')), 'hex'), 16)
         WHERE made.kind <> 'story' AND who ->> 'credential' <> '' AND who -> 'lived' = 'false'
     ) AS at (facet, value)
     WHERE shown.post_id = p_post;
END $$;

CREATE FUNCTION feed_places_of_post() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  PERFORM feed_places(coalesce(NEW.post_id, OLD.post_id));
  RETURN NULL;
END $$;
CREATE FUNCTION feed_places_of_correction() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  PERFORM feed_places(c.post_id) FROM corrections_correction c
    WHERE c.id = coalesce(NEW.correction_id, OLD.correction_id);
  RETURN NULL;
END $$;
REVOKE ALL ON FUNCTION feed_places FROM PUBLIC;
"""
EACH = """CREATE TRIGGER feed_places AFTER INSERT OR UPDATE OR DELETE ON {0}
  FOR EACH ROW EXECUTE FUNCTION feed_places_of_{1}();
"""
TRIGGERS = "".join(EACH.format(table, "post") for table in OF_A_POST)
TRIGGERS += "".join(EACH.format(table, "correction") for table in OF_A_CORRECTION)
NOW = "SELECT count(feed_places(post_id)) FROM review_publication;"
BACK = "".join(f"DROP TRIGGER feed_places ON {table};" for table in (*OF_A_POST, *OF_A_CORRECTION))
BACK += "DROP FUNCTION feed_places_of_correction; DROP FUNCTION feed_places_of_post; DROP FUNCTION feed_places;"


class Migration(migrations.Migration):
    dependencies = [
        ("feed", "0002_place"),
        ("recheck", "0003_how_heavy_it_is"),
        ("corrections", "0002_two_people_and_not_its_maker"),
    ]
    operations = [migrations.RunSQL(FORWARD + TRIGGERS + NOW, BACK)]
