"""What Wagtail's history says of the steps that staff take with sign-ups."""

from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import LogActionRegistry

from learningcircles_wagtail.sign_ups import noting, staff


def register_sign_up_actions(actions: LogActionRegistry) -> None:
    """Name the steps; who was added or removed is never named."""
    actions.register_action(staff.ADDED, _("Sign somebody up"), _("Signed somebody up"))
    actions.register_action(
        staff.REMOVED, _("Remove a sign-up"), _("Removed a sign-up")
    )
    actions.register_action(
        staff.RESTORED, _("Restore a sign-up"), _("Restored a sign-up")
    )
    actions.register_action(
        staff.MOVED,
        _("Move a sign-up"),
        _("Moved a sign-up to another circle"),
    )
    actions.register_action(
        staff.DELETED,
        _("Delete what is held of a sign-up"),
        _("Deleted what was held of a sign-up"),
    )
    actions.register_action(noting.NOTED, _("Note attendance"), _("Noted attendance"))
