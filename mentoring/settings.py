"""The site: defaults for one school; everything else comes from the environment."""

import os
import sys
import tempfile
from pathlib import Path
from zoneinfo import ZoneInfo

from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.core.management.utils import get_random_secret_key
from environs import Env, EnvError

ROOT = Path(__file__).resolve().parent.parent
env = Env()


def read(reader, name, default):
    """Return a setting of the environment; a wrong value stops the start with its name."""
    try:
        return reader(name, default)
    except (EnvError, ValueError) as wrong:
        raise ImproperlyConfigured(f"Переменная окружения {name}: {wrong}") from wrong


def own_secret_key(folder):
    """Return the key made on the first start; it lies outside the tracked files, mode 0600.

    Two processes may start at once: each writes a file of its own, and the first one's counts.
    """
    path = folder / "secret_key"
    if not path.exists():
        handle, own = tempfile.mkstemp(dir=folder)  # for its owner alone from the beginning
        with os.fdopen(handle, "w") as file:
            file.write(get_random_secret_key())
        try:
            os.link(own, path)
        except OSError:  # it is there already, or the disk knows no links
            if not path.exists():
                os.replace(own, path)
        Path(own).unlink(missing_ok=True)
    return path.read_text().strip()


def made(folder):
    """Return the folder, made when it was not there; one nobody can write stops the start."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as wrong:
        raise ImproperlyConfigured(
            f"Папка данных {folder} недоступна ({wrong.strerror}). Поправьте DATA_DIR."
        ) from wrong
    return folder


DATA_DIR = made(Path(read(env.str, "DATA_DIR", str(ROOT / "var"))).resolve())

DEBUG = read(env.bool, "DEBUG", False)
TESTING = "pytest" in sys.modules
SECRET_KEY = read(env.str, "SECRET_KEY", "") or own_secret_key(DATA_DIR)
SITE_URL = read(env.str, "SITE_URL", "").rstrip("/")
if SITE_URL and not SITE_URL.startswith(("http://", "https://")):
    raise ImproperlyConfigured("Переменная окружения SITE_URL: начните с https:// или http://.")
ALLOWED_HOSTS = read(env.list, "ALLOWED_HOSTS", ["localhost", "127.0.0.1", "[::1]"])
CSRF_TRUSTED_ORIGINS = [SITE_URL] if SITE_URL else []
if SITE_URL:
    ALLOWED_HOSTS.append(SITE_URL.split("//")[-1].split("/")[0].split(":")[0])

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "people",
    "mentoring",
    "surveys",
    "roadmaps",
    "reports",
    "mentoring.apps.SiteConfig",
    "crispy_forms",
    "csp",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "people.middleware.SqueezedPagesMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "mentoring.middleware.MentorLinkMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "people.middleware.MembershipMiddleware",
    "people.middleware.FullDiskMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

ROOT_URLCONF = "mentoring.urls"
WSGI_APPLICATION = "mentoring.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [ROOT / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    }
]
# templates/ stands before the packages' own folders, also for form widgets.
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
INSTALLED_APPS.append("django.forms")

DATABASES = {
    "default": read(env.dj_db_url, "DATABASE_URL", f"sqlite:///{DATA_DIR / 'nastavnik.sqlite3'}")
}
if not DATABASES["default"].get("ENGINE", "").endswith(("sqlite3", "postgresql")):
    raise ImproperlyConfigured("Переменная окружения DATABASE_URL: нужен SQLite или PostgreSQL.")
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # IMMEDIATE: a second writer waits instead of failing; TRUNCATE: no WAL corruption below 3.51.3
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": (
            "PRAGMA journal_mode=TRUNCATE; PRAGMA synchronous=EXTRA; PRAGMA foreign_keys=ON;"
            " PRAGMA recursive_triggers=ON; PRAGMA secure_delete=ON;"
        ),
    }
else:
    DATABASES["default"].setdefault("CONN_MAX_AGE", 60)
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
    # a page asks small questions in long queries: compiling one took 600 ms, answering it 20
    DATABASES["default"].setdefault("OPTIONS", {}).setdefault("options", "-c jit=off")
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "people.User"
AUTHENTICATION_BACKENDS = ["people.roles.RoleBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in ("UserAttributeSimilarityValidator", "MinimumLengthValidator",
                 "CommonPasswordValidator", "NumericPasswordValidator")
]  # fmt: skip
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
LOGIN_URL = "login"
LOGIN_REDIRECT_URL = "start"
LOGOUT_REDIRECT_URL = "login"

LANGUAGE_CODE = "ru"
TIME_ZONE = read(env.str, "TIME_ZONE", "Europe/Moscow")
try:
    ZoneInfo(TIME_ZONE)
except (ValueError, LookupError, OSError) as wrong:
    raise ImproperlyConfigured("Переменная окружения TIME_ZONE: такого пояса нет.") from wrong
USE_TZ = True
USE_I18N = True

STATIC_URL = "static/"
STATIC_ROOT = made(DATA_DIR / "static")  # whitenoise warns of a folder that is not there
STATICFILES_DIRS = [ROOT / "static"]
MEDIA_ROOT = Path(read(env.str, "MEDIA_ROOT", str(DATA_DIR / "media")))
FIXTURE_DIRS = [ROOT / "fixtures"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG or TESTING
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = DEBUG
WHITENOISE_KEEP_ONLY_HASHED_FILES = True
# the .ttf are for papers only: nobody downloads them, and squeezing them takes 10 s
WHITENOISE_SKIP_COMPRESS_EXTENSIONS = ("ttf", "woff2", "png", "gz", "br")

DATA_UPLOAD_MAX_MEMORY_SIZE = 12 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 30_000  # a roadmap of 2,000 rows is corrected on one page
FILE_UPLOAD_MAX_MEMORY_SIZE = 12 * 1024 * 1024

EMAIL_CONFIG = read(env.dj_email_url, "EMAIL_URL", "console:")
if "EMAIL_BACKEND" not in EMAIL_CONFIG:
    raise ImproperlyConfigured("Переменная окружения EMAIL_URL: нет такого способа отправки.")
EMAIL_BACKEND = EMAIL_CONFIG["EMAIL_BACKEND"]
EMAIL_HOST = EMAIL_CONFIG.get("EMAIL_HOST", "")
EMAIL_PORT = EMAIL_CONFIG.get("EMAIL_PORT", 25)
EMAIL_HOST_USER = EMAIL_CONFIG.get("EMAIL_HOST_USER", "")
EMAIL_HOST_PASSWORD = EMAIL_CONFIG.get("EMAIL_HOST_PASSWORD", "")
EMAIL_USE_TLS = EMAIL_CONFIG.get("EMAIL_USE_TLS", False)
EMAIL_USE_SSL = EMAIL_CONFIG.get("EMAIL_USE_SSL", False)
EMAIL_TIMEOUT = 20  # seconds; a silent mail server holds up nobody
DEFAULT_FROM_EMAIL = read(env.str, "MAIL_FROM", "nastavnik@localhost")

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-src": [SELF],
        "frame-ancestors": [SELF],
        "base-uri": [NONE],
        "manifest-src": [SELF],
    }
}
# not no-referrer: the browser would send Origin: null and every POST would answer 403
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "SAMEORIGIN"
SESSION_COOKIE_AGE = 60 * 60 * 12
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SITE_URL.startswith("https://")
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if SITE_URL else None

CRISPY_TEMPLATE_PACK = "plain"
CRISPY_ALLOWED_TEMPLATE_PACKS = ("plain",)
CRISPY_FAIL_SILENTLY = not (DEBUG or TESTING)

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
