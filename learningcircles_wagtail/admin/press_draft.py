"""“Write a press release”: what it will be about, and the draft of it."""

from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.generic import View
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from learningcircles_wagtail.admin.press_rooms import press_rooms_for
from learningcircles_wagtail.admin.press_subjects import AskedFor
from learningcircles_wagtail.conf import settings
from learningcircles_wagtail.directory.words import in_zone
from learningcircles_wagtail.press.drafting import draft_release
from learningcircles_wagtail.press.subjects import MOST_WEEKS, in_language

URL_NAME = "learningcircles_wagtail_write_release"
TEMPLATE = "learningcircles_wagtail/admin/write_release.html"
MOST_REASONS = 10
"""How many circles that were left out the page names."""


def write_release_url(**query: Any) -> str:
    """Return the address at which a release about circles is begun."""
    return f"{reverse(URL_NAME)}?{urlencode(query, doseq=True)}"


class RoomForm(forms.Form):
    """Below which press room, and so in which language, the release is written."""

    press_room = forms.ChoiceField(label=_("Press room"))

    def __init__(self, *args: Any, rooms: list[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rooms = {str(room.pk): room for room in rooms}
        field = self.fields["press_room"]
        field.choices = [(key, _room_words(room)) for key, room in self.rooms.items()]
        field.initial = next(iter(self.rooms))
        if len(rooms) == 1:
            field.widget = forms.HiddenInput()

    @property
    def room(self) -> Any:
        """The press room that was chosen."""
        return self.rooms[self.cleaned_data["press_room"]]


def _room_words(room: Any) -> str:
    return f"{room.get_admin_display_title()} ({room.locale.get_display_name()})"


def _begins(page: Any) -> str:
    """Return the day on which a circle begins, by the clock where it meets."""
    first = page.circle.first_meeting_at
    zone = page.circle.time_zone or settings.DEFAULT_TIME_ZONE
    return date_format(in_zone(first, zone)) if first else ""


class TermForm(forms.Form):
    """Which circles of a list: those that begin soon, those of a search."""

    weeks = forms.IntegerField(
        label=_("Begin within how many weeks?"),
        required=False,
        min_value=1,
        max_value=MOST_WEEKS,
        help_text=_("Leave empty for all that one can still join."),
    )
    search = forms.CharField(
        label=_("Only some circles?"),
        required=False,
        max_length=2000,
        help_text=_(
            "Filter the list on your website, copy its address, and paste it here."
        ),
    )


class WriteReleaseView(WagtailAdminTemplateMixin, View):
    """Shows which circles the release will name; a POST writes the draft.

    The query of the address says which circles (`AskedFor`). Refused with 403, which
    the admin turns into a message, where the user may add no release anywhere.
    """

    page_title = _("Write a press release")
    header_icon = "lc-press"
    template_name = TEMPLATE

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Refuse those who may write nothing; find what is asked for."""
        if not press_rooms_for(request.user):
            raise PermissionDenied
        self.now = timezone.now()
        self.term_form = self._term_form()
        asked = AskedFor(request, self.term_form, now=self.now)
        if asked.source is None:
            raise Http404
        self.asked, self.subjects = asked, asked.subjects()
        # A circle that is announced in two languages is one circle.
        language = self.rooms[0].locale_id
        self.subjects.pages = in_language(self.subjects.pages, language)
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show what the release will be about; nothing is changed."""
        return self.answer(RoomForm(rooms=self.rooms))

    def post(self, request: HttpRequest) -> HttpResponse:
        """Write the draft and open it in the editor."""
        form = RoomForm(request.POST, rooms=self.rooms)
        if not self.subjects.pages or not form.is_valid():
            return self.answer(form)
        release = draft_release(
            form.room, self.subjects.pages, user=request.user, now=self.now
        )
        messages.success(
            request,
            gettext(
                "This is a draft, and nobody else sees it yet. Read it, put a real "
                "quote where the brackets are, and publish it."
            ),
        )
        return redirect("wagtailadmin_pages:edit", release.pk)

    def answer(self, form: RoomForm) -> HttpResponse:
        """Return the page."""
        return self.render_to_response(self.get_context_data(form=form))

    @cached_property
    def rooms(self) -> list[Any]:
        """The press rooms to choose from, those in the circles' language first."""
        pages = self.subjects.pages
        language = pages[0].locale_id if pages else None
        rooms = press_rooms_for(self.request.user)
        return sorted(rooms, key=lambda room: room.locale_id != language)

    def _term_form(self) -> TermForm | None:
        if "index" not in self.request.GET:
            return None
        form = TermForm(self.request.GET)
        form.is_valid()
        return form

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Return the way here: home, and this page."""
        return [*super().get_breadcrumbs_items(), {"label": self.page_title, "url": ""}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the circles, what is left out, the forms and where they lead."""
        context = super().get_context_data(**kwargs)
        left_out = self.subjects.left_out
        context.update(
            circles=[(page.title, _begins(page)) for page in self.subjects.pages],
            subjects=self.subjects,
            left_out=left_out[:MOST_REASONS],
            left_out_more=max(0, len(left_out) - MOST_REASONS),
            ignored=self.asked.ignored,
            term_form=self.term_form,
            index_page=self.asked.index_page,
            room=self.rooms[0] if len(self.rooms) == 1 else None,
            action_url=self.request.get_full_path(),
        )
        return context
