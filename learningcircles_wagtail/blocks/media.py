"""Blocks that show something: pictures, videos, files."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.blocks import CharBlock, ListBlock, RichTextBlock, TextBlock, URLBlock
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.embeds.finders import get_finders
from wagtail.images.blocks import ImageBlock, ImageChooserBlock

from learningcircles_wagtail.blocks.base import (
    GROUP_MEDIA,
    SMALL_RICH_TEXT_FEATURES,
    ContentBlock,
    ContentValue,
)
from learningcircles_wagtail.blocks.files import file_facts
from learningcircles_wagtail.blocks.video_links import (
    is_video_file,
    video_host,
    video_player,
)

__all__ = ["DownloadBlock", "PictureBlock", "VideoBlock", "validate_video_link"]


def validate_video_link(value: str) -> None:
    """Raise ValidationError unless `value` can be the address of a video.

    That is: a film over https, a page of a host whose player we know, or an address
    that one of the site's embed finders accepts. Nobody is asked over the network.
    """
    if is_video_file(value) or video_player(value):
        return
    if any(finder.accept(value) for finder in get_finders()):
        return
    raise ValidationError(
        _(
            "This is not the address of a video. Copy it from the address bar on "
            "YouTube, Vimeo or another video site, or give the https address of an "
            "MP4, WebM or OGV file."
        ),
        code="not_a_video",
    )


class PictureBlock(ContentBlock):
    """A picture with its caption and its author."""

    picture = ImageBlock(label=_("Picture"))
    caption = TextBlock(required=False, label=_("Caption"), rows=1)
    credit = CharBlock(
        required=False,
        max_length=160,
        label=_("Credit"),
        help_text=_("Who took the picture, and under which licence it may be used."),
    )

    samples = ("picture",)

    class Meta:
        icon = "image"
        group = GROUP_MEDIA
        label = _("Picture")
        description = _("One picture with alt text, caption and credit.")
        template = "learningcircles_wagtail/blocks/picture.html"
        label_format = "{caption}"
        preview_value = {
            "caption": _("An evening at the Central Library"),
            "credit": _("Photo: the library"),
        }

    def get_outline(self, value: Any) -> list[ContentValue]:
        """Nothing: a picture has no title."""
        return []


class VideoBlock(ContentBlock):
    """A video that is fetched only when a visitor asks for it."""

    link = URLBlock(
        validators=[validate_video_link],
        label=_("Address of the video"),
        help_text=_(
            "Nothing is loaded from there until a visitor clicks on the video."
        ),
    )
    title = CharBlock(
        max_length=160,
        label=_("Title"),
        help_text=_("What the video is about; read aloud to those who cannot see it."),
    )
    picture = ImageChooserBlock(
        required=False,
        label=_("Poster"),
        help_text=_("Shown until the video is started."),
    )
    transcript = RichTextBlock(
        required=False,
        features=SMALL_RICH_TEXT_FEATURES,
        label=_("Transcript"),
        help_text=_("For those who cannot or would rather not watch."),
    )

    class Meta:
        icon = "media"
        group = GROUP_MEDIA
        label = _("Video")
        description = _("A video from another site or a file; loads on click.")
        template = "learningcircles_wagtail/blocks/video.html"
        label_format = "{title}"
        preview_value = {
            "link": "https://archive.org/details/example",
            "title": _("How a learning circle works"),
            "transcript": _("<p>Words spoken in the video.</p>"),
        }

    def get_extra_context(self, value: Any, context: dict[str, Any]) -> dict[str, Any]:
        """Return the `player` (or None) and the `host` for people to read."""
        link = value.get("link") or ""
        return {
            "player": video_player(link) if link else None,
            "host": video_host(link),
        }

    def get_outline(self, value: Any) -> list[ContentValue]:
        """Nothing: the title names the video, it begins no section."""
        return []


class DownloadBlock(ContentBlock):
    """A file to take away."""

    document = DocumentChooserBlock(label=_("File"))
    title = CharBlock(
        required=False,
        max_length=160,
        label=_("Title"),
        help_text=_("Left empty, the file's own title is shown."),
    )
    description = TextBlock(required=False, label=_("Description"), rows=2)
    alternatives = ListBlock(
        DocumentChooserBlock(label=_("File")),
        default=[],
        required=False,
        label=_("The same in other formats"),
        help_text=_("Such as a text document that others can change."),
    )

    samples = ("document",)

    class Meta:
        icon = "download"
        group = GROUP_MEDIA
        label = _("Download")
        description = _("A file with its title, what it is for, its type and size.")
        template = "learningcircles_wagtail/blocks/download.html"
        label_format = "{title}"
        preview_value = {
            "title": _("Sign-in sheet"),
            "description": _("One page, for the table by the door."),
        }

    def get_extra_context(self, value: Any, context: dict[str, Any]) -> dict[str, Any]:
        """Return the `file_facts`: type, size and pages in words; and the `others`.

        Where the file itself is gone, the first of the other formats takes its place.
        """
        others = [one for one in value.get("alternatives") or () if one is not None]
        document = value.get("document") or (others.pop(0) if others else None)
        return {
            "document": document,
            "file_facts": file_facts(document),
            "others": [{"document": one, "facts": file_facts(one)} for one in others],
        }

    def get_outline(self, value: Any) -> list[ContentValue]:
        """Nothing: a file begins no section."""
        return []
