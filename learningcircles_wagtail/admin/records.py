"""The lists and forms of the reusable records: topics, courses, branches, people."""

from typing import Any

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db.models import CharField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Cast
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import (
    LiveStatusTagColumn,
    LocaleColumn,
    UpdatedAtColumn,
)
from wagtail.models import Revision
from wagtail.snippets.views.snippets import SnippetViewSet

from learningcircles_wagtail.models import (
    Boilerplate,
    Branch,
    Course,
    Facilitator,
    LibrarySystem,
    PressContact,
    SignUpForm,
    Topic,
)


class RecordViewSet(SnippetViewSet):
    """A record's list and forms, the list searched by SQL.

    A search index would refuse every filter and order that is not indexed, and it
    would not know drafts that were just saved.
    """

    list_per_page = 50
    search_backend_name = None
    related: tuple[str, ...] = ()
    """Foreign keys that the list shows, read together with the records."""

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """Return all records with what their rows show, in their own order.

        `scheduled_revision` stands in for Wagtail's property of that name, which asks
        the database for each row; its status column only asks whether there is one.
        """
        scheduled = Revision.objects.filter(
            content_type=ContentType.objects.get_for_model(self.model),
            object_id=Cast(OuterRef("pk"), CharField()),
            approved_go_live_at__isnull=False,
        )
        return self.model.objects.select_related("locale", *self.related).annotate(
            scheduled_revision=Subquery(scheduled.values("pk")[:1])
        )

    def get_index_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        """Add to each list the language, the last change, and live or draft."""
        options = super().get_index_view_kwargs(**kwargs)
        columns = [*self.list_display]
        if getattr(settings, "WAGTAIL_I18N_ENABLED", False):
            columns.append(LocaleColumn())
        columns += [UpdatedAtColumn(), LiveStatusTagColumn()]
        return {**options, "list_display": columns}


class CourseViewSet(RecordViewSet):
    """Courses, by provider and language."""

    model = Course
    icon = "lc-course"
    list_display = ["title", "provider", "language"]
    list_filter = ["language", "topics"]
    search_fields = ["title", "provider", "description"]


class TopicViewSet(RecordViewSet):
    """Topics."""

    model = Topic
    icon = "lc-topic"
    list_display = ["name", "slug"]
    search_fields = ["name", "slug"]


class LibrarySystemViewSet(RecordViewSet):
    """Library systems, by place."""

    model = LibrarySystem
    icon = "lc-library"
    list_display = ["name", "city", "region"]
    list_filter = ["region", "country"]
    search_fields = ["name", "city", "region"]


class BranchViewSet(RecordViewSet):
    """Branches, by library system and place."""

    model = Branch
    icon = "lc-branch"
    list_display = ["name", "library_system", "city"]
    list_filter = ["library_system"]
    search_fields = ["name", "city", "street_address", "library_system__name"]
    related = ("library_system",)


class FacilitatorViewSet(RecordViewSet):
    """The people who host circles, by branch."""

    model = Facilitator
    icon = "lc-facilitator"
    list_display = ["name", "job_title", "branch"]
    list_filter = ["branch"]
    search_fields = ["name", "job_title", "email"]
    related = ("branch",)


class SignUpFormViewSet(RecordViewSet):
    """Forms that learners fill in."""

    model = SignUpForm
    icon = "lc-sign-up"
    list_display = ["name"]
    search_fields = ["name", "questions__label"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """Return each form once, however many of its questions a search finds."""
        return super().get_queryset(request).distinct()


class PressContactViewSet(RecordViewSet):
    """Whom newsrooms ring."""

    model = PressContact
    icon = "lc-press-contact"
    list_display = ["name", "organisation", "email"]
    search_fields = ["name", "organisation", "email"]


class BoilerplateViewSet(RecordViewSet):
    """Paragraphs that stand at the end of releases."""

    model = Boilerplate
    icon = "lc-boilerplate"
    menu_label = _("Boilerplates")
    list_display = ["title"]
    search_fields = ["title", "text"]


RECORD_VIEWSETS: tuple[type[RecordViewSet], ...] = (
    CourseViewSet,
    TopicViewSet,
    BranchViewSet,
    LibrarySystemViewSet,
    FacilitatorViewSet,
    SignUpFormViewSet,
    PressContactViewSet,
    BoilerplateViewSet,
)
