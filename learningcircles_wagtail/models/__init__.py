"""All models of the application, by the names that sites import."""

from learningcircles_wagtail.models.attendance import (
    Attendance,
    DropIns,
    GroupAttendancePermission,
)
from learningcircles_wagtail.models.branches import (
    Branch,
    BranchClosingDay,
    LibrarySystem,
)
from learningcircles_wagtail.models.catalogue import (
    Boilerplate,
    Course,
    Facilitator,
    PressContact,
    Topic,
)
from learningcircles_wagtail.models.changes import DirectoryChange
from learningcircles_wagtail.models.circles import Circle, Meeting
from learningcircles_wagtail.models.outbox import OutboxMail
from learningcircles_wagtail.models.pages import *  # noqa: F403
from learningcircles_wagtail.models.pages import __all__ as page_names
from learningcircles_wagtail.models.press import EmbargoCollection, ReporterLink
from learningcircles_wagtail.models.settings import LearningCirclesSettings
from learningcircles_wagtail.models.sign_up_permissions import GroupSignUpPermission
from learningcircles_wagtail.models.sign_ups import SignUp, SignUpForm, SignUpQuestion
from learningcircles_wagtail.models.subscriptions import Subscription
from learningcircles_wagtail.models.toolkit import GuideAnswer, GuideNote

__all__ = [
    "Attendance",
    "Boilerplate",
    "Branch",
    "BranchClosingDay",
    "Circle",
    "Course",
    "DirectoryChange",
    "DropIns",
    "EmbargoCollection",
    "Facilitator",
    "GroupAttendancePermission",
    "GroupSignUpPermission",
    "GuideAnswer",
    "GuideNote",
    "LearningCirclesSettings",
    "LibrarySystem",
    "Meeting",
    "OutboxMail",
    "PressContact",
    "ReporterLink",
    "SignUp",
    "SignUpForm",
    "SignUpQuestion",
    "Subscription",
    "Topic",
    *page_names,
]
