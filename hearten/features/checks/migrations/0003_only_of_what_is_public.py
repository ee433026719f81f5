"""No answer is counted of a poll that no public post asks, whatever a page thought. decisions/0042.

That a share is told (`shown`) takes no look: it is of answers that were counted while it was public.
"""

from django.db import migrations

FORWARD = """
CREATE FUNCTION checks_only_of_what_is_public() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM public_post WHERE post_id = NEW.post_id
      AND NEW.place < coalesce(jsonb_array_length(manifest::jsonb #> '{poll,options}'), 0)) THEN
    RAISE EXCEPTION 'no public post asks this' USING ERRCODE = 'HE014';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER checks_share_begun BEFORE INSERT ON checks_share
  FOR EACH ROW EXECUTE FUNCTION checks_only_of_what_is_public();
CREATE TRIGGER checks_share_counted BEFORE UPDATE ON checks_share
  FOR EACH ROW WHEN (NEW.answers IS DISTINCT FROM OLD.answers) EXECUTE FUNCTION checks_only_of_what_is_public();
"""
BACK = """
DROP TRIGGER checks_share_begun ON checks_share;
DROP TRIGGER checks_share_counted ON checks_share;
DROP FUNCTION checks_only_of_what_is_public;
"""


class Migration(migrations.Migration):
    dependencies = [("checks", "0002_polls"), ("review", "0008_a_question_rests_on_a_source")]
    operations = [migrations.RunSQL(FORWARD, BACK)]
