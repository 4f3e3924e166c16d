"""One settings file. Every deployment difference is an environment variable."""

import os
import sys
from email.utils import parseaddr
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import django_stubs_ext
from celery.schedules import crontab
from django.core.exceptions import ImproperlyConfigured

from dls import brokers, interface, logbook, monitoring, providers
from dls.content_policy import CONTENT_SECURITY_POLICY  # noqa: F401 -- django-csp reads it here
from dls.databases import database
from dls.env import env, flag, number, var, words
from dls.secrets import secret_key
from dls.storages import cache, files

django_stubs_ext.monkeypatch()  # so that querysets, forms and views can say what they hold

LOOPBACK = {"localhost", "127.0.0.1", "::1"}
BASE_DIR = Path(__file__).resolve().parent.parent
VAR = var()

# ---- What kind of running this is -------------------------------------------------------------

DEBUG = flag("DEBUG")
DEMO = flag("DEMO")  # demo people, sign-in by a click, mailbox pages: never on a deployment
EMBEDDED = flag("EMBEDDED")  # one machine, loopback only, no services
TESTING = "pytest" in sys.modules
LOCAL = DEBUG or EMBEDDED or TESTING

SITE_NAME = env("SITE_NAME", "DLS")
PORT = number("PORT", 8000)
SITE_URL = env("SITE_URL", f"http://localhost:{PORT}" if LOCAL else None).rstrip("/")
SITE_HOST = urlsplit(SITE_URL).hostname or ""
if SITE_HOST not in LOOPBACK and (DEMO or DEBUG):
    raise ImproperlyConfigured(
        "DLS_DEMO=1 opens every demo account and DLS_DEBUG=1 shows the inside of the site, "
        f"so neither runs at {SITE_URL}."
    )
if DEMO and not LOCAL:
    raise ImproperlyConfigured("DLS_DEMO=1 opens every demo account; it runs only embedded.")

SECRET_KEY = secret_key(VAR / "secret-key", may_make=LOCAL)
SECRET_KEY_FALLBACKS = words("SECRET_KEY_FALLBACKS")
ALLOWED_HOSTS = words("HOSTS", f"{SITE_HOST},localhost,127.0.0.1,[::1]" if LOCAL else SITE_HOST)
if DEMO and not {host.strip("[]") for host in ALLOWED_HOSTS} <= LOOPBACK:
    raise ImproperlyConfigured("DLS_DEMO=1 answers on this machine alone: leave DLS_HOSTS out.")
CSRF_TRUSTED_ORIGINS = [SITE_URL]
PROXIES = number("PROXIES", 0)  # how many reverse proxies stand before us and may be believed

# ---- The house --------------------------------------------------------------------------------

INSTALLED_APPS = [
    "program",
    "reviews",
    "submissions",
    "dls.conferences",
    "dls.people",
    "dls.mail",
    "dls.journal",
    "dls.jobs",
    "dls.web",
    "allauth",
    "allauth.account",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.socialaccount.providers.orcid",
    "allauth.mfa",
    "anymail",
    "csp",
    "django_filters",
    "django_htmx",
    "drf_spectacular",
    "knox",
    "rest_framework",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "django.forms",
]

MIDDLEWARE = [
    "dls.web.middleware.RequestId",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "dls.web.middleware.SizeLimit",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "dls.web.middleware.PrivateByDefault",
    "dls.web.middleware.RefusedMiddleware",
]

ROOT_URLCONF = "dls.urls"
WSGI_APPLICATION = "dls.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
APPEND_SLASH = True

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": False,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "dls.web.context.site",
            ],
            "builtins": ["django.templatetags.static", "dls.web.templatetags.ui"],
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    [
                        "django.template.loaders.filesystem.Loader",
                        "django.template.loaders.app_directories.Loader",
                    ],
                )
            ],
        },
    }
]
TEMPLATES[0].pop("APP_DIRS")
FORM_RENDERER = "dls.web.forms.Renderer"

# ---- Where things are kept --------------------------------------------------------------------

