"""The application's name."""

from django.apps import AppConfig


class TutorialSiteConfig(AppConfig):
    """The baseline of the benchmarks."""

    name = "benchmarks.tutorial_site"
    label = "tutorial_site"
    default_auto_field = "django.db.models.BigAutoField"
