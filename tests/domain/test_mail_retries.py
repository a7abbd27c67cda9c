"""When a message is tried again, and what is kept of a server's answer."""

from datetime import timedelta

import pytest

from learningcircles_wagtail.domain.mail_retries import (
    DELAYS,
    SPREAD,
    answer_code,
    delay_after,
)


def test_delays_grow_up_to_a_limit() -> None:
    delays = [delay_after(n, chance=0) for n in range(1, len(DELAYS) + 1)]

    assert delays == sorted(delays)
    assert delays[0] == timedelta(minutes=1)
    assert delays[-1] == timedelta(hours=12)
    assert timedelta(days=2) <= sum(delays, timedelta()) <= timedelta(days=5)


def test_chance_lengthens_a_delay_by_no_more_than_its_share() -> None:
    assert delay_after(1, chance=1) == DELAYS[0] * (1 + SPREAD)


def test_there_is_a_last_attempt() -> None:
    assert delay_after(len(DELAYS) + 1, chance=0) is None


def test_nothing_is_repeated_that_was_not_attempted() -> None:
    with pytest.raises(ValueError, match="Nothing"):
        delay_after(0, chance=0)


@pytest.mark.parametrize(
    ("code", "words", "kept"),
    [
        (550, b"5.1.1 <ada@example.org>: no such user", "550 5.1.1"),
        (550, "5.1.1\n5.1.1 ada@example.org", "550 5.1.1"),
        (451, b"ada@example.org has no room", "451"),
        (421, b"", "421"),
        (550, b"\xff\xfe", "550"),
        (550, b"127.0.0.1 5.1.1", "550"),
        (-1, b"ada@example.org", ""),
        ("ada", None, ""),
    ],
)
def test_only_the_numbers_of_an_answer_are_kept(code, words, kept) -> None:
    assert answer_code(code, words) == kept
