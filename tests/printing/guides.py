"""Toolkits and guides for tests: one of every block that a guide can hold."""

from typing import Any

from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file

from learningcircles_wagtail.models import ToolkitIndexPage, ToolkitPage
from tests.factories import root_page

FILM = "https://archive.org/details/a-circle"


def make_toolkit(**values: Any) -> ToolkitIndexPage:
    """Return a published toolkit without guides."""
    page = ToolkitIndexPage(**{"title": "Toolkit", "slug": "toolkit", **values})
    root_page().add_child(instance=page)
    return page


def make_guide(index: ToolkitIndexPage | None = None, **values: Any) -> ToolkitPage:
    """Return a published guide."""
    index = index or ToolkitIndexPage.objects.first() or make_toolkit()
    number = ToolkitPage.objects.count() + 1
    defaults = {"title": f"Guide {number}", "slug": f"guide-{number}"}
    guide = ToolkitPage(**{**defaults, **values})
    index.add_child(instance=guide)
    guide.save_revision().publish()
    return ToolkitPage.objects.get(pk=guide.pk)


def full_body(link: str = "") -> Any:
    """Return a body with one of each block; a paragraph holds `link` (rich text)."""
    image = get_image_model().objects.create(
        title="Table", file=get_test_image_file("table.png", size=(900, 600))
    )
    blocks = [
        ("heading", {"text": "Costs", "anchor": "costs"}),
        ("paragraph", f"<p>Write <b>one</b> *sentence*. {link}</p><ul><li>a</li></ul>"),
        ("callout", {"tone": "tip", "title": "Ask", "text": "<p>Early.</p>"}),
        (
            "steps",
            {
                "steps": [
                    {
                        "title": "Choose a course",
                        "body": [
                            {"type": "paragraph", "value": "<p>Try a lesson.</p>"},
                            {
                                "type": "checklist",
                                "value": {"title": "It is", "items": ["free"]},
                            },
                        ],
                    },
                    {"title": "Book the room", "body": []},
                ]
            },
        ),
        (
            "timeline",
            {
                "title": "Weeks",
                "rows": [
                    {
                        "amount": 2,
                        "unit": "weeks",
                        "direction": "before",
                        "tasks": ["Hang posters"],
                    }
                ],
            },
        ),
        ("checklist", {"title": "Bag", "items": ["Pens", "Name [cards]"]}),
        (
            "message_template",
            {
                "title": "Invitation",
                "channel": "email",
                "subject": "Learn [topic]",
                "text": "Dear [name],\n\ncome & see ``` us.\n\n* [your name] *",
            },
        ),
        (
            "activity",
            {
                "title": "Names",
                "mode": "both",
                "minutes": 10,
                "materials": "a clock",
                "instructions": "<p>Say your name.</p>",
            },
        ),
        (
            "agenda",
            {
                "title": "Evening",
                "rows": [{"minutes": 15, "title": "Welcome", "text": "Names."}],
            },
        ),
        ("glossary", {"title": "Words", "terms": [{"term": "Hub", "definition": "A"}]}),
        (
            "faq",
            {
                "title": "FAQ",
                "items": [{"question": "Why?", "answer": "<p>So.</p>"}],
            },
        ),
        (
            "video",
            {"link": FILM, "title": "A circle", "transcript": "<p>Hello.</p>"},
        ),
        (
            "picture",
            {
                "picture": {
                    "image": image.pk,
                    "alt_text": "A round table",
                    "decorative": False,
                },
                "caption": "Our table",
                "credit": "CC BY",
            },
        ),
        (
            "resources",
            {
                "title": "More",
                "cards": [
                    {
                        "kind": "website",
                        "title": "OpenLearn",
                        "description": "Free courses",
                        "link": "https://www.open.edu/",
                    }
                ],
            },
        ),
    ]
    block = ToolkitPage._meta.get_field("body").stream_block
    return block.to_python([{"type": kind, "value": value} for kind, value in blocks])
