"""Settings. Everything that differs between installations comes from the environment.

``DATABASE_URL``           the database; without it Samspel starts its own in ``SAMSPEL_DATA``
``SAMSPEL_DATA``           folder for the private database, uploaded files and the secret key
``SAMSPEL_SECRET_KEY``     the key that signs sessions; made and kept in the data folder if unset
``SAMSPEL_HOSTS``          host names, separated by commas
``SAMSPEL_BASE_URL``       the address that links in e-mail begin with
``SAMSPEL_SMTP_URL``       smtp://user:password@host:port, or smtps://; without it mail waits
``SAMSPEL_MAIL_FROM``      the sender of e-mail and calendar invitations
``SAMSPEL_MESSAGES_DAYS``  how many days messages that were read or sent are kept (731; 0: for ever)
``SAMSPEL_DEMO``           1 for the demo municipality's sign-in page (only the demo's database)
``SAMSPEL_HTTPS``          1 when the proxy in front speaks HTTPS
"""

from __future__ import annotations

import os
from pathlib import Path

from samspel.config.environment import database_settings, mail_settings, secret_key

PACKAGE = Path(__file__).resolve().parent.parent
DATA = Path(os.environ.get("SAMSPEL_DATA", "var")).resolve()

SECRET_KEY = secret_key(DATA)
DEBUG = os.environ.get("SAMSPEL_DEBUG") == "1"
DEMO = os.environ.get("SAMSPEL_DEMO") == "1"
HTTPS = os.environ.get("SAMSPEL_HTTPS") == "1"
BASE_URL = os.environ.get("SAMSPEL_BASE_URL", "http://127.0.0.1:8000")
ALLOWED_HOSTS = os.environ.get("SAMSPEL_HOSTS", "127.0.0.1,localhost,[::1]").split(",")

INSTALLED_APPS = [
    "samspel.config.apps.SamspelConfig",
    "samspel.kit",
    "samspel.audit",
    "samspel.people",
    "samspel.access",
    "samspel.messaging",
    "samspel.documents",
    "samspel.rulebooks",
    "samspel.cases",
    "samspel.meetings",
    "samspel.visits",
    "samspel.remuneration",
    "samspel.desk",
    "samspel.portal",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "procrastinate.contrib.django",
    "django_linear_migrations",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "samspel.kit.security_headers.SecurityHeaders",
    "samspel.documents.middleware.UploadLimit",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "samspel.kit.language.Language",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "samspel.kit.readable.Readable",
    "samspel.kit.htmx.ExpiredSignIn",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "samspel.access.middleware.ActorMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "samspel.config.refusals.RefusalMiddleware",
]

ROOT_URLCONF = "samspel.config.urls"
WSGI_APPLICATION = "samspel.config.wsgi.application"
FORM_RENDERER = "samspel.kit.formfields.Renderer"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "NAME": "jinja2",
        "DIRS": [
            PACKAGE / "kit" / "templates",
            *sorted(PACKAGE.glob("*/web/templates")),
        ],
        "OPTIONS": {
            "environment": "samspel.kit.jinja.environment",
            "context_processors": [
                "samspel.kit.shell.context",
            ],
        },
    },
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "NAME": "django",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    },
]

# Where the kit finds what the shell shows: who is signed in, the navigation, the hats.
SAMSPEL_SHELL = "samspel.desk.shell.shell_for"
# A page that asks the database while it renders is a defect; it raises where we would see it.
SAMSPEL_GUARD_TEMPLATES = DEBUG

DATABASES = {"default": database_settings(DATA)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "samspel_cache",
    }
}

AUTH_USER_MODEL = "access.User"
AUTHENTICATION_BACKENDS = ["samspel.access.sign_in.AccountBackend"]
SESSION_ENGINE = "samspel.access.session_store"
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/min-sida/"

SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SECURE = HTTPS
SESSION_COOKIE_AGE = 12 * 60 * 60
CSRF_COOKIE_SECURE = HTTPS
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "samspel.kit.errors.csrf_failure"
CSRF_TRUSTED_ORIGINS = [BASE_URL] if HTTPS else []
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_CONTENT_TYPE_NOSNIFF = True

LANGUAGE_CODE = "sv"
LANGUAGES = [("sv", "Svenska"), ("en", "English")]
LOCALE_PATHS = [PACKAGE / "locale"]
USE_I18N = True
TIME_ZONE = "Europe/Stockholm"
USE_TZ = True

STATIC_URL = "/statiskt/"
STATIC_ROOT = DATA / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = DEBUG
WHITENOISE_AUTOREFRESH = DEBUG
DOCUMENT_ROOT = DATA / "documents"
DOCUMENT_MAX_BYTES = 25 * 1024 * 1024
# The municipality's certificate (PKCS #12) for approved minutes; the demo makes its own.
SIGNING_CERTIFICATE = os.environ.get("SAMSPEL_SIGNING_CERTIFICATE", "")
SIGNING_PASSPHRASE = os.environ.get("SAMSPEL_SIGNING_PASSPHRASE", "")
SIGNING_FOLDER = DATA / "signing"
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000

# All mail goes through the outbox, sign-in's too; the worker hands it to SMTP.
EMAIL_BACKEND = "samspel.messaging.backend.OutboxBackend"
SMTP = mail_settings()
DEFAULT_FROM_EMAIL = os.environ.get("SAMSPEL_MAIL_FROM", "samspel@localhost")
SERVER_EMAIL = DEFAULT_FROM_EMAIL
MESSAGES_KEPT_DAYS = int(os.environ.get("SAMSPEL_MESSAGES_DAYS", "731"))

ACCOUNT_ADAPTER = "samspel.access.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
# Django's own tokens: allauth's would write addresses of its own, which it then wants verified.
ACCOUNT_PASSWORD_RESET_TOKEN_GENERATOR = (
    "django.contrib.auth.tokens.PasswordResetTokenGenerator"  # noqa: S105  a path, no password
)
# Whom to throttle: the client, not the proxy in front.
ALLAUTH_TRUSTED_PROXY_COUNT = int(os.environ.get("SAMSPEL_PROXIES", "1" if HTTPS else "0"))
ACCOUNT_RATE_LIMITS = {
    "login": "30/m/ip",
    "login_failed": "10/m/ip,5/5m/key",
    "reset_password": "20/m/ip,5/m/key",
    "reset_password_from_key": "20/m/ip",
    "reauthenticate": "10/m/user",
    "change_password": "5/m/user",
}
MFA_ADAPTER = "samspel.access.adapter.MfaAdapter"
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_TOTP_TOLERANCE = 1
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_PASSKEY_SIGNUP_ENABLED = False
MFA_TOTP_ISSUER = "Samspel"
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not HTTPS
USERSESSIONS_TRACK_ACTIVITY = False

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {
            "()": "samspel.kit.logs.Guarded",
            "format": "%(asctime)s %(levelname)s %(name)s %(message)s",
        }
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {"samspel": {"level": "INFO"}},
}
