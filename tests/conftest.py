"""Brings the fixtures and rules of `tests/support/` to every test."""

from hypothesis import settings

pytest_plugins = [
    "pytester",
    "tests.support.asking",
    "tests.support.browser",
    "tests.support.caches",
    "tests.support.database",
    "tests.support.demo",
    "tests.support.html",
    "tests.support.language",
    "tests.support.live_server",
    "tests.support.skips",
    "tests.support.workers",
]

# How long something takes is for benchmarks: a busy machine breaks no test.
settings.register_profile("without deadlines", deadline=None)
settings.load_profile("without deadlines")
