"""One group in the admin's menu: the circles, the records, the settings."""

from typing import Any

from django.utils.functional import cached_property
from django.utils.translation import pgettext_lazy
from wagtail.snippets.views.snippets import SnippetViewSetGroup

from learningcircles_wagtail.admin.circle_list import circle_viewsets
from learningcircles_wagtail.admin.records import RECORD_VIEWSETS
from learningcircles_wagtail.admin.site_settings import SettingsViewSet


class LearningCirclesGroup(SnippetViewSetGroup):
    """The menu group “Learning circles”."""

    menu_label = pgettext_lazy("admin menu", "Learning circles")
    menu_name = "learning-circles"
    menu_icon = "lc-circle"
    menu_order = 150

    @cached_property
    def items(self) -> tuple[Any, ...]:
        """The circles first, because they are what editors come for."""
        return (*circle_viewsets(), *RECORD_VIEWSETS, SettingsViewSet)
