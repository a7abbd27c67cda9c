"""Addresses of sign-ups below the admin's own."""

from typing import Any

from django.urls import path

from learningcircles_wagtail.admin.attendance_sheet import AttendanceSheetView
from learningcircles_wagtail.admin.attendance_views import AttendanceView
from learningcircles_wagtail.admin.sign_up_export import SignUpExportView
from learningcircles_wagtail.admin.sign_up_list import SignUpListView
from learningcircles_wagtail.admin.sign_up_pages import ATTENDANCE, LIST
from learningcircles_wagtail.admin.sign_up_steps import STEPS, AddView

BASE = "learning-circles/circles/<int:page_id>/sign-ups/"


def sign_up_urls() -> list[Any]:
    """Return the list of a circle's sign-ups, and the steps of staff."""
    return [
        path(BASE, SignUpListView.as_view(), name=LIST),
        *(
            path(
                f"{BASE}{kind}/",
                SignUpExportView.as_view(),
                {"kind": kind},
                name=f"{LIST}_{kind}",
            )
            for kind in SignUpExportView.FORMATS
        ),
        path(f"{BASE}attendance/", AttendanceView.as_view(), name=ATTENDANCE),
        path(
            f"{BASE}attendance/<int:pk>/",
            AttendanceView.as_view(),
            name=f"{ATTENDANCE}_meeting",
        ),
        path(
            f"{BASE}attendance/sheet/",
            AttendanceSheetView.as_view(),
            name=f"{ATTENDANCE}_sheet",
        ),
        path(f"{BASE}add/", AddView.as_view(), name=f"{LIST}_add"),
        *(
            path(f"{BASE}<int:pk>/{name}/", view, name=f"{LIST}_{name}")
            for name, view in STEPS.items()
        ),
    ]
