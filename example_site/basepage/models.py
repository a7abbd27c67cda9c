"""A base page made of Wagtail's bare AbstractPage and one field of a site's own."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import AbstractPage


class BasePage(AbstractPage):
    """A page without `seo_title`, `search_description` and `show_in_menus`."""

    department = models.CharField(_("department"), max_length=100, blank=True)

    promote_panels = [*AbstractPage.promote_panels, "department"]
