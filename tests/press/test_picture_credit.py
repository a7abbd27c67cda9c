"""Whose picture it is, as far as the picture says so itself."""

from types import SimpleNamespace
from typing import Any

import pytest

from learningcircles_wagtail.press.picture_credit import LONGEST, credit_of


def image(description: str = "", collection: str = "Root", **values: Any) -> Any:
    """Return what a picture tells of itself."""
    return SimpleNamespace(
        description=description, collection=SimpleNamespace(name=collection), **values
    )


@pytest.mark.parametrize(
    ("description", "credit"),
    [
        ("Six people at a table", ""),
        ("A photo by the window", ""),
        ("The picture by the door, in colour", ""),
        ("", ""),
        ("Six people at a table. Photo: Ida Roe", "Photo: Ida Roe"),
        ("Six people at a table (Photo: Ida Roe)", "Photo: Ida Roe"),
        ("At the table – photo by Ida Roe", "photo by Ida Roe"),
        ("At the table. © Springfield Library", "© Springfield Library"),
        ("Autour de la table. Crédit photo : Ida Roe", "Crédit photo : Ida Roe"),
        ("En la mesa. Foto: Ida Roe, CC BY 4.0", "Foto: Ida Roe, CC BY 4.0"),
        ("Courtesy of the archive", "Courtesy of the archive"),
    ],
)
def test_a_credit_in_the_description_is_found(description: str, credit: str) -> None:
    assert credit_of(image(description)) == credit


def test_a_field_of_the_sites_own_comes_first() -> None:
    told = image("Photo: Ida Roe", "© The library", photographer="Ada\nVale")
    assert credit_of(told) == "Ada Vale"
    assert credit_of(image("Photo: Ida Roe", "© The library", credit="")) == (
        "Photo: Ida Roe"
    )
    assert credit_of(image("A table", "© The library")) == "© The library"


def test_no_picture_and_no_words_give_no_credit() -> None:
    assert credit_of(None) == ""
    assert credit_of(SimpleNamespace()) == ""


def test_a_long_credit_is_cut_between_words() -> None:
    cut = credit_of(image(credit="word " * 60))
    assert len(cut) <= LONGEST
    assert cut.endswith(" word…")
