"""No approval of a question whose source is not among those of the post. decisions/0038.

What stands among the sources is asked already whether it still stands; so a question rests on what guidance says today.
"""

from django.db import migrations

FORWARD = """
CREATE FUNCTION review_a_question_rests_on_a_source() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF EXISTS (SELECT FROM posts_revision r, jsonb_array_elements(r.manifest::jsonb -> 'checks') asked
      WHERE r.post_id = NEW.post_id AND r.digest = NEW.digest
        AND NOT r.manifest::jsonb -> 'sources' @> jsonb_build_array(jsonb_build_object('id', asked -> 'source'))) THEN
    RAISE EXCEPTION 'guidance it rests on has changed' USING ERRCODE = 'HE005';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER review_a_question_rests_on_a_source BEFORE INSERT ON review_approval
  FOR EACH ROW EXECUTE FUNCTION review_a_question_rests_on_a_source();
"""
BACK = """
DROP TRIGGER review_a_question_rests_on_a_source ON review_approval;
DROP FUNCTION review_a_question_rests_on_a_source;
"""


class Migration(migrations.Migration):
    dependencies = [("review", "0007_how_heavy_it_is")]
    operations = [migrations.RunSQL(FORWARD, BACK)]
