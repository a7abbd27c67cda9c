"""The panel in a group's form that says whose attendance the group may note."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from learningcircles_wagtail.admin.group_grants import BaseGrantFormSet, GrantForm
from learningcircles_wagtail.models import Branch, GroupAttendancePermission


class AttendancePermissionForm(GrantForm):
    """One page, at and below which attendance may be noted; or one branch."""

    places = ("page", "branch")

    branch = forms.ModelChoiceField(
        label=_("Branch"), queryset=None, required=False, empty_label="–"
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["page"].required = False
        branches = Branch.objects.select_related("library_system").order_by("name")
        self.fields["branch"].queryset = branches

    def clean(self) -> dict[str, Any]:
        """Refuse both at once, and neither."""
        data = super().clean()
        if bool(data.get("page")) == bool(data.get("branch")) and not self.errors:
            raise ValidationError(_("Choose either a page or a branch."))
        return data


class BaseAttendancePermissionFormSet(BaseGrantFormSet):
    """The pages and branches of one group, whose attendance it notes."""

    grants = GroupAttendancePermission
    own_prefix = "attendance_permissions"
    icon = "check"
    heading = _("Learning circles: who came")
    explanation = _(
        "This group notes who came to the circles at and below these pages, and to "
        "those of these branches. It sees names, and nothing else of learners."
    )
    add_words = _("Add a page or a branch")
    twice_words = _("Choose each page and each branch only once.")


AttendancePermissionFormSet = forms.formset_factory(
    AttendancePermissionForm,
    formset=BaseAttendancePermissionFormSet,
    extra=0,
    can_delete=True,
)


def attendance_permission_panel() -> type[BaseAttendancePermissionFormSet]:
    """Return the panel, for `register_group_permission_panel`."""
    return AttendancePermissionFormSet
