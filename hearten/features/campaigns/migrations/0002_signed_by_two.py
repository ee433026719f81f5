"""A campaign is shown only as two people agreed on it: who wrote it, and a reviewer who read it. decisions/0040, 0045.

What the public sees are the views. `standing_campaign`: of those with the same slug the one signed last, unless it was
taken back. `public_campaign`: of these the ones whose first day has come, with those of their posts that are public.
A place in `feed_place` stands for as long as its post's approval and its campaign do.
"""

from importlib import import_module

from django.db import migrations

from hearten.features.signing.migrations._doors import (
    NEVER, NO_REVIEWER, TOO_LONG, Door, is_lapsed, is_own,
)

BEFORE = import_module("hearten.features.feed.migrations.0004_one_number_for_a_maker").NEW
DOOR = Door(
    "sign_campaign", "campaign", "campaigns_campaign", "campaigns_signing", "campaigns_retraction", "sign",
    (is_own("proposer_id"), NO_REVIEWER, is_lapsed("HE005"), TOO_LONG),
    writer="proposer", roles=("campaign_manager",), found_by="campaign_writer",
)  # fmt: skip
TABLES = (("campaigns_campaign", NEVER[0]), ("campaigns_signing", NEVER[0]), ("campaigns_retraction", NEVER[1]))
HELD_FAST = "".join(
    f"CREATE TRIGGER signed_never_changes {when} ON {table} FOR EACH ROW EXECUTE FUNCTION signed_never_changes();\n"
    for table, when in TABLES
)
ROWS = """
ALTER TABLE campaigns_campaign ADD CONSTRAINT campaign_digest_is_of_manifest
  CHECK (digest = encode(sha256(convert_to(manifest, 'UTF8')), 'hex'));
-- A signing is of exactly these bytes, and of the one who wrote them.
ALTER TABLE campaigns_signing ADD CONSTRAINT signing_of_these_bytes
  FOREIGN KEY (campaign_id, digest) REFERENCES campaigns_campaign (id, digest);
ALTER TABLE campaigns_signing ADD CONSTRAINT signing_names_the_proposer
  FOREIGN KEY (campaign_id, proposer_id) REFERENCES campaigns_campaign (id, proposer_id);

-- A campaign manager needs no profession: what they write says nothing that a reviewer has not read. One that was
-- checked and stands is shown beside their name.
CREATE FUNCTION campaign_writer(p_person uuid, p_roles text[], OUT name text, OUT title text, OUT is_demo boolean)
RETURNS record LANGUAGE sql STABLE SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT person.name, coalesce((SELECT cred.title FROM accounts_credential cred
      WHERE cred.person_id = person.id AND cred.until > now() ORDER BY cred.until DESC LIMIT 1), ''), person.is_demo
    FROM accounts_person person
   WHERE person.id = p_person AND person.is_active AND EXISTS (SELECT FROM accounts_rolegrant role
     WHERE role.person_id = person.id AND role.role = ANY(p_roles) AND role.ended_at IS NULL)
$$;
REVOKE ALL ON FUNCTION campaign_writer FROM PUBLIC;
"""
VIEWS = """
REVOKE ALL ON FUNCTION sign_campaign FROM PUBLIC;
CREATE VIEW standing_campaign AS
  WITH latest AS (
    SELECT DISTINCT ON (c.slug) c.id
      FROM campaigns_campaign c JOIN campaigns_signing s ON s.campaign_id = c.id AND s.says = 'sign'
     ORDER BY c.slug, s.at DESC, c.id DESC)
  SELECT c.id, c.slug, c.language, c.manifest, c.digest, c.begins, c.until, s.at AS signed_at, s.proposer_name,
         s.proposer_title, s.by_name, s.by_title, s.is_demo
    FROM latest
    JOIN campaigns_campaign c ON c.id = latest.id
    JOIN campaigns_signing s ON s.campaign_id = c.id AND s.digest = c.digest
   WHERE NOT EXISTS (SELECT FROM campaigns_retraction gone WHERE gone.campaign_id = c.id);
-- `posts` is found only where it is asked for.
CREATE VIEW public_campaign AS
  SELECT c.*, c.until <= now() AS is_over, (SELECT coalesce(array_agg(shown.post_id), '{}')
      FROM jsonb_array_elements_text(c.manifest::jsonb -> 'posts') AS named(post)
      JOIN public_post shown ON shown.post_id = named.post::uuid) AS posts
    FROM standing_campaign c WHERE c.begins <= now();
"""
AT, ENDS = ") AS at (facet, value)", "shown.until, shown.post_id, shown.digest"
GATHERED = """  UNION ALL SELECT 'campaign', run.slug FROM standing_campaign run
         WHERE run.until > now() AND run.manifest::jsonb -> 'posts' ? shown.post_id::text
     """
EARLIER = """least(shown.until, (SELECT run.until FROM standing_campaign run
             WHERE at.facet = 'campaign' AND run.slug = at.value)), shown.post_id, shown.digest"""
PLACES = BEFORE.replace(AT, GATHERED + AT).replace(ENDS, EARLIER)
NEWS = """
-- The posts of this campaign, and of those it takes the place of, in one order: two who sign do not wait for each other.
CREATE FUNCTION campaign_places() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE named uuid;
BEGIN
  FOR named IN SELECT DISTINCT post::uuid FROM campaigns_campaign this
      JOIN campaigns_campaign one ON one.slug = this.slug
     CROSS JOIN LATERAL jsonb_array_elements_text(one.manifest::jsonb -> 'posts') AS list(post)
     WHERE this.id = NEW.campaign_id ORDER BY 1
  LOOP
    PERFORM feed_places(named);
  END LOOP;
  PERFORM pg_notify('shelf', 'campaigns');
  RETURN NULL;
END $$;
CREATE TRIGGER campaign_places AFTER INSERT ON campaigns_signing
  FOR EACH ROW EXECUTE FUNCTION campaign_places();
CREATE TRIGGER campaign_places AFTER INSERT ON campaigns_retraction
  FOR EACH ROW EXECUTE FUNCTION campaign_places();
"""
BACK = f"""
DROP TRIGGER campaign_places ON campaigns_retraction; DROP TRIGGER campaign_places ON campaigns_signing;
DROP FUNCTION campaign_places;
{BEFORE}
DELETE FROM feed_place WHERE facet = 'campaign';
DROP VIEW public_campaign; DROP VIEW standing_campaign; DROP FUNCTION sign_campaign; DROP FUNCTION campaign_writer;
{"".join(f"DROP TRIGGER signed_never_changes ON {table};" for table, _when in TABLES)}
ALTER TABLE campaigns_signing DROP CONSTRAINT signing_names_the_proposer;
ALTER TABLE campaigns_signing DROP CONSTRAINT signing_of_these_bytes;
ALTER TABLE campaigns_campaign DROP CONSTRAINT campaign_digest_is_of_manifest;
"""  # noqa: S608 - the names are ours


class Migration(migrations.Migration):
    dependencies = [
        ("campaigns", "0001_initial"),
        ("feed", "0004_one_number_for_a_maker"),
        ("recheck", "0003_how_heavy_it_is"),
        ("signing", "0001_two_people"),
    ]
    operations = [migrations.RunSQL(ROWS + HELD_FAST + DOOR.sql() + VIEWS + PLACES + NEWS, BACK)]
