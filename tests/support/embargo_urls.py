"""Addresses of a site that shows all that Wagtail can: files, APIs, sitemap, search."""

from django.conf import settings
from django.contrib.sites.requests import RequestSite
from django.http import HttpRequest, HttpResponse
from django.urls import include, path, re_path
from django.views.static import serve
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.api.v2.router import WagtailAPIRouter
from wagtail.api.v2.views import PagesAPIViewSet
from wagtail.contrib.redirects.api import RedirectsAPIViewSet
from wagtail.contrib.sitemaps import Sitemap
from wagtail.documents import urls as wagtaildocs_urls
from wagtail.documents.api.v2.views import DocumentsAPIViewSet
from wagtail.images.api.v2.views import ImagesAPIViewSet
from wagtail.models import Page

api_router = WagtailAPIRouter("wagtailapi")
api_router.register_endpoint("pages", PagesAPIViewSet)
api_router.register_endpoint("images", ImagesAPIViewSet)
api_router.register_endpoint("documents", DocumentsAPIViewSet)
api_router.register_endpoint("redirects", RedirectsAPIViewSet)


def search(request: HttpRequest) -> HttpResponse:
    """List what a site's own search finds, as Wagtail's project template does."""
    found = Page.objects.live().search(request.GET.get("q", ""))
    return HttpResponse("\n".join(f"{page.title} {page.url}" for page in found))


def sitemap(request: HttpRequest) -> HttpResponse:
    """List the addresses of Wagtail's sitemap, without the template of its view."""
    urls = Sitemap(request).get_urls(site=RequestSite(request))
    return HttpResponse("\n".join(one["location"] for one in urls))


def media(request: HttpRequest, path: str) -> HttpResponse:
    """Hand out a file without asking anybody, as a server of files does."""
    return serve(request, path, document_root=settings.MEDIA_ROOT)


urlpatterns = [
    path("admin/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    path("api/v2/", api_router.urls),
    path("sitemap.xml", sitemap),
    path("search/", search),
    re_path(r"^media/(?P<path>.*)$", media),
    path("", include(wagtail_urls)),
]
