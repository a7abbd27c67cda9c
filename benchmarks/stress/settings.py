"""Settings of the site that a crowd signs up to; the database is in the environment.

`STRESS_DATABASE` is Django's own description of it, as JSON.
"""

import json
import os

from example_site.settings.base import *  # noqa: F403

DATABASE = json.loads(os.environ["STRESS_DATABASE"])
OPTIONS = DATABASE.setdefault("OPTIONS", {})

if DATABASE["ENGINE"].endswith("postgresql") and "isolation_level" in OPTIONS:
    from psycopg import IsolationLevel

    OPTIONS["isolation_level"] = IsolationLevel[OPTIONS["isolation_level"]]

if DATABASE["ENGINE"].endswith("mysql"):
    try:
        import MySQLdb  # noqa: F401
    except ImportError:
        import pymysql

        pymysql.install_as_MySQLdb()

# As docs/how-to/deploy.md has it; SQLite stays as Django has it.
if not DATABASE["ENGINE"].endswith("sqlite3"):
    DATABASE.setdefault("CONN_MAX_AGE", 60)
if DATABASE["ENGINE"].endswith("postgresql"):
    OPTIONS |= {
        "options": "-c lock_timeout=5s",
        "server_side_binding": True,
        "prepare_threshold": 3,
    }

DATABASES = {"default": DATABASE}
# Each visitor over HTTP says from where it comes, as a proxy does.
LEARNINGCIRCLES_TRUSTED_PROXIES = 1
LEARNINGCIRCLES_EMBARGO_CHECK_SECONDS = None
LOGGING = {"version": 1, "disable_existing_loggers": True}
