"""App that puts the plugin's pages together on the example's own base page."""

from django.apps import AppConfig


class SwappedPagesConfig(AppConfig):
    """In use under `example_site.settings.swapped` only."""

    default_auto_field = "django.db.models.BigAutoField"
    name = "example_site.swapped_pages"
    label = "swapped_pages"
    verbose_name = "Pages on a base page of our own"
