"""What a test asks of a page in Chromium, as one question each."""

from itertools import pairwise
from typing import Any

WIDER = """() => {
  const room = document.documentElement.clientWidth;
  if (document.scrollingElement.scrollWidth <= room) return [];
  const wide = [...document.querySelectorAll("body *")].filter((element) => {
    const box = element.getBoundingClientRect();
    return box.width && (box.right > room + 1 || box.left < -1);
  });
  return [
    `${document.scrollingElement.scrollWidth} of ${room}`,
    ...wide.map((element) => element.outerHTML.slice(0, 90)).slice(-3),
  ];
}"""

TO_THE_END = """async () => {
  const frame = () => new Promise((done) => requestAnimationFrame(done));
  const step = innerHeight * 0.8;
  for (let top = 0; top < document.body.scrollHeight; top += step) {
    scrollTo(0, top);
    await frame();
  }
  await Promise.all([...document.images].map((image) =>
    image.complete || new Promise((done) => {
      image.onload = done;
      image.onerror = done;
    })));
  const broken = [...document.images].filter((image) => !image.naturalWidth);
  return broken.map((image) => image.currentSrc || image.src);
}"""

STRUCTURE = """() => {
  const shown = (element) => element.checkVisibility();
  const all = (selector) => [...document.querySelectorAll(selector)].filter(shown);
  const outermost = (element) =>
    !element.closest("main, article, aside, section, nav, dialog");
  const name = (element) => {
    const ids = element.getAttribute("aria-labelledby");
    const own = element.getAttribute("aria-label") || "";
    return ids ? document.getElementById(ids)?.textContent.trim() || "" : own;
  };
  return {
    levels: all("h1, h2, h3, h4, h5, h6").map((heading) => Number(heading.tagName[1])),
    main: all("main").length,
    banner: all("header").filter(outermost).length,
    footer: all("footer").filter(outermost).length,
    navigations: all("nav").map(name),
  };
}"""

FOCUS = """() => {
  const element = document.activeElement;
  if (!element || element === document.body) return null;
  const isNew = !element.dataset.visited;
  element.dataset.visited = "1";
  const outlined = (start) => {
    const last = start.closest("article, li, label, summary, nav") || start;
    for (let node = start; ; node = node.parentElement) {
      const style = getComputedStyle(node);
      if (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2)
        return true;
      if (node === last) return false;
    }
  };
  const box = element.getClientRects()[0];
  const seen = box && box.width > 1 && box.height > 1 && box.bottom > 0
    && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
  const middle = seen && document.elementFromPoint(
    Math.min(Math.max(box.left + box.width / 2, 1), innerWidth - 1),
    Math.min(Math.max(box.top + box.height / 2, 1), innerHeight - 1));
  const free = middle && (element.contains(middle) || middle.contains(element));
  return {
    isNew,
    html: element.outerHTML.slice(0, 120),
    isSkipLink: element.matches('a[href="#content"]'),
    faults: [
      ...(outlined(element) ? [] : ["no outline"]),
      ...(seen ? [] : ["not in view"]),
      ...(seen && !free ? ["covered"] : []),
    ],
  };
}"""

NOT_REACHED = """() => {
  const reach = 'a[href], button, input, select, textarea, summary, [tabindex="0"]';
  return [...document.querySelectorAll(reach)]
    .filter((element) => element.checkVisibility({ visibilityProperty: true })
      && !element.disabled && !element.dataset.visited)
    .map((element) => element.outerHTML.slice(0, 120));
}"""

WORDS = """() => {
  const buttons = "[data-lc-copy-button], [data-lc-locate], [data-lc-print]";
  const helpers = `${buttons}, [data-lc-checks-foot], .lc-term-note`;
  document.querySelectorAll(helpers).forEach((one) => one.remove());
  // An address is a link with its sign where there are scripts, else words.
  document.querySelectorAll(".lc-email").forEach((one) => one.remove());
  return document.body.innerText.replace(/\\s+/g, " ").trim();
}"""

