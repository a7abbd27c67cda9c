"""Settings of the demonstration: the server on a developer's own machine."""

from example_site.settings.base import *  # noqa: F403

DEBUG = True
EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"

LEARNINGCIRCLES_BASE_TEMPLATE = "example_site/base.html"
