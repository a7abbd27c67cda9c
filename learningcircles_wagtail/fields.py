"""Model fields whose words and choices never ask a site for a migration."""

import zoneinfo
from collections.abc import Iterable
from functools import cache
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from wagtail import fields as wagtail_fields

from learningcircles_wagtail.conf import sign_up_backends
from learningcircles_wagtail.enums import SignUpBackend
from learningcircles_wagtail.positions.fields import PositionField

__all__ = [
    "ChoicesCharField",
    "CountryField",
    "LanguageCodeField",
    "MultipleChoiceField",
    "PositionField",
    "StreamField",
    "TimeZoneField",
    "sign_up_backend_choices",
]


class StreamField(wagtail_fields.StreamField):
    """A StreamField that leaves its block definitions out of migrations.

    Blocks are code: a new block or a changed help text alters no column.
    """

    def deconstruct(self) -> tuple[str, str, list[Any], dict[str, Any]]:
        """Describe the column alone, with an empty list of blocks."""
        name, path, _args, kwargs = super().deconstruct()
        kwargs.pop("block_lookup", None)
        return name, path, [[]], kwargs


class ChoicesCharField(models.CharField):
    """A CharField whose choices are left out of migrations."""

    def deconstruct(self) -> tuple[str, str, list[Any], dict[str, Any]]:
        """Describe the column without its choices, which are words."""
        name, path, args, kwargs = super().deconstruct()
        kwargs.pop("choices", None)
        return name, path, args, kwargs


def sign_up_backend_choices() -> list[tuple[str, Any]]:
    """Return who can keep the list of learners: ours, then the site's own systems."""
    own = sign_up_backends().items()
    return [
        *SignUpBackend.choices,
        *((name, system.label or system.name or name) for name, system in own),
    ]


class MultipleChoiceField(models.CharField):
    """Several of a few choices in one column, as `,first,second,`.

    Python value: a list of str in the order of the choices. In SQL,
    `field__contains=",first,"` (or `MultipleChoiceField.token("first")`)
    finds the rows that hold a choice. The form field shows check boxes.
    """

    def __init__(
        self, *args: Any, choices: Iterable[Any] = (), max_length: int = 255, **kwargs
    ) -> None:
        self.options = list(choices)
        super().__init__(*args, max_length=max_length, **kwargs)

    @staticmethod
    def token(value: str) -> str:
        """Return what a `contains` look-up for one choice has to look for."""
        return f",{value},"

    def deconstruct(self) -> tuple[str, str, list[Any], dict[str, Any]]:
        """Describe the column without its choices, which are words."""
        name, path, args, kwargs = super().deconstruct()
        kwargs.pop("choices", None)
        if kwargs.get("default") is list:
            kwargs["default"] = ""
        return name, path, args, kwargs

    def _sorted(self, values: Iterable[Any]) -> list[str]:
        given = [str(value) for value in values if str(value)]
        known = [str(key) for key, _label in self.options]
        return [key for key in known if key in given] + [
            key for key in dict.fromkeys(given) if key not in known
        ]

    def to_python(self, value: Any) -> list[str]:
        """Return a list of str from a column's text or any iterable."""
        if value is None or value == "":
            return []
        if isinstance(value, str):
            value = value.strip(",").split(",")
        return self._sorted(value)

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> list[str]:
        """Return a list of str from the column."""
        return self.to_python(value)

    def get_prep_value(self, value: Any) -> str:
        """Return the column's text; look-up tokens pass unchanged."""
        if isinstance(value, str):
            return value
        values = self.to_python(value)
        return f",{','.join(values)}," if values else ""

    def value_to_string(self, obj: models.Model) -> str:
        """Return the column's text for serialisation and revisions."""
        return self.get_prep_value(self.to_python(self.value_from_object(obj)))

    def get_default(self) -> list[str]:
        """Return a fresh list."""
        return self.to_python(super().get_default())

    def clean(self, value: Any, model_instance: models.Model | None) -> list[str]:
        """Return the list; raise ValidationError on an unknown choice."""
        values = self.to_python(value)
        known = {str(key) for key, _label in self.options}
        unknown = [item for item in values if item not in known]
        if unknown:
            raise ValidationError(
                _("“%(value)s” is not one of the choices."),
                code="invalid_choice",
                params={"value": ", ".join(unknown)},
            )
        if not values and not self.blank:
            raise ValidationError(self.error_messages["blank"], code="blank")
        return values

    def formfield(self, **kwargs: Any) -> forms.Field:
        """Return a field of check boxes."""
        defaults = {
            "required": not self.blank,
            "label": capfirst(kwargs.pop("label", self.verbose_name)),
            "help_text": kwargs.pop("help_text", self.help_text),
            "choices": self.options,
            "widget": forms.CheckboxSelectMultiple,
        }
        kwargs.pop("choices_form_class", None)
        kwargs.pop("form_class", None)
        kwargs.pop("max_length", None)
        return forms.MultipleChoiceField(**{**defaults, **kwargs})


@cache
def time_zone_choices() -> list[tuple[str, str]]:
    """Return the IANA zones that carry a place's name, sorted (tz database)."""
    names = sorted(
        name
        for name in zoneinfo.available_timezones()
        if "/" in name and not name.startswith(("Etc/", "SystemV/", "US/", "posix/"))
    )
    return [("UTC", "UTC")] + [(name, name.replace("_", " ")) for name in names]


def validate_time_zone(value: str) -> None:
    """Raise ValidationError unless `value` is an IANA zone of the tz database."""
    if value not in zoneinfo.available_timezones():
        raise ValidationError(
            _("“%(value)s” is not a time zone. Choose one such as America/Chicago."),
            code="unknown_time_zone",
            params={"value": value},
        )


class TimeZoneField(models.CharField):
    """An IANA time zone by its name, such as `America/Chicago`."""

    def __init__(self, *args: Any, max_length: int = 64, **kwargs: Any) -> None:
        super().__init__(*args, max_length=max_length, **kwargs)

    default_validators = [validate_time_zone]

    def formfield(self, **kwargs: Any) -> forms.Field:
        """Return a field with a list of the zones."""
        kwargs.setdefault("widget", TimeZoneInput)
        return super().formfield(**kwargs)


class TimeZoneInput(forms.TextInput):
    """A text input that suggests the names of the zones."""

    template_name = "learningcircles_wagtail/admin/widgets/time_zone.html"

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        """Add the zones for the list of suggestions."""
        context = super().get_context(name, value, attrs)
        attributes = context["widget"]["attrs"]
        attributes["list"] = f"{attributes.get('id', name)}_zones"
        context["widget"]["zones"] = [key for key, _label in time_zone_choices()]
        return context


class LanguageCodeField(models.CharField):
    """A language as a BCP 47 tag, such as `en` or `pt-BR`."""

    default_validators = [
        RegexValidator(
            r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*\Z",
            _("Give a language tag such as “en”, “fr” or “pt-BR”."),
        )
    ]

    def __init__(self, *args: Any, max_length: int = 35, **kwargs: Any) -> None:
        super().__init__(*args, max_length=max_length, **kwargs)


class CountryField(models.CharField):
    """A country as two letters (ISO 3166-1 alpha-2), such as `US`."""

    default_validators = [
        RegexValidator(
            r"^[A-Z]{2}\Z", _("Give the country as two capital letters, such as “US”.")
        )
    ]

    def __init__(self, *args: Any, max_length: int = 2, **kwargs: Any) -> None:
        super().__init__(*args, max_length=max_length, **kwargs)
