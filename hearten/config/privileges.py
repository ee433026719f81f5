"""What each process may do in the database. A table named nowhere here fails the build.

Three roles: `hearten_web` answers people, `hearten_worker` moves posts along, `hearten_edge` reads the
public view and nothing else. The owner only migrates.
"""

from django.db import connection, transaction

READ, ADD, CHANGE, REMOVE = "SELECT", "INSERT", "UPDATE", "DELETE"
ALL = (READ, ADD, CHANGE, REMOVE)
ROLES = ("hearten_web", "hearten_worker", "hearten_edge")

Rights = dict[str, tuple[str, ...]]

TABLES: dict[str, Rights] = {
    "accounts_person": {"hearten_web": (READ, ADD, CHANGE), "hearten_worker": (READ,)},
    "accounts_rolegrant": {"hearten_web": (READ, ADD, CHANGE), "hearten_worker": (READ,)},
    "accounts_credential": {"hearten_web": (READ, ADD), "hearten_worker": (READ,)},
    "accounts_credentialproposal": {"hearten_web": (READ, ADD, CHANGE)},
    "accounts_device": {"hearten_web": ALL},
    "account_emailaddress": {"hearten_web": ALL},
    "account_emailconfirmation": {"hearten_web": ALL},
    "mfa_authenticator": {"hearten_web": ALL},
    "auth_group": {},
    "auth_group_permissions": {},
    "auth_permission": {},
    "django_content_type": {},
    "django_migrations": {"hearten_web": (READ,), "hearten_worker": (READ,)},
    "journal_entry": {"hearten_web": (READ, ADD), "hearten_worker": (READ, ADD)},
    # The worker changes no post and its trigger says so; it locks one (which asks for this right) and makes the same
    # again as a new version, when guidance has changed.
    "posts_post": {"hearten_web": (READ, ADD, CHANGE), "hearten_worker": (READ, CHANGE)},
    "posts_revision": {"hearten_web": (READ, ADD, CHANGE), "hearten_worker": (READ, ADD, CHANGE)},
    "posts_withdrawal": {"hearten_web": (READ, ADD, CHANGE), "hearten_worker": (READ,)},
    "guidance_guideline": {"hearten_web": (READ,), "hearten_worker": (READ,)},
    "guidance_statement": {"hearten_web": (READ,), "hearten_worker": (READ,)},
    "guidance_myth": {"hearten_web": (READ,), "hearten_worker": (READ,)},
    "guidance_basis": {"hearten_web": (READ, ADD, CHANGE), "hearten_worker": (READ, ADD, CHANGE)},
    "guidance_change": {"hearten_web": (READ, ADD), "hearten_worker": (READ, CHANGE)},
    "guidance_wording": {"hearten_web": (READ,), "hearten_worker": (READ,)},
    "media_upload": {"hearten_web": ALL, "hearten_worker": (READ, CHANGE, REMOVE)},
    "media_original": {"hearten_web": (READ, ADD, CHANGE), "hearten_worker": (READ, CHANGE)},
    "media_file": {"hearten_web": (READ, ADD), "hearten_worker": ALL},
    "media_video": {"hearten_web": (READ, ADD, CHANGE), "hearten_worker": (READ, ADD)},
    "media_captions": {"hearten_web": (READ, ADD, CHANGE), "hearten_worker": (READ, ADD, CHANGE)},
    "cards_card": {"hearten_web": (READ, ADD), "hearten_worker": (READ, ADD)},
    "cards_picture": {"hearten_web": (READ,), "hearten_worker": (READ, ADD, CHANGE)},
    "cards_picturefile": {"hearten_web": (READ,), "hearten_worker": (READ, ADD, CHANGE)},
    "checks_check": {"hearten_web": (READ, ADD), "hearten_worker": (READ, ADD)},
    "checks_poll": {"hearten_web": (READ, ADD), "hearten_worker": (READ, ADD)},
    "checks_share": {"hearten_web": (READ, ADD, CHANGE)},
    "screening_screening": {"hearten_web": (READ,), "hearten_worker": ALL},
    "screening_finding": {"hearten_web": (READ,), "hearten_worker": ALL},
    "screening_claimfound": {"hearten_web": (READ,), "hearten_worker": ALL},
    "verdicts_claimverdict": {"hearten_web": (READ, ADD), "hearten_worker": (READ,)},
    "screening_release": {"hearten_web": (READ, ADD), "hearten_worker": (READ,)},
    "review_decision": {"hearten_web": (READ, ADD), "hearten_worker": (READ,)},
    "review_approval": {"hearten_web": (READ,), "hearten_worker": (READ,)},
    "review_publication": {"hearten_web": (READ,), "hearten_worker": (READ, ADD, CHANGE)},
    "recheck_reopening": {"hearten_web": (READ,), "hearten_worker": (READ, ADD, CHANGE)},
    "corrections_correction": {"hearten_web": (READ, ADD), "hearten_worker": (READ,)},
    "corrections_signature": {"hearten_web": (READ,), "hearten_worker": (READ,)},
    "corrections_retraction": {"hearten_web": (READ, ADD), "hearten_worker": (READ,)},
    "claims_answer": {"hearten_web": (READ, ADD), "hearten_worker": (READ,)},
    "claims_reading": {"hearten_web": (READ,), "hearten_worker": (READ,)},
    "claims_retraction": {"hearten_web": (READ, ADD), "hearten_worker": (READ,)},
    "questions_question": {"hearten_web": (READ, ADD, CHANGE), "hearten_worker": (READ, CHANGE, REMOVE)},
    "doubts_doubt": {"hearten_web": (READ, ADD, CHANGE), "hearten_worker": (READ, REMOVE)},
    "public_answer": {"hearten_web": (READ,), "hearten_worker": (READ,)},
    # Written by triggers, as the owner; the worker adds to each entry what a model makes of it.
    "search_entry": {"hearten_web": (READ,), "hearten_worker": (READ, CHANGE)},
    "search_falsealarm": {"hearten_web": (READ, ADD, CHANGE)},
    "partners_key": {"hearten_web": (READ, ADD, CHANGE)},
    "procrastinate_jobs": {"hearten_web": (READ, ADD), "hearten_worker": ALL},
    "procrastinate_events": {"hearten_web": (READ, ADD), "hearten_worker": ALL},
    "procrastinate_periodic_defers": {"hearten_worker": ALL},
    "procrastinate_workers": {"hearten_worker": ALL},
    "paths_path": {"hearten_web": (READ, ADD), "hearten_worker": (READ,)},
    "paths_signing": {"hearten_web": (READ,), "hearten_worker": (READ,)},
    "paths_retraction": {"hearten_web": (READ, ADD), "hearten_worker": (READ,)},
    "public_path": {"hearten_web": (READ,), "hearten_edge": (READ,)},
    "campaigns_campaign": {"hearten_web": (READ, ADD), "hearten_worker": (READ,)},
    "campaigns_signing": {"hearten_web": (READ,), "hearten_worker": (READ,)},
    "campaigns_retraction": {"hearten_web": (READ, ADD), "hearten_worker": (READ,)},
    "standing_campaign": {},  # only the view below and the triggers look there
    "public_campaign": {"hearten_web": (READ,), "hearten_edge": (READ,)},
    "feed_place": {"hearten_web": (READ,)},  # written by triggers, as the owner
    "public_maker": {"hearten_web": (READ,)},
    "public_post": {"hearten_web": (READ,), "hearten_worker": (READ,), "hearten_edge": (READ,)},
    "public_correction": {"hearten_web": (READ,), "hearten_worker": (READ,), "hearten_edge": (READ,)},
}
DOORS = {
    "approve(bigint, text, uuid, text, timestamptz, integer, text)": ("hearten_web",),
    "answer_guidance(bigint, text, uuid, boolean, text)": ("hearten_web",),
    "sign_correction(bigint, text, uuid, text, text)": ("hearten_web",),
    "read_answer(bigint, text, uuid, text, text)": ("hearten_web",),
    "sign_path(bigint, text, uuid, text, text)": ("hearten_web",),
    "sign_campaign(bigint, text, uuid, text, text)": ("hearten_web",),
}


