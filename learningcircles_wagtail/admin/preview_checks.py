"""The findings of a release among Wagtail's own checks of the preview.

Wagtail runs axe in the preview, with rules that Python describes and JavaScript
decides. Ours are decided in Python (`press.content_checks`): the preview of a release
holds a hidden mark for each finding, and a rule here makes an issue of each mark.
"""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from learningcircles_wagtail.directory.pages import page_models

ISSUES: dict[str, tuple[Any, Any]] = {
    "placeholder": (
        _("Words in brackets are left"),
        _("Write them, or take them away: the release cannot be published so."),
    ),
    "no_contact": (
        _("No media contact"),
        _("Choose a published contact with a telephone or an e-mail address."),
    ),
    "no_dateline": (_("The dateline is incomplete"), _("Give a city and a date.")),
    "old_dateline": (
        _("The dateline is old"),
        _("Give the day on which the release goes out."),
    ),
    "past_embargo": (
        _("The embargo is past"),
        _("Give a later hour, or release it at once."),
    ),
    "long_headline": (
        _("The headline is long"),
        _("Search engines and newsrooms cut it after 80 characters."),
    ),
    "quote_without_name": (_("A quote has no name"), _("Say who said it.")),
    "no_alt_text": (
        _("A picture has no alt text"),
        _("Describe it for those who cannot see it."),
    ),
    "no_credit": (
        _("A picture has no credit"),
        _("Say who took it: newsrooms cannot print it without."),
    ),
    "odd_date": (
        _("A date cannot be right"),
        _("A correction or an article comes after the release, and not after today."),
    ),
    "circle_cancelled": (
        _("A circle is cancelled"),
        _("Take it out of the release, or say so in its words."),
    ),
    "circle_hidden": (
        _("A circle is not public"),
        _("Publish its page, or take it out of the release."),
    ),
    "circle_over": (
        _("A circle is over"),
        _("Take it out, or name one that people can still join."),
    ),
    "link_text": (
        _("A link does not say where it leads"),
        _("Replace “here” or “read more” with what is there."),
    ),
}
"""By the code of a finding: what Wagtail's side panel calls it, and what helps."""


def rule_id(code: str) -> str:
    """Return the id of axe's rule for a finding: "lc-no-contact"."""
    return f"lc-{code.replace('_', '-')}"


def add_release_checks(request: HttpRequest, items: list[Any], page: Any) -> None:
    """Teach Wagtail's content checker our rules, on releases only.

    For the hook `construct_wagtail_userbar`; what a site has set on the item stays.
    """
    if not isinstance(page, page_models("press_release_page")):
        return
    for item in items:
        if not hasattr(item, "axe_custom_rules"):
            continue
        rules = [
            {
                "id": rule_id(code),
                "impact": "serious",
                "selector": f'[data-lc-finding="{code}"]',
                # The marks are hidden from readers. A check of axe's own that none
                # of them passes makes an issue of each.
                "excludeHidden": False,
                "tags": ["best-practice"],
                "any": ["aria-label"],
                "enabled": True,
            }
            for code in ISSUES
        ]
        item.axe_custom_rules = [*item.axe_custom_rules, *rules]
        if item.axe_run_only:
            item.axe_run_only = [*item.axe_run_only, *map(rule_id, ISSUES)]
        item.axe_messages = {
            **item.axe_messages,
            **{
                rule_id(code): {"error_name": name, "help_text": help_text}
                for code, (name, help_text) in ISSUES.items()
            },
        }