DATABASES = {"default": database(env("DATABASE_URL", f"sqlite:///{VAR / 'dls.sqlite3'}"))}
MEDIA_ROOT = VAR / "files"
REDIS_URL = env("REDIS_URL", "")
CACHES = {"default": cache(REDIS_URL)}
STORAGES = {
    "default": files(),
    "staticfiles": {"BACKEND": "dls.web.staticfiles.Storage"},
}
STATIC_URL = "/static/"
STATIC_ROOT = VAR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
WHITENOISE_USE_FINDERS = DEBUG or TESTING
WHITENOISE_AUTOREFRESH = DEBUG or TESTING
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 2**20
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5_000
FILE_UPLOAD_MAX_MEMORY_SIZE = 2**20
UPLOAD_LIMIT = number("UPLOAD_LIMIT_MB", 100) * 2**20

# ---- Time and language ------------------------------------------------------------------------

USE_TZ = True
TIME_ZONE = "UTC"
LANGUAGE_CODE = "en-gb"
USE_I18N = False

# ---- People -----------------------------------------------------------------------------------

AUTH_USER_MODEL = "people.Person"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "home"

ACCOUNT_ADAPTER = "dls.people.adapters.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_PREVENT_ENUMERATION = "strict"
ACCOUNT_UNIQUE_EMAIL = True
ACCOUNT_CHANGE_EMAIL = False
ACCOUNT_MAX_EMAIL_ADDRESSES = 10
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_USER_DISPLAY = "dls.people.names.display"
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 15 * 60  # letters may take a minute or two
ACCOUNT_PASSWORD_RESET_BY_CODE_ENABLED = True
ACCOUNT_PASSWORD_RESET_BY_CODE_TIMEOUT = 15 * 60
ACCOUNT_FORMS = {
    name: f"dls.people.forms.account.{form}"
    for name, form in {
        "login": "LoginForm",
        "request_login_code": "RequestLoginCodeForm",
        "confirm_login_code": "ConfirmLoginCodeForm",
        "signup": "SignupForm",
        "confirm_email_verification_code": "ConfirmEmailCodeForm",
        "add_email": "AddEmailForm",
        "change_password": "ChangePasswordForm",
        "set_password": "SetPasswordForm",
        "reset_password": "ResetPasswordForm",
        "confirm_password_reset_code": "ConfirmPasswordCodeForm",
        "reset_password_from_key": "ResetPasswordKeyForm",
        "reauthenticate": "ReauthenticateForm",
    }.items()
}
ACCOUNT_RATE_LIMITS = {
    "login": "60/m/ip",
    "login_failed": "20/m/ip,5/5m/key",
    "signup": "20/h/ip",
    "confirm_email": "3/10m/key",
    "request_login_code": "20/m/ip,3/m/key",
    "reset_password": "20/m/ip,5/h/key",
    "reset_password_from_key": "20/m/ip",
    "change_password": "5/m/user",
    "manage_email": "10/m/user",
    "reauthenticate": "10/m/user",
    "verify_phone": "1/d/ip",
    "change_phone": "1/d/user",
}
if PROXIES:
    ALLAUTH_TRUSTED_PROXY_COUNT = PROXIES
MFA_ADAPTER = "dls.people.adapters.MFAAdapter"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes", "webauthn"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_PASSKEY_SIGNUP_ENABLED = True
MFA_FORMS = {
    name: f"dls.people.forms.account.{form}"
    for name, form in {
        "authenticate": "AuthenticateForm",
        "reauthenticate": "ReauthenticateCodeForm",
        "activate_totp": "ActivateTOTPForm",
        "add_webauthn": "AddWebAuthnForm",
        "signup_webauthn": "SignupWebAuthnForm",
        "edit_webauthn": "EditWebAuthnForm",
    }.items()
}
MFA_TOTP_ISSUER = SITE_NAME
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = LOCAL
SOCIALACCOUNT_ADAPTER = "dls.people.adapters.SocialAdapter"
SOCIALACCOUNT_FORMS = {"signup": "dls.people.forms.account.SocialSignupForm"}
SOCIALACCOUNT_EMAIL_AUTHENTICATION = False
SOCIALACCOUNT_AUTO_SIGNUP = False  # we ask for the name first
SOCIALACCOUNT_ONLY = False
SOCIALACCOUNT_STORE_TOKENS = False
SOCIALACCOUNT_PROVIDERS = providers.configured()

