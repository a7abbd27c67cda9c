"""Origins are told from what only looks like one."""

import pytest

from learningcircles_wagtail.domain.origins import is_origin, usable_origins


@pytest.mark.parametrize(
    "text",
    [
        "https://town.example",
        "http://localhost:8000",
        "https://sub.town.example:8443",
        "http://127.0.0.1:8000",
        "https://xn--bcherei-n2a.example",
    ],
)
def test_an_origin_is_scheme_host_and_port(text):
    assert is_origin(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "*",
        "town.example",
        "https://town.example/",
        "https://town.example/page",
        "https://*.town.example",
        "https://Town.example",
        "https://bücherei.example",
        "https://user@town.example",
        "https://town.example:",
        "https://town.example:port",
        "https://-town.example",
        "ftp://town.example",
        "javascript:alert(1)",
        "'self'",
        "https://town.example; script-src *",
        "https://town.example\nX-Evil: 1",
        "https://town.example\n",
        None,
        7,
    ],
)
def test_what_is_no_origin_is_refused(text):
    assert not is_origin(text)


@pytest.mark.parametrize(
    ("given", "usable"),
    [
        ((), ()),
        (["*"], ("*",)),
        (["*", "https://a.example"], ("https://a.example",)),
        (["https://a.example", "a.example", 3], ("https://a.example",)),
    ],
)
def test_what_is_no_origin_opens_nothing(given, usable):
    assert usable_origins(given) == usable
