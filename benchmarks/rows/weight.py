"""What a list page with 20 cards weighs, and when a slow machine has painted it."""

import gzip
import re
import shutil
from contextlib import suppress
from statistics import median
from urllib.error import HTTPError
from urllib.parse import urljoin, urlsplit
from urllib.request import urlopen

from benchmarks.process import site_environment
from benchmarks.run import LIST, Run
from benchmarks.server import Server, missing
from benchmarks.table import Demand, Figure, milliseconds

CARDS = 20
WEIGHT = Demand(60, unit="kB")
PAINT = Demand(1.0, unit="s")
SLOWER = 4
TURNS = 5
SIZE = 1_000
FILES = re.compile(
    r"""<link\b[^>]*\brel="?stylesheet[^>]*>|<script\b[^>]*\bsrc=[^>]*>""",
    re.IGNORECASE,
)
ADDRESS = re.compile(r"""\b(?:href|src)="([^"]+)""", re.IGNORECASE)
IMPORTED = re.compile(rb"""@import\s+(?:url\()?["']?([^"')]+)""")
OBSERVER = """
window.__paints = [];
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) {
    window.__paints.push({
      time: entry.startTime,
      element: entry.element ? entry.element.tagName : "",
    });
  }
}).observe({type: "largest-contentful-paint", buffered: true});
"""


def measure(run: Run) -> list[Figure]:
    """Measure the example site, with its own frame, styles and pictures."""
    if words := missing():
        run.note(f"The list page was not weighed: {words}.")
        return []
    database = run.databases[0]
    size = run.largest(database, SIZE)
    recipe = run.recipe(size, database)
    folder, variables = run.sites.build(recipe), run.sites.variables(recipe)
    shape = {"BENCH_FRAME": "1", "BENCH_PAGE_SIZE": str(CARDS)}
    with Server(site_environment(folder, {**variables, **shape})) as server:
        address = server.address + LIST
        parts = weigh(address)
        total = sum(parts.values())
        cards = _read(address).count(b"<article")
        run.note(
            "The list page weighs, gzipped: "
            + ", ".join(f"{name} {size / 1000:.1f} kB" for name, size in parts.items())
            + f"; it has {cards} cards."
        )
        figures = [
            Figure(
                f"weight of a list page with {CARDS} cards",
                database,
                size,
                f"{total / 1000:.1f} kB",
                judged=total / 1000,
                demand=WEIGHT,
            )
        ]
        paint = largest_paint(run, address)
        if paint is not None:
            figures.append(
                Figure(
                    f"largest contentful paint, {SLOWER} times slower",
                    database,
                    size,
                    milliseconds(paint),
                    judged=paint,
                    demand=PAINT,
                )
            )
        return figures


def weigh(address: str) -> dict[str, int]:
    """Return the gzipped bytes of a page, of its styles and of its scripts.

    Each file is packed by itself, as a server does. Pictures and fonts do not count.
    """
    page = _read(address)
    parts = {"HTML": _packed(page), "CSS": 0, "JavaScript": 0}
    waiting = [
        urljoin(address, found[1])
        for tag in FILES.findall(page.decode())
        if (found := ADDRESS.search(tag))
    ]
    seen = set()
    while waiting:
        file = waiting.pop()
        if file in seen or urlsplit(file).netloc != urlsplit(address).netloc:
            continue
        seen.add(file)
        with suppress(HTTPError):
            content = _read(file)
            is_style = urlsplit(file).path.endswith(".css")
            parts["CSS" if is_style else "JavaScript"] += _packed(content)
            if is_style:
                waiting += [
                    urljoin(file, found.decode()) for found in IMPORTED.findall(content)
                ]
    return parts


def _read(address: str) -> bytes:
    with urlopen(address, timeout=60) as answer:
        return answer.read()


def _packed(content: bytes) -> int:
    return len(gzip.compress(content, 6))


def largest_paint(run: Run, address: str) -> float | None:
    """Return the seconds until the largest element is painted, by a slowed Chromium.

    Each turn begins with an empty cache. None where there is no browser.
    """
    try:
        from playwright.sync_api import Error, sync_playwright
    except ImportError:
        run.note("Nothing was painted: Playwright is not installed.")
        return None
    with sync_playwright() as playwright:
        try:
            browser = playwright.chromium.launch(
                executable_path=shutil.which("chromium"),
                args=["--no-sandbox", "--disable-gpu"],
            )
        except Error:
            run.note("Nothing was painted: Chromium is not installed.")
            return None
        taken, elements = [], set()
        for turn in range(TURNS + 1):
            context = browser.new_context(viewport={"width": 412, "height": 823})
            context.add_init_script(OBSERVER)
            page = context.new_page()
            devtools = context.new_cdp_session(page)
            devtools.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
            page.goto(address, wait_until="networkidle")
            page.wait_for_timeout(500)
            paints = page.evaluate("window.__paints")
            context.close()
            if turn and paints:  # The first turn warms up.
                taken.append(paints[-1]["time"] / 1000)
                elements.add(paints[-1]["element"].lower())
        browser.close()
    run.note(f"The largest thing painted on a telephone is: {', '.join(elements)}.")
    return median(taken) if taken else None
