"""The Nu HTML checker finds no error in any page, nor in the stylesheets."""

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

import learningcircles_wagtail
from tests.browser.public_site import read

Check = Callable[[Mapping[str, str]], list[str]]
STATIC = Path(learningcircles_wagtail.__file__).parent / "static"
NEWER_THAN_THE_CHECKER = (
    "Property “container” doesn't exist",
    "Unrecognized at-rule “@container”",
    "Property “paint-order” doesn't exist",
    # For printers: CSS Generated Content for Paged Media.
    "“string(lc-guide)” is not a “content” value",
    "Property “string-set” doesn't exist",
    "Property “bookmark-level” doesn't exist",
    "target-counter(",
)


def test_no_page_of_the_demonstration_has_an_error(
    demo_pages: dict[str, str], nu_html_checker: Check
) -> None:
    assert nu_html_checker(demo_pages) == []


@pytest.mark.django_db(transaction=True)
def test_no_bare_page_and_no_block_has_an_error(
    made_pages: dict[str, str], nu_html_checker: Check
) -> None:
    answers = {name: read(address) for name, address in made_pages.items()}

    assert {name for name, answer in answers.items() if answer[0] != 200} == {
        "not found"
    }
    assert nu_html_checker({name: answer[2] for name, answer in answers.items()}) == []


def test_no_stylesheet_has_an_error(nu_html_checker: Check) -> None:
    sheets = {
        path.name: path.read_text()
        for path in STATIC.rglob("*.css")
        if "vendor" not in path.parts
    }

    assert len(sheets) > 5
    errors = [
        error
        for error in nu_html_checker(sheets)
        if not any(word in error for word in NEWER_THAN_THE_CHECKER)
    ]
    assert errors == []


def test_an_error_in_a_stylesheet_is_noticed(nu_html_checker: Check) -> None:
    sheet = ".a { colour: red; container: lc-map / inline-size }"

    errors = nu_html_checker({"made.css": sheet})

    assert any("colour" in error for error in errors)
    assert any(NEWER_THAN_THE_CHECKER[0] in error for error in errors)
