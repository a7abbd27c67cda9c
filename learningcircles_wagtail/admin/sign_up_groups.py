"""The panel in a group's form that says whose sign-ups the group may read."""

from django import forms
from django.utils.translation import gettext_lazy as _

from learningcircles_wagtail.admin.group_grants import BaseGrantFormSet, GrantForm
from learningcircles_wagtail.models import GroupSignUpPermission


class BaseSignUpPermissionFormSet(BaseGrantFormSet):
    """The pages of one group, at and below which it reads sign-ups."""

    grants = GroupSignUpPermission
    own_prefix = "sign_up_permissions"
    icon = "group"
    heading = _("Learning circles: who signed up")
    explanation = _(
        "This group reads the names, addresses and wishes of learners in the circles "
        "at and below these pages. Everybody else sees how many there are."
    )
    add_words = _("Add a page")
    twice_words = _("Choose each page only once.")


SignUpPermissionFormSet = forms.formset_factory(
    GrantForm, formset=BaseSignUpPermissionFormSet, extra=0, can_delete=True
)


def sign_up_permission_panel() -> type[BaseSignUpPermissionFormSet]:
    """Return the panel, for `register_group_permission_panel`."""
    return SignUpPermissionFormSet
