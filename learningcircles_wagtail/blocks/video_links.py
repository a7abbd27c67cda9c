"""What can be known of a video from its address alone, without asking anybody."""

import re
from typing import NamedTuple
from urllib.parse import urlsplit

__all__ = ["VideoPlayer", "is_video_file", "video_host", "video_player"]

VIDEO_FILES = re.compile(r"\.(mp4|m4v|webm|ogv)$", re.IGNORECASE)

PLAYERS: list[tuple[re.Pattern[str], str]] = [
    (
        re.compile(
            r"^https?://(?:(?:www|m)\.)?youtube\.com/"
            r"(?:watch\?(?:[^#]*&)?v=|shorts/|embed/|live/)([\w-]{6,20})"
        ),
        "https://www.youtube-nocookie.com/embed/{}?autoplay=1",
    ),
    (
        re.compile(r"^https?://youtu\.be/([\w-]{6,20})"),
        "https://www.youtube-nocookie.com/embed/{}?autoplay=1",
    ),
    (
        re.compile(
            r"^https?://(?:www\.|player\.)?vimeo\.com/(?:video/)?(\d+)(?:[/?#]|$)"
        ),
        "https://player.vimeo.com/video/{}?dnt=1&autoplay=1",
    ),
    (
        re.compile(r"^https?://(?:www\.)?ted\.com/talks/([\w.-]+)"),
        "https://embed.ted.com/talks/{}",
    ),
    (
        re.compile(r"^https?://(?:www\.)?archive\.org/(?:details|embed)/([\w.-]+)"),
        "https://archive.org/embed/{}",
    ),
]
"""Addresses of known hosts, and of their players that set the fewest cookies."""


class VideoPlayer(NamedTuple):
    """What takes the place of the poster once a visitor has asked for the video."""

    kind: str
    """`frame` for a host's player, `file` for a film the browser plays itself."""
    address: str


def is_video_file(link: str) -> bool:
    """Say whether `link` is an https address of a film that browsers play."""
    parts = urlsplit(link)
    return parts.scheme == "https" and VIDEO_FILES.search(parts.path) is not None


def video_player(link: str) -> VideoPlayer | None:
    """Return the player for `link`, or None: then the link itself is all there is."""
    if is_video_file(link):
        return VideoPlayer("file", link)
    for pattern, player in PLAYERS:
        if found := pattern.match(link):
            return VideoPlayer("frame", player.format(found.group(1)))
    return None


def video_host(link: str) -> str:
    """Return the host of `link` for people to read, such as `youtube.com`."""
    return (urlsplit(link).hostname or "").removeprefix("www.")
