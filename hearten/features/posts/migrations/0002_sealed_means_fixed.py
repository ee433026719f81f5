"""A digest is the SHA-256 of its manifest, and nothing sealed ever changes. A withdrawal is news."""

from django.db import migrations

FORWARD = """
ALTER TABLE posts_revision ADD CONSTRAINT digest_is_of_manifest CHECK (
  (manifest IS NULL AND digest IS NULL)
  OR (manifest IS NOT NULL AND digest IS NOT NULL
      AND digest = encode(sha256(convert_to(manifest, 'UTF8')), 'hex')));

CREATE FUNCTION posts_sealed_means_fixed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.digest IS NOT NULL AND (NEW.post_id, NEW.number, NEW.kind, NEW.language, NEW.title, NEW.text, NEW.topics,
       NEW.manifest, NEW.digest) IS DISTINCT FROM (OLD.post_id, OLD.number, OLD.kind, OLD.language, OLD.title,
       OLD.text, OLD.topics, OLD.manifest, OLD.digest) THEN
    RAISE EXCEPTION 'a sealed revision never changes' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER posts_sealed_means_fixed BEFORE UPDATE ON posts_revision
  FOR EACH ROW EXECUTE FUNCTION posts_sealed_means_fixed();

CREATE FUNCTION posts_author_never_changes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.author_id IS DISTINCT FROM OLD.author_id THEN
    RAISE EXCEPTION 'a post keeps its author' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER posts_author_never_changes BEFORE UPDATE ON posts_post
  FOR EACH ROW EXECUTE FUNCTION posts_author_never_changes();

CREATE FUNCTION shelf_news() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('shelf', coalesce(NEW.post_id, OLD.post_id)::text);
  RETURN NULL;
END $$;
CREATE TRIGGER shelf_news AFTER INSERT OR UPDATE OR DELETE ON posts_withdrawal
  FOR EACH ROW EXECUTE FUNCTION shelf_news();
"""
BACK = """
DROP TRIGGER shelf_news ON posts_withdrawal; DROP FUNCTION shelf_news;
DROP TRIGGER posts_author_never_changes ON posts_post; DROP FUNCTION posts_author_never_changes;
DROP TRIGGER posts_sealed_means_fixed ON posts_revision; DROP FUNCTION posts_sealed_means_fixed;
ALTER TABLE posts_revision DROP CONSTRAINT digest_is_of_manifest;
"""


class Migration(migrations.Migration):
    dependencies = [("posts", "0001_initial")]
    operations = [migrations.RunSQL(FORWARD, BACK)]
