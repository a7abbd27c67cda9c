"""Settings of the tests: SQLite, or PostgreSQL when told by the environment."""

import os
import tempfile
from pathlib import Path

from example_site.settings.base import *  # noqa: F403

# Tests count queries; those of the embargo turn it on.
LEARNINGCIRCLES_EMBARGO_CHECK_SECONDS = None
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
MEDIA_ROOT = Path(tempfile.mkdtemp(prefix="learningcircles-media-"))

if os.environ.get("TEST_DATABASE", "sqlite") == "postgresql":
    DATABASES = {
        "default": {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": os.environ.get("PGDATABASE", "learningcircles"),
            "USER": os.environ.get("PGUSER", "postgres"),
            "PASSWORD": os.environ.get("PGPASSWORD", ""),
            "HOST": os.environ.get("PGHOST", "127.0.0.1"),
            "PORT": os.environ.get("PGPORT", "5432"),
        }
    }
