"""Circles whose flyers are hard to fit, and what a test asks of a printed sheet."""

import re
from datetime import date, time
from typing import Any

from learningcircles_wagtail.enums import AccessFact, CircleFormat
from learningcircles_wagtail.models import CirclePage
from tests import factories

PAGE = re.compile(rb"/Type\s*/Page\b")
BOX = re.compile(rb"/MediaBox\s*\[\s*0\s+0\s+([\d.]+)\s+([\d.]+)\s*\]")
WORDS = "Understanding bureaucracies and the interconnectedness of everything "
CIRCLES = (
    "usual",
    "only a title",
    "long title",
    "everything at its longest",
    "one word of capitals",
    "cancelled, with a long note",
)

CUT_THROUGH = """() => {
  const sheet = document.querySelector(".lc-flyer").getBoundingClientRect();
  const outside = (box) => box.left >= sheet.right - 1 || box.right <= sheet.left + 1;
  const inside = (box) => box.left >= sheet.left - 1 && box.right <= sheet.right + 1
    && box.top >= sheet.top - 1 && box.bottom <= sheet.bottom + 1;
  const own = (element) => [...element.childNodes].some((node) =>
    node.nodeType === Node.TEXT_NODE && node.textContent.trim());
  return [...document.querySelectorAll(".lc-flyer *")]
    .filter((element) => element.checkVisibility() && own(element)
      && !element.matches(".lc-visually-hidden, .lc-visually-hidden *"))
    .filter((element) => {
      const box = element.getBoundingClientRect();
      return !inside(box) && !outside(box);
    })
    .map((element) => element.outerHTML.slice(0, 120));
}"""

SMALLER_THAN = """(points) => [...document.querySelectorAll(".lc-flyer *")]
  .filter((element) => element.checkVisibility() && !element.closest("svg")
    && [...element.childNodes].some((node) =>
      node.nodeType === Node.TEXT_NODE && node.textContent.trim()))
  .filter((element) =>
    parseFloat(getComputedStyle(element).fontSize) < points * 4 / 3 - 0.01)
  .map((element) => element.outerHTML.slice(0, 120))"""

SHOWN = """(selector) => {
  const sheet = document.querySelector(".lc-flyer").getBoundingClientRect();
  return [...document.querySelectorAll(selector)].filter((element) => {
    const box = element.getBoundingClientRect();
    return box.width && box.height && box.left >= sheet.left - 1
      && box.right <= sheet.right + 1 && box.bottom <= sheet.bottom + 1;
  }).length;
}"""

CUT_SLIPS = """() => [...document.querySelectorAll(".lc-flyer__slip > *")]
  .filter((line) => {
    const box = line.getBoundingClientRect();
    const slip = line.parentElement.getBoundingClientRect();
    return box.left < slip.left || box.right > slip.right
      || box.top < slip.top || box.bottom > slip.bottom;
  })
  .map((line) => line.textContent)"""

CODE_WIDTH = """() => {
  const code = document.querySelector(".lc-qr");
  const size = Number(code.getAttribute("viewBox").split(" ")[2]);
  return code.getBoundingClientRect().width * (size - 8) / size / 96 * 2.54;
}"""


def print_sheet(page: Any) -> tuple[int, tuple[float, float]]:
    """Print a page as it wants to be; return the number of sheets, and mm of one."""
    document = page.pdf(prefer_css_page_size=True, print_background=True)
    return sheets(document), size_of(document)


def sheets(document: bytes) -> int:
    """Return how many pages a PDF has, as Chromium writes it."""
    return len(PAGE.findall(document))


def size_of(document: bytes) -> tuple[float, float]:
    """Return width and height of a PDF's first page in millimetres."""
    found = BOX.search(document)
    assert found is not None
    width, height = (float(points) / 72 * 25.4 for points in found.groups())
    return width, height


def cut_through(page: Any) -> list[str]:
    """Return the words that the edge of the sheet runs through."""
    return page.evaluate(CUT_THROUGH)


def smaller_than(page: Any, points: float) -> list[str]:
    """Return the words that are set in less than `points`."""
    return page.evaluate(SMALLER_THAN, points)


def shown(page: Any, selector: str) -> int:
    """Return how many elements stand on the sheet."""
    return page.evaluate(SHOWN, selector)


def cut_slips(page: Any) -> list[str]:
    """Return the lines of slips that do not stand on their slip as a whole."""
    return page.evaluate(CUT_SLIPS)


def code_width(page: Any) -> float:
    """Return the width of the QR code's modules in centimetres, without the white."""
    return page.evaluate(CODE_WIDTH)


def filled(length: int, words: str = WORDS) -> str:
    """Return a text of exactly so many characters."""
    return (words * (length // len(words) + 1))[:length].strip().ljust(length, "s")


def make_circles() -> dict[str, str]:
    """Publish the `CIRCLES` and return the paths of their pages."""
    index = factories.make_circle_index()
    when = {"first_date": date(2100, 11, 4), "start_time": time(18)}
    library = factories.make_library(name=filled(150))
    branch = factories.make_branch(
        library_system=library,
        name=filled(150),
        street_address=filled(255),
        city=filled(100),
        region=filled(100),
        postal_code="1234567890 123456789",
        access_facts=AccessFact.values,
    )
    course = factories.make_course(title=filled(255), provider=filled(255))
    longest = {"title": filled(255), "summary": filled(400), "room": filled(150)}
    longest |= {"branch": branch, "course": course, **when}
    values: dict[str, dict[str, Any]] = {
        "usual": {
            "title": "Speaking up: public speaking from scratch",
            "summary": filled(120),
            "branch": factories.make_branch(access_facts=AccessFact.values),
            "course": factories.make_course(),
            **when,
        },
        "long title": {"title": filled(110), "summary": filled(250), **when},
        "everything at its longest": {
            **longest,
            "slug": filled(240, "long-name-"),
            "format": CircleFormat.HYBRID,
            "language": "cy",
            "meeting_count": 40,
            "weekdays": ["0", "1", "2", "4"],
        },
        "one word of capitals": {"title": "W" * 255, "summary": "w" * 400, **when},
        "cancelled, with a long note": {
            **longest,
            "cancelled": True,
            "cancellation_note": filled(400),
        },
    }
    paths = {name: factories.make_circle(index, **v) for name, v in values.items()}
    bare = CirclePage(title="Knit", slug="knit")
    index.add_child(instance=bare)
    return {name: page.get_url() for name, page in {**paths, CIRCLES[1]: bare}.items()}
