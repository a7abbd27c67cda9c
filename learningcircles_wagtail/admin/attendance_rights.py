"""Who may note who came to a circle: a right apart from that of reading sign-ups.

A facilitator, for the circles that name them; the members of a group, for a page and
all below it, or for a branch (`GroupAttendancePermission`); who has Django's permission
`note_attendance`, everywhere. They see names and nothing else of learners.
"""

from typing import Any

from django.db.models import Exists, F, OuterRef, Q
from django.utils.functional import cached_property

from learningcircles_wagtail.directory.pages import circle_page_models
from learningcircles_wagtail.models import (
    Branch,
    Circle,
    Facilitator,
    GroupAttendancePermission,
)

EVERYWHERE = "learningcircles_wagtail.note_attendance"


class NotingRights:
    """What one user may note, read from the database once."""

    def __init__(self, user: Any) -> None:
        self.user = user

    @cached_property
    def grants(self) -> list[tuple[str | None, Any]]:
        """What the user's groups may note: paths of pages, and keys of branches.

        A branch is the same in all its languages.
        """
        rows = GroupAttendancePermission.objects.filter(group__user=self.user)
        return list(rows.values_list("page__path", "branch__translation_key"))

    @property
    def paths(self) -> list[str]:
        """The paths of pages at and below which the user may note."""
        return [path for path, _key in self.grants if path]

    @property
    def branches(self) -> list[Any]:
        """The keys of branches for whose circles the user may note."""
        return [key for _path, key in self.grants if key]

    @property
    def has_some(self) -> bool:
        """Whether there is anything that the user was given to note."""
        if not self.user.is_active:
            return False
        return bool(self.grants) or self.own_facilitators.exists()

    @property
    def own_facilitators(self) -> Any:
        """The published records of facilitators that are this user."""
        return Facilitator.objects.filter(user=self.user, live=True)

    def allow(self, page: Any) -> bool:
        """Return whether the user may note who came to the circle of a page."""
        if not self.user.is_active:
            return False
        if self.user.has_perm(EVERYWHERE):
            return True
        if any(page.path.startswith(path) for path in self.paths):
            return True
        circle = page.circle
        if circle.facilitators.filter(pk__in=self.own_facilitators).exists():
            return True
        return (
            bool(self.branches)
            and Branch.objects.filter(
                pk=circle.branch_id, translation_key__in=self.branches
            ).exists()
        )

    def circles_q(self) -> Q:
        """Return the circles that the user was given to note, as a predicate."""
        through = Circle.facilitators.through.objects.filter(
            circle=OuterRef("pk"), facilitator__in=self.own_facilitators
        )
        found = Q(Exists(through)) | Q(branch__translation_key__in=self.branches)
        for model in circle_page_models() if self.paths else ():
            below = Q()
            for path in self.paths:
                below |= Q(path__startswith=path)
            pages = model.objects.filter(
                below,
                circle=OuterRef("pk"),
                translation_key=F("circle__translation_key"),
            )
            found |= Q(Exists(pages))
        return found


def may_note(user: Any, page: Any) -> bool:
    """Return whether a user may note who came to the circle of a page."""
    return NotingRights(user).allow(page)
