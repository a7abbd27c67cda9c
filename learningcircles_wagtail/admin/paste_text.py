"""“Paste a text”: blocks at the end of a release or a toolkit page, or a reason."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods
from django.views.generic import View
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.widgets.button import Button

from learningcircles_wagtail.admin.release_checks import editable_page
from learningcircles_wagtail.blocks.pasting import paste, too_long_words
from learningcircles_wagtail.directory.pages import page_models

URL_NAME = "learningcircles_wagtail_paste_text"
KINDS = ("press_release_page", "toolkit_page")
"""Pages whose `body` takes headings, text and quotes from a pasted text."""


class PasteForm(forms.Form):
    """The text, as it was pasted or typed.

    `markup` is what the clipboard held beside the plain words; a script fills it.
    """

    text = forms.CharField(
        label=_("Text"),
        required=False,
        strip=False,
        widget=forms.Textarea(
            attrs={"rows": 14, "data-lc-paste-text": "", "spellcheck": "true"}
        ),
        help_text=_(
            "From Word, Google Docs, an e-mail or a website. Headings, lists, links "
            "and quotes are kept; fonts, colours, pictures and scripts are not."
        ),
    )
    markup = forms.CharField(
        required=False,
        strip=False,
        widget=forms.HiddenInput(attrs={"data-lc-paste-markup": ""}),
    )

    @property
    def pasted(self) -> str:
        """What was pasted: with its formatting where that came along."""
        return self.cleaned_data["markup"] or self.cleaned_data["text"]


class PasteView(WagtailAdminTemplateMixin, View):
    """Shows a field to paste into; a POST adds blocks to the page's latest draft."""

    page_title = _("Paste a text")
    header_icon = "clipboard-list"
    template_name = "learningcircles_wagtail/admin/paste_text.html"

    def get(self, request: HttpRequest, page_id: int) -> HttpResponse:
        """Show the field; nothing is changed."""
        self.page = page_to_paste_into(request, page_id)
        return self.answer(PasteForm())

    def post(self, request: HttpRequest, page_id: int) -> HttpResponse:
        """Add what becomes of the text as a draft, or say why nothing does."""
        self.page = page_to_paste_into(request, page_id)
        form = PasteForm(request.POST)
        if not form.is_valid():
            return self.answer(form)
        pasted = paste(form.pasted)
        if pasted.refused:
            form.add_error("text", pasted.refused)
            return self.answer(form)
        body = self.page.body
        for block in body.stream_block.to_python(pasted.blocks):
            body.append((block.block_type, block.value))
        self.page.save_revision(user=request.user, log_action=True)
        messages.success(request, _added_words(pasted.blocks))
        for note in pasted.notes:
            messages.warning(request, note)
        return redirect("wagtailadmin_pages:edit", self.page.pk)

    def answer(self, form: PasteForm) -> HttpResponse:
        """Return the page with the field."""
        context = self.get_context_data(form=form, page=self.page)
        context["edit_url"] = reverse("wagtailadmin_pages:edit", args=[self.page.pk])
        return self.render_to_response(context)

    def get_page_subtitle(self) -> str:
        """Return the page's title."""
        return self.page.get_admin_display_title()

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Return the way here: home, the page, this form."""
        edit = reverse("wagtailadmin_pages:edit", args=[self.page.pk])
        return [
            *super().get_breadcrumbs_items(),
            {"label": self.get_page_subtitle(), "url": edit},
            {"label": self.page_title, "url": ""},
        ]


def page_to_paste_into(request: HttpRequest, page_id: int) -> Any:
    """Return the latest draft of a page that a user may edit now.

    Raises Http404, or PermissionDenied where the page is locked as well.
    """
    page = editable_page(request, page_id, *KINDS)
    locked = page.permissions_for_user(request.user).page_locked()
    # An alias mirrors another page and has no drafts of its own.
    if locked or page.alias_of_id:
        raise PermissionDenied
    return page


def is_too_large(request: HttpRequest) -> bool:
    """Return whether Django would refuse to read what was sent, and say nothing."""
    most = settings.DATA_UPLOAD_MAX_MEMORY_SIZE
    try:
        length = int(request.META.get("CONTENT_LENGTH") or 0)
    except ValueError:
        return False
    return most is not None and length > most


@csrf_exempt
@require_http_methods(["GET", "POST"])
def paste_text(request: HttpRequest, page_id: int) -> HttpResponse:
    """Answer with the field, or take the text; too large a text gets a reason.

    The token is looked for in a second step, because Django reads the whole body for
    it, and answers one that is too large with a bare 400. Nothing is changed in the
    first.
    """
    if request.method == "POST" and is_too_large(request):
        view = PasteView()
        view.setup(request, page_id=page_id)
        view.page = page_to_paste_into(request, page_id)
        form = PasteForm({"text": ""})
        form.add_error("text", too_long_words())
        return view.answer(form)
    return _paste_text(request, page_id=page_id)


_paste_text = csrf_protect(PasteView.as_view())


def _added_words(blocks: list[dict[str, Any]]) -> str:
    """Return what was added: "3 headings, 5 texts, 1 quote …"."""
    counted = Counter(block["type"] for block in blocks)
    parts = [
        (counted["heading"], ngettext("%d heading", "%d headings", counted["heading"])),
        (counted["paragraph"], ngettext("%d text", "%d texts", counted["paragraph"])),
        (counted["quote"], ngettext("%d quote", "%d quotes", counted["quote"])),
    ]
    return gettext("Added at the end of the text, as a draft: %(parts)s.") % {
        "parts": ", ".join(words % count for count, words in parts if count)
    }


def paste_buttons(
    page: Any, user: Any, view_name: str, next_url: str | None = None
) -> Iterator[Button]:
    """Yield the button for the menu in the header of pages that take a text."""
    models = tuple(model for kind in KINDS for model in page_models(kind))
    if not isinstance(page, models) or page.alias_of_id:
        return
    if page.permissions_for_user(user).can_edit():
        yield Button(
            _("Paste a text"),
            reverse(URL_NAME, args=[page.pk]),
            icon_name="clipboard-list",
            priority=78,
        )
