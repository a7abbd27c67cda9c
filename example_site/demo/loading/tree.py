"""Finds or makes pages by slug, and publishes those that are new."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from wagtail.models import Page, Site

from example_site.demo.home import HOME_TITLE, SITE_NAME
from example_site.demo.loading.registry import Registry
from example_site.models import HomePage


@dataclass
class Tree:
    """Places pages first and fills them later, so that they may link to one another."""

    registry: Registry
    user: Any
    pending: list[tuple[Any, Callable[[Any], None], Callable[[Any], None]]] = field(
        default_factory=list
    )

    def place(
        self,
        parent: Page,
        page: Page,
        fill: Callable[[Any], None],
        after: Callable[[Any], None] = lambda page: None,
    ) -> Any:
        """Return the child of `parent` with the page's slug, adding it as a draft.

        `fill` sets what may refer to other pages, `after` runs when it is published;
        both are called by `publish`, and only for a page that is new.
        """
        model = type(page)
        found = model.objects.child_of(parent).filter(slug=page.slug).first()
        self.registry.note(model, created=found is None)
        if found is None:
            page.live = False
            page.owner = self.user
            found = parent.add_child(instance=page)
            self.pending.append((found, fill, after))
        self.registry.pages[page.slug] = found
        return found

    def publish(self) -> None:
        """Fill and publish the new pages, in the order in which they were placed."""
        for page, fill, after in self.pending:
            fill(page)
            page.full_clean()
            page.save_revision(user=self.user).publish(user=self.user)
            page.refresh_from_db()
            after(page)
        self.pending.clear()


def load_home(tree: Tree, fill: Callable[[Any], None]) -> Page:
    """Return the page below which the demo stands.

    A site that still shows Wagtail's welcome page gets a home page of ours; any other
    site keeps its own root page.
    """
    root = Page.get_first_root_node()
    site = Site.objects.filter(is_default_site=True).first()
    if site is not None and not _is_welcome(site.root_page):
        page = site.root_page.specific
        tree.registry.note(type(page), created=False)
        tree.registry.pages["riverbend"] = page
        return page
    home = tree.place(
        root, HomePage(title=HOME_TITLE, slug="riverbend", locale=_locale()), fill
    )
    _serve(home, site)
    return home


def _locale() -> Any:
    from wagtail.models import Locale

    return Locale.get_default()


def _is_welcome(page: Page) -> bool:
    return page.specific_class is Page and page.get_children_count() == 0


def _serve(home: Page, site: Site | None) -> None:
    """Let the site begin at `home`, and take the welcome page away."""
    address = urlsplit(settings.WAGTAILADMIN_BASE_URL)
    welcome = site.root_page if site else None
    site = site or Site(is_default_site=True)
    site.root_page = home
    site.site_name = site.site_name or SITE_NAME
    site.hostname = address.hostname or "localhost"
    site.port = address.port or (443 if address.scheme == "https" else 80)
    site.save()
    if welcome is not None:
        Page.objects.get(pk=welcome.pk).delete()
