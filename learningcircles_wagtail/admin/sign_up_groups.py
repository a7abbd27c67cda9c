"""The panel in a group's form that says whose sign-ups the group may read."""

from typing import Any

import swapper
from django import forms
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.db import transaction
from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.formsets import BaseFormSetMixin
from wagtail.admin.widgets import AdminPageChooser

from learningcircles_wagtail.models import GroupSignUpPermission


class SignUpPermissionForm(forms.Form):
    """One page, at and below which sign-ups may be read."""

    page = forms.ModelChoiceField(
        label=_("Page"),
        queryset=None,
        widget=AdminPageChooser(show_edit_link=False, can_choose_root=True),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["page"].queryset = swapper.load_model(
            "wagtailcore", "Page"
        ).objects.all()


class BaseSignUpPermissionFormSet(BaseFormSetMixin, forms.BaseFormSet):
    """The pages of one group, as Wagtail's own panels of a group's form."""

    def __init__(
        self,
        data: Any = None,
        files: Any = None,
        instance: Group | None = None,
        prefix: str = "sign_up_permissions",
    ) -> None:
        self.instance = instance or Group()
        rows = (
            self.instance.lc_sign_up_permissions.select_related("page")
            if self.instance.pk
            else []
        )
        initial = [{"page": row.page} for row in rows]
        super().__init__(data, files, initial=initial, prefix=prefix)

    def pages(self) -> list[Any]:
        """Return the pages that are to stay, or to be added."""
        return [
            form.cleaned_data["page"]
            for form in self.forms
            if form not in self.deleted_forms and "page" in form.cleaned_data
        ]

    def clean(self) -> None:
        """Refuse a page that is named twice."""
        if any(self.errors):
            return
        pages = self.pages()
        if len(set(pages)) != len(pages):
            raise ValidationError(_("Choose each page only once."))

    @transaction.atomic
    def save(self) -> None:
        """Write what was chosen."""
        pages = self.pages()
        self.instance.lc_sign_up_permissions.exclude(page__in=pages).delete()
        for page in pages:
            GroupSignUpPermission.objects.get_or_create(group=self.instance, page=page)

    def as_admin_panel(self) -> str:
        """Return the panel."""
        return render_to_string(
            "learningcircles_wagtail/admin/panels/sign_up_permissions.html",
            {"formset": self},
        )


SignUpPermissionFormSet = forms.formset_factory(
    SignUpPermissionForm, formset=BaseSignUpPermissionFormSet, extra=0, can_delete=True
)


def sign_up_permission_panel() -> type[BaseSignUpPermissionFormSet]:
    """Return the panel, for `register_group_permission_panel`."""
    return SignUpPermissionFormSet
