"""Roles and credentials write themselves in the journal, whoever gave them and by whatever door."""

from django.db import migrations

FORWARD = """
CREATE FUNCTION journal_note(p_did text, p_person uuid, p_actor uuid, p_detail jsonb) RETURNS void LANGUAGE sql AS $$
  INSERT INTO journal_entry (did, about, actor_id, detail, previous, link)
    VALUES (p_did, 'person:' || p_person, p_actor, p_detail, '', '')
$$;

CREATE FUNCTION journal_role_grants() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    PERFORM journal_note('role.granted', NEW.person_id, NEW.granted_by_id, jsonb_build_object('role', NEW.role));
  ELSIF OLD.ended_at IS NULL AND NEW.ended_at IS NOT NULL THEN
    PERFORM journal_note('role.ended', NEW.person_id, NEW.ended_by_id, jsonb_build_object('role', NEW.role));
  ELSE
    RAISE EXCEPTION 'a role is given and ended, never rewritten' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER journal_role_grants AFTER INSERT OR UPDATE ON accounts_rolegrant
  FOR EACH ROW EXECUTE FUNCTION journal_role_grants();

CREATE FUNCTION journal_credentials() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM journal_note('credential.issued', NEW.person_id, NEW.confirmed_by_id,
    jsonb_build_object('issued_by', NEW.issued_by_id, 'country', NEW.country));
  RETURN NULL;
END $$;
CREATE TRIGGER journal_credentials AFTER INSERT ON accounts_credential
  FOR EACH ROW EXECUTE FUNCTION journal_credentials();

CREATE FUNCTION journal_proposals() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    PERFORM journal_note('credential.proposed', NEW.person_id, NEW.proposed_by_id,
      jsonb_build_object('country', NEW.country));
  ELSIF OLD.answered_at IS NULL AND NEW.answered_at IS NOT NULL THEN
    PERFORM journal_note('credential.answered', NEW.person_id, NEW.answered_by_id,
      jsonb_build_object('confirmed', NEW.confirmed));
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER journal_proposals AFTER INSERT OR UPDATE ON accounts_credentialproposal
  FOR EACH ROW EXECUTE FUNCTION journal_proposals();
"""
BACK = """
DROP TRIGGER journal_proposals ON accounts_credentialproposal; DROP FUNCTION journal_proposals;
DROP TRIGGER journal_credentials ON accounts_credential; DROP FUNCTION journal_credentials;
DROP TRIGGER journal_role_grants ON accounts_rolegrant; DROP FUNCTION journal_role_grants;
DROP FUNCTION journal_note;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("journal", "0002_chained_and_append_only"),
        ("accounts", "0002_credential_proposals"),
    ]
    operations = [migrations.RunSQL(FORWARD, BACK)]
