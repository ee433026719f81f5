"""A path is shown only as two people agreed on it: the one who proposed it, and another who read it. decisions/0033.

Like a signed answer (claims, 0002): one function is the only door to a signing, and what was signed never changes. What
the public sees is the view: only steps that are public themselves, never fewer than two of them, and no question whose
source has been reworded since. Of two paths with the same slug the one signed last counts, also after it was taken back.
"""

from django.db import migrations

FORWARD = """
ALTER TABLE paths_path ADD CONSTRAINT path_digest_is_of_manifest
  CHECK (digest = encode(sha256(convert_to(manifest, 'UTF8')), 'hex'));
-- A signing is of exactly these bytes, and of the one who proposed them.
ALTER TABLE paths_signing ADD CONSTRAINT signing_of_these_bytes
  FOREIGN KEY (path_id, digest) REFERENCES paths_path (id, digest);
ALTER TABLE paths_signing ADD CONSTRAINT signing_names_the_proposer
  FOREIGN KEY (path_id, proposer_id) REFERENCES paths_path (id, proposer_id);

CREATE FUNCTION path_never_changes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'what was signed never changes' USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER path_never_changes BEFORE UPDATE ON paths_path
  FOR EACH ROW EXECUTE FUNCTION path_never_changes();
CREATE TRIGGER path_never_changes BEFORE UPDATE ON paths_signing
  FOR EACH ROW EXECUTE FUNCTION path_never_changes();
CREATE TRIGGER path_never_changes BEFORE UPDATE OR DELETE ON paths_retraction
  FOR EACH ROW EXECUTE FUNCTION path_never_changes();

CREATE FUNCTION path_maker(p_person uuid, p_roles text[], OUT name text, OUT title text, OUT is_demo boolean)
RETURNS record LANGUAGE sql STABLE SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT person.name, cred.title, person.is_demo FROM accounts_person person
    JOIN accounts_credential cred ON cred.person_id = person.id AND cred.until > now()
   WHERE person.id = p_person AND person.is_active AND EXISTS (SELECT FROM accounts_rolegrant role
     WHERE role.person_id = person.id AND role.role = ANY(p_roles) AND role.ended_at IS NULL)
   ORDER BY cred.until DESC LIMIT 1
$$;

CREATE FUNCTION sign_path(p_path bigint, p_digest text, p_by uuid, p_says text, p_because text)
RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE p record; maker record; signer record;
BEGIN
  SELECT * INTO p FROM paths_path WHERE id = p_path FOR UPDATE;
  IF p.id IS NULL OR p.digest IS DISTINCT FROM p_digest
     OR EXISTS (SELECT FROM paths_retraction gone WHERE gone.path_id = p.id) THEN
    RAISE EXCEPTION 'not as shown' USING ERRCODE = 'HE001';
  END IF;
  IF p.proposer_id = p_by THEN
    RAISE EXCEPTION 'nobody signs their own path' USING ERRCODE = 'HE002';
  END IF;
  SELECT * INTO signer FROM path_maker(p_by, ARRAY['reviewer']);
  IF signer.name IS NULL THEN
    RAISE EXCEPTION 'only a reviewer with a standing credential signs' USING ERRCODE = 'HE003';
  END IF;
  SELECT * INTO maker FROM path_maker(p.proposer_id, ARRAY['reviewer', 'professional']);
  IF p_says = 'sign' THEN
    IF maker.name IS NULL THEN
      RAISE EXCEPTION 'its maker has no standing credential' USING ERRCODE = 'HE005';
    END IF;
    IF p.until <= now() OR p.until > now() + interval '731 days' THEN
      RAISE EXCEPTION 'a path stands for at most two years' USING ERRCODE = 'HE004';
    END IF;
  END IF;
  INSERT INTO paths_signing (path_id, digest, says, because, at, proposer_id, by_id, proposer_name, proposer_title,
      by_name, by_title, is_demo)
    VALUES (p.id, p.digest, p_says, p_because, now(), p.proposer_id, p_by, coalesce(maker.name, ''),
      coalesce(maker.title, ''), signer.name, signer.title, signer.is_demo OR coalesce(maker.is_demo, false));
END $$;
REVOKE ALL ON FUNCTION sign_path FROM PUBLIC;
REVOKE ALL ON FUNCTION path_maker FROM PUBLIC;

CREATE VIEW public_path AS
  WITH latest AS (
    SELECT DISTINCT ON (path.slug) path.id
      FROM paths_path path JOIN paths_signing s ON s.path_id = path.id AND s.says = 'sign'
     ORDER BY path.slug, s.at DESC, path.id DESC)
  SELECT p.id, p.slug, p.language, p.manifest, p.digest, p.until, s.at AS signed_at, s.proposer_name, s.proposer_title,
         s.by_name, s.by_title, s.is_demo, steps.posts
    FROM latest
    JOIN paths_path p ON p.id = latest.id
    JOIN paths_signing s ON s.path_id = p.id AND s.digest = p.digest
   CROSS JOIN LATERAL (SELECT array_agg(shown.post_id ORDER BY step.place) AS posts
      FROM jsonb_array_elements_text(p.manifest::jsonb -> 'steps') WITH ORDINALITY AS step(post, place)
      JOIN public_post shown ON shown.post_id = step.post::uuid) steps
   WHERE p.until > now() AND cardinality(steps.posts) >= 2
     AND NOT EXISTS (SELECT FROM paths_retraction gone WHERE gone.path_id = p.id)
     AND NOT EXISTS (SELECT FROM jsonb_array_elements(p.manifest::jsonb -> 'checks') asked
       LEFT JOIN guidance_statement said ON said.code = asked #>> '{source,id}' AND said.withdrawn_at IS NULL
      WHERE said.text IS DISTINCT FROM asked #>> '{source,text}');
"""
BACK = """
DROP VIEW public_path; DROP FUNCTION sign_path; DROP FUNCTION path_maker;
DROP TRIGGER path_never_changes ON paths_retraction; DROP TRIGGER path_never_changes ON paths_signing;
DROP TRIGGER path_never_changes ON paths_path; DROP FUNCTION path_never_changes;
ALTER TABLE paths_signing DROP CONSTRAINT signing_names_the_proposer;
ALTER TABLE paths_signing DROP CONSTRAINT signing_of_these_bytes;
ALTER TABLE paths_path DROP CONSTRAINT path_digest_is_of_manifest;
"""


class Migration(migrations.Migration):
    dependencies = [("paths", "0001_initial"), ("recheck", "0003_how_heavy_it_is"), ("accounts", "0001_initial")]
    operations = [migrations.RunSQL(FORWARD, BACK)]
