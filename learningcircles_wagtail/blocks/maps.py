"""Maps drawn on the server, with a list beside them that says the same."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.blocks import CharBlock, ListBlock, StructBlockValidationError
from wagtail.snippets.blocks import SnippetChooserBlock

from learningcircles_wagtail.blocks.base import GROUP_MAPS, ContentBlock
from learningcircles_wagtail.blocks.links import live_records
from learningcircles_wagtail.positions.blocks import PositionBlock

__all__ = ["MapBlock", "PositionBlock"]


class MapBlock(ContentBlock):
    """A map of library systems or branches."""

    title = CharBlock(required=False, max_length=120, label=_("Title"))
    libraries = ListBlock(
        SnippetChooserBlock(
            "learningcircles_wagtail.LibrarySystem", label=_("Library system")
        ),
        default=[],
        label=_("Library systems"),
    )
    branches = ListBlock(
        SnippetChooserBlock("learningcircles_wagtail.Branch", label=_("Branch")),
        default=[],
        label=_("Branches"),
    )
    caption = CharBlock(required=False, max_length=240, label=_("Caption"))

    samples = ("libraries", "branches")

    class Meta:
        icon = "globe"
        group = GROUP_MAPS
        label = _("Map")
        description = _(
            "A map of library systems or branches with a numbered list beside it. It "
            "is drawn by this website: no visitor's address goes anywhere."
        )
        template = "learningcircles_wagtail/blocks/map.html"
        label_format = "{title}"
        preview_value = {"title": _("Our branches"), "libraries": [], "branches": []}

    def clean(self, value: Any) -> Any:
        """Ask for at least one place."""
        cleaned = super().clean(value)
        if not self.is_deferred_validation and not (
            any(cleaned.get("libraries") or ()) or any(cleaned.get("branches") or ())
        ):
            message = _("Choose at least one library system or branch.")
            raise StructBlockValidationError(
                {"libraries": ValidationError(message, code="no_place")}
            )
        return cleaned

    def get_extra_context(self, value: Any, context: dict[str, Any]) -> dict[str, Any]:
        """Return the `drawing` of the map and its numbered `places`."""
        from learningcircles_wagtail.directory.maps import draw_places

        libraries = live_records(value.get("libraries"))
        drawing, places = draw_places(libraries + live_records(value.get("branches")))
        return {"drawing": drawing, "places": places, "as_of": None}
