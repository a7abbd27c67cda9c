"""Blocks of the press room: contact, boilerplate, libraries, what came of it."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.blocks import (
    BooleanBlock,
    CharBlock,
    DateBlock,
    ListBlock,
    TextBlock,
    URLBlock,
)
from wagtail.snippets.blocks import SnippetChooserBlock

from learningcircles_wagtail.blocks.base import (
    GROUP_PRESS,
    ContentBlock,
    ContentValue,
)
from learningcircles_wagtail.blocks.files import full_size
from learningcircles_wagtail.blocks.links import live_records
from learningcircles_wagtail.blocks.media import PictureBlock

__all__ = [
    "ArticleBlock",
    "BoilerplateBlock",
    "CorrectionBlock",
    "LibraryListBlock",
    "MediaContactBlock",
    "ReleasePictureBlock",
]


class ReleasePictureBlock(PictureBlock):
    """A picture that newsrooms can download in full size."""

    class Meta:
        description = _(
            "One picture with alt text, caption and credit, to download in full size."
        )

    def get_extra_context(self, value: Any, context: dict[str, Any]) -> dict[str, Any]:
        """Return `full_size`, address and facts of the file; None if it is private."""
        return {"full_size": full_size(value.get("picture"), context)}


class MediaContactBlock(ContentBlock):
    """Whom a newsroom asks."""

    contact = SnippetChooserBlock(
        "learningcircles_wagtail.PressContact", label=_("Media contact")
    )

    samples = ("contact",)

    class Meta:
        icon = "user"
        group = GROUP_PRESS
        label = _("Media contact")
        description = _("Name, organisation, e-mail and telephone of a press contact.")
        template = "learningcircles_wagtail/blocks/media_contact.html"
        label_format = "{contact}"
        preview_value = {}

    def get_extra_context(self, value: Any, context: dict[str, Any]) -> dict[str, Any]:
        """Return the `contact`, or None where it is missing or a draft."""
        contacts = live_records([value.get("contact")])
        return {"contact": contacts[0] if contacts else None}

    def get_outline(self, value: Any) -> list[ContentValue]:
        """Nothing: it is an aside."""
        return []


class BoilerplateBlock(ContentBlock):
    """The paragraph about an organisation that ends every release."""

    boilerplate = SnippetChooserBlock(
        "learningcircles_wagtail.Boilerplate", label=_("Boilerplate")
    )

    samples = ("boilerplate",)

    class Meta:
        icon = "clipboard-list"
        group = GROUP_PRESS
        label = _("Boilerplate")
        description = _("A paragraph “About …”, written once, used in every release.")
        template = "learningcircles_wagtail/blocks/boilerplate.html"
        label_format = "{boilerplate}"
        preview_value = {}

    def get_extra_context(self, value: Any, context: dict[str, Any]) -> dict[str, Any]:
        """Return the `boilerplate`, or None where it is missing or a draft."""
        texts = live_records([value.get("boilerplate")])
        return {"boilerplate": texts[0] if texts else None}

    def get_outline(self, value: Any) -> list[ContentValue]:
        """Nothing: it is an aside."""
        return []


class LibraryListBlock(ContentBlock):
    """The cities and libraries that take part, with a map if wished."""

    title = CharBlock(required=False, max_length=120, label=_("Title"))
    libraries = ListBlock(
        SnippetChooserBlock(
            "learningcircles_wagtail.LibrarySystem", label=_("Library system")
        ),
        min_num=1,
        label=_("Library systems"),
    )
    map = BooleanBlock(
        required=False,
        default=True,
        label=_("Show a map"),
        help_text=_("The map is drawn by this website; its numbers lead to the list."),
    )
    map_title = CharBlock(
        required=False,
        max_length=160,
        label=_("Words for the map"),
        help_text=_("Read aloud to those who cannot see the map."),
    )

    samples = ("libraries",)

    class Meta:
        icon = "site"
        group = GROUP_PRESS
        label = _("Cities and libraries")
        description = _("The library systems that take part, listed and on a map.")
        template = "learningcircles_wagtail/blocks/library_list.html"
        label_format = "{title}"
        preview_value = {
            "title": _("Where circles meet"),
            "libraries": [],
            "map": True,
            "map_title": _("Map of the cities; the list follows"),
        }

    def get_extra_context(self, value: Any, context: dict[str, Any]) -> dict[str, Any]:
        """Return the numbered `places` and, if wished, the `drawing` of the map."""
        from learningcircles_wagtail.directory.maps import draw_places, list_places

        libraries = live_records(value.get("libraries"))
        if value.get("map"):
            drawing, places = draw_places(libraries)
        else:
            drawing, places = None, list_places(libraries)
        return {"drawing": drawing, "places": places, "as_of": None}


class CorrectionBlock(ContentBlock):
    """What was wrong in a release and has been put right."""

    date = DateBlock(label=_("Date"))
    text = TextBlock(label=_("What has changed"), rows=2)

    class Meta:
        icon = "edit"
        group = GROUP_PRESS
        label = _("Correction")
        description = _("What was wrong and has been put right, with its date.")
        template = "learningcircles_wagtail/blocks/correction.html"
        label_format = "{date}: {text}"
        preview_value = {
            "date": "2026-11-05",
            "text": _("The circle at the West Branch begins on Tuesday."),
        }

    def get_preview_value(self) -> Any:
        """Return the sample with a real date."""
        return self.to_python({**self.meta.preview_value})


class ArticleBlock(ContentBlock):
    """What a newspaper, a station or a site made of a release."""

    outlet = CharBlock(
        max_length=120,
        label=_("Newspaper, station or site"),
    )
    title = CharBlock(max_length=240, label=_("Title"))
    link = URLBlock(required=False, label=_("Address"))
    date = DateBlock(required=False, label=_("Date"))

    class Meta:
        icon = "link-external"
        group = GROUP_PRESS
        label = _("Article")
        description = _("An article or a broadcast about the release.")
        template = "learningcircles_wagtail/blocks/article.html"
        label_format = "{outlet}: {title}"
        preview_value = {
            "outlet": _("The city's newspaper"),
            "title": _("Studying together at the library"),
            "link": "https://www.example.org/article/",
            "date": "2026-11-10",
        }

    def get_preview_value(self) -> Any:
        """Return the sample with a real date."""
        return self.to_python({**self.meta.preview_value})
