"""Tests of a site with a base page of its own; see `conftest.py`."""