# ---- Letters ----------------------------------------------------------------------------------

EMAIL_BACKEND = env("MAIL_BACKEND", "django.core.mail.backends.smtp.EmailBackend")
EMAIL_HOST = env("SMTP_HOST", "127.0.0.1")
EMAIL_PORT = number("SMTP_PORT", 1025 if LOCAL else 587)
EMAIL_HOST_USER = env("SMTP_USER", "")
EMAIL_HOST_PASSWORD = env("SMTP_PASSWORD", "")
EMAIL_USE_SSL = flag("SMTP_TLS")
EMAIL_USE_TLS = flag("SMTP_STARTTLS", default=not LOCAL and not EMAIL_USE_SSL)
if EMAIL_USE_SSL and EMAIL_USE_TLS:
    raise ImproperlyConfigured("Set DLS_SMTP_TLS (port 465) or DLS_SMTP_STARTTLS (587), not both.")
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = env("MAIL_FROM", "DLS <dls@localhost.example>" if LOCAL else None)
if "@" not in parseaddr(DEFAULT_FROM_EMAIL)[1]:
    raise ImproperlyConfigured("DLS_MAIL_FROM is an address, such as DLS <dls@your.domain>.")
SERVER_EMAIL = DEFAULT_FROM_EMAIL
MAIL_LEASE = number("MAIL_LEASE", 300)  # seconds a dead sender keeps its letters
MAIL_CONNECTIONS = number("MAIL_CONNECTIONS", 4)  # senders at the same time
MAILBOX = VAR / "mailbox"  # where the demo's mail server keeps what it gets
ANYMAIL = {
    name.removeprefix("DLS_ANYMAIL_"): value
    for name, value in os.environ.items()
    if name.startswith("DLS_ANYMAIL_")
}
ANYMAIL["WEBHOOK_SECRET"] = env("WEBHOOK_SECRET", "")  # name:password, for bounces

# ---- Work that waits --------------------------------------------------------------------------

JOB_LEASE = number("JOB_LEASE", 120)  # seconds a dead worker keeps its job
CELERY_BROKER_URL = env("BROKER_URL", REDIS_URL or "filesystem://localhost")
if CELERY_BROKER_URL.startswith("filesystem:"):
    CELERY_BROKER_TRANSPORT = brokers.TRANSPORT
    CELERY_BROKER_TRANSPORT_OPTIONS = brokers.folders(VAR)
    CELERY_WORKER_ENABLE_REMOTE_CONTROL = False  # nobody to ask, and files that nobody reads
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = False
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_TIMEZONE = "UTC"
CELERY_BEAT_SCHEDULE_FILENAME = str(VAR / "beat-schedule")
EACH_MINUTE = {"schedule": 60.0, "options": {"expires": 55}}  # a late tick is of no use
CELERY_BEAT_SCHEDULE: dict[str, Any] = {
    "letters": {"task": "dls.mail.tasks.deliver_letters", **EACH_MINUTE},
    "mailings": {"task": "dls.mail.tasks.expand_mailings", **EACH_MINUTE},
    "reminders": {"task": "dls.mail.tasks.write_reminders", **EACH_MINUTE},
    "jobs": {"task": "dls.jobs.tasks.run_jobs", **EACH_MINUTE},
    "invitations": {"task": "dls.conferences.tasks.tend_invitations", **EACH_MINUTE},
    "checks": {"task": "submissions.tasks.check_manuscripts", **EACH_MINUTE},
    "uploads": {"task": "submissions.tasks.tend_uploads", **EACH_MINUTE},
    "ties": {"task": "submissions.tasks.find_ties", **EACH_MINUTE},
    "likenesses": {"task": "submissions.tasks.find_likenesses", **EACH_MINUTE},
    "files": {"task": "submissions.tasks.sweep_files", "schedule": crontab(hour=3, minute=47)},
    "sign-ups": {
        "task": "dls.people.tasks.forget_unfinished_sign_ups",
        "schedule": crontab(hour=3, minute=27),
    },
    "mailing-lists": {
        "task": "dls.conferences.tasks.forget_unconfirmed_subscribers",
        "schedule": crontab(hour=3, minute=37),
    },
    "sessions": {"task": "dls.web.tasks.clear_sessions", "schedule": crontab(hour=3, minute=17)},
}

