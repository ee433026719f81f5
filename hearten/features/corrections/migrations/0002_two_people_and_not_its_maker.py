"""A correction is shown only as two people signed it, neither of them the maker of the post. decisions/0005, 0029.

One function is the only door to a signature. What a correction is about is not shown again while it stands, written
or signed: whoever puts the post back shows only bytes that nobody found wrong.
"""

from importlib import import_module

from django.db import migrations

before = import_module("hearten.features.recheck.migrations.0003_how_heavy_it_is")
FOUND_WRONG = """
     AND NOT EXISTS (SELECT FROM corrections_correction c WHERE c.post_id = pub.post_id AND c.was = pub.digest
       AND NOT EXISTS (SELECT FROM corrections_retraction gone WHERE gone.correction_id = c.id)
       AND NOT EXISTS (SELECT FROM corrections_signature back
                        WHERE back.correction_id = c.id AND back.says = 'send_back'))"""

FORWARD = """
ALTER TABLE corrections_correction ADD CONSTRAINT correction_digest_is_of_manifest
  CHECK (digest = encode(sha256(convert_to(manifest, 'UTF8')), 'hex'));
-- What is corrected was approved once, and its maker is the real one.
ALTER TABLE corrections_correction ADD CONSTRAINT correction_of_what_was_approved
  FOREIGN KEY (post_id, was) REFERENCES review_approval (post_id, digest);
ALTER TABLE corrections_correction ADD CONSTRAINT correction_names_the_maker
  FOREIGN KEY (post_id, maker_id) REFERENCES posts_post (id, author_id);
ALTER TABLE corrections_signature ADD CONSTRAINT signature_of_exactly_this
  FOREIGN KEY (correction_id, digest, post_id, maker_id, author_id)
  REFERENCES corrections_correction (id, digest, post_id, maker_id, author_id);
ALTER TABLE corrections_retraction ADD CONSTRAINT retraction_names_the_post
  FOREIGN KEY (correction_id, post_id) REFERENCES corrections_correction (id, post_id);

CREATE FUNCTION correction_never_changes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'what was said in a correction never changes' USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER correction_never_changes BEFORE UPDATE ON corrections_correction
  FOR EACH ROW EXECUTE FUNCTION correction_never_changes();
CREATE TRIGGER correction_never_changes BEFORE UPDATE ON corrections_signature
  FOR EACH ROW EXECUTE FUNCTION correction_never_changes();
CREATE TRIGGER correction_never_changes BEFORE UPDATE ON corrections_retraction
  FOR EACH ROW EXECUTE FUNCTION correction_never_changes();

CREATE TRIGGER shelf_news AFTER INSERT OR DELETE ON corrections_correction
  FOR EACH ROW EXECUTE FUNCTION shelf_news();
CREATE TRIGGER shelf_news AFTER INSERT OR DELETE ON corrections_signature
  FOR EACH ROW EXECUTE FUNCTION shelf_news();
CREATE TRIGGER shelf_news AFTER INSERT OR DELETE ON corrections_retraction
  FOR EACH ROW EXECUTE FUNCTION shelf_news();

CREATE FUNCTION sign_correction(p_correction bigint, p_digest text, p_by uuid, p_says text, p_because text)
RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE c record; writer record; reader record;
BEGIN
  SELECT * INTO c FROM corrections_correction WHERE id = p_correction FOR UPDATE;
  IF c.id IS NULL OR c.digest IS DISTINCT FROM p_digest
     OR EXISTS (SELECT FROM corrections_retraction gone WHERE gone.correction_id = c.id) THEN
    RAISE EXCEPTION 'not as shown' USING ERRCODE = 'HE001';
  END IF;
  IF p_by IN (c.author_id, c.maker_id) THEN
    RAISE EXCEPTION 'nobody signs their own words, or of their own post' USING ERRCODE = 'HE002';
  END IF;
  SELECT * INTO writer FROM answering_clinician(c.author_id);
  SELECT * INTO reader FROM answering_clinician(p_by);
  IF reader.name IS NULL THEN
    RAISE EXCEPTION 'only a reviewer with a standing credential signs' USING ERRCODE = 'HE003';
  END IF;
  IF p_says = 'sign' THEN
    IF writer.name IS NULL THEN
      RAISE EXCEPTION 'its writer has no standing credential' USING ERRCODE = 'HE007';
    END IF;
    PERFORM FROM guidance_statement said
      WHERE said.code IN (SELECT s ->> 'id' FROM jsonb_array_elements(c.manifest::jsonb -> 'statements') s)
      ORDER BY said.code FOR SHARE;
    IF EXISTS (SELECT FROM jsonb_array_elements(c.manifest::jsonb -> 'statements') s WHERE NOT EXISTS (
        SELECT FROM guidance_statement said
         WHERE said.code = s ->> 'id' AND said.withdrawn_at IS NULL AND said.text = s ->> 'text')) THEN
      RAISE EXCEPTION 'guidance it rests on has changed' USING ERRCODE = 'HE005';
    END IF;
  END IF;
  INSERT INTO corrections_signature (correction_id, post_id, digest, says, because, at, maker_id, author_id, by_id,
      author_name, author_title, by_name, by_title, is_demo)
    VALUES (c.id, c.post_id, c.digest, p_says, p_because, now(), c.maker_id, c.author_id, p_by,
      coalesce(writer.name, ''), coalesce(writer.title, ''), reader.name, reader.title,
      reader.is_demo OR coalesce(writer.is_demo, false));
END $$;
REVOKE ALL ON FUNCTION sign_correction FROM PUBLIC;

CREATE VIEW public_correction AS
  SELECT c.id, c.post_id, c.was, c.manifest, s.at AS signed_at, s.author_name, s.author_title, s.by_name, s.by_title,
         s.is_demo
    FROM corrections_correction c
    JOIN corrections_signature s ON s.correction_id = c.id AND s.digest = c.digest AND s.says = 'sign'
   WHERE NOT EXISTS (SELECT FROM corrections_retraction gone WHERE gone.correction_id = c.id);
"""
BACK = """
DROP VIEW public_correction; DROP FUNCTION sign_correction;
DROP TRIGGER shelf_news ON corrections_retraction; DROP TRIGGER shelf_news ON corrections_signature;
DROP TRIGGER shelf_news ON corrections_correction; DROP TRIGGER correction_never_changes ON corrections_retraction;
DROP TRIGGER correction_never_changes ON corrections_signature;
DROP TRIGGER correction_never_changes ON corrections_correction; DROP FUNCTION correction_never_changes;
ALTER TABLE corrections_retraction DROP CONSTRAINT retraction_names_the_post;
ALTER TABLE corrections_signature DROP CONSTRAINT signature_of_exactly_this;
ALTER TABLE corrections_correction DROP CONSTRAINT correction_names_the_maker;
ALTER TABLE corrections_correction DROP CONSTRAINT correction_of_what_was_approved;
ALTER TABLE corrections_correction DROP CONSTRAINT correction_digest_is_of_manifest;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("corrections", "0001_initial"),
        ("recheck", "0003_how_heavy_it_is"),
        ("claims", "0002_bound_to_the_bytes"),
        ("guidance", "0004_kept_and_applied_by_the_database"),
    ]
    operations = [
        migrations.RunSQL(FORWARD, BACK),
        migrations.RunSQL(before.WEIGHED + FOUND_WRONG, before.WEIGHED),
    ]
