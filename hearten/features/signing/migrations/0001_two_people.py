"""What every door of signing asks (who is this person?), and what every signed row keeps (it never changes).

decisions/0040. The doors themselves are made by `_doors`, in the migrations of the features that have one.
"""

from django.db import migrations

FORWARD = """
CREATE FUNCTION signed_never_changes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'what was signed never changes' USING ERRCODE = 'integrity_constraint_violation';
END $$;

-- Whoever has one of these roles and a profession that was checked and stands: their name, its title.
CREATE FUNCTION signing_person(p_person uuid, p_roles text[], OUT name text, OUT title text, OUT is_demo boolean)
RETURNS record LANGUAGE sql STABLE SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT person.name, cred.title, person.is_demo FROM accounts_person person
    JOIN accounts_credential cred ON cred.person_id = person.id AND cred.until > now()
   WHERE person.id = p_person AND person.is_active AND EXISTS (SELECT FROM accounts_rolegrant role
     WHERE role.person_id = person.id AND role.role = ANY(p_roles) AND role.ended_at IS NULL)
   ORDER BY cred.until DESC LIMIT 1
$$;
REVOKE ALL ON FUNCTION signing_person FROM PUBLIC;
"""


class Migration(migrations.Migration):
    initial = True
    dependencies = [("accounts", "0001_initial")]
    operations = [
        migrations.RunSQL(FORWARD, "DROP FUNCTION signing_person; DROP FUNCTION signed_never_changes;"),
    ]
