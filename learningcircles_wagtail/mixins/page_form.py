"""What the admin forms of all our pages check: addresses that are already taken."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.forms import ModelMultipleChoiceField
from django.http import Http404
from django.utils.translation import gettext as _
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.models import TranslatableMixin


def is_route(parent: Any, slug: str) -> bool:
    """Return whether an address of the parent's own would hide a child named `slug`.

    A route wins over a child page: below a press room `2026/` is that year's
    releases, whatever page bears the slug.
    """
    from learningcircles_wagtail.mixins.base import PublicPageMixin

    if parent is None or not slug:
        return False
    model = parent.specific_class or type(parent)
    if not issubclass(model, PublicPageMixin):
        return False
    if slug in model.reserved_slugs():
        return True
    try:
        model().resolve_subpage(f"/{slug}/")
    except Http404:
        return False
    return True


class PublicPageForm(WagtailAdminPageForm):
    """Refuses a slug under which nobody could ever read the page.

    Lists of records to choose several from hold those of the page's language only,
    and what has been chosen before.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        page = self.instance
        locale_id = page.locale_id or getattr(self.parent_page, "locale_id", None)
        for name, field in self.fields.items():
            if not isinstance(field, ModelMultipleChoiceField):
                continue
            if locale_id and issubclass(field.queryset.model, TranslatableMixin):
                chosen = [record.pk for record in self.initial.get(name) or ()]
                field.queryset = field.queryset.filter(
                    Q(locale_id=locale_id) | Q(pk__in=chosen)
                )

    def clean(self) -> dict[str, Any]:
        """Raise at the slug where an address of the parent's own would hide it."""
        data = super().clean()
        if "slug" in self.fields and "slug" not in self.errors:
            self.check_slug(data)
        return data

    def check_slug(self, data: dict[str, Any]) -> None:
        """Refuse the slug of an address that the parent answers itself."""
        page = self.instance
        parent = self.parent_page or (page.get_parent() if page.pk else None)
        if is_route(parent, data.get("slug") or ""):
            message = _(
                "“%(slug)s” is an address of the page above, so nobody would find "
                "this page there. Choose another slug."
            )
            self.add_error(
                "slug",
                ValidationError(
                    message, code="reserved", params={"slug": data["slug"]}
                ),
            )


class ToolkitPageForm(PublicPageForm):
    """The form of a toolkit page."""

    def clean(self) -> dict[str, Any]:
        """Raise at the date of review where it lies before the last one."""
        data = super().clean()
        last, due = data.get("last_reviewed_on"), data.get("review_due_on")
        if not self.is_deferred_validation and last and due and due <= last:
            self.add_error(
                "review_due_on", _("The next review has to come after the last one.")
            )
        return data
