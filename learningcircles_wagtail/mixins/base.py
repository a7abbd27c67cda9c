"""What all public pages of this package share."""

from typing import Any, ClassVar

from django.conf import settings as django_settings
from django.http import HttpRequest, HttpResponse
from django.utils.functional import SimpleLazyObject
from django.utils.text import capfirst
from django.utils.translation import get_language, get_language_bidi, override
from wagtail.contrib.routable_page.models import RoutablePageMixin

from learningcircles_wagtail.conf import settings


def _joined(cls: type, name: str) -> list[Any]:
    """Return the entries of all direct bases, the first of each field."""
    entries: dict[Any, Any] = {}
    for base in cls.__bases__:
        for entry in getattr(base, name, None) or []:
            # Wagtail's own panels are placeholders, with the field as their argument.
            args = getattr(entry, "args", None) or [None]
            names = (getattr(entry, key, None) for key in ("field_name", "name"))
            field = next((word for word in names if word), args[0])
            kind = "" if name == "content_panels" else type(entry)
            field = entry if isinstance(entry, str) else field
            entries.setdefault((kind, field or id(entry)), entry)
    return list(entries.values())


class PublicPageMixin(RoutablePageMixin):
    """Templates, context and metadata that every public page has.

    Plain behaviour without fields, so that it fits any base page. `page_kind` names
    the template and the styles: `learningcircles_wagtail/<page_kind>.html`.
    """

    page_kind: ClassVar[str]
    coming_routes: ClassVar[frozenset[str]] = frozenset()
    merged_lists: ClassVar[tuple[str, ...]] = (
        "content_panels",
        "search_fields",
        "api_fields",
        "exclude_fields_in_copy",
        "override_translatable_fields",
    )

    def __init_subclass__(cls, **kwargs: Any) -> None:
        """Join the lists of all bases, so that no base's panels or fields are lost.

        Python would take the first base's list alone. A class that states a list of
        its own keeps it as it stands.
        """
        super().__init_subclass__(**kwargs)
        for name in cls.merged_lists:
            if name not in cls.__dict__:
                setattr(cls, name, _joined(cls, name))

    def get_template(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Return the site's template for its own class, else this package's.

        `PageBase` gives every class a template name of its own app; a site that
        derives a page from our mixin needs none of its own.
        """
        own = super().get_template(request, *args, **kwargs)
        ours = f"learningcircles_wagtail/{self.page_kind}.html"
        return own if own == ours else [own, ours]

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict:
        """Add what `learningcircles_wagtail/base.html` needs.

        Override to give a template more; call `super()`.
        """
        context = super().get_context(request, *args, **kwargs)
        context["lc_base_template"] = settings.BASE_TEMPLATE
        context["lc_page_kind"] = self.page_kind
        context["lc_text_direction"] = "rtl" if get_language_bidi() else "ltr"
        context["lc_title"] = self.get_meta_title()
        context["lc_description"] = self.get_meta_description()
        context["translations"] = SimpleLazyObject(self.get_public_translations)
        return context

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Answer in the page's own language, whatever language the browser asks for.

        Sites that put pages below `i18n_patterns` have it active already; on others a
        French page would have English buttons. An address that holds thousands of
        values is read as far as anybody could mean it.
        """
        from learningcircles_wagtail.directory.query_string import read_boundedly

        read_boundedly(request)
        return self._in_own_language(super().serve, request, *args, **kwargs)

    def serve_preview(
        self, request: HttpRequest, *args: Any, **kwargs: Any
    ) -> HttpResponse:
        """Show the preview in the page's own language."""
        return self._in_own_language(super().serve_preview, request, *args, **kwargs)

    def _in_own_language(self, view: Any, request: HttpRequest, *args, **kwargs) -> Any:
        if not getattr(django_settings, "WAGTAIL_I18N_ENABLED", False):
            return view(request, *args, **kwargs)
        own = self.locale.language_code
        # "en-us" is English enough for a page in "en".
        if f"{get_language()}-".startswith(f"{own}-"):
            return view(request, *args, **kwargs)
        with override(own):
            response = view(request, *args, **kwargs)
            if hasattr(response, "render") and not response.is_rendered:
                response.render()
        return response

    def get_meta_title(self) -> str:
        """Return the title for search engines and browser tabs.

        A base page made of bare `AbstractPage` has no `seo_title`.
        """
        return getattr(self, "seo_title", "") or self.title

    def get_meta_description(self) -> str:
        """Return one sentence for search engines: the editor's, else the lead.

        Override to draw it from another field.
        """
        return getattr(self, "search_description", "") or ""

    def get_public_translations(self) -> list[Any]:
        """Return the other languages' pages that everybody may read."""
        from learningcircles_wagtail.directory.querysets import in_private_section

        pages = self.get_translations().live().filter(~in_private_section())
        return list(pages.select_related("locale"))

    def get_share_picture(self) -> Any:
        """Return the image that is shown where the page is shared, or None."""
        return getattr(self, "picture", None)

    def get_structured_data(
        self, request: HttpRequest, context: dict[str, Any]
    ) -> dict[str, Any] | None:
        """Override to describe the page as schema.org JSON-LD, or return None.

        `context` is the template's; the tag `lc_structured_data` calls this.
        """
        return None

    @classmethod
    def get_kind_name(cls) -> str:
        """Return what the page is, as words that begin a sentence."""
        return capfirst(str(cls._meta.verbose_name))

    @classmethod
    def reserved_slugs(cls) -> frozenset[str]:
        """Return first path parts that this page's own routes take from children.

        `coming_routes` are addresses of the contract that have no view yet: a page
        that stood there would vanish with an upgrade.
        """
        heads = set(cls.coming_routes)
        for pattern in cls.get_subpage_urls():
            route = getattr(pattern.pattern, "_route", "")
            head = route.split("/")[0]
            if head and "<" not in head:
                heads.add(head)
        return frozenset(heads)
