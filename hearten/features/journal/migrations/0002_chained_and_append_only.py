"""The journal chains itself when a transaction commits, and refuses to be changed by anyone."""

from django.db import migrations

FORWARD = """
CREATE FUNCTION journal_link(e journal_entry) RETURNS text LANGUAGE sql STABLE AS $$
  SELECT encode(sha256(convert_to(jsonb_build_array(
    e.place, e.id, extract(epoch FROM e.at), e.actor_id, e.did, e.about, e.detail, e.previous)::text, 'UTF8')), 'hex')
$$;

-- Runs at commit, so that the lock that orders the chain is held for no other row's sake.
CREATE FUNCTION journal_chain() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
DECLARE last record; me journal_entry;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended('journal', 0));
  SELECT place, link INTO last FROM journal_entry WHERE place IS NOT NULL ORDER BY place DESC LIMIT 1;
  SELECT * INTO me FROM journal_entry WHERE id = NEW.id;
  me.place := coalesce(last.place, 0) + 1;
  me.previous := coalesce(last.link, '');
  UPDATE journal_entry SET place = me.place, previous = me.previous, link = journal_link(me) WHERE id = me.id;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER journal_chain AFTER INSERT ON journal_entry
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION journal_chain();

CREATE FUNCTION journal_never_changes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND OLD.place IS NULL AND NEW.place IS NOT NULL
     AND (NEW.id, NEW.at, NEW.actor_id, NEW.did, NEW.about, NEW.detail)
         IS NOT DISTINCT FROM (OLD.id, OLD.at, OLD.actor_id, OLD.did, OLD.about, OLD.detail) THEN
    RETURN NEW;  -- its place in the chain, given once
  END IF;
  RAISE EXCEPTION 'the journal is append-only' USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER journal_never_changes BEFORE UPDATE OR DELETE ON journal_entry
  FOR EACH ROW EXECUTE FUNCTION journal_never_changes();
CREATE TRIGGER journal_never_emptied BEFORE TRUNCATE ON journal_entry
  FOR EACH STATEMENT EXECUTE FUNCTION journal_never_changes();

-- A place is only ever given by the chain: an entry arrives without one.
CREATE FUNCTION journal_arrives_unchained() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.place := NULL; NEW.previous := ''; NEW.link := ''; NEW.at := clock_timestamp();
  RETURN NEW;
END $$;
CREATE TRIGGER journal_arrives_unchained BEFORE INSERT ON journal_entry
  FOR EACH ROW EXECUTE FUNCTION journal_arrives_unchained();
"""
BACK = """
DROP TRIGGER journal_arrives_unchained ON journal_entry; DROP FUNCTION journal_arrives_unchained;
DROP TRIGGER journal_never_emptied ON journal_entry; DROP TRIGGER journal_never_changes ON journal_entry;
DROP FUNCTION journal_never_changes; DROP TRIGGER journal_chain ON journal_entry; DROP FUNCTION journal_chain;
DROP FUNCTION journal_link;
"""


class Migration(migrations.Migration):
    dependencies = [("journal", "0001_initial")]
    operations = [migrations.RunSQL(FORWARD, BACK)]
