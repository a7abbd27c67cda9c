"""Our addresses below the admin's own, for `register_admin_urls`."""

from typing import Any

from django.urls import path

from learningcircles_wagtail.admin.attendance_circles import my_circles_urls
from learningcircles_wagtail.admin.guide_answers import answer_urls
from learningcircles_wagtail.admin.guide_reviews import review_urls
from learningcircles_wagtail.admin.meeting_views import lay_out_meetings
from learningcircles_wagtail.admin.paste_text import URL_NAME as PASTE_TEXT
from learningcircles_wagtail.admin.paste_text import paste_text
from learningcircles_wagtail.admin.press_draft import URL_NAME as WRITE_RELEASE
from learningcircles_wagtail.admin.press_draft import WriteReleaseView
from learningcircles_wagtail.admin.release_checks import release_checks
from learningcircles_wagtail.admin.reporter_links import (
    urlpatterns as reporter_link_urls,
)
from learningcircles_wagtail.admin.sign_up_holdings import holdings_urls
from learningcircles_wagtail.admin.sign_up_urls import sign_up_urls
from learningcircles_wagtail.mixins.release_checks import CHECKS_URL_NAME
from learningcircles_wagtail.positions.urls import urlpatterns as position_urls


def register_admin_urls() -> list[Any]:
    """Return the addresses that the admin adds to its own, behind its login."""
    return [
        path(
            "learning-circles/lay-out/<slug:app_label>/<slug:model_name>/",
            lay_out_meetings,
            name="learningcircles_wagtail_lay_out",
        ),
        *review_urls(),
        *answer_urls(),
        *sign_up_urls(),
        *my_circles_urls(),
        *holdings_urls(),
        path(
            "learning-circles/write-release/",
            WriteReleaseView.as_view(),
            name=WRITE_RELEASE,
        ),
        path(
            "learning-circles/release-checks/<int:page_id>/",
            release_checks,
            name=CHECKS_URL_NAME,
        ),
        path("learning-circles/paste/<int:page_id>/", paste_text, name=PASTE_TEXT),
        *position_urls,
        *reporter_link_urls,
    ]
