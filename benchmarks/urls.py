"""Addresses of the measured sites: the example site's, ready bytes, and files."""

from django.conf import settings
from django.contrib.staticfiles.views import serve as serve_static
from django.urls import path
from django.views.static import serve

from benchmarks.floor import ready_bytes
from example_site.urls import urlpatterns as site_patterns

urlpatterns = [
    path("bytes/", ready_bytes),
    # The browser that is measured asks for them; a real site has a web server for it.
    path("static/<path:path>", serve_static, {"insecure": True}),
    path("media/<path:path>", serve, {"document_root": settings.MEDIA_ROOT}),
    *site_patterns,
]
