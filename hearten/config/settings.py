"""Django's settings, made from the environment. What an operator may set is in environment.py."""

from pathlib import Path
from urllib.parse import unquote, urlsplit

from django.utils.translation import gettext_lazy as _
from psycopg.conninfo import conninfo_to_dict

from hearten.config import environment, expected
from hearten.config.logs import LOGGING  # noqa: F401 - Django reads it here

env = environment.read()
ROOT = environment.ROOT
WEB = ROOT / "hearten" / "web"

DEBUG = env.debug
SECRET_KEY = env.secret_key or "unset: hearten doctor refuses to start with this key"
SECRET_KEY_FALLBACKS = [key for key in env.previous_secret_keys.split(",") if key]
ALLOWED_HOSTS = [host.strip() for host in env.hosts.split(",") if host.strip()]

FEATURES = [
    "accounts", "signing", "journal", "posts", "cards", "help", "guidance", "media", "checks", "claims", "questions",
    "exercises", "screening", "verdicts", "review", "corrections", "doubts", "composer", "recheck", "studio",
    "card_studio", "partners", "paths", "feed", "campaigns", "syndication", "topics", "search",
]  # fmt: skip
INSTALLED_APPS = [
    "django.forms",
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.staticfiles",
    "procrastinate.contrib.django",
    "hearten.config.apps.Wiring",
    *[f"hearten.features.{name}" for name in FEATURES],
    "allauth",
    "allauth.account",
    "allauth.mfa",
]
MIDDLEWARE = [
    "hearten.config.pages.middleware.Headers",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "hearten.config.pages.middleware.HelpOnTrouble",
    "hearten.config.pages.middleware.NothingRemains",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "hearten.config.pages.middleware.WayBack",
]
ROOT_URLCONF = "hearten.config.urls"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [WEB / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "hearten.config.pages.page.page",
            ],
            "builtins": ["hearten.kit.countries"],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"


def database_of(url: str) -> dict[str, object]:
    """Django's words for a postgres:// address, with whatever it asks of the connection, for instance sslmode."""
    asked = conninfo_to_dict(url)
    named = {"NAME": "dbname", "USER": "user", "PASSWORD": "password", "HOST": "host", "PORT": "port"}
    return {
        "ENGINE": "django.db.backends.postgresql",
        **{ours: str(asked.pop(theirs, "") or "") for ours, theirs in named.items()},
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {"connect_timeout": 3} | asked,
    }


DATABASES = {"default": database_of(env.database_url)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
ATOMIC_REQUESTS = False

AUTH_USER_MODEL = "accounts.Person"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}", "OPTIONS": options}
    for name, options in {
        "UserAttributeSimilarityValidator": {"user_attributes": ("email", "name")},
        # NIST SP 800-63B-4 (2025): length over composition, and a list of common passwords. Checked 2026-11-22.
        "MinimumLengthValidator": {"min_length": 12},
        "CommonPasswordValidator": {},
    }.items()
]
SESSION_ENGINE = "hearten.features.accounts.models"
SESSION_COOKIE_AGE = 14 * 24 * 3600
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = env.https
SESSION_EXPIRE_AT_BROWSER_CLOSE, CSRF_COOKIE_AGE = True, None  # who signs in is remembered longer: pages/sign_in.py
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "hearten.config.pages.page.form_went_stale"
# In a cookie that is read once: said in a session, "You are signed out" would begin a new one.
MESSAGE_STORAGE = "django.contrib.messages.storage.cookie.CookieStorage"

LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "mine"
ACCOUNT_ADAPTER = "hearten.config.pages.sign_in.Adapter"
QUESTIONS = "hearten.config.pages.questions."
ACCOUNT_FORMS = {
    "login": QUESTIONS + "Login", "signup": QUESTIONS + "Signup", "add_email": QUESTIONS + "AddEmail",
    "change_password": QUESTIONS + "ChangePassword", "set_password": QUESTIONS + "SetPassword",
    "reset_password": QUESTIONS + "ResetPassword", "reset_password_from_key": QUESTIONS + "ResetPasswordFromKey",
    "reauthenticate": QUESTIONS + "Reauthenticate",
}  # fmt: skip
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_SIGNUP_FORM_CLASS = "hearten.features.accounts.forms.NameForm"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = True
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
MFA_ADAPTER = "hearten.config.pages.sign_in.SecondKeys"
MFA_FORMS = {
    "authenticate": QUESTIONS + "Code", "reauthenticate": QUESTIONS + "CodeAgain",
    "add_webauthn": QUESTIONS + "AddKey", "edit_webauthn": QUESTIONS + "RenameKey",
    "authenticate_webauthn": QUESTIONS + "Key", "reauthenticate_webauthn": QUESTIONS + "KeyAgain",
    "login_webauthn": QUESTIONS + "KeyAlone",
}  # fmt: skip
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_PASSKEY_SIGNUP_ENABLED = False
MFA_TOTP_ISSUER = env.site_name
MFA_TOTP_TOLERANCE = 1  # cheap phones keep time badly
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not env.https

LANGUAGE_CODE = "en"
LANGUAGES = [
    ("en", _("English")),
    ("es", _("Spanish")),
    ("fr", _("French")),
    ("pt", _("Portuguese")),
    ("ar", _("Arabic")),
    ("hi", _("Hindi")),
]
LOCALE_PATHS = [ROOT / "hearten" / "locale"]
USE_I18N = USE_TZ = True
TIME_ZONE = "UTC"

STATIC_URL = "/static/"
STATIC_ROOT = Path(env.static_root) if env.static_root else ROOT / ".local" / "static"
STATICFILES_DIRS = [WEB / "static"]
MEDIA_ROOT = expected.folder_of(env.media_url) if env.media_url else ROOT / ".local" / "media"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": MEDIA_ROOT}},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_MAX_AGE = 3600
WHITENOISE_MANIFEST_STRICT = True
GUIDANCE_ROOT, RULES_ROOT, RISK_ROOT, SEARCH_ROOT = (
    ROOT / "data" / part for part in ("guidance", "rules", "risk", "search")
)
EMERGENCY_NUMBERS = expected.EMERGENCY_NUMBERS
DATA_UPLOAD_MAX_MEMORY_SIZE = 1_000_000
FILE_UPLOAD_MAX_MEMORY_SIZE = 1_000_000
FILE_UPLOAD_PERMISSIONS, FILE_UPLOAD_DIRECTORY_PERMISSIONS = 0o600, 0o700

SECURE_SSL_REDIRECT = False
SECURE_HSTS_SECONDS = 63_072_000 if env.https else 0
# uvicorn says who came over https, and believes only the proxies named in HEARTEN_PROXIES.
SECURE_PROXY_SSL_HEADER = None
X_FRAME_OPTIONS = "DENY"

mail = urlsplit(env.mail_url)
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env.mail_from
EMAIL_BACKEND = {
    "": "django.core.mail.backends.dummy.EmailBackend",
    "file": "django.core.mail.backends.filebased.EmailBackend",
}.get(mail.scheme, "django.core.mail.backends.smtp.EmailBackend")
EMAIL_FILE_PATH = unquote(mail.path)
EMAIL_HOST, EMAIL_PORT = mail.hostname or "", mail.port or (465 if mail.scheme == "smtps" else 25)
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = unquote(mail.username or ""), unquote(mail.password or "")
EMAIL_USE_SSL = mail.scheme == "smtps"

PROCRASTINATE_IMPORT_PATHS = ["hearten.flows.advance"]
PROCRASTINATE_WORKER_DEFAULTS = {"update_heartbeat_interval": 5.0, "stalled_worker_timeout": 20.0}

HEARTEN = env
