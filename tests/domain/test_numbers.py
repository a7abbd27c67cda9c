"""Numbers that somebody has typed."""

import pytest

from learningcircles_wagtail.domain.numbers import whole_number


@pytest.mark.parametrize(
    ("text", "number"),
    [("0", 0), ("7", 7), ("00012", 12), ("99999", 99_999)],
)
def test_digits_are_read(text: str, number: int) -> None:
    assert whole_number(text, digits=5) == number


@pytest.mark.parametrize(
    "text",
    [
        "",
        " 1",
        "-1",
        "+1",
        "1.0",
        "1e3",
        "1_0",
        "²",
        "\u0661",
        "\x00",
        "100000",
        "9" * 5_000,
    ],
)
def test_nothing_else_is_a_number(text: str) -> None:
    assert whole_number(text, digits=5) is None
