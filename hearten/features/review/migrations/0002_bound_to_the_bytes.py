"""The promise: nothing is public without an approval bound to exactly these bytes. decisions/0005."""

from django.db import migrations

FORWARD = """
-- An approval is of a sealed revision of that post, by someone other than its real author.
ALTER TABLE review_approval ADD CONSTRAINT approval_of_a_sealed_revision
  FOREIGN KEY (post_id, digest) REFERENCES posts_revision (post_id, digest);
ALTER TABLE review_approval ADD CONSTRAINT approval_names_the_author
  FOREIGN KEY (post_id, author_id) REFERENCES posts_post (id, author_id);
-- What is public is what was approved.
ALTER TABLE review_publication ADD CONSTRAINT publication_of_approved_bytes
  FOREIGN KEY (post_id, digest) REFERENCES review_approval (post_id, digest);

-- The only door through which the web role may approve. The database's clock and rows decide.
CREATE FUNCTION approve(p_revision bigint, p_digest text, p_reviewer uuid, p_because text, p_until timestamptz)
RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
DECLARE r record; who record; made bigint;
BEGIN
  SELECT rev.*, post.author_id INTO r FROM posts_revision rev JOIN posts_post post ON post.id = rev.post_id
    WHERE rev.id = p_revision FOR UPDATE OF rev;
  IF r.id IS NULL OR r.stage <> 'in_review' OR r.digest IS DISTINCT FROM p_digest THEN
    RAISE EXCEPTION 'not in review as shown' USING ERRCODE = 'HE001';
  END IF;
  IF r.author_id = p_reviewer THEN
    RAISE EXCEPTION 'nobody approves their own post' USING ERRCODE = 'HE002';
  END IF;
  SELECT person.name, person.is_demo, cred.title, cred.country, cred.until INTO who
    FROM accounts_person person
    JOIN accounts_rolegrant role ON role.person_id = person.id AND role.role = 'reviewer' AND role.ended_at IS NULL
    JOIN accounts_credential cred ON cred.person_id = person.id AND cred.until > now()
    WHERE person.id = p_reviewer AND person.is_active ORDER BY cred.until DESC LIMIT 1;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'only a reviewer with a standing credential approves' USING ERRCODE = 'HE003';
  END IF;
  IF p_until <= now() OR p_until > now() + interval '730 days' THEN
    RAISE EXCEPTION 'an approval stands for at most two years' USING ERRCODE = 'HE004';
  END IF;
  INSERT INTO review_decision (revision_id, digest, reviewer_id, says, because, at)
    VALUES (p_revision, p_digest, p_reviewer, 'approve', p_because, now());
  INSERT INTO review_approval (post_id, digest, author_id, reviewer_id, reviewer_name, reviewer_title,
      reviewer_country, is_demo, statements, at, until)
    VALUES (r.post_id, p_digest, r.author_id, p_reviewer, who.name, who.title, who.country, who.is_demo,
      ARRAY(SELECT jsonb_array_elements(r.manifest::jsonb -> 'sources') ->> 'id'), now(), p_until)
    RETURNING id INTO made;
  RETURN made;
END $$;
REVOKE ALL ON FUNCTION approve FROM PUBLIC;

CREATE VIEW public_post AS
  SELECT pub.post_id, pub.digest, pub.number, pub.at AS published_at, rev.manifest, ok.reviewer_name,
         ok.reviewer_title, ok.reviewer_country, ok.is_demo, ok.at AS approved_at, ok.until
    FROM review_publication pub
    JOIN review_approval ok ON ok.post_id = pub.post_id AND ok.digest = pub.digest
    JOIN posts_revision rev ON rev.post_id = pub.post_id AND rev.digest = pub.digest
   WHERE ok.until > now()
     AND NOT EXISTS (SELECT FROM posts_withdrawal w WHERE w.post_id = pub.post_id AND w.lifted_at IS NULL);

CREATE TRIGGER shelf_news AFTER INSERT OR UPDATE OR DELETE ON review_publication
  FOR EACH ROW EXECUTE FUNCTION shelf_news();
CREATE TRIGGER shelf_news AFTER INSERT OR UPDATE OR DELETE ON review_approval
  FOR EACH ROW EXECUTE FUNCTION shelf_news();

-- What a reviewer said is not unsaid.
CREATE FUNCTION review_never_changes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'what a reviewer signed never changes' USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER review_never_changes BEFORE UPDATE ON review_approval
  FOR EACH ROW EXECUTE FUNCTION review_never_changes();
CREATE TRIGGER review_never_changes BEFORE UPDATE ON review_decision
  FOR EACH ROW EXECUTE FUNCTION review_never_changes();
"""
BACK = """
DROP TRIGGER review_never_changes ON review_decision; DROP TRIGGER review_never_changes ON review_approval;
DROP FUNCTION review_never_changes; DROP TRIGGER shelf_news ON review_approval;
DROP TRIGGER shelf_news ON review_publication; DROP VIEW public_post; DROP FUNCTION approve;
ALTER TABLE review_publication DROP CONSTRAINT publication_of_approved_bytes;
ALTER TABLE review_approval DROP CONSTRAINT approval_names_the_author;
ALTER TABLE review_approval DROP CONSTRAINT approval_of_a_sealed_revision;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("review", "0001_initial"),
        ("posts", "0002_sealed_means_fixed"),
        ("accounts", "0001_initial"),
    ]
    operations = [migrations.RunSQL(FORWARD, BACK)]
