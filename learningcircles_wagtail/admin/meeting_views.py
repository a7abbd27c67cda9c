"""The address to which the editor's browser sends a pattern and gets meetings."""

import uuid
from typing import Any

from django.http import Http404, HttpRequest, JsonResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from learningcircles_wagtail.admin.meeting_layout import Layout, lay_out
from learningcircles_wagtail.admin.meeting_pattern import SentPattern
from learningcircles_wagtail.directory.pages import circle_page_models
from learningcircles_wagtail.directory.words import (
    join_words,
    local_now,
    rhythm_words,
    short_day,
    zone_words,
)
from learningcircles_wagtail.domain.rhythm import Rhythm
from learningcircles_wagtail.domain.schedule import PlannedMeeting

DAYS_IN_FULL = 8
"""Up to how many dates a preview names all of them."""


@require_POST
def lay_out_meetings(
    request: HttpRequest, app_label: str, model_name: str
) -> JsonResponse:
    """Answer a pattern with the meetings to show, or with a message at each field.

    The body is the part of the editor's form that holds pattern and meetings. The
    answer always has `errors` (field to message) and `preview` (words, perhaps
    empty). Without errors it has `has_rows`, `changes`, `summary` (sentences),
    `message`, and `rows` in order: `source` is the index of the row in the editor or
    null, `state` what its block is to show, and `id` the identity of a new one.
    Nothing is saved. Anybody who may enter the admin may ask.
    """
    model = next(
        (
            model
            for model in circle_page_models()
            if (model._meta.app_label, model._meta.model_name)
            == (app_label, model_name)
        ),
        None,
    )
    if model is None:
        raise Http404
    sent = SentPattern(model, request.POST)
    if sent.errors:
        errors = {name: " ".join(words) for name, words in sent.errors.items()}
        return JsonResponse({"errors": errors, "preview": ""})
    rows = sent.get_rows()
    layout = lay_out(
        rows,
        [meeting.day for meeting in sent.planned],
        today=local_now(sent.pattern.time_zone).date(),
    )
    return JsonResponse(
        {
            "errors": {},
            "preview": preview_words(sent.planned),
            "has_rows": bool(rows),
            "changes": layout.changes_anything,
            "summary": summary_sentences(layout),
            "message": message_words(layout),
            "rows": [_answer(row, rows, sent) for row in layout.rows],
        }
    )


def _answer(row: Any, rows: Any, sent: SentPattern) -> dict[str, Any]:
    if row.source is None:
        return {
            "source": None,
            "id": str(uuid.uuid4()),
            "state": sent.form_state(row.day),
        }
    if row.day == rows[row.source].day:
        return {"source": row.source, "state": {}}
    return {"source": row.source, "state": {"date": sent.form_state(row.day)["date"]}}


def preview_words(planned: list[PlannedMeeting]) -> str:
    """Return "Wednesdays, 6:00 – 7:30 p.m. CST: Nov. 4, Nov. 11 and Nov. 18, 2026"."""
    first = planned[0]
    rhythm = rhythm_words(
        Rhythm(
            weekdays=tuple(sorted({meeting.day.weekday() for meeting in planned})),
            start_time=first.start.time(),
            end_time=first.end.time(),
        )
    )
    ends = {meeting.day.year: meeting for meeting in planned}
    words = [
        short_day(meeting.start, with_year=meeting is ends[meeting.day.year])
        for meeting in planned
    ]
    if len(words) > DAYS_IN_FULL:
        words = [*words[:2], "…", words[-1]]
        days = ", ".join(words)
    else:
        days = join_words(words)
    return _("%(rhythm)s %(zone)s: %(days)s") % {
        "rhythm": rhythm,
        "zone": zone_words(first.start),
        "days": days,
    }


def message_words(layout: Layout) -> str:
    """Return what is said when the meetings have been laid out."""
    if not layout.changes_anything and layout.spared:
        return " ".join(summary_sentences(layout))
    if not layout.changes_anything:
        return _("The meetings already follow this pattern.")
    count = len(layout.rows)
    return ngettext("%d meeting stands below.", "%d meetings stand below.", count) % (
        count
    )


def summary_sentences(layout: Layout) -> list[str]:
    """Return what laying out would do to the meetings there are, a sentence each."""
    counted = [
        (
            layout.redated,
            ngettext(
                "%d planned meeting gets a new date and keeps its title and notes.",
                "%d planned meetings get new dates and keep their titles and notes.",
                layout.redated,
            ),
        ),
        (
            layout.same,
            ngettext(
                "%d meeting stays on its date.",
                "%d meetings stay on their dates.",
                layout.same,
            ),
        ),
        (
            layout.kept,
            ngettext(
                "%d moved or cancelled meeting stays as it is.",
                "%d moved or cancelled meetings stay as they are.",
                layout.kept,
            ),
        ),
        (
            layout.added,
            ngettext("%d meeting is added.", "%d meetings are added.", layout.added),
        ),
        (
            layout.removed,
            ngettext(
                "%d meeting is taken away.",
                "%d meetings are taken away.",
                layout.removed,
            ),
        ),
        (
            layout.spared,
            ngettext(
                "%d meeting has no place in the pattern, but a title, a note or a "
                "time of its own: it stays, and you can delete it.",
                "%d meetings have no place in the pattern, but a title, a note or a "
                "time of their own: they stay, and you can delete them.",
                layout.spared,
            ),
        ),
    ]
    return [sentence % (count) for count, sentence in counted if count]
