"""How a stream writes its children: each with its own id, empty ones not at all."""

from typing import Any

__all__ = ["render_children"]


def render_children(
    stream: Any, context: dict[str, Any] | None = None
) -> list[dict[str, str]]:
    """Return the children of `stream` as `{block_type, html}`.

    Every child gets its own `id` in its context (Wagtail 7.4 gives none, and Wagtail
    8.0 hands a parent's down to nested children). Children that render to nothing,
    such as a draft's empty picture, leave no gap on the page.
    """
    rendered = []
    for child in stream or ():
        html = child.render(context={**(context or {}), "id": child.id})
        if html.strip():
            rendered.append({"block_type": child.block_type, "html": html})
    return rendered
