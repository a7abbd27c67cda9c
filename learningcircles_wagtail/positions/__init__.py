"""Positions on the map: model field, admin widget, panel and block.

Built on `wagtailgeowidget`, whose way of storing (`SRID=4326;POINT(lng lat)` as
text) is kept. This module imports nothing, so that models may import
`positions.fields` before the admin is ready.
"""
