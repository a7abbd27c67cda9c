"""The application: its name, its checks and its signals."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LearningCirclesConfig(AppConfig):
    """Learning circles, toolkit and press room of a library."""

    name = "learningcircles_wagtail"
    label = "learningcircles_wagtail"
    verbose_name = _("Learning circles")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register checks, signal handlers and guards, and open tokenless addresses."""
        from learningcircles_wagtail import checks, signals
        from learningcircles_wagtail.admin import redirect_guards
        from learningcircles_wagtail.feeds import method_address
        from learningcircles_wagtail.sign_ups import learner_address
        from learningcircles_wagtail.subscriptions import own_page_address
        from learningcircles_wagtail.toolkit import answer_address

        checks.register_checks()
        signals.connect()
        answer_address.open_address()
        learner_address.open_address()
        method_address.open_address()
        own_page_address.open_address()
        redirect_guards.guard_redirects()