FACTS = """() => {
  const facts = "main :is(h1, h2, h3, h4, dt, dd, time, address, summary)";
  // What one can only use on a screen: filters, feeds, ways to pass a circle on.
  const tools = ".lc-search, .lc-filters, .lc-subscribe, .lc-share, .lc-helpful, "
    + ".lc-choose";
  // Its words stand in the list that it opens, which is open on paper.
  const opens = ".lc-release-tools__more > summary";
  const apart =
    `nav, .lc-related, ${tools}, ${opens}, dd:has(> a[href^="#"]:only-child)`;
  return [...document.querySelectorAll(facts)]
    .filter((element) => !element.closest(apart) && element.checkVisibility())
    .map((element) => element.innerText.replace(/\\s+/g, " ").trim())
    .filter(Boolean);
}"""

CUT_OFF = """() => [...document.querySelectorAll("body *")]
  .filter((element) => {
    const style = getComputedStyle(element);
    const cuts = style.overflowX !== "visible" || style.overflowY !== "visible";
    const box = element.getBoundingClientRect();
    // One pixel is what is written for screen readers only.
    return cuts && box.width > 2 && box.height > 2 && element.innerText
      && (element.scrollWidth > element.clientWidth + 1
        || element.scrollHeight > element.clientHeight + 1);
  })
  .map((element) => element.outerHTML.slice(0, 120))"""

CLOSED_ANSWERS = """() => [...document.querySelectorAll("main details:not([open])")]
  .filter((details) =>
    !details.closest(
      ".lc-search, .lc-filters, .lc-subscribe, .lc-helpful, .lc-choose"))
  .flatMap((details) => [...details.children].slice(1))
  .filter((answer) => answer.textContent.trim() && !answer.checkVisibility())
  .map((answer) => answer.outerHTML.slice(0, 120))"""


def wider_than_the_screen(page: Any) -> list[str]:
    """Return how wide the page is and what sticks out; nothing where all fits."""
    return page.evaluate(WIDER)


def scroll_to_the_end(page: Any) -> list[str]:
    """Scroll down until every lazy picture has loaded; return those that cannot."""
    return page.evaluate(TO_THE_END)


def structure(page: Any) -> dict[str, Any]:
    """Return levels of headings, numbers of landmarks, names of navigations."""
    return page.evaluate(STRUCTURE)


def faults_of_structure(found: dict[str, Any]) -> list[str]:
    """Say what is wrong with a page's headings and landmarks."""
    levels = found["levels"]
    faults = [] if levels.count(1) == 1 else [f"{levels.count(1)} headings of level 1"]
    faults += [
        f"level {after} follows level {before}"
        for before, after in pairwise(levels)
        if after > before + 1
    ]
    landmarks = ("main", "banner", "footer")
    faults += [f"{found[name]} × {name}" for name in landmarks if found[name] != 1]
    names = found["navigations"]
    if "" in names or len(set(names)) != len(names):
        faults.append(f"navigations named {names}")
    return faults


def tab_through(page: Any, most: int = 300) -> tuple[list[dict[str, Any]], list[str]]:
    """Press Tab until the page's end.

    Returns what had the focus, in order, and what can be used but never had it.
    """
    stops = []
    for _press in range(most):
        page.keyboard.press("Tab")
        stop = page.evaluate(FOCUS)
        if stop is None or not stop["isNew"]:
            break
        stops.append(stop)
    return stops, page.evaluate(NOT_REACHED)


def words(page: Any) -> str:
    """Return the visible words of a page, without buttons that need a script."""
    return page.evaluate(WORDS)


def facts(page: Any) -> list[str]:
    """Return the visible headings, facts, times and addresses of a page's content."""
    return page.evaluate(FACTS)


def cut_off(page: Any) -> list[str]:
    """Return the elements whose words do not fit into them and cannot be seen."""
    return page.evaluate(CUT_OFF)


def closed_answers(page: Any) -> list[str]:
    """Return what a closed disclosure hides; on paper nothing may be."""
    return page.evaluate(CLOSED_ANSWERS)
