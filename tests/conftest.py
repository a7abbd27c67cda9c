"""Brings the fixtures and rules of `tests/support/` to every test."""

pytest_plugins = [
    "pytester",
    "tests.support.browser",
    "tests.support.database",
    "tests.support.demo",
    "tests.support.html",
    "tests.support.language",
    "tests.support.skips",
    "tests.support.workers",
]