# ---- Safety -----------------------------------------------------------------------------------

SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "dls.web.errors.csrf_failure"
SECURE = SITE_URL.startswith("https://")
SESSION_COOKIE_SECURE = SECURE
CSRF_COOKIE_SECURE = SECURE
SECURE_SSL_REDIRECT = SECURE and flag("SSL_REDIRECT", default=True)
SECURE_HSTS_SECONDS = 31_536_000 if SECURE else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE
SECURE_HSTS_PRELOAD = SECURE
SECURE_REDIRECT_EXEMPT = [r"^health/"]
if PROXIES:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
SESSION_ENGINE = f"django.contrib.sessions.backends.{'cached_db' if REDIS_URL else 'db'}"
RATE_LIMITS = flag("RATE_LIMITS", default=True)
if not RATE_LIMITS:
    ACCOUNT_RATE_LIMITS = MFA_RATE_LIMITS = False  # type: ignore[assignment]

# ---- REST -------------------------------------------------------------------------------------

REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "dls.people.tokens.TokenAuthentication",
        "rest_framework.authentication.SessionAuthentication",
    ],
    "DEFAULT_PERMISSION_CLASSES": ["dls.people.tokens.ScopePermission"],
    "DEFAULT_PARSER_CLASSES": ["dls.web.gates.JSONParser"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PAGINATION_CLASS": "dls.web.paging.Pagination",
    "DEFAULT_FILTER_BACKENDS": ["django_filters.rest_framework.DjangoFilterBackend"],
    "DEFAULT_SCHEMA_CLASS": "dls.web.schema.AutoSchema",
    "DEFAULT_THROTTLE_CLASSES": ["dls.web.gates.Throttle"],
    "EXCEPTION_HANDLER": "dls.web.api_errors.handler",
    "URL_FORMAT_OVERRIDE": None,
    "PAGE_SIZE": 50,
}
API_RATE = number("API_RATE", 600)  # requests a minute for a token or a person
API_RATE_ANONYMOUS = number("API_RATE_ANONYMOUS", 120)  # and for an address nobody signed in from
SPECTACULAR_SETTINGS = interface.description(SITE_URL)
REST_KNOX = {
    "TOKEN_TTL": None,
    "AUTH_HEADER_PREFIX": "Bearer",
    "MIN_REFRESH_INTERVAL": 60,
    "TOKEN_MODEL": "people.Token",
    "TOKEN_PREFIX": "dls_",  # so that a leaked one is found by those who look for secrets
}
KNOX_TOKEN_MODEL = "people.Token"  # noqa: S105 -- the name of a model
MIGRATION_MODULES = {"knox": None}  # its own table would stay empty, and in the way of a flush

# ---- What is written down ---------------------------------------------------------------------

METRICS_TOKEN = env("METRICS_TOKEN", "")  # without one, nobody reads /metrics
if env("SENTRY_DSN", ""):
    monitoring.report_to(env("SENTRY_DSN"))
LOG_JSON = flag("LOG_JSON", default=not LOCAL)
LOGGING = logbook.configuration(LOG_JSON, env("LOG_LEVEL", "WARNING" if LOCAL else "INFO"))
SILENCED_SYSTEM_CHECKS: list[str] = []
