"""A guide as clean Markdown, for other sites and for tools that read."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from bs4 import BeautifulSoup, Tag
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from learningcircles_wagtail.domain.feed_text import printable
from learningcircles_wagtail.feeds.block_html import leave_out
from learningcircles_wagtail.feeds.http import text_answer
from learningcircles_wagtail.feeds.markdown import (
    Block,
    escaped,
    join_blocks,
    line,
    link,
    markdown_of,
)

CONTENT_TYPE = "text/markdown; charset=utf-8"
SEEN = frozenset({"logos", "map", "upcoming_circles", "circle_card"})
"""Blocks that are to be looked at, or that show what is true for today alone."""


def markdown_response(guide: Any, request: HttpRequest) -> HttpResponseBase:
    """Answer with a public guide as Markdown in UTF-8."""
    response = text_answer(
        request,
        guide_markdown(guide, request),
        title=guide.title,
        kind="md",
        content_type=CONTENT_TYPE,
    )
    response["X-Robots-Tag"] = "noindex"
    return response


def guide_markdown(guide: Any, request: HttpRequest) -> str:
    """Return the whole guide: title, summary, facts, what is needed, text, licence.

    Without front matter, so that it is the same everywhere.
    """
    address = guide.get_full_url(request) or ""
    parts = [
        f"# {line(escaped(guide.title))}",
        *(line(escaped(part)) for part in guide.summary.splitlines()),
        join_blocks(_facts(guide)),
        join_blocks(_materials(guide)),
        markdown_of(_prepared(_drawn(guide, request)), base=address),
        join_blocks(_colophon(guide, address)),
    ]
    return printable("\n\n".join(filter(None, parts))) + "\n"


def _facts(guide: Any) -> Iterator[Block]:
    facts = []
    if guide.role_labels:
        facts.append(_("For: %(roles)s") % {"roles": ", ".join(guide.role_labels)})
    if guide.stage:
        words = pgettext("of a guide", "Stage: %(stage)s")
        facts.append(words % {"stage": guide.get_stage_display()})
    if guide.minutes:
        words = ngettext(
            "%(minutes)s minute to read and do",
            "%(minutes)s minutes to read and do",
            guide.minutes,
        )
        facts.append(words % {"minutes": guide.minutes})
    if facts:
        yield Block(items=[line(escaped(fact)) for fact in facts])


def _materials(guide: Any) -> Iterator[Block]:
    items = [line(escaped(item.value)) for item in guide.materials if item.value]
    if any(items):
        yield Block(f"## {escaped(_('What you need'))}")
        yield Block(items=[item for item in items if item])


def _drawn(guide: Any, request: HttpRequest) -> str:
    context = {"page": guide, "request": request}
    return "".join(
        child.render(context={**context, "id": child.id})
        for child in guide.body
        if child.block_type not in SEEN
    )


def _colophon(guide: Any, address: str) -> Iterator[Block]:
    lines = [line(escaped(one)) for one in guide.credits.splitlines()]
    if guide.attribution:
        lines.append(line(escaped(guide.attribution)))
    if guide.licence:
        name = escaped(guide.get_licence_display())
        words = link(name, guide.licence_address) if guide.licence_address else name
        lines.append(_("Licence: %(licence)s") % {"licence": words})
    if guide.last_published_at:
        day = escaped(date_format(guide.last_published_at))
        lines.append(_("Last changed on %(day)s") % {"day": day})
    if address:
        lines.append(_("From: %(address)s") % {"address": f"<{address}>"})
    lines = [one for one in lines if one]
    if lines:
        yield Block("---")
        yield Block(items=lines)


def _prepared(html: str) -> str:
    """Return the HTML of blocks in plain elements that Markdown has words for."""
    soup = BeautifulSoup(html, "html.parser")
    for film in soup.select("figure.lc-video"):
        _film(soup, film)
    leave_out(soup)
    for name, prepare in PREPARED.items():
        for element in soup.select(name):
            prepare(soup, element)
    return str(soup)


def _film(soup: BeautifulSoup, film: Tag) -> None:
    poster = film.select_one("a[href]")
    if poster is None:
        return
    address = str(poster["href"])
    title = str(film.get("data-lc-video-title", "")).strip()
    words = soup.new_tag("p")
    where = soup.new_tag("a", href=address)
    where.string = _("Film: %(title)s") % {"title": title} if title else address
    words.append(where)
    film.replace_with(words)


def _callout(soup: BeautifulSoup, element: Tag) -> None:
    element.name = "blockquote"


def _step(soup: BeautifulSoup, element: Tag) -> None:
    """A step is an item of a list, and a heading there would stand in no outline."""
    for title in element.find_all(["h2", "h3", "h4", "h5", "h6"]):
        title.name = "p"
        strong = soup.new_tag("strong")
        strong.extend(list(title.contents))
        title.append(strong)


def _timeline(soup: BeautifulSoup, element: Tag) -> None:
    """Points in time are no numbered list; each has a heading."""
    element.name = "div"


def _agenda_row(soup: BeautifulSoup, row: Tag) -> None:
    """Return to one line: what, how long, and a word about it."""
    title = row.select_one(".lc-agenda__title")
    minutes = row.select_one(".lc-agenda__minutes")
    text = row.select_one(".lc-agenda__text")
    since = row.select_one(".lc-agenda__since")
    times = [part.extract().get_text().strip() for part in (since,) if part]
    times += [minutes.get_text().strip()] if minutes else []
    words = soup.new_tag("p")
    if title is not None:
        title.name = "strong"
        words.append(title.extract())
    if any(times):
        words.append(f" ({', '.join(filter(None, times))})")
    if text is not None:
        words.append(": ")
        words.extend(list(text.contents))
    row.clear()
    row.append(words)


def _template(soup: BeautifulSoup, template: Tag) -> None:
    """A message is to be copied as it stands, its blanks included."""
    text = template.select_one(".lc-template__text")
    if text is None:
        return
    subject = template.select_one(".lc-template__subject")
    lines = [" ".join(subject.get_text().split()), ""] if subject else []
    for gap in text.find_all("br"):
        gap.replace_with("\n")
    # Line breaks of the HTML itself stand beside those that `br` stood for.
    message = text.get_text().replace("\n\n\n", "\n\n")
    words = soup.new_tag("pre")
    words.string = "\n".join([*lines, message.strip()])
    text.replace_with(words)
    if subject:
        subject.decompose()


def _card(soup: BeautifulSoup, card: Tag) -> None:
    """A card in a list of cards: its title with its link, its kind, its words."""
    title = card.select_one(".lc-card__title")
    kind = card.select_one(".lc-tag")
    facts = card.select_one(".lc-card__facts")
    text = card.select_one(".lc-card__text")
    words = soup.new_tag("p")
    if title is not None:
        title.name = "span"
        words.append(title.extract())
    about = [part.get_text().strip() for part in (kind, facts) if part is not None]
    if any(about):
        words.append(f" ({', '.join(filter(None, about))})")
    if text is not None:
        words.append(": " if words.contents else "")
        words.extend(list(text.contents))
    card.clear()
    card.append(words)


def _check(soup: BeautifulSoup, item: Tag) -> None:
    """The page draws its boxes by a script alone."""
    if item.find("input") is None:
        item.insert(0, soup.new_tag("input", type="checkbox"))


PREPARED = {
    ".lc-checks > li": _check,
    ".lc-callout": _callout,
    ".lc-steps__step": _step,
    ".lc-timeline__rows, .lc-timeline__row": _timeline,
    ".lc-agenda__row": _agenda_row,
    ".lc-template": _template,
    ".lc-cards > li": _card,
}
"""Blocks by the classes of their templates, and what becomes of them."""
