"""The six page types as a site with a base page of its own writes them."""

from typing import ClassVar

from example_site.basepage.models import BasePage
from learningcircles_wagtail.mixins.circles import CircleIndexPageMixin, CirclePageMixin
from learningcircles_wagtail.mixins.press import (
    PressIndexPageMixin,
    PressReleasePageMixin,
)
from learningcircles_wagtail.mixins.toolkit import (
    ToolkitIndexPageMixin,
    ToolkitPageMixin,
)


class CircleIndexPage(CircleIndexPageMixin, BasePage):
    """The list of learning circles."""

    subpage_types: ClassVar = ["swapped_pages.CirclePage"]


class CirclePage(CirclePageMixin, BasePage):
    """One learning circle."""

    parent_page_types: ClassVar = ["swapped_pages.CircleIndexPage"]
    subpage_types: ClassVar = []


class ToolkitIndexPage(ToolkitIndexPageMixin, BasePage):
    """The entrance of the toolkit."""

    subpage_types: ClassVar = ["swapped_pages.ToolkitPage"]


class ToolkitPage(ToolkitPageMixin, BasePage):
    """One guide of the toolkit."""

    parent_page_types: ClassVar = ["swapped_pages.ToolkitIndexPage"]
    subpage_types: ClassVar = []


class PressIndexPage(PressIndexPageMixin, BasePage):
    """The press room."""

    subpage_types: ClassVar = ["swapped_pages.PressReleasePage"]


class PressReleasePage(PressReleasePageMixin, BasePage):
    """One press release."""

    parent_page_types: ClassVar = ["swapped_pages.PressIndexPage"]
    subpage_types: ClassVar = []
