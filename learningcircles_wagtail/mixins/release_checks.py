"""What is to be looked at before a release is published, beside its form."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.forms import Media
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import HelpPanel
from wagtail.blocks import StreamBlockValidationError, StructBlockValidationError

CHECKS_URL_NAME = "learningcircles_wagtail_release_checks"
STATIC = "learningcircles_wagtail/admin"
PLAIN_FIELDS = ("title", "subheadline", "lead", "picture_caption", "picture_credit")
STREAMS = ("body", "corrections", "coverage")


class ReleaseChecksPanel(HelpPanel):
    """The findings of `press.content_checks`, with a link to each place in the form.

    They are those of the release as it was last saved; a script asks again when the
    editor has saved by itself.
    """

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("template", f"{STATIC}/panels/release_checks.html")
        kwargs.setdefault("heading", _("Before you publish"))
        super().__init__(**kwargs)

    class BoundPanel(HelpPanel.BoundPanel):
        """Renders the findings of one release."""

        def is_shown(self) -> bool:
            """Whether there is something to check: a release that was saved once."""
            return bool(self.instance.pk)

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            """Add the findings, and where newer ones are asked for."""
            context = super().get_context_data(parent_context)
            context.update(findings_context(self.instance))
            context["checks_url"] = reverse(CHECKS_URL_NAME, args=[self.instance.pk])
            return context

        @property
        def media(self) -> Media:
            """The script that asks again, and the style."""
            return super().media + Media(
                css={"all": (f"{STATIC}/press_desk.css",)},
                js=(f"{STATIC}/release_checks.js",),
            )


class ReleaseChecks:
    """Marks the findings in the preview beside the editor, for Wagtail's checker.

    `admin.preview_checks` makes an issue of each mark. Nothing is marked in a preview
    of its own tab, nor in public.
    """

    def serve_preview(
        self, request: HttpRequest, *args: Any, **kwargs: Any
    ) -> HttpResponse:
        """Return the preview, in the side panel with hidden marks at its end."""
        response = super().serve_preview(request, *args, **kwargs)
        if getattr(request, "in_preview_panel", False):
            if hasattr(response, "add_post_render_callback"):
                response.add_post_render_callback(self._mark_findings)
            else:
                self._mark_findings(response)
        return response

    def _mark_findings(self, response: HttpResponse) -> None:
        from learningcircles_wagtail.press.content_checks import check_release

        found = check_release(self, now=timezone.now())
        codes = dict.fromkeys(finding.code for finding in found)
        marks = "".join(f'<i hidden data-lc-finding="{code}"></i>' for code in codes)
        head, end, tail = response.content.rpartition(b"</body>")
        response.content = head + marks.encode() + end + tail


def findings_context(release: Any) -> dict[str, Any]:
    """Return the `findings` of a release for a template, each with its `anchor`."""
    from learningcircles_wagtail.press.content_checks import check_release

    found = check_release(release, now=timezone.now())
    return {"findings": [(finding, _anchor(finding)) for finding in found]}


def _anchor(finding: Any) -> str:
    """Return the id of the place in Wagtail's form that a finding is about."""
    if finding.block_id:
        return f"block-{finding.block_id}-section"
    match finding.field:
        case "body":
            return "panel-child-content-body-section"
        case "picture":
            return "id_picture-chooser"
        case name:
            return f"id_{name}"


def refuse_placeholders(form: Any, data: dict[str, Any]) -> None:
    """Add an error to a form where words in brackets are still to be written.

    For the form of a release that is published or sent to moderators; what is saved
    as a draft may hold them.
    """
    from learningcircles_wagtail.press.placeholders import has_placeholder

    message = _g("Write these words, or take them away: brackets are left in the text.")
    error = ValidationError(message, code="placeholder")
    for name in PLAIN_FIELDS:
        if has_placeholder(data.get(name) or ""):
            form.add_error(name, error)
    for name in STREAMS:
        blocks = {
            index: found
            for index, child in enumerate(data.get(name) or ())
            if (found := _block_error(child.value, error)) is not None
        }
        if blocks:
            form.add_error(name, StreamBlockValidationError(block_errors=blocks))


def _block_error(value: Any, error: ValidationError) -> ValidationError | None:
    """Return the error of a block that holds a placeholder, at its child if it can."""
    from learningcircles_wagtail.press.placeholders import has_placeholder
    from learningcircles_wagtail.press.release_parts import texts_in

    if not any(map(has_placeholder, texts_in(value))):
        return None
    if not isinstance(value, dict):
        return error
    children = {
        name: error
        for name, held in value.items()
        if isinstance(held, str) and has_placeholder(held)
    }
    if children:
        return StructBlockValidationError(block_errors=children)
    return StructBlockValidationError(non_block_errors=[error])
