"""Template tags of the public pages."""

import json
from typing import Any
from weakref import WeakKeyDictionary

from django import template
from django.core.serializers.json import DjangoJSONEncoder
from django.template.base import Parser, Token
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from wagtail.images.models import Filter, ResponsiveImage

from learningcircles_wagtail.directory.renditions import rendition_of, renditions_of
from learningcircles_wagtail.printing.paper_pictures import paper_rendition
from learningcircles_wagtail.toolkit.glossary import explained

register = template.Library()

JSON_ESCAPES = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}


@register.simple_tag(takes_context=True)
def lc_structured_data(context: template.Context, page: Any = None) -> SafeString | str:
    """Write the page's schema.org data as a JSON-LD block; nothing where it has none.

    `page` defaults to the template's `page`. A page in preview has no block, because
    it has no public address.
    """
    page = page or context.get("page")
    request = context.get("request")
    if not hasattr(page, "get_structured_data"):
        return ""
    if getattr(request, "is_preview", False):
        return ""
    data = page.get_structured_data(request, context.flatten())
    if not data:
        return ""
    text = json.dumps(data, cls=DjangoJSONEncoder, ensure_ascii=False)
    # Escaped like django.utils.html.json_script, so that no text ends the element.
    safe = mark_safe(text.translate(JSON_ESCAPES))  # noqa: S308
    return format_html('<script type="application/ld+json">{}</script>', safe)


ICON = "learningcircles_wagtail/components/icon.html"
ICONS_KEPT = 500
_icons: WeakKeyDictionary[template.Template, dict[tuple[str, str | None], SafeString]]
_icons = WeakKeyDictionary()


@register.simple_tag(takes_context=True)
def lc_icon(context: template.Context, name: str) -> SafeString:
    """Write one icon by its name, as `components/icon.html` draws it.

    The same markup as an include of that template, which a site may override; it is
    rendered once for each name and language and kept as long as the template is.
    """
    drawing = context.template.engine.get_template(ICON)
    kept = _icons.setdefault(drawing, {})
    key = (name, get_language())
    if key not in kept:
        if len(kept) >= ICONS_KEPT:
            kept.clear()
        kept[key] = drawing.render(template.Context({"name": name}))
    return kept[key]


@register.simple_tag
def lc_image(image: Any, spec: str, **attributes: Any) -> ResponsiveImage | str:
    """Write an image in one size, as Wagtail's `image`; "" where it cannot be read.

    `spec` is one pattern such as `fill-640x320` or `width-600|format-jpeg`; further
    arguments are attributes. With `as name` a template can ask whether there is one.
    """
    rendition = rendition_of(image or None, spec)
    return ResponsiveImage({spec: rendition}, attributes) if rendition else ""


@register.filter
def lc_at_once(html: SafeString) -> SafeString:
    """Return a card whose picture is loaded at once, for the head of a page.

    A card is drawn once for wherever it stands, with a picture that waits until it is
    near the screen. On the first screen, where it is the largest thing, that is late.
    """
    return mark_safe(html.replace(' loading="lazy"', ' fetchpriority="high"', 1))  # noqa: S308


@register.simple_tag
def lc_paper_image(image: Any, **attributes: Any) -> ResponsiveImage | str:
    """Write an image in the one size that paper needs; "" where it cannot be read."""
    rendition = paper_rendition(image or None)
    return ResponsiveImage({"paper": rendition}, attributes) if rendition else ""


@register.simple_tag
def lc_rendition(image: Any, spec: str) -> Any:
    """Return an image in one size, with its `url`, `width` and `height`, else ""."""
    return rendition_of(image or None, spec) or ""


@register.simple_tag
def lc_srcset_image(image: Any, specs: str, **attributes: Any) -> ResponsiveImage | str:
    """Write an image in several widths, as Wagtail's `srcset_image`, each width once.

    A picture smaller than the widths asked for comes out at its own size more than
    once, and an address list that repeats a width is no valid HTML
    (https://html.spec.whatwg.org/#srcset-attribute). `specs` is a pattern such as
    `width-{480,960}`; further arguments are attributes. Like `lc_image` it gives ""
    for an image that cannot be read.
    """
    renditions = renditions_of(image or None, Filter.expand_spec(specs))
    by_width: dict[int, Any] = {}
    for rendition in renditions.values():
        by_width.setdefault(rendition.width, rendition)
    return ResponsiveImage(by_width, attributes) if by_width else ""


class RememberedNode(template.Node):
    """What stands between the tags, drawn where it is not remembered."""

    def __init__(self, nodelist: template.NodeList) -> None:
        self.nodelist = nodelist

    def render(self, context: template.Context) -> SafeString:
        """Return the remembered HTML, or draw it and have it remembered."""
        piece = context.get("remembered")
        if piece is None:
            return self.nodelist.render(context)
        html = piece.get()
        if html is None:
            html = self.nodelist.render(context)
            piece.put(html)
        return html


@register.tag("lc_remembered")
def remembered(parser: Parser, token: Token) -> RememberedNode:
    """Draw what stands up to `endlc_remembered` once for as long as it is true.

    The context's `remembered` (`directory.remembered.Piece`) says how long that is;
    without it everything is drawn each time.
    """
    nodelist = parser.parse(("endlc_remembered",))
    parser.delete_first_token()
    return RememberedNode(nodelist)


class ExplainedNode(template.Node):
    """What stands between the tags, with words of the glossary explained."""

    def __init__(self, nodelist: template.NodeList) -> None:
        self.nodelist = nodelist

    def render(self, context: template.Context) -> SafeString:
        """Return the HTML, with a link at the first place of each word."""
        html = self.nodelist.render(context)
        found = context.get("glossary_entries")
        return explained(html, found) if found else html


@register.tag("lc_explained")
def explained_words(parser: Parser, token: Token) -> ExplainedNode:
    """Explain words of the glossary up to `endlc_explained`, where each first stands.

    The context's `glossary_entries` (`toolkit.glossary.entries`) holds the words;
    without it everything stays as it is.
    """
    nodelist = parser.parse(("endlc_explained",))
    parser.delete_first_token()
    return ExplainedNode(nodelist)
