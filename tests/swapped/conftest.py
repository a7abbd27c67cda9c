"""Leaves these tests to the run that has a base page of its own.

`make test` runs them by `pytest --ds=example_site.settings.swapped tests/swapped`.
Under other settings the page models that they publish do not exist.
"""

from django.conf import settings

if not hasattr(settings, "WAGTAIL_PAGE_MODEL"):
    collect_ignore_glob = ["test_*.py"]
