"""Words that toolkit blocks make of what an editor enters."""

import pytest
from django.utils.translation import override

from learningcircles_wagtail.blocks.files import size_words
from learningcircles_wagtail.blocks.messages import MessageTemplateBlock, split_blanks
from learningcircles_wagtail.blocks.toolkit import AgendaBlock, timeline_label


def test_blanks_are_told_from_the_words_around_them() -> None:
    assert split_blanks("Learn [topic] at [the venue].") == [
        {"text": "Learn ", "is_blank": False},
        {"text": "[topic]", "is_blank": True},
        {"text": " at ", "is_blank": False},
        {"text": "[the venue]", "is_blank": True},
        {"text": ".", "is_blank": False},
    ]


@pytest.mark.parametrize("text", ["", "[]", "[a\nb]", "[" + "x" * 81 + "]", "a ] b ["])
def test_what_only_looks_like_a_blank_is_left_alone(text: str) -> None:
    assert [part for part in split_blanks(text) if part["is_blank"]] == []
    assert "".join(part["text"] for part in split_blanks(text)) == text


def test_a_message_marks_its_blanks_and_escapes_its_words() -> None:
    html = MessageTemplateBlock().render(
        {"channel": "email", "subject": "", "text": "Come & <b>learn</b> [topic]\nNow"}
    )

    assert '<mark class="lc-template__blank">[topic]</mark>' in html
    assert "Come &amp; &lt;b&gt;learn&lt;/b&gt; " in html
    assert "<br>Now" in html


def test_the_copy_button_is_hidden_until_a_script_can_serve_it() -> None:
    html = MessageTemplateBlock().render({"text": "Come"})

    assert "data-lc-copy-button hidden" in html
    assert 'role="status"' in html


@pytest.mark.parametrize(
    ("amount", "unit", "direction", "words"),
    [
        (6, "weeks", "before", "6 weeks before"),
        (1, "weeks", "before", "1 week before"),
        (1, "days", "after", "1 day after"),
        (2, "weeks", "after", "2 weeks after"),
        (0, "weeks", "after", "On the day"),
        (None, "weeks", "before", ""),
    ],
)
def test_a_point_in_time_is_told_in_words(
    amount: int | None, unit: str, direction: str, words: str
) -> None:
    with override("en"):
        assert timeline_label(amount, unit, direction) == words


def test_the_minutes_of_an_agenda_are_added_up() -> None:
    rows = [{"minutes": 15, "title": "Tea"}, {"minutes": None, "title": "Talk"}]

    with override("en"):
        html = AgendaBlock().render({"rows": [*rows, {"minutes": 60}]})

    assert "75 minutes in all" in html


@pytest.mark.parametrize(
    ("size", "words"),
    [
        (1, "1 KB"),
        (245_760, "240 KB"),
        (1024 * 1024 - 1, "1024 KB"),
        (4_404_019, "4.2 MB"),
    ],
)
def test_a_size_is_told_in_whole_kilobytes_or_tenths_of_megabytes(
    size: int, words: str
) -> None:
    with override("en"):
        assert size_words(size) == words
