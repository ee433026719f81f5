"""The door through which a second person answers a change, and the view that no longer shows what it touched.

Applied and hidden in one transaction: no reader can meet the new guidance beside a post that rests on the old.
"""

from django.db import migrations

VIEW = """CREATE OR REPLACE VIEW public_post AS
  SELECT pub.post_id, pub.digest, pub.number, pub.at AS published_at, rev.manifest, ok.reviewer_name,
         ok.reviewer_title, ok.reviewer_country, ok.is_demo, ok.at AS approved_at, ok.until, rev.language
    FROM review_publication pub
    JOIN review_approval ok ON ok.post_id = pub.post_id AND ok.digest = pub.digest
    JOIN posts_revision rev ON rev.post_id = pub.post_id AND rev.digest = pub.digest
   WHERE ok.until > now()
     AND NOT EXISTS (SELECT FROM posts_withdrawal w WHERE w.post_id = pub.post_id AND w.lifted_at IS NULL)"""
REOPENED = """
     AND NOT EXISTS (SELECT FROM recheck_reopening o WHERE o.post_id = pub.post_id AND o.digest = pub.digest)"""

FORWARD = """
ALTER TABLE recheck_reopening ADD CONSTRAINT reopening_of_a_sealed_revision
  FOREIGN KEY (post_id, digest) REFERENCES posts_revision (post_id, digest);
@view;
CREATE TRIGGER shelf_news AFTER INSERT OR UPDATE OR DELETE ON recheck_reopening
  FOR EACH ROW EXECUTE FUNCTION shelf_news();
CREATE INDEX approval_by_statement ON review_approval USING gin (statements);

CREATE FUNCTION recheck_stays_reopened() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (NEW.change_id, NEW.post_id, NEW.digest, NEW.statements, NEW.words, NEW.at) IS DISTINCT FROM
     (OLD.change_id, OLD.post_id, OLD.digest, OLD.statements, OLD.words, OLD.at) THEN
    RAISE EXCEPTION 'what was reopened stays reopened' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER recheck_stays_reopened BEFORE UPDATE ON recheck_reopening
  FOR EACH ROW EXECUTE FUNCTION recheck_stays_reopened();

CREATE FUNCTION answer_guidance(
  p_change bigint, p_digest text, p_person uuid, p_applies boolean, p_because text)
RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE c record; codes varchar[]; reopened bigint;
BEGIN
  SELECT * INTO c FROM guidance_change WHERE id = p_change FOR UPDATE;
  IF c.id IS NULL OR c.stage <> 'proposed' OR c.digest IS DISTINCT FROM p_digest THEN
    RAISE EXCEPTION 'not open as shown' USING ERRCODE = 'HE011';
  END IF;
  IF NOT EXISTS (SELECT FROM accounts_person person
      JOIN accounts_rolegrant role ON role.person_id = person.id AND role.role = 'reviewer' AND role.ended_at IS NULL
      JOIN accounts_credential cred ON cred.person_id = person.id AND cred.until > now()
      WHERE person.id = p_person AND person.is_active) THEN
    RAISE EXCEPTION 'only a reviewer with a standing credential answers' USING ERRCODE = 'HE003';
  END IF;
  IF NOT p_applies THEN
    UPDATE guidance_change SET stage = 'declined', stage_since = now(), answered_by_id = p_person,
      answered_at = now(), answer = p_because WHERE id = p_change;
    RETURN 0;
  END IF;
  IF c.proposed_by_id = p_person THEN
    RAISE EXCEPTION 'nobody approves their own change' USING ERRCODE = 'HE012';
  END IF;
  IF c.after_id IS DISTINCT FROM (SELECT max(id) FROM guidance_change WHERE stage IN ('applied', 'searched')) THEN
    RAISE EXCEPTION 'guidance has changed since it was proposed' USING ERRCODE = 'HE013';
  END IF;
  PERFORM guidance_apply(p_change);
  UPDATE guidance_change SET stage = 'applied', stage_since = now(), look_at = now(), answered_by_id = p_person,
    answered_at = now(), answer = p_because WHERE id = p_change;
  SELECT coalesce(array_agg(l ->> 'code'), '{}') INTO codes FROM jsonb_array_elements(c.lines::jsonb -> 'lines') l
    WHERE l ->> 'what' = 'statement' AND (l ->> 'of_substance')::boolean;
  -- An approval that waits to be carried out counts as public; one that a later version replaced does not.
  INSERT INTO recheck_reopening (change_id, post_id, digest, statements, words, stage, tries, trouble)
    SELECT p_change, ok.post_id, ok.digest,
           ARRAY(SELECT unnest(ok.statements) INTERSECT SELECT unnest(codes) ORDER BY 1), '', 'reopened', 0, ''
      FROM review_approval ok
      JOIN posts_revision rev ON rev.post_id = ok.post_id AND rev.digest = ok.digest
      LEFT JOIN review_publication pub ON pub.post_id = ok.post_id
     WHERE ok.statements && codes AND ok.until > now() AND rev.number >= coalesce(pub.number, 0)
    ON CONFLICT (post_id, digest) DO NOTHING;
  GET DIAGNOSTICS reopened = ROW_COUNT;
  RETURN reopened;
END $$;
REVOKE ALL ON FUNCTION answer_guidance FROM PUBLIC;
"""
BACK = """
DROP FUNCTION answer_guidance; @view;
DROP TRIGGER recheck_stays_reopened ON recheck_reopening; DROP FUNCTION recheck_stays_reopened;
DROP INDEX approval_by_statement; DROP TRIGGER shelf_news ON recheck_reopening;
ALTER TABLE recheck_reopening DROP CONSTRAINT reopening_of_a_sealed_revision;
"""


class Migration(migrations.Migration):
    dependencies = [("recheck", "0001_initial"), ("review", "0005_rests_on_what_is_said_today")]
    operations = [migrations.RunSQL(FORWARD.replace("@view", VIEW + REOPENED), BACK.replace("@view", VIEW))]
