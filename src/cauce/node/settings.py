"""Django's settings, derived from `cauce.node.conf`; nothing here is for an operator to change."""

from pathlib import Path

from cauce.node import conf as _conf
from cauce.node.databases import database as _database
from cauce.node.files import private_folder as _private_folder
from cauce.node.frame.stamps import stamp_of as _stamp_of

CAUCE = _conf.current()
NODE = Path(__file__).parent
_private_folder(CAUCE.data)

# A part of the node is one folder with its code, its templates and its tests; those that are here are used.
PARTS = [
    part for part in ("cases", "register", "law", "record", "witness", "demo") if (NODE / part / "__init__.py").exists()
]
INSTALLED_APPS = [
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "cauce.node.people",
    *(f"cauce.node.{part}" for part in PARTS),
]

SECRET_KEY = _conf.secret_key(CAUCE)
# Never: a page that shows code, settings or SQL to whoever provokes an error.
DEBUG = False
ALLOWED_HOSTS = list(CAUCE.hosts or _conf.LOOPBACK)
ROOT_URLCONF = "cauce.node.urls"
WSGI_APPLICATION = "cauce.node.wsgi.application"

# Short on purpose: every request pays for every line.
MIDDLEWARE = [
    "cauce.node.record.tiles.Tiles",
    "cauce.node.frame.statics.StaticFiles",
    "cauce.node.frame.middleware.frame",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "cauce.node.people.acting.middleware",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [NODE / "templates"],
        "OPTIONS": {
            "builtins": ["cauce.node.frame.tags"],
            "context_processors": ["cauce.node.frame.context.frame"],
            **(
                {"loaders": ["django.template.loaders.filesystem.Loader"]} if CAUCE.debug else {}
            ),  # otherwise each is read once
        },
    }
]

DATABASES = {"default": _database(CAUCE)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "people.Account"
AUTHENTICATION_BACKENDS = ["cauce.node.people.signin.Backend"]
PASSWORD_HASHERS = ["cauce.node.people.passwords.Argon2"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}", "OPTIONS": options}
    for name, options in {
        "MinimumLengthValidator": {"min_length": 12},
        "UserAttributeSimilarityValidator": {"user_attributes": ("username", "full_name")},
        "CommonPasswordValidator": {},
        "NumericPasswordValidator": {},
    }.items()
]

SESSION_ENGINE = "cauce.node.people.sessions"
SESSION_COOKIE_NAME = "__Host-cauce" if CAUCE.secure else "cauce"
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = CAUCE.secure
CSRF_COOKIE_NAME = "__Host-cauce-form" if CAUCE.secure else "cauce-form"
CSRF_COOKIE_AGE = None
CSRF_FAILURE_VIEW = "cauce.node.frame.error_pages.form_too_old"
CSRF_TRUSTED_ORIGINS = [f"https://{'*' if name.startswith('.') else ''}{name}" for name in CAUCE.hosts if CAUCE.secure]
# Believed only of a node that has TLS before it; it decides nothing but whether browsers are told to insist on HTTPS.
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if CAUCE.secure else None

# An act is a page of text; files will have a way of their own.
DATA_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 500

# Both languages stand side by side in the source (docs/decisions/0002): Django's own catalogues are not used.
USE_I18N = False
LANGUAGE_CODE = "es"
USE_TZ = True
TIME_ZONE = CAUCE.zone

STATIC_URL = "/static/"
STATICFILES_DIRS = [NODE / "static"]
STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
# One folder for each state of the sources, so a newer program never serves older files.
STATIC_ROOT = CAUCE.data / "static" / _stamp_of(NODE / "static")
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "cauce.node.frame.statics.Storage"},
}
WHITENOISE_KEEP_ONLY_HASHED_FILES = True
WHITENOISE_ALLOW_ALL_ORIGINS = False

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"terminal": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["terminal"], "level": "DEBUG" if CAUCE.debug else "WARNING"},
    "loggers": {
        # What went wrong is logged once, with its reference, by cauce.node.frame.error_pages.
        "django.request": {"level": "CRITICAL"},
        "django.security": {"level": "WARNING"},
    },
}
