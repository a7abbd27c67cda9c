"""Sites for the tests of feeds: a thousand circles with hostile words, and readers."""

from datetime import UTC, datetime
from itertools import cycle
from typing import Any

from django.db import connection, models
from django.test import Client
from wagtail.models import Page

from example_site.demo.loading.bulk import load_many_circles
from learningcircles_wagtail.models import CircleIndexPage, CirclePage, Meeting
from tests.factories import (
    make_branch,
    make_circle,
    make_circle_index,
    make_course,
    make_library,
    make_topic,
)

NOW = datetime(2026, 11, 1, 12, tzinfo=UTC)
ZONES = (
    "America/Chicago",
    "America/New_York",
    "America/St_Johns",
    "America/Phoenix",
    "America/Sao_Paulo",
    "Europe/Dublin",
    "Africa/Casablanca",
    "Asia/Kolkata",
    "Asia/Kathmandu",
    "Australia/Lord_Howe",
    "Pacific/Chatham",
    "Pacific/Apia",
    "Pacific/Pago_Pago",
)
HOSTILE = (
    "Plain",
    "Comma, semicolon; colon: back\\slash",
    "Ends in a backslash\\",
    "\\n is no line break, \\, no comma",
    "Two\nlines\r\nthree\rfour",
    "END:VEVENT\r\nEND:VCALENDAR\r\nBEGIN:VEVENT",
    "Bell \x07 vertical \x0b escape \x1b delete \x7f",
    "Separators \x1c \x85 \u2028 \u2029 end",
    "No characters \ufffe \uffff",
    "<b>Bold</b> & <script>alert(1)</script> ]]> &amp; &#0;",
    "\"Quoted\" 'and' “so”",
    "Très long " + "é" * 120,
    "汉" * 80,
    "𝄞🎓👩‍👩‍👧" * 12,
    "عربي ‏مع‏ اتجاه",
    "a" * 200,
    " leading and trailing ",
    "\t tabs \t",
    "%s %(number)s {0} {{ x }} {% y %}",
    "= cmd | ' /C calc'!A0",
)


def hostile_site(count: int = 1_000) -> CircleIndexPage:
    """Return a list of so many circles with hostile words, in thirteen zones."""
    index = make_circle_index(title="Circles, all; of\\them\n")
    library = make_library()
    for zone in ZONES:
        make_branch(name=f"Branch, {zone}", time_zone=zone, library_system=library)
    topics = [make_topic("Health; body, mind"), make_topic("Work\nand life")]
    for number in range(3):
        course = make_course(title=f"Course {number}")
        course.topics.set(topics)
    load_many_circles(index, count, now=NOW)
    words = cycle(HOSTILE)
    titles, texts = [], []
    for pk in CirclePage.objects.child_of(index).order_by("pk").values_list("pk"):
        titles.append((f"{pk[0]} {next(words)}"[:255], *pk))
        texts.append((next(words), next(words), *pk))
    change(Page, ["title"], titles)
    change(CirclePage, ["summary", "cancellation_note"], texts)
    meetings = Meeting.objects.order_by("pk").values_list("pk", "place", "start")
    rows = []
    for number, (pk, place, start) in enumerate(meetings):
        state = "cancelled" if number % 11 == 0 else "planned"
        state, moved = ("moved", start) if number % 13 == 0 else (state, None)
        rows.append(
            (
                next(words)[:255] if number % 3 == 0 else "",
                next(words) if number % 4 == 0 else "",
                next(words)[:500] if number % 7 == 0 else place,
                state,
                moved,
                pk,
            )
        )
    change(Meeting, ["title", "note", "place", "state", "original_start"], rows)
    if connection.vendor == "postgresql":
        # Within one transaction nobody else counts the rows, and it plans for none.
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
    return CircleIndexPage.objects.get(pk=index.pk)


def change(
    model: type[models.Model], columns: list[str], rows: list[tuple[Any, ...]]
) -> None:
    """Write columns of many rows at once; the key is the last value of each row.

    `bulk_update` takes minutes for what this does in a second.
    """
    quote = connection.ops.quote_name
    setters = ", ".join(f"{quote(name)} = %s" for name in columns)
    table, key = quote(model._meta.db_table), quote(model._meta.pk.column)
    with connection.cursor() as cursor:
        cursor.executemany(
            f"UPDATE {table} SET {setters} WHERE {key} = %s",  # noqa: S608
            [tuple(adapted(value) for value in row) for row in rows],
        )


def adapted(value: Any) -> Any:
    """Return a value as the database takes it."""
    if isinstance(value, datetime):
        return connection.ops.adapt_datetimefield_value(value)
    return value


def read(client: Client, url: str, **headers: str) -> bytes:
    """Return the body of an address that has to be there."""
    response = client.get(url, headers=headers)
    assert response.status_code == 200, response.status_code
    return body(response)


def body(response: Any) -> bytes:
    """Return the whole body of an answer, streamed or not."""
    return b"".join(response) if response.streaming else response.content


def events(content: bytes) -> dict[str, dict[str, str]]:
    """Read a calendar with as little as it takes: names and values by UID."""
    found: dict[str, dict[str, str]] = {}
    text = content.decode().replace("\r\n ", "")
    for part in text.split("BEGIN:VEVENT\r\n")[1:]:
        lines = part.split("END:VEVENT\r\n")[0].split("\r\n")[:-1]
        event = dict(line.split(":", 1) for line in lines)
        found[event["UID"]] = event
    return found


def by_start(content: bytes) -> list[dict[str, str]]:
    """Return the events of a file in the order of their starts."""
    return sorted(events(content).values(), key=lambda event: event["DTSTART"])


def full_circle(index: CircleIndexPage, **values: Any) -> CirclePage:
    """Return a circle with everything that an entry can say."""
    return make_circle(
        index,
        title="Speaking <up> & out",
        summary="Six evenings, one voice.",
        topics=[make_topic("Work & life")],
        course=make_course(),
        **values,
    )
