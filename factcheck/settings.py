"""All settings. What differs between machines comes from the environment; README names each."""

import os
from pathlib import Path

from celery.schedules import crontab
from django.core.exceptions import ImproperlyConfigured
from django.utils.csp import CSP
from kombu import Queue

from factcheck import environment

BASE_DIR = Path(__file__).resolve().parent.parent

DEBUG = environment.boolean("FACTCHECK_DEBUG", default=False)
SECRET_KEY = environment.text("FACTCHECK_SECRET_KEY")
if not SECRET_KEY:
    raise ImproperlyConfigured(
        "FACTCHECK_SECRET_KEY is not set. Make one of at least 50 random characters, "
        "or use manage.py without DATABASE_URL, which keeps its own."
    )
ALLOWED_HOSTS = environment.words("FACTCHECK_HOSTS", "localhost,127.0.0.1,[::1]")
CSRF_TRUSTED_ORIGINS = environment.words("FACTCHECK_ORIGINS")
# Where the desk's own links in exports point to.
SITE_ADDRESS = environment.text("FACTCHECK_ADDRESS", "http://localhost:8000").rstrip("/")

INSTALLED_APPS = [
    "articles",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "django.forms",
    "django_htmx",
    "axes",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "articles.htmx.log_in_on_a_page",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "articles.htmx.words_for_a_wrong_method",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "axes.middleware.AxesMiddleware",
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
ROOT_URLCONF = "factcheck.urls"
WSGI_APPLICATION = "factcheck.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.csp",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "articles.htmx.appearance",
            ]
        },
    }
]

DATABASES = {"default": environment.database("DATABASE_URL")}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

CELERY_BROKER_URL = environment.text("REDIS_URL", "redis://127.0.0.1:6379/0")
CELERY_TASK_IGNORE_RESULT = True
# A message is only a bell: the table is the queue, and a sweep rings for what was lost. So nothing
# is acknowledged, and a worker has nothing to hand back when its broker goes away.
CELERY_TASK_QUEUES = [Queue("celery", no_ack=True), Queue("background", no_ack=True)]
# A process that serves the first queue alone is never held by a page that is slow to come.
CELERY_TASK_ROUTES = {
    f"articles.tasks.{name}": {"queue": "background"}
    for name in ("fill", "read_feeds", "look", "look_at_all", "make_vectors", "clear_up")
}
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
# A dead broker is noticed at once: the page that rings goes on, the row waits for the sweep.
CELERY_TASK_PUBLISH_RETRY = False
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "socket_connect_timeout": 1,
    "socket_timeout": 30,
    "max_retries": 0,
}
SUGGESTION_LEASE_SECONDS = environment.number("FACTCHECK_LEASE_SECONDS", 120, least=1)
INGEST_LEASE_SECONDS = environment.number("FACTCHECK_INGEST_LEASE_SECONDS", 300, least=1)
SWEEP_SECONDS = environment.number("FACTCHECK_SWEEP_SECONDS", 30, least=1)
# What finds texts that say the same in other words: "packaged", "off", or a folder with model.onnx
# and vocab.txt.
MEANING_MODEL = environment.text("FACTCHECK_MODEL", "packaged")
MEANING_THREADS = environment.number("FACTCHECK_MODEL_THREADS", 1, least=1)
# NumPy, which is loaded later, has small sums to do: threads of its own would wait for each other
# longer than they work, as soon as anything else is busy.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
# How many worker processes at a time make vectors; the others stay free for suggestions.
MEANING_WORKERS = environment.number("FACTCHECK_MODEL_WORKERS", 1, least=1)
# Whether an admin of the desk may switch the fetching of pages on. The pairs of host and port are
# allowed although they are private: an archive of the house's own.
FETCH_PAGES = environment.boolean("FACTCHECK_FETCH_PAGES", default=True)
FETCH_INSIDE = environment.words("FACTCHECK_FETCH_INSIDE")
LOOK_HOUR = environment.number("FACTCHECK_LOOK_HOUR", 3, most=23)
CELERY_TIMEZONE = environment.text("FACTCHECK_TIME_ZONE", "UTC")
# Keys of providers that are to be in no database and no dump of one.
PROVIDER_KEYS = environment.keys("FACTCHECK_KEY_<PROVIDER>")
# So many searches outside may be under way at once: a slow one keeps no shelf of ours waiting.
OUTSIDE_AT_ONCE = max(environment.number("FACTCHECK_WORKERS", 2, least=1) - 1, 1)
CELERY_BEAT_SCHEDULE = {
    "ring again": {"task": "articles.tasks.ring_again", "schedule": SWEEP_SECONDS},
    "look at every source again": {
        "task": "articles.tasks.look_at_all",
        "schedule": crontab(hour=LOOK_HOUR, minute=7),
    },
    "read feeds": {"task": "articles.tasks.read_feeds", "schedule": SWEEP_SECONDS},
    "go on filling": {"task": "articles.tasks.fill", "schedule": SWEEP_SECONDS},
    "clear up": {"task": "articles.tasks.clear_up", "schedule": 3600},
}

AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
CSRF_FAILURE_VIEW = "articles.views.errors.csrf_failed"
LOGIN_URL = "/login/"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "/login/"
# One address guessing at one name is stopped; a colleague on another machine is not.
AXES_FAILURE_LIMIT = environment.number("FACTCHECK_LOGIN_TRIES", 5, least=1)
AXES_COOLOFF_TIME = 0.25  # hours
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_LOCKOUT_TEMPLATE = "registration/locked_out.html"
AXES_HTTP_RESPONSE_CODE = 429
AXES_VERBOSE = False
AXES_DISABLE_ACCESS_LOG = True

SECURE_CSP = {
    "default-src": [CSP.NONE],
    "script-src": [CSP.SELF, CSP.NONCE],
    "style-src": [CSP.SELF, CSP.NONCE],
    "img-src": [CSP.SELF, "data:"],
    "font-src": [CSP.SELF],
    "connect-src": [CSP.SELF],
    "form-action": [CSP.SELF],
    "frame-ancestors": [CSP.NONE],
    "base-uri": [CSP.NONE],
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
# On behind https; a plain http address on one's own machine cannot hold secure cookies.
HTTPS = environment.boolean("FACTCHECK_HTTPS", default=False)
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
if HTTPS:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    AXES_CLIENT_IP_CALLABLE = "factcheck.proxy.client_address"
# Who watches the desk asks it by plain http, from beside it.
SECURE_REDIRECT_EXEMPT = [r"^(healthz|readyz)$"]

LANGUAGE_CODE = "en-gb"
FORMAT_MODULE_PATH = ["factcheck.formats"]
TIME_ZONE = environment.text("FACTCHECK_TIME_ZONE", "UTC")
USE_TZ = True

STATIC_URL = "static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATIC_ROOT = environment.text("FACTCHECK_STATIC", str(BASE_DIR / ".local" / "static"))
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
# A page of ours answers a post that is too large; see articles.forms for what a field may hold.
DATA_UPLOAD_MAX_MEMORY_SIZE = 25 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FILES = 1000
FILE_UPLOAD_MAX_MEMORY_SIZE = 6 * 1024 * 1024
FILE_UPLOAD_HANDLERS = [
    "factcheck.uploads.NoMoreThanIsAllowed",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
# What was handed in for the library waits here. The web server and all workers need this folder.
UPLOADS = environment.text("FACTCHECK_UPLOADS") or str(
    Path(environment.text("FACTCHECK_HOME", str(BASE_DIR / ".local"))) / "uploads"
)
UPLOAD_BYTES = environment.number("FACTCHECK_UPLOAD_MEGABYTES", 1024, least=1) * 1024 * 1024
MOST_ADDRESSES = environment.number("FACTCHECK_MOST_ADDRESSES", 1000, least=1)
# A packed file may become so many times as large as what may be handed in.
UNPACKED_TIMES = 8

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {
            "()": "factcheck.logs.WithoutRows",
            "format": "%(asctime)s %(levelname)s %(name)s %(message)s",
        }
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": environment.text("FACTCHECK_LOG", "WARNING")},
}
