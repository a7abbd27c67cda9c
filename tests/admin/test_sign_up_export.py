"""A circle's learners open in a spreadsheet, and no formula of theirs runs."""

import csv
from io import BytesIO, StringIO
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from learningcircles_wagtail.admin.sign_up_pages import LIST
from learningcircles_wagtail.enums import SignUpBackend, SignUpStatus
from learningcircles_wagtail.models import Circle, SignUp, SignUpForm, SignUpQuestion
from tests.admin.makers import reader
from tests.sign_ups.makers import join

pytestmark = pytest.mark.django_db

NAMES = ["=1+1", "+cmd", "-1", "@SUM(A1)", "\t=1", "\r=1", 'Vale, "Ada"', "a\nb", "Zoë"]
# A mark stands before a formula, at the head of a cell and within it.
MARKED = ["'=1+1", "'+cmd", "'-1", "'@SUM(A1)", "'\t'=1", "'\r'=1", *NAMES[6:]]


@pytest.fixture
def page(add_circle):
    """A circle whose learners have names that no form would accept."""
    page = add_circle("Sewing", sign_up_backend=SignUpBackend.DATABASE)
    form = SignUpForm.objects.create(name="Usual")
    SignUpQuestion.objects.create(form=form, key="why", label="=Why?", kind="text")
    Circle.objects.filter(pk=page.circle_id).update(sign_up_form=form)
    circle = Circle.objects.get(pk=page.circle_id)
    for number, name in enumerate(NAMES):
        join(circle, f"n{number}", now=timezone.now())
        SignUp.objects.filter(name=f"n{number}").update(
            name=name, answers={"why": name}, accommodation=name
        )
    return page


def body(answer: Any) -> bytes:
    return b"".join(answer.streaming_content)


def at(page: Any, kind: str) -> str:
    return reverse(f"{LIST}_{kind}", args=[page.pk])


def test_no_cell_of_the_csv_begins_as_a_formula(editor, page):
    answer = editor.get(at(page, "csv"))
    text = body(answer).decode("utf-8-sig")
    rows = list(csv.reader(StringIO(text, newline="")))

    assert len(rows) == len(NAMES) + 1
    for row in rows:
        assert [cell for cell in row if cell[:1] in set("=+-@\t\r")] == []
    assert [row[1] for row in rows[1:]] == MARKED
    assert rows[0][-1] == "'=Why?"
    assert "no-store" in answer["Cache-Control"]
    assert ".csv" in answer["Content-Disposition"]


def test_no_cell_of_the_xlsx_is_a_formula(editor, page):
    answer = editor.get(at(page, "xlsx"))
    sheet = load_workbook(BytesIO(body(answer))).active
    cells = [cell for row in sheet.iter_rows() for cell in row]

    assert sheet.max_row == len(NAMES) + 1
    assert {cell.data_type for cell in cells} <= {"s", "inlineStr", "n", "d"}
    assert [cell for cell in cells if str(cell.value)[:1] in set("=+-@\t\r")] == []
    assert sheet.cell(2, 2).value == "'=1+1"
    assert "no-store" in answer["Cache-Control"]


def test_who_may_not_read_names_gets_no_file_and_who_is_deleted_is_in_none(
    page, editor, home
):
    SignUp.objects.filter(name="Zoë").update(
        status=SignUpStatus.ANONYMISED, active_email_hash=None
    )
    stranger = Client()
    stranger.force_login(reader(None))
    allowed = Client()
    allowed.force_login(reader(page, name="allowed"))

    refused = stranger.get(at(page, "csv"))
    assert refused.status_code == 302
    assert not refused.streaming
    text = body(allowed.get(at(page, "csv"))).decode()
    assert "@SUM" in text
    assert "Zoë" not in text


def test_answers_to_a_question_that_is_gone_are_kept(editor, page):
    SignUpQuestion.objects.update(key="how", label="How?")

    rows = list(csv.DictReader(StringIO(body(editor.get(at(page, "csv"))).decode())))

    assert rows[-1]["How?"] == ""
    assert rows[-1]["why"] == "Zoë"
