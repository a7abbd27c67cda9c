"""Registers what editors work with, and nothing else."""

from wagtail import hooks
from wagtail.snippets.models import register_snippet

from learningcircles_wagtail.admin.comparisons import register_comparisons
from learningcircles_wagtail.admin.flyer_button import flyer_buttons
from learningcircles_wagtail.admin.icons import register_icons
from learningcircles_wagtail.admin.menu import LearningCirclesGroup
from learningcircles_wagtail.admin.paste_text import paste_buttons
from learningcircles_wagtail.admin.press_buttons import (
    release_header_buttons,
    release_listing_buttons,
)
from learningcircles_wagtail.admin.preview_checks import add_release_checks
from learningcircles_wagtail.admin.release_checks import say_what_to_look_at
from learningcircles_wagtail.admin.site_settings import settings_permissions
from learningcircles_wagtail.admin.urls import register_admin_urls

register_snippet(LearningCirclesGroup)
register_comparisons()

hooks.register("register_icons", register_icons)
hooks.register("register_admin_urls", register_admin_urls)
hooks.register("register_permissions", settings_permissions)
hooks.register("register_page_header_buttons", flyer_buttons)
hooks.register("register_page_header_buttons", release_header_buttons)
hooks.register("register_page_listing_more_buttons", release_listing_buttons)
hooks.register("after_publish_page", say_what_to_look_at)
hooks.register("register_page_header_buttons", paste_buttons)
hooks.register("construct_wagtail_userbar", add_release_checks)
