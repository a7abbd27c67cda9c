"""Addresses below the admin's own, for `register_admin_urls`."""

from django.urls import path

from learningcircles_wagtail.positions.views import OUTLINES_URL_NAME, outlines

urlpatterns = [
    path("learning-circles/outlines/", outlines, name=OUTLINES_URL_NAME),
]
