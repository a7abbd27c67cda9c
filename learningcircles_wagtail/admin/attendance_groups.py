"""The panel in a group's form that says whose attendance the group may note."""

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

from learningcircles_wagtail.models import Branch, GroupAttendancePermission


class AttendancePermissionForm(forms.Form):
    """One page, at and below which attendance may be noted; or one branch."""

    page = forms.ModelChoiceField(
        label=_("Page"),
        queryset=None,
        required=False,
        widget=AdminPageChooser(show_edit_link=False, can_choose_root=True),
    )
    branch = forms.ModelChoiceField(
        label=_("Branch"), queryset=None, required=False, empty_label="–"
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        pages = swapper.load_model("wagtailcore", "Page").objects.all()
        self.fields["page"].queryset = pages
        branches = Branch.objects.select_related("library_system").order_by("name")
        self.fields["branch"].queryset = branches

    def clean(self) -> dict[str, Any]:
        """Refuse both at once, and neither."""
        data = super().clean()
        if bool(data.get("page")) == bool(data.get("branch")) and not self.errors:
            raise ValidationError(_("Choose either a page or a branch."))
        return data

    @property
    def target(self) -> tuple[Any, Any]:
        """The page and the branch, of which one is None."""
        return self.cleaned_data.get("page"), self.cleaned_data.get("branch")


class BaseAttendancePermissionFormSet(BaseFormSetMixin, forms.BaseFormSet):
    """The pages and branches of one group."""

    def __init__(
        self,
        data: Any = None,
        files: Any = None,
        instance: Group | None = None,
        prefix: str = "attendance_permissions",
    ) -> None:
        self.instance = instance or Group()
        rows = (
            self.instance.lc_attendance_permissions.select_related("page", "branch")
            if self.instance.pk
            else []
        )
        initial = [{"page": row.page, "branch": row.branch} for row in rows]
        super().__init__(data, files, initial=initial, prefix=prefix)

    def targets(self) -> list[tuple[Any, Any]]:
        """Return what is to stay, or to be added."""
        return [
            form.target
            for form in self.forms
            if form not in self.deleted_forms and any(form.target)
        ]

    def clean(self) -> None:
        """Refuse what is named twice."""
        if any(self.errors):
            return
        targets = self.targets()
        if len(set(targets)) != len(targets):
            raise ValidationError(_("Choose each page and each branch only once."))

    @transaction.atomic
    def save(self) -> None:
        """Write what was chosen."""
        targets = self.targets()
        for row in self.instance.lc_attendance_permissions.all():
            if (row.page, row.branch) not in targets:
                row.delete()
        for page, branch in targets:
            GroupAttendancePermission.objects.get_or_create(
                group=self.instance, page=page, branch=branch
            )

    def as_admin_panel(self) -> str:
        """Return the panel."""
        return render_to_string(
            "learningcircles_wagtail/admin/panels/attendance_permissions.html",
            {"formset": self},
        )


AttendancePermissionFormSet = forms.formset_factory(
    AttendancePermissionForm,
    formset=BaseAttendancePermissionFormSet,
    extra=0,
    can_delete=True,
)


def attendance_permission_panel() -> type[BaseAttendancePermissionFormSet]:
    """Return the panel, for `register_group_permission_panel`."""
    return AttendancePermissionFormSet
