"""Tests of what people type about themselves: what is seen of it, and what is not."""

import pytest

from learningcircles_wagtail.domain.plain_words import shows_something


@pytest.mark.parametrize("text", ["Ada", "李", "-", "🙂", "\u0627\u200d", "٣"])
def test_whatever_has_a_shape_shows_something(text: str) -> None:
    assert shows_something(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "  ",
        "\u0301",
        "\ufe0f",
        "\u200b",
        "\u200d\u2060",
        "\ufeff",
        "\u00a0",
        "\u3164",
        "\u2800 \u00ad",
    ],
)
def test_spaces_joiners_and_fillers_show_nothing(text: str) -> None:
    assert not shows_something(text)
