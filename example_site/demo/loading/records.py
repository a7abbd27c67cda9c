"""Creates the reusable records: libraries, branches, people, courses, contacts."""

from datetime import date, timedelta
from typing import Any

from django.db import models
from wagtail.models import Locale

from example_site.demo import press
from example_site.demo.branches import BRANCHES, RIVERBEND
from example_site.demo.content import Picture, Record, RecordLink
from example_site.demo.courses import COURSES, TOPICS
from example_site.demo.libraries import ANNOUNCED_SYSTEMS
from example_site.demo.loading.images import image_of
from example_site.demo.loading.registry import Registry
from example_site.demo.people import FACILITATORS, Portrait
from learningcircles_wagtail.models import (
    Boilerplate,
    Branch,
    BranchClosingDay,
    Course,
    Facilitator,
    LibrarySystem,
    PressContact,
    SignUpForm,
    SignUpQuestion,
    Topic,
)

USUAL_FORM = "Usual questions"
STAFF_DAY_IN = 75
"""Days from loading to the day on which Central Library is closed for training."""


def load_records(registry: Registry, *, locale: Locale, today: date) -> None:
    """Create every record that is not there yet, in the given language."""
    plan: tuple[tuple[type[models.Model], tuple[Record, ...], str], ...] = (
        (Topic, TOPICS, "slug"),
        (LibrarySystem, (RIVERBEND, *ANNOUNCED_SYSTEMS), "slug"),
        (Branch, BRANCHES, "slug"),
        (Course, COURSES, "title"),
        (Facilitator, FACILITATORS, "name"),
        (PressContact, press.CONTACTS, "name"),
        (Boilerplate, press.BOILERPLATES, "title"),
    )
    for model, records, natural in plan:
        for record in records:
            _load(registry, model, record, natural, locale)
    _close_central(registry, today)
    _load_form(registry, locale)


def _load(
    registry: Registry, model: Any, record: Record, natural: str, locale: Locale
) -> None:
    key = {natural: record.fields[natural], "locale": locale}
    instance = model.objects.filter(**key).first()
    registry.note(model, created=instance is None)
    if instance is None:
        instance = model(locale=locale)
        for name, value in record.fields.items():
            setattr(instance, name, _value(registry, value))
        instance.full_clean()
        instance.save()
        instance.save_revision().publish()
    registry.records[model.__name__, record.key] = instance


def _value(registry: Registry, value: Any) -> Any:
    if isinstance(value, RecordLink):
        return registry.records[value.kind, value.key]
    if isinstance(value, Picture | Portrait):
        return image_of(registry, value)
    if isinstance(value, list) and value and isinstance(value[0], RecordLink):
        return [_value(registry, item) for item in value]
    return value


def _close_central(registry: Registry, today: date) -> None:
    branch = registry.records["Branch", "central-library"]
    created = not branch.closing_days.exists()
    registry.note(BranchClosingDay, created=created)
    if created:
        day = today + timedelta(days=STAFF_DAY_IN)
        branch.closing_days.add(
            BranchClosingDay(first_day=day, reason="Staff training day")
        )
        branch.save()
        branch.save_revision().publish()


def _load_form(registry: Registry, locale: Locale) -> None:
    form = SignUpForm.objects.filter(name=USUAL_FORM, locale=locale).first()
    registry.note(SignUpForm, created=form is None)
    if form is None:
        form = SignUpForm(name=USUAL_FORM, locale=locale, ask_accommodation=True)
        form.questions.add(
            SignUpQuestion(
                sort_order=0,
                key="heard",
                label="How did you hear of this circle?",
                kind="choice",
                choices="A poster\nA librarian\nA friend\nThis website",
            ),
            SignUpQuestion(
                sort_order=1,
                key="before",
                label="Have you been in a learning circle before?",
                kind="yes_no",
            ),
        )
        form.save()
        form.save_revision().publish()
    registry.records["SignUpForm", "usual"] = form
