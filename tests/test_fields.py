"""Our model fields: what they store, refuse and leave out of migrations."""

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from wagtail import blocks

from learningcircles_wagtail.fields import (
    ChoicesCharField,
    CountryField,
    LanguageCodeField,
    MultipleChoiceField,
    StreamField,
    TimeZoneField,
)
from learningcircles_wagtail.models import Branch
from tests.factories import make_branch

DAYS = [("0", "Monday"), ("1", "Tuesday"), ("2", "Wednesday")]


def test_blocks_and_choices_stay_out_of_migrations():
    stream = StreamField([("text", blocks.CharBlock(help_text="Words"))], blank=True)
    choice = ChoicesCharField(max_length=5, choices=DAYS)
    several = MultipleChoiceField(choices=DAYS, default="")

    assert stream.deconstruct()[2:] == ([[]], {"blank": True})
    assert choice.deconstruct()[3] == {"max_length": 5}
    assert several.deconstruct()[3] == {"max_length": 255, "default": ""}


def test_the_words_of_stock_fields_do_stand_in_migrations():
    """Negative control: without our fields a changed word asks for a migration."""
    assert "choices" in models.CharField(max_length=5, choices=DAYS).deconstruct()[3]


@pytest.mark.parametrize(
    ("given", "stored", "read"),
    [
        ([], "", []),
        (["2", "0"], ",0,2,", ["0", "2"]),
        (("1", "1"), ",1,", ["1"]),
        (",0,2,", ",0,2,", ["0", "2"]),
        (None, "", []),
    ],
)
def test_several_choices_are_stored_in_the_order_of_the_choices(given, stored, read):
    field = MultipleChoiceField(choices=DAYS, blank=True)

    assert field.get_prep_value(field.to_python(given)) == stored
    assert field.to_python(stored) == read


def test_an_unknown_choice_is_refused():
    field = MultipleChoiceField(choices=DAYS, blank=True)
    with pytest.raises(ValidationError, match="“9” is not one of the choices"):
        field.clean(["0", "9"], None)


def test_no_choice_is_refused_only_where_one_is_needed():
    assert MultipleChoiceField(choices=DAYS, blank=True).clean([], None) == []
    with pytest.raises(ValidationError):
        MultipleChoiceField(choices=DAYS).clean([], None)


def test_the_form_shows_check_boxes():
    field = MultipleChoiceField("days", choices=DAYS, blank=True).formfield()
    assert isinstance(field.widget, forms.CheckboxSelectMultiple)
    assert field.clean(["1"]) == ["1"]


@pytest.mark.django_db
def test_rows_are_found_by_one_of_their_choices():
    both = make_branch(access_facts=["step-free", "quiet-room"])
    make_branch(name="Stairs", access_facts=["parking"])
    token = MultipleChoiceField.token("quiet-room")

    assert list(Branch.objects.filter(access_facts__contains=token)) == [both]
    assert Branch.objects.get(pk=both.pk).access_facts == ["step-free", "quiet-room"]


@pytest.mark.parametrize(
    ("field", "good", "bad"),
    [
        (TimeZoneField(), "America/Chicago", ["Chicago", "CST6", "../x", "a\x00b"]),
        (LanguageCodeField(), "pt-BR", ["english language", "e", "en_US", "en\n"]),
        (CountryField(), "US", ["us", "USA", "U", "1A"]),
    ],
)
def test_codes_are_checked(field, good, bad):
    assert field.clean(good, None) == good
    for value in bad:
        with pytest.raises(ValidationError):
            field.clean(value, None)


def test_the_list_of_zones_offers_places_and_no_bare_offsets():
    html = TimeZoneField().formfield().widget.render("zone", "", {"id": "id_zone"})

    assert 'list="id_zone_zones"' in html
    assert '<option value="America/Chicago">' in html
    assert "Etc/" not in html
