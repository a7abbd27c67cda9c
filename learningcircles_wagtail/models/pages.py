"""The pages, put together from mixins where the site keeps Wagtail's base page.

A site with a base page of its own (`WAGTAIL_PAGE_MODEL`) gets none of these models
and writes `class CirclePage(CirclePageMixin, BasePage)` itself.
"""

import swapper

swapper.set_app_prefix("wagtailcore", "wagtail")

__all__: list[str] = []

if not swapper.is_swapped("wagtailcore", "Page"):
    from typing import ClassVar

    from django.utils.translation import gettext_lazy as _
    from wagtail.models import Page

    from learningcircles_wagtail.mixins.circles import (
        CircleIndexPageMixin,
        CirclePageMixin,
    )
    from learningcircles_wagtail.mixins.press import (
        PressIndexPageMixin,
        PressReleasePageMixin,
    )
    from learningcircles_wagtail.mixins.toolkit import (
        ToolkitIndexPageMixin,
        ToolkitPageMixin,
    )

    __all__ += [
        "CircleIndexPage",
        "CirclePage",
        "PressIndexPage",
        "PressReleasePage",
        "ToolkitIndexPage",
        "ToolkitPage",
    ]

    class CircleIndexPage(CircleIndexPageMixin, Page):
        """The list of a library's learning circles."""

        subpage_types: ClassVar = ["learningcircles_wagtail.CirclePage"]

        class Meta:
            verbose_name = _("learning circles list")
            verbose_name_plural = _("learning circles lists")

    class CirclePage(CirclePageMixin, Page):
        """One learning circle, as a page in one language."""

        parent_page_types: ClassVar = ["learningcircles_wagtail.CircleIndexPage"]
        subpage_types: ClassVar = []

        class Meta:
            verbose_name = _("learning circle")
            verbose_name_plural = _("learning circles")

    class ToolkitIndexPage(ToolkitIndexPageMixin, Page):
        """The entrance of the toolkit."""

        subpage_types: ClassVar = ["learningcircles_wagtail.ToolkitPage"]

        class Meta:
            verbose_name = _("toolkit")
            verbose_name_plural = _("toolkits")

    class ToolkitPage(ToolkitPageMixin, Page):
        """One guide of the toolkit."""

        parent_page_types: ClassVar = ["learningcircles_wagtail.ToolkitIndexPage"]
        subpage_types: ClassVar = []

        class Meta:
            verbose_name = _("toolkit page")
            verbose_name_plural = _("toolkit pages")

    class PressIndexPage(PressIndexPageMixin, Page):
        """The press room."""

        subpage_types: ClassVar = ["learningcircles_wagtail.PressReleasePage"]

        class Meta:
            verbose_name = _("press room")
            verbose_name_plural = _("press rooms")

    class PressReleasePage(PressReleasePageMixin, Page):
        """One press release."""

        parent_page_types: ClassVar = ["learningcircles_wagtail.PressIndexPage"]
        subpage_types: ClassVar = []

        class Meta:
            verbose_name = _("press release")
            verbose_name_plural = _("press releases")
