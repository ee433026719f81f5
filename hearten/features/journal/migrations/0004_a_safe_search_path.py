"""The function that orders the chain looks for its tables where nobody can put another in their place."""

from django.db import migrations

PATH, SAFE_PATH = "public", "pg_catalog, public, pg_temp"
CHAIN = """
CREATE OR REPLACE FUNCTION journal_chain() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = @path AS $$
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
"""


class Migration(migrations.Migration):
    dependencies = [("journal", "0003_who_holds_what")]
    operations = [migrations.RunSQL(CHAIN.replace("@path", SAFE_PATH), CHAIN.replace("@path", PATH))]
