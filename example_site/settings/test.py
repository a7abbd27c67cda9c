"""Settings of the tests: SQLite, or another database when told by the environment.

`TEST_DATABASE` is `postgresql`, or `mysql` (MariaDB too), which needs a driver,
`mysqlclient` or `PyMySQL`. `TEST_PLANNED_ONCE=1` has PostgreSQL keep its plans.
"""

import atexit
import os
import shutil
import tempfile
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

from django import VERSION

from example_site.settings.base import *  # noqa: F403

# Each process of the tests has a folder of its own, for as long as it runs.
SCRATCH = Path(tempfile.mkdtemp(prefix="learningcircles-test-"))
atexit.register(shutil.rmtree, SCRATCH, ignore_errors=True)

# Tests count queries; those of the embargo turn it on.
LEARNINGCIRCLES_EMBARGO_CHECK_SECONDS = None
# From Django 6.1 on a site without one is warned; the tests put their own in its place.
if VERSION >= (6, 1):
    MAILERS = {"default": {"BACKEND": "django.core.mail.backends.locmem.EmailBackend"}}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
MEDIA_ROOT = SCRATCH / "media"

# As docs/how-to/deploy.md advises.
PLANNED_ONCE = {"server_side_binding": True, "prepare_threshold": 3}

if os.environ.get("TEST_DATABASE", "sqlite") == "postgresql":
    DATABASES = {
        "default": {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": os.environ.get("PGDATABASE", "learningcircles"),
            "USER": os.environ.get("PGUSER", "postgres"),
            "PASSWORD": os.environ.get("PGPASSWORD", ""),
            "HOST": os.environ.get("PGHOST", "127.0.0.1"),
            "PORT": os.environ.get("PGPORT", "5432"),
            "OPTIONS": PLANNED_ONCE if os.environ.get("TEST_PLANNED_ONCE") else {},
        }
    }
elif os.environ.get("TEST_DATABASE") == "mysql":
    if find_spec("MySQLdb") is None:
        import_module("pymysql").install_as_MySQLdb()
    DATABASES = {
        "default": {
            "ENGINE": "django.db.backends.mysql",
            "NAME": os.environ.get("MYSQL_DATABASE", "learningcircles"),
            "USER": os.environ.get("MYSQL_USER", "root"),
            "PASSWORD": os.environ.get("MYSQL_PASSWORD", ""),
            "HOST": os.environ.get("MYSQL_HOST", "127.0.0.1"),
            "PORT": os.environ.get("MYSQL_PORT", "3306"),
            "TEST": {"CHARSET": "utf8mb4"},
        }
    }
else:
    # A file, not memory: in memory Django's live server has all its threads share the
    # tests' own connection, and what they do at the same time meets in one transaction.
    DATABASES = {
        "default": {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": SCRATCH / "example_site.sqlite3",
            "OPTIONS": {
                # As Django advises where several threads write. The file may be lost.
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF;",
            },
            "TEST": {"NAME": SCRATCH / "test.sqlite3"},
        }
    }
