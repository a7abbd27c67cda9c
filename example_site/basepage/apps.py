"""App of the example's own base page, in use under the swapped settings only."""

from django.apps import AppConfig


class BasePageConfig(AppConfig):
    """Holds the base page alone, so that nothing else is imported with it."""

    default_auto_field = "django.db.models.BigAutoField"
    name = "example_site.basepage"
    label = "basepage"
    verbose_name = "Base page"
