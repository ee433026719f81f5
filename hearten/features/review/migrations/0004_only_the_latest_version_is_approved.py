"""A version that its author has replaced can no longer be approved. decisions/0005.

The function is replaced rather than made again, so that who may call it stays as it is. Its search path ends with
pg_temp: without it a temporary table would be found before the real one.
"""

from django.db import migrations

PATH, SAFE_PATH = "public", "pg_catalog, public, pg_temp"
REPLACED = """
  IF EXISTS (SELECT FROM posts_revision later WHERE later.post_id = r.post_id AND later.number > r.number) THEN
    RAISE EXCEPTION 'its author has made a newer version' USING ERRCODE = 'HE001';
  END IF;"""


APPROVE = """
CREATE OR REPLACE FUNCTION approve(
  p_revision bigint, p_digest text, p_reviewer uuid, p_because text, p_until timestamptz)
RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER SET search_path = @path AS $$
DECLARE r record; who record; made bigint;
BEGIN
  SELECT rev.*, post.author_id INTO r FROM posts_revision rev JOIN posts_post post ON post.id = rev.post_id
    WHERE rev.id = p_revision FOR UPDATE OF rev;
  IF r.id IS NULL OR r.stage <> 'in_review' OR r.digest IS DISTINCT FROM p_digest THEN
    RAISE EXCEPTION 'not in review as shown' USING ERRCODE = 'HE001';
  END IF;@also
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
"""


def approve(path: str, also: str) -> str:
    return APPROVE.replace("@path", path).replace("@also", also)


class Migration(migrations.Migration):
    dependencies = [("review", "0003_the_language_of_a_public_post")]
    operations = [migrations.RunSQL(approve(SAFE_PATH, REPLACED), approve(PATH, ""))]
