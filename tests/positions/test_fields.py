"""Tests of the position as model field and as form field."""

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.db import models

from learningcircles_wagtail.positions.fields import PositionField, PositionFormField
from learningcircles_wagtail.positions.widgets import PositionWidget

CHICAGO = "SRID=4326;POINT(-87.6298 41.8781)"


class PlaceForm(forms.Form):
    """A form such as a library's own site could have."""

    position = PositionFormField(required=False, widget=PositionWidget())


def test_a_typed_coordinate_is_cleaned_to_the_stored_form() -> None:
    form = PlaceForm({"position": "41.8781, -87.6298"})

    assert form.is_valid()
    assert form.cleaned_data == {"position": CHICAGO}


@pytest.mark.parametrize("text", ["", "   "])
def test_an_empty_input_means_no_position(text: str) -> None:
    form = PlaceForm({"position": text})

    assert form.is_valid()
    assert form.cleaned_data == {"position": ""}


def test_a_required_position_may_not_be_empty() -> None:
    with pytest.raises(ValidationError) as caught:
        PositionFormField(required=True).clean("")

    assert caught.value.code == "required"


@pytest.mark.parametrize(
    "text",
    [
        "91, 181",
        "0, 181",
        "999, 999",
        "nan, nan",
        "inf, inf",
        "Chicago",
        "POINT(999 999)",
        "\x00",
    ],
)
def test_what_is_no_position_gets_a_message_at_the_field(text: str) -> None:
    form = PlaceForm({"position": text})

    assert form.errors == {
        "position": [
            "Give a latitude between -90 and 90 and a longitude between -180 and "
            "180, for example 41.8781, -87.6298."
        ]
    }


def test_swapped_numbers_get_a_message_with_the_right_order() -> None:
    form = PlaceForm({"position": "-122.4194, 37.7749"})

    assert form.errors == {
        "position": [
            "The latitude comes first and lies between -90 and 90. "
            "Did you mean 37.7749, -122.4194?"
        ]
    }


def test_the_text_that_was_refused_stands_in_the_form_again() -> None:
    form = PlaceForm({"position": "near the river"})

    assert 'value="near the river"' in str(form["position"])


def test_an_untouched_position_does_not_count_as_changed() -> None:
    initial = {"position": CHICAGO}
    shown = PlaceForm(initial=initial)["position"].field.widget.format_value(CHICAGO)

    assert not PlaceForm({"position": shown}, initial=initial).has_changed()
    assert PlaceForm({"position": "41.9, -87.6"}, initial=initial).has_changed()


@pytest.mark.parametrize("text", ["POINT(999 999)", "41.8781, -87.6298", "nan"])
def test_the_model_field_refuses_what_is_not_the_stored_form(text: str) -> None:
    with pytest.raises(ValidationError):
        PositionField().clean(text, None)


def test_the_model_field_takes_the_stored_form_and_where_allowed_nothing() -> None:
    assert PositionField().clean(CHICAGO, None) == CHICAGO
    assert PositionField(blank=True).clean("", None) == ""


def test_the_model_field_asks_with_its_own_form_field_and_widget() -> None:
    field = PositionField().formfield()

    assert isinstance(field, PositionFormField)
    assert isinstance(field.widget, PositionWidget)


@pytest.mark.parametrize(
    "field",
    [
        PositionField("where", help_text="Some words.", blank=True),
        PositionField(max_length=80),
        PositionField(),
    ],
)
def test_a_migration_rebuilds_the_column_and_knows_no_label(
    field: models.Field,
) -> None:
    _name, path, args, kwargs = field.deconstruct()
    rebuilt = PositionField(*args, **kwargs)

    assert path == "learningcircles_wagtail.positions.fields.PositionField"
    assert {"verbose_name", "help_text"}.isdisjoint(kwargs)
    assert rebuilt.deconstruct()[1:] == (path, args, kwargs)
    assert (rebuilt.max_length, rebuilt.blank) == (field.max_length, field.blank)
