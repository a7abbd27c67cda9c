"""The Nu HTML checker finds no error in any page, nor in the stylesheets."""

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

import learningcircles_wagtail
from tests.browser.public_site import NOT_FOUND, read

Check = Callable[[Mapping[str, str]], list[str]]
STATIC = Path(learningcircles_wagtail.__file__).parent / "static"


def test_no_page_of_the_demonstration_has_an_error(
    demo_site: str, demo_pages: dict[str, str], nu_html_checker: Check
) -> None:
    status, _kind, not_found = read(demo_site + NOT_FOUND)

    assert status == 404
    assert nu_html_checker({**demo_pages, NOT_FOUND: not_found}) == []


@pytest.mark.django_db(transaction=True)
def test_no_bare_page_and_no_block_has_an_error(
    made_pages: dict[str, str], nu_html_checker: Check
) -> None:
    read_pages = {name: read(address) for name, address in made_pages.items()}

    assert {status for status, _kind, _text in read_pages.values()} == {200}
    texts = {name: text for name, (_status, _kind, text) in read_pages.items()}
    assert nu_html_checker(texts) == []


def test_no_stylesheet_has_an_error(nu_html_checker: Check) -> None:
    sheets = {path.name: path.read_text() for path in STATIC.rglob("*.css")}

    assert len(sheets) > 5
    assert nu_html_checker(sheets) == []
