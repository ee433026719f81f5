"""A doubt is about bytes that were approved, and the maker of a post signs no answer to what is doubted in it.

decisions/0041. An answer knows nothing of posts, so its door cannot ask; this trigger does, with the code of that door.
"""

from django.db import migrations

FORWARD = """
ALTER TABLE doubts_doubt ADD CONSTRAINT doubt_of_what_was_approved
  FOREIGN KEY (post_id, digest) REFERENCES review_approval (post_id, digest);
CREATE FUNCTION not_about_their_own() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.says = 'confirm' AND EXISTS (SELECT FROM doubts_doubt doubt JOIN posts_post post ON post.id = doubt.post_id
      WHERE doubt.answer_id = NEW.answer_id AND post.author_id = NEW.by_id) THEN
    RAISE EXCEPTION 'nobody signs what is said of their own post' USING ERRCODE = 'HE002';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER not_about_their_own BEFORE INSERT ON claims_reading
  FOR EACH ROW EXECUTE FUNCTION not_about_their_own();
"""
BACK = """
DROP TRIGGER not_about_their_own ON claims_reading; DROP FUNCTION not_about_their_own;
ALTER TABLE doubts_doubt DROP CONSTRAINT doubt_of_what_was_approved;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("doubts", "0001_initial"),
        ("review", "0002_bound_to_the_bytes"),
        ("claims", "0003_signed_by_two"),
    ]
    operations = [migrations.RunSQL(FORWARD, BACK)]
