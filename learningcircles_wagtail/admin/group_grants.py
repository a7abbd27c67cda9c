"""A panel in a group's form that gives the group a right, each time for a place.

Places are pages and all below them, or what else a form adds; a right is a model whose
rows name a group and a place.
"""

from typing import Any, ClassVar

import swapper
from django import forms
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.formsets import BaseFormSetMixin
from wagtail.admin.widgets import AdminPageChooser

TEMPLATE = "learningcircles_wagtail/admin/panels/group_grants.html"


class GrantForm(forms.Form):
    """One place; further fields of a subclass are other kinds of places."""

    places: ClassVar[tuple[str, ...]] = ("page",)

    page = forms.ModelChoiceField(
        label=_("Page"),
        queryset=None,
        widget=AdminPageChooser(show_edit_link=False, can_choose_root=True),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        pages = swapper.load_model("wagtailcore", "Page").objects.all()
        self.fields["page"].queryset = pages

    @property
    def place(self) -> tuple[Any, ...]:
        """What was chosen, in the order of `places`; None for what was not."""
        return tuple(self.cleaned_data.get(name) for name in self.places)


class BaseGrantFormSet(BaseFormSetMixin, forms.BaseFormSet):
    """The places of one group, as Wagtail's own panels of a group's form.

    A subclass says of which right: `grants`, the model; `own_prefix`, which also names
    the panel; and the words and the sign that the panel shows.
    """

    grants: ClassVar[type[models.Model]]
    own_prefix: ClassVar[str]
    icon: ClassVar[str]
    heading: ClassVar[Any]
    explanation: ClassVar[Any]
    add_words: ClassVar[Any]
    twice_words: ClassVar[Any]

    def __init__(
        self,
        data: Any = None,
        files: Any = None,
        instance: Group | None = None,
        prefix: str | None = None,
    ) -> None:
        self.instance = instance or Group()
        self.places = self.form.places
        initial = [
            {name: getattr(row, name) for name in self.places} for row in self.rows()
        ]
        super().__init__(data, files, initial=initial, prefix=prefix or self.own_prefix)

    def rows(self) -> Any:
        """Return what the group has been given."""
        if not self.instance.pk:
            return self.grants.objects.none()
        rows = self.grants.objects.filter(group=self.instance)
        return rows.select_related(*self.places)

    def chosen(self) -> list[tuple[Any, ...]]:
        """Return the places that are to stay, or to be added."""
        return [
            form.place
            for form in self.forms
            if form not in self.deleted_forms and any(form.place)
        ]

    def clean(self) -> None:
        """Refuse a place that is named twice."""
        if any(self.errors):
            return
        places = self.chosen()
        if len(set(places)) != len(places):
            raise ValidationError(self.twice_words)

    @transaction.atomic
    def save(self) -> None:
        """Write what was chosen."""
        places = self.chosen()
        for row in self.rows():
            if tuple(getattr(row, name) for name in self.places) not in places:
                row.delete()
        for place in places:
            named = dict(zip(self.places, place, strict=True))
            self.grants.objects.get_or_create(group=self.instance, **named)

    @property
    def panel_id(self) -> str:
        """The panel's id in the page."""
        return self.own_prefix.replace("_", "-")

    @property
    def labels(self) -> list[Any]:
        """The names of the kinds of places, above their columns."""
        return [self.form.base_fields[name].label for name in self.places]

    def as_admin_panel(self) -> str:
        """Return the panel."""
        return render_to_string(TEMPLATE, {"formset": self})