def apply() -> None:
    """Make the rights exactly these, in one step: no process is ever without its rights in between."""
    with transaction.atomic(), connection.cursor() as cursor:
        for role in ROLES:
            cursor.execute(
                f"DO $$ BEGIN IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '{role}')"
                f" THEN CREATE ROLE {role} NOLOGIN; END IF; END $$"
            )
            cursor.execute(f"REVOKE ALL ON ALL TABLES IN SCHEMA public FROM {role}")
            cursor.execute(f"REVOKE ALL ON ALL SEQUENCES IN SCHEMA public FROM {role}")
            cursor.execute(f"GRANT USAGE ON SCHEMA public TO {role}")
        cursor.execute("REVOKE CREATE ON SCHEMA public FROM PUBLIC")
        cursor.execute("REVOKE TEMPORARY ON DATABASE " + connection.ops.quote_name(_database()) + " FROM PUBLIC")
        for role in ("hearten_web", "hearten_worker"):
            cursor.execute(f"GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO {role}")
        for table, rights in TABLES.items():
            for role, verbs in rights.items():
                cursor.execute(f"GRANT {', '.join(verbs)} ON {table} TO {role}")
        for door, holders in DOORS.items():
            for role in holders:
                cursor.execute(f"GRANT EXECUTE ON FUNCTION {door} TO {role}")


def _database() -> str:
    return str(connection.settings_dict["NAME"])


def unlisted() -> set[str]:
    """Tables and views of the database that this page forgot."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname FROM pg_class"
            " WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'v', 'm', 'p')"
        )
        return {name for (name,) in cursor.fetchall()} - TABLES.keys()
