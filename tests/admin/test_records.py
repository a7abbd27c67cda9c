"""Tests of the records' lists and forms."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import Permission, User
from django.db import connection
from django.db.models import Q
from django.http import QueryDict
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.models import ReferenceIndex

from learningcircles_wagtail.admin.records import RECORD_VIEWSETS
from learningcircles_wagtail.models import (
    Boilerplate,
    Branch,
    Course,
    Facilitator,
    LibrarySystem,
    PressContact,
    SignUpForm,
    Topic,
)

pytestmark = pytest.mark.django_db

NAMED = (Topic, LibrarySystem, Branch, Facilitator, PressContact, SignUpForm)
MODELS = (*NAMED, Course, Boilerplate)


def address(model: type, view: str, *args: Any) -> str:
    return reverse(model.snippet_viewset.get_url_name(view), args=args)


def make(model: type, name: str, **more: Any) -> Any:
    words = "name" if model in NAMED else "title"
    return model.objects.create(**{words: name, **more})


def test_every_record_has_a_list_and_an_icon_of_its_own() -> None:
    assert {viewset.model for viewset in RECORD_VIEWSETS} == set(MODELS)
    icons = [viewset.icon for viewset in RECORD_VIEWSETS]
    assert len(set(icons)) == len(icons)


@pytest.mark.parametrize("model", MODELS)
def test_list_search_forms_and_usage_of_a_record_open(
    editor: Client, model: type
) -> None:
    record = make(model, "Riverbend")
    make(model, "Something else")

    found = editor.get(address(model, "list"), {"q": "riverb"})

    assert list(found.context["object_list"]) == [record]
    for view, args in [
        ("list", []),
        ("add", []),
        ("edit", [record.pk]),
        ("usage", [record.pk]),
        ("history", [record.pk]),
        ("delete", [record.pk]),
    ]:
        answer = editor.get(address(model, view, *args))
        assert answer.status_code == 200, view


@pytest.mark.parametrize("model", MODELS)
def test_a_search_can_be_filtered_and_ordered_by_every_column(
    editor: Client, model: type
) -> None:
    make(model, "Riverbend")
    plain = editor.get(address(model, "list"))
    filters = plain.context.get("filters")
    query: dict[str, Any] = {"q": "river"}
    for name in filters.form.fields if filters else ():
        query[name] = ""
    orderings = [
        column.sort_key
        for column in plain.context["table"].columns.values()
        if column.sort_key
    ]

    assert orderings
    for ordering in orderings:
        answer = editor.get(address(model, "list"), {**query, "ordering": ordering})
        assert len(answer.context["object_list"]) == 1, ordering


def test_branches_are_filtered_by_their_library_while_searching(
    editor: Client,
) -> None:
    library = LibrarySystem.objects.create(name="Riverbend")
    here = Branch.objects.create(name="Central", library_system=library)
    Branch.objects.create(name="Central too")

    answer = editor.get(
        address(Branch, "list"), {"q": "central", "library_system": library.pk}
    )

    assert list(answer.context["object_list"]) == [here]


def test_a_form_with_two_matching_questions_is_found_once(editor: Client) -> None:
    form = SignUpForm.objects.create(name="Usual")
    for number in range(2):
        form.questions.add(
            SignUpForm.questions.rel.related_model(label=f"Question {number}")
        )
    form.save()

    answer = editor.get(address(SignUpForm, "list"), {"q": "question"})

    assert list(answer.context["object_list"]) == [form]


@pytest.mark.parametrize("model", MODELS)
def test_the_number_of_queries_does_not_grow_with_a_list(
    client: Client, model: type
) -> None:
    # A superuser would also see the buttons of other apps, which ask for each row.
    user = User.objects.create_user("editor")
    ours = Q(content_type__app_label="learningcircles_wagtail")
    user.user_permissions.set(
        Permission.objects.filter(ours | Q(codename="access_admin"))
    )
    client.force_login(user)

    def count() -> int:
        with CaptureQueriesContext(connection) as queries:
            answer = client.get(address(model, "list"))
        assert answer.status_code == 200
        return len(queries)

    def fill(first: int, last: int) -> None:
        for number in range(first, last):
            library = LibrarySystem.objects.create(name=f"Library {number}")
            branch = Branch.objects.create(
                name=f"Branch {number}", library_system=library
            )
            more = {
                Facilitator: {"branch": branch},
                Branch: {"library_system": library},
            }
            make(model, f"Record {number}", **more.get(model, {}))

    fill(0, 2)
    count()
    few = count()
    fill(2, 8)

    assert count() == few


def branch_data(open_form: Callable[..., QueryDict], **more: str) -> QueryDict:
    data = open_form(address(Branch, "add"), Branch)
    data["name"] = "Central Library"
    data["action-publish"] = "1"
    for name, value in more.items():
        data[name] = value
    return data


def closing_day(first: str, last: str) -> dict[str, str]:
    return {
        "closing_days-TOTAL_FORMS": "1",
        "closing_days-0-first_day": first,
        "closing_days-0-last_day": last,
        "closing_days-0-reason": "Holidays",
        "closing_days-0-ORDER": "1",
        "closing_days-0-id": "",
        "closing_days-0-DELETE": "",
    }


def test_closing_days_that_end_before_they_start_are_refused_at_the_last_day(
    editor: Client, page_form: Callable[..., QueryDict]
) -> None:
    wrong = branch_data(page_form, **closing_day("2026-12-26", "2026-12-24"))
    answer = editor.post(address(Branch, "add"), wrong)

    formset = answer.context["form"].formsets["closing_days"]
    assert list(formset.errors[0]) == ["last_day"]
    assert not Branch.objects.exists()

    right = branch_data(page_form, **closing_day("2026-12-24", "2026-12-26"))
    assert editor.post(address(Branch, "add"), right).status_code == 302
    assert Branch.objects.get().closing_days.count() == 1


@pytest.mark.parametrize("position", ["91, 0", "0, 181", "999, 999", "nan, 1", "x"])
def test_a_position_outside_the_globe_is_refused_at_its_field(
    editor: Client, page_form: Callable[..., QueryDict], position: str
) -> None:
    answer = editor.post(
        address(Branch, "add"), branch_data(page_form, position=position)
    )

    assert list(answer.context["form"].errors) == ["position"]
    assert not Branch.objects.exists()


def test_a_position_on_the_globe_is_saved(
    editor: Client, page_form: Callable[..., QueryDict]
) -> None:
    data = branch_data(page_form, position="41.8781, -87.6298")

    assert editor.post(address(Branch, "add"), data).status_code == 302
    assert Branch.objects.get().latitude == 41.8781


def test_a_draft_of_a_record_is_saved_with_nothing_but_its_name(
    editor: Client, page_form: Callable[..., QueryDict]
) -> None:
    data = branch_data(page_form)
    del data["action-publish"]

    assert editor.post(address(Branch, "add"), data).status_code == 302
    assert not Branch.objects.get().live


def test_the_list_tells_which_records_are_scheduled(editor: Client) -> None:
    later = Topic.objects.create(name="Later", live=False)
    Topic.objects.create(name="Now")
    later.go_live_at = timezone.now() + timedelta(days=1)
    later.save_revision().publish()

    found = editor.get(address(Topic, "list")).context["object_list"]

    assert {topic.name: topic.status_string for topic in found} == {
        "Later": "scheduled",
        "Now": "live",
    }


def test_a_record_knows_where_it_is_used(editor: Client) -> None:
    library = LibrarySystem.objects.create(name="Riverbend")
    Branch.objects.create(name="Central", library_system=library)

    assert ReferenceIndex.get_references_to(library).count() == 1
