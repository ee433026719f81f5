"""An answer is shown only as two people signed it: the one who wrote it, and another who read it. decisions/0005, 0020.

One function is the only door to a reading, and the table it writes has one row for an answer: of two clinicians at
once, one is told that the other was quicker.
"""

from django.db import migrations

FORWARD = """
ALTER TABLE claims_answer ADD CONSTRAINT answer_digest_is_of_manifest
  CHECK (digest = encode(sha256(convert_to(manifest, 'UTF8')), 'hex'));
-- A reading is of exactly these bytes, and of their real author.
ALTER TABLE claims_reading ADD CONSTRAINT reading_of_these_bytes
  FOREIGN KEY (answer_id, digest) REFERENCES claims_answer (id, digest);
ALTER TABLE claims_reading ADD CONSTRAINT reading_names_the_author
  FOREIGN KEY (answer_id, author_id) REFERENCES claims_answer (id, author_id);

CREATE FUNCTION answer_never_changes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'what a clinician signed never changes' USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER answer_never_changes BEFORE UPDATE ON claims_answer
  FOR EACH ROW EXECUTE FUNCTION answer_never_changes();
CREATE TRIGGER answer_never_changes BEFORE UPDATE ON claims_reading
  FOR EACH ROW EXECUTE FUNCTION answer_never_changes();
CREATE TRIGGER answer_never_changes BEFORE UPDATE OR DELETE ON claims_retraction
  FOR EACH ROW EXECUTE FUNCTION answer_never_changes();

CREATE FUNCTION answering_clinician(p_person uuid, OUT name text, OUT title text, OUT is_demo boolean)
RETURNS record LANGUAGE sql STABLE SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT person.name, cred.title, person.is_demo FROM accounts_person person
    JOIN accounts_rolegrant role ON role.person_id = person.id AND role.role = 'reviewer' AND role.ended_at IS NULL
    JOIN accounts_credential cred ON cred.person_id = person.id AND cred.until > now()
   WHERE person.id = p_person AND person.is_active ORDER BY cred.until DESC LIMIT 1
$$;

CREATE FUNCTION read_answer(p_answer bigint, p_digest text, p_by uuid, p_says text, p_because text)
RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE a record; writer record; reader record;
BEGIN
  SELECT * INTO a FROM claims_answer WHERE id = p_answer FOR UPDATE;
  IF a.id IS NULL OR a.digest IS DISTINCT FROM p_digest
     OR EXISTS (SELECT FROM claims_retraction gone WHERE gone.answer_id = a.id) THEN
    RAISE EXCEPTION 'not as shown' USING ERRCODE = 'HE001';
  END IF;
  SELECT * INTO writer FROM answering_clinician(a.author_id);
  SELECT * INTO reader FROM answering_clinician(p_by);
  IF reader.name IS NULL THEN
    RAISE EXCEPTION 'only a reviewer with a standing credential reads' USING ERRCODE = 'HE003';
  END IF;
  IF p_says = 'confirm' THEN
    IF a.author_id = p_by THEN
      RAISE EXCEPTION 'nobody confirms their own answer' USING ERRCODE = 'HE002';
    END IF;
    IF writer.name IS NULL THEN
      RAISE EXCEPTION 'its author has no standing credential' USING ERRCODE = 'HE005';
    END IF;
    IF a.until <= now() OR a.until > now() + interval '731 days' THEN
      RAISE EXCEPTION 'an answer stands for at most two years' USING ERRCODE = 'HE004';
    END IF;
  END IF;
  INSERT INTO claims_reading (answer_id, digest, says, because, at, author_id, by_id, author_name, author_title,
      by_name, by_title, is_demo)
    VALUES (a.id, a.digest, p_says, p_because, now(), a.author_id, p_by, coalesce(writer.name, ''),
      coalesce(writer.title, ''), reader.name, reader.title, reader.is_demo OR coalesce(writer.is_demo, false));
END $$;
REVOKE ALL ON FUNCTION read_answer FROM PUBLIC;
REVOKE ALL ON FUNCTION answering_clinician FROM PUBLIC;

CREATE VIEW public_answer AS
  SELECT a.id, a.digest, a.manifest, a.until, r.at AS confirmed_at, r.author_name, r.author_title, r.by_name,
         r.by_title, r.is_demo
    FROM claims_answer a
    JOIN claims_reading r ON r.answer_id = a.id AND r.digest = a.digest AND r.says = 'confirm'
   WHERE a.until > now() AND NOT EXISTS (SELECT FROM claims_retraction gone WHERE gone.answer_id = a.id);
"""
BACK = """
DROP VIEW public_answer; DROP FUNCTION read_answer; DROP FUNCTION answering_clinician;
DROP TRIGGER answer_never_changes ON claims_retraction; DROP TRIGGER answer_never_changes ON claims_reading;
DROP TRIGGER answer_never_changes ON claims_answer; DROP FUNCTION answer_never_changes;
ALTER TABLE claims_reading DROP CONSTRAINT reading_names_the_author;
ALTER TABLE claims_reading DROP CONSTRAINT reading_of_these_bytes;
ALTER TABLE claims_answer DROP CONSTRAINT answer_digest_is_of_manifest;
"""


class Migration(migrations.Migration):
    dependencies = [("claims", "0001_initial"), ("accounts", "0001_initial")]
    operations = [migrations.RunSQL(FORWARD, BACK)]
