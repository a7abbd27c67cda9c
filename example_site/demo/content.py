"""Short ways to write stream content as raw data, with links resolved on loading."""

from dataclasses import dataclass
from typing import Any

Block = dict[str, Any]


@dataclass(frozen=True, slots=True)
class PageLink:
    """Stands for the page with this slug; in rich text one writes `{page:slug}`."""

    slug: str


@dataclass(frozen=True, slots=True)
class RecordLink:
    """Stands for a record: `kind` is a model's name, `key` the demo's name for it."""

    kind: str
    key: str


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture that is drawn by code: see `pictures.draw_scene`."""

    key: str
    scene: str
    palette: str
    alt: str


@dataclass(frozen=True, slots=True)
class Record:
    """One reusable record: the demo's `key` for it, and its fields by name."""

    key: str
    fields: dict[str, Any]


def block(kind: str, **children: Any) -> Block:
    """Return one raw block of a stream."""
    return {"type": kind, "value": children}


def paragraph(*parts: str) -> Block:
    """Return a paragraph block; a part that is no element yet becomes a `<p>`."""
    html = [part if part.startswith("<") else f"<p>{part}</p>" for part in parts]
    return {"type": "paragraph", "value": "".join(html)}


def bullets(*items: str) -> str:
    """Return an unordered list for rich text."""
    return "<ul>" + "".join(f"<li>{item}</li>" for item in items) + "</ul>"


def heading(text: str, anchor: str = "") -> Block:
    """Return a heading of level 2."""
    return block("heading", text=text, anchor=anchor)


def callout(tone: str, title: str, text: str) -> Block:
    """Return a callout; `tone` is note, tip or important."""
    return block("callout", tone=tone, title=title, text=f"<p>{text}</p>")


def step(title: str, *body: Block) -> dict[str, Any]:
    """Return one step for `steps`."""
    return {"title": title, "body": list(body)}


def steps(*items: dict[str, Any]) -> Block:
    """Return numbered steps."""
    return block("steps", steps=list(items))


def checklist(title: str, *items: str) -> Block:
    """Return boxes to tick."""
    return block("checklist", title=title, items=list(items))


def template(title: str, channel: str, text: str, subject: str = "") -> Block:
    """Return a message template; blanks stand in square brackets."""
    return block(
        "message_template", title=title, channel=channel, subject=subject, text=text
    )


def row(amount: int, unit: str, direction: str, *tasks: str) -> dict[str, Any]:
    """Return one row of a timeline."""
    return {
        "amount": amount,
        "unit": unit,
        "direction": direction,
        "tasks": list(tasks),
    }


def timeline(title: str, *rows: dict[str, Any]) -> Block:
    """Return a timeline about the first meeting."""
    return block("timeline", title=title, rows=list(rows))


def agenda(title: str, *rows: tuple[int, str, str]) -> Block:
    """Return the course of a meeting: minutes, title and words of each part."""
    parts = [{"minutes": m, "title": head, "text": text} for m, head, text in rows]
    return block("agenda", title=title, rows=parts)


def activity(
    title: str, mode: str, minutes: int, materials: str, instructions: str
) -> Block:
    """Return something to do together; `mode` is in_person, online or both."""
    return block(
        "activity",
        title=title,
        mode=mode,
        minutes=minutes,
        materials=materials,
        instructions=instructions,
    )


def faq(title: str, *items: tuple[str, str]) -> Block:
    """Return questions and answers."""
    pairs = [{"question": q, "answer": f"<p>{a}</p>"} for q, a in items]
    return block("faq", title=title, items=pairs)


def glossary(title: str, *terms: tuple[str, str]) -> Block:
    """Return words and their meanings."""
    pairs = [{"term": term, "definition": meaning} for term, meaning in terms]
    return block("glossary", title=title, terms=pairs)


def resource(
    kind: str, title: str, description: str, target: PageLink | str
) -> dict[str, Any]:
    """Return one card for `resources`; the target is a page or an address."""
    card: dict[str, Any] = {"kind": kind, "title": title, "description": description}
    card["page" if isinstance(target, PageLink) else "link"] = target
    return card


def resources(title: str, *cards: dict[str, Any]) -> Block:
    """Return cards of things to use."""
    return block("resources", title=title, cards=list(cards))


def quote(words: str, name: str, role: str, organisation: str) -> Block:
    """Return a quotation with its speaker."""
    return block("quote", quote=words, name=name, role=role, organisation=organisation)
