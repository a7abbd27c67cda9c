"""Settings of a site with a base page of its own (Wagtail 8.0 and newer).

The example site's home page and the plugin's page models stand on Wagtail's own page,
so this site puts its pages together itself, in `example_site.swapped_pages`.
"""

from example_site.settings.test import *  # noqa: F403
from example_site.settings.test import DATA_DIR
from example_site.settings.test import DATABASES as TEST_DATABASES
from example_site.settings.test import INSTALLED_APPS as TEST_APPS

INSTALLED_APPS = [
    "example_site.basepage",
    "example_site.swapped_pages",
    *(app for app in TEST_APPS if app != "example_site"),
]
WAGTAIL_PAGE_MODEL = "basepage.BasePage"

# The choice of the base page is for ever, so this site keeps a database of its own.
if TEST_DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES = {
        "default": {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": DATA_DIR / "swapped.sqlite3",
        }
    }
