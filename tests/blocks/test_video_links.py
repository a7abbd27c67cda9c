"""What the address of a video tells without asking anybody."""

import socket
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from learningcircles_wagtail.blocks.media import VideoBlock, validate_video_link
from learningcircles_wagtail.blocks.video_links import (
    VideoPlayer,
    video_host,
    video_player,
)

YOUTUBE = "https://www.youtube-nocookie.com/embed/abcdefghijk?autoplay=1"


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Refuse every connection."""

    def refuse(*args: Any, **kwargs: Any) -> None:
        raise AssertionError("a connection was tried")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)


@pytest.mark.parametrize(
    ("link", "player"),
    [
        ("https://www.youtube.com/watch?v=abcdefghijk", VideoPlayer("frame", YOUTUBE)),
        (
            "https://www.youtube.com/watch?list=1&v=abcdefghijk&t=3",
            VideoPlayer("frame", YOUTUBE),
        ),
        ("https://youtu.be/abcdefghijk", VideoPlayer("frame", YOUTUBE)),
        (
            "https://vimeo.com/1234567",
            VideoPlayer(
                "frame", "https://player.vimeo.com/video/1234567?dnt=1&autoplay=1"
            ),
        ),
        (
            "https://archive.org/details/some_film",
            VideoPlayer("frame", "https://archive.org/embed/some_film"),
        ),
        (
            "https://media.example.org/a.mp4?x=1",
            VideoPlayer("file", "https://media.example.org/a.mp4?x=1"),
        ),
        ("http://media.example.org/a.mp4", None),
        ("https://www.dailymotion.com/video/x1", None),
    ],
)
def test_an_address_leads_to_its_player(link: str, player: VideoPlayer | None) -> None:
    assert video_player(link) == player


@pytest.mark.parametrize(
    "link",
    [
        "https://www.youtube.com/watch?v=abcdefghijk",
        "https://vimeo.com/1234567",
        "https://www.dailymotion.com/video/x8abc",
        "https://media.example.org/film.webm",
    ],
)
def test_the_address_of_a_video_is_accepted(link: str) -> None:
    assert validate_video_link(link) is None


@pytest.mark.parametrize(
    "link",
    [
        "https://www.example.org/",
        "https://www.example.org/film.mp4.html",
        "http://www.example.org/film.mp4",
        "https://www.youtube.com.evil.example/watch?v=abcdefghijk",
    ],
)
def test_what_is_no_video_is_refused(link: str) -> None:
    with pytest.raises(ValidationError, match="not the address of a video"):
        validate_video_link(link)


def test_the_message_about_a_wrong_address_stands_at_the_address() -> None:
    block = VideoBlock()

    with pytest.raises(ValidationError) as caught:
        block.clean(block.to_python({"link": "https://x.example/", "title": "Film"}))

    assert list(caught.value.block_errors) == ["link"]


def test_the_host_is_written_without_www() -> None:
    assert video_host("https://www.youtube.com/watch?v=x") == "youtube.com"


def test_a_video_is_a_plain_link_until_it_is_started() -> None:
    link = "https://www.youtube.com/watch?v=abcdefghijk"
    html = VideoBlock().render({"link": link, "title": "A <film>"})

    assert f'href="{link}"' in html
    assert "iframe" not in html
    assert 'data-lc-video="frame"' in html
    assert "A &lt;film&gt;" in html


def test_a_video_without_a_known_player_offers_none_to_the_script() -> None:
    html = VideoBlock().render({"link": "https://www.dailymotion.com/video/x8abc"})

    assert "data-lc-video" not in html
    assert 'href="https://www.dailymotion.com/video/x8abc"' in html
