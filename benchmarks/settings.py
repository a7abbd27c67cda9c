"""Settings of the measured sites; what differs from site to site is in the environment.

- `EXAMPLE_SITE_DATA`: folder of the SQLite file and of the pictures;
- `BENCH_DATABASE`: name of a database on PostgreSQL (`PGHOST`, `PGPORT`, `PGUSER`,
  `PGPASSWORD`); SQLite without it;
- `BENCH_CACHE`: `1` puts the plugin's cache of whole pages before everything;
- `BENCH_FRAME`: `1` puts the example site's frame around pages, instead of the
  plugin's own;
- `BENCH_PAGE_SIZE`: circles on a page of the list.
"""

import os

from example_site.settings.base import *  # noqa: F403
from example_site.settings.base import DATA_DIR
from example_site.settings.base import INSTALLED_APPS as SITE_APPS
from example_site.settings.base import MIDDLEWARE as SITE_MIDDLEWARE

INSTALLED_APPS = ["benchmarks.tutorial_site", *SITE_APPS]
ROOT_URLCONF = "benchmarks.urls"
WSGI_APPLICATION = "benchmarks.wsgi.application"
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
]

if name := os.environ.get("BENCH_DATABASE"):
    DATABASES = {
        "default": {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": name,
            "USER": os.environ.get("PGUSER", "postgres"),
            "PASSWORD": os.environ.get("PGPASSWORD", ""),
            "HOST": os.environ.get("PGHOST", "127.0.0.1"),
            "PORT": os.environ.get("PGPORT", "5432"),
        }
    }
else:
    DATABASES = {
        "default": {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": DATA_DIR / "site.sqlite3",
        }
    }
# A server keeps its connections; a site with visitors would be set up so.
DATABASES["default"]["CONN_MAX_AGE"] = 60

if os.environ.get("BENCH_CACHE") == "1":
    MIDDLEWARE = [
        "learningcircles_wagtail.middleware.UpdateCacheMiddleware",
        *SITE_MIDDLEWARE,
        "learningcircles_wagtail.middleware.FetchFromCacheMiddleware",
    ]
    CACHE_MIDDLEWARE_SECONDS = 60

if os.environ.get("BENCH_FRAME") == "1":
    LEARNINGCIRCLES_BASE_TEMPLATE = "example_site/base.html"
if size := os.environ.get("BENCH_PAGE_SIZE"):
    LEARNINGCIRCLES_PAGE_SIZE = int(size)

LOGGING = {"version": 1, "disable_existing_loggers": True}
