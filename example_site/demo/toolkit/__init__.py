"""The demo's toolkit: thirteen guides for running learning circles, in sections."""

from dataclasses import dataclass

from example_site.demo.toolkit.choosing import CHOOSING
from example_site.demo.toolkit.closing import CLOSING
from example_site.demo.toolkit.online import ONLINE
from example_site.demo.toolkit.plan import GuidePlan
from example_site.demo.toolkit.planning import PLANNING
from example_site.demo.toolkit.promoting import PROMOTING
from example_site.demo.toolkit.running import RUNNING
from example_site.demo.toolkit.start import START

GUIDES: tuple[GuidePlan, ...] = (
    *START,
    *CHOOSING,
    *PLANNING,
    *PROMOTING,
    *RUNNING,
    *ONLINE,
    *CLOSING,
)


@dataclass(frozen=True, slots=True)
class Section:
    """A chapter of the toolkit's entrance, with the slugs of its guides."""

    title: str
    text: str
    slugs: tuple[str, ...]


def _slugs(guides: tuple[GuidePlan, ...]) -> tuple[str, ...]:
    return tuple(guide.slug for guide in guides)


SECTIONS: tuple[Section, ...] = (
    Section("Begin here", "What it is, and how a library starts.", _slugs(START)),
    Section(
        "Plan",
        "A course, a time, a room, and a welcome for everybody.",
        _slugs(CHOOSING + PLANNING),
    ),
    Section("Tell people", "Posters, partners, newsrooms.", _slugs(PROMOTING)),
    Section("Run the meetings", "From the first evening on.", _slugs(RUNNING + ONLINE)),
    Section("Wrap up", "End well, and find out what it was worth.", _slugs(CLOSING)),
)
