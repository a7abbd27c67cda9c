"""Learning circles, toolkit and press releases for a library's Wagtail site."""

__version__ = "0.1.0"
