"""Registers what editors work with, and nothing else."""

from wagtail import hooks
from wagtail.snippets.models import register_snippet

from learningcircles_wagtail.admin.attendance_circles import my_circles_menu_item
from learningcircles_wagtail.admin.attendance_groups import attendance_permission_panel
from learningcircles_wagtail.admin.comparisons import register_comparisons
from learningcircles_wagtail.admin.embargo_guards import (
    limit_ages,
    refuse_document,
    register_careful_page_links,
)
from learningcircles_wagtail.admin.flyer_button import flyer_buttons
from learningcircles_wagtail.admin.guide_answers import (
    answers_menu_item,
    notes_menu_item,
)
from learningcircles_wagtail.admin.guide_reviews import reviews_menu_item
from learningcircles_wagtail.admin.icons import register_icons
from learningcircles_wagtail.admin.menu import LearningCirclesGroup
from learningcircles_wagtail.admin.paste_text import paste_buttons
from learningcircles_wagtail.admin.press_buttons import (
    release_header_buttons,
    release_listing_buttons,
)
from learningcircles_wagtail.admin.preview_checks import add_release_checks
from learningcircles_wagtail.admin.published_words import say_what_became_of_learners
from learningcircles_wagtail.admin.release_checks import say_what_to_look_at
from learningcircles_wagtail.admin.reporter_links import (
    register_reporter_link_actions,
    reporter_link_buttons,
)
from learningcircles_wagtail.admin.sign_up_groups import sign_up_permission_panel
from learningcircles_wagtail.admin.sign_up_holdings import holdings_menu_item
from learningcircles_wagtail.admin.sign_up_log import register_sign_up_actions
from learningcircles_wagtail.admin.sign_up_pages import (
    sign_up_header_buttons,
    sign_up_listing_buttons,
)
from learningcircles_wagtail.admin.site_settings import settings_permissions
from learningcircles_wagtail.admin.urls import register_admin_urls
from learningcircles_wagtail.admin.withdrawn_words import (
    advise_to_cancel,
    say_that_nobody_was_told,
)

register_snippet(LearningCirclesGroup)
register_comparisons()

hooks.register("register_icons", register_icons)
hooks.register("register_admin_urls", register_admin_urls)
hooks.register("register_permissions", settings_permissions)
hooks.register("register_group_permission_panel", sign_up_permission_panel)
hooks.register("register_group_permission_panel", attendance_permission_panel)
hooks.register("register_admin_menu_item", my_circles_menu_item)
hooks.register("register_page_header_buttons", sign_up_header_buttons)
hooks.register("register_page_listing_more_buttons", sign_up_listing_buttons)
hooks.register("register_page_header_buttons", flyer_buttons)
hooks.register("register_page_header_buttons", reporter_link_buttons)
hooks.register("register_log_actions", register_reporter_link_actions)
hooks.register("register_log_actions", register_sign_up_actions)
hooks.register("on_serve_page", limit_ages)
hooks.register("before_serve_document", refuse_document, order=-10)
# After every other handler of links, so that it stands around the one that is used.
hooks.register("register_rich_text_features", register_careful_page_links, order=10_000)
hooks.register("register_reports_menu_item", reviews_menu_item)
hooks.register("register_reports_menu_item", answers_menu_item)
hooks.register("register_reports_menu_item", notes_menu_item)
hooks.register("register_reports_menu_item", holdings_menu_item)
hooks.register("register_page_header_buttons", release_header_buttons)
hooks.register("register_page_listing_more_buttons", release_listing_buttons)
hooks.register("after_publish_page", say_what_to_look_at)
hooks.register("after_publish_page", say_what_became_of_learners)
hooks.register("after_unpublish_page", say_that_nobody_was_told)
hooks.register("before_delete_page", advise_to_cancel)
hooks.register("register_page_header_buttons", paste_buttons)
hooks.register("construct_wagtail_userbar", add_release_checks)
