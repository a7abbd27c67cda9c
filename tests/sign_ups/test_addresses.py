"""E-mail addresses: which are the same, and which are none."""

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from learningcircles_wagtail.sign_ups.addresses import clean_address, hash_of_address


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        (" Ada@Example.ORG ", "Ada@example.org"),
        ("ada+circles@example.org", "ada+circles@example.org"),
        ("o'neil@example.org", "o'neil@example.org"),
        ("ada@bücher.example", "ada@bücher.example"),
    ],
)
def test_an_address_is_kept_as_its_reader_writes_it(typed: str, kept: str) -> None:
    assert clean_address(typed) == kept


def test_capital_letters_make_no_other_reader_and_a_plus_does() -> None:
    known = hash_of_address("Ada@example.org")

    assert known == hash_of_address("ada@EXAMPLE.org")
    assert known != hash_of_address("ada+1@example.org")
    assert "ada" not in known
    assert len(known) == 64


def test_a_domain_in_its_two_forms_makes_no_other_reader() -> None:
    typed = hash_of_address("Ada@Bücher.example")

    assert typed == hash_of_address("ada@xn--bcher-kva.example")
    assert typed != hash_of_address("ada@bucher.example")


@pytest.mark.parametrize("literal", ["127.0.0.1", "IPv6:::1", "::1", "10.0.0.7"])
def test_a_machine_named_by_its_number_is_no_reader(literal: str) -> None:
    with pytest.raises(ValidationError):
        clean_address(f"ada@[{literal}]")


@given(st.text(max_size=300))
def test_any_text_is_an_address_of_one_line_or_none(text: str) -> None:
    try:
        address = clean_address(text)
    except ValidationError:
        return
    assert len(address.splitlines()) == 1
    assert address.count("@") == 1 or '"' in address
    assert len(hash_of_address(address)) == 64


@given(st.none() | st.integers() | st.lists(st.text()) | st.binary())
def test_nothing_but_text_is_an_address(value) -> None:
    with pytest.raises(ValidationError):
        clean_address(value)
