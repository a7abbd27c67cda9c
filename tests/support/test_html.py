"""Tests of the Nu HTML checker's fixture."""

from collections.abc import Callable, Mapping

GOOD = (
    "<!doctype html><html lang='en'><head><title>A</title></head><body></body></html>"
)


def test_the_checker_names_the_bad_document_only(
    nu_html_checker: Callable[[Mapping[str, str]], list[str]],
) -> None:
    bad = GOOD.replace("<body>", "<body><p><ul></ul></p>")

    errors = nu_html_checker({"good page": GOOD, "bad page": bad})

    assert errors
    assert {error.split(":")[0] for error in errors} == {"bad page"}
