"""Page choosers that know a kind of page by its mixin, never by a concrete model.

A site that swaps Wagtail's base page, or that writes page classes of its own, has other
concrete classes than ours; all that inherit the mixin can be chosen.
"""

from typing import Any

from django.apps import apps
from django.core.exceptions import ValidationError
from django.utils.functional import cached_property
from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _
from wagtail.blocks import PageChooserBlock

__all__ = ["CirclePageChooserBlock", "MixinPageChooserBlock", "ToolkitPageChooserBlock"]


class MixinPageChooserBlock(PageChooserBlock):
    """A chooser of the pages whose class inherits `mixin` (a dotted path)."""

    mixin: str = ""
    wrong_page = _("Choose a page of the right kind.")

    @cached_property
    def target_models(self) -> list[type]:
        """All concrete page classes with the mixin, found when first needed."""
        mixin = import_string(self.mixin)
        return [model for model in apps.get_models() if issubclass(model, mixin)]

    def clean(self, value: Any) -> Any:
        """Refuse a page of another class (possible where there are several classes)."""
        page = super().clean(value)
        if page is not None and page.specific_class not in self.target_models:
            raise ValidationError(self.wrong_page, code="wrong_page")
        return page

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        """Describe a plain page chooser: page classes vary from site to site."""
        return "wagtail.blocks.PageChooserBlock", [], dict(self._constructor_args[1])


class CirclePageChooserBlock(MixinPageChooserBlock):
    """A chooser of circles' pages."""

    mixin = "learningcircles_wagtail.mixins.circles.CirclePageMixin"
    wrong_page = _("Choose the page of a learning circle.")

    class Meta:
        icon = "calendar-check"


class ToolkitPageChooserBlock(MixinPageChooserBlock):
    """A chooser of toolkit pages."""

    mixin = "learningcircles_wagtail.mixins.toolkit.ToolkitPageMixin"
    wrong_page = _("Choose a page of the toolkit.")

    class Meta:
        icon = "tasks"
