"""The front page of the invented library, and the entrances of its three parts."""

from example_site.demo.branches import BRANCHES
from example_site.demo.content import (
    Block,
    PageLink,
    Picture,
    RecordLink,
    block,
    faq,
)

SITE_NAME = "Riverbend Public Library"
HOME_TITLE = "Riverbend Public Library"
HOME_HEADLINE = "Learn something new, in good company"
HOME_INTRODUCTION = (
    "Take a free online course together with neighbours: an hour and a half a week at "
    "your branch, with a librarian to keep it going."
)
HOME_PICTURE = Picture(
    "home",
    "table",
    "deep_river",
    "A round table with chairs, books and cups, from above",
)


def _card(title: str, text: str, picture: Picture, page: str) -> dict[str, object]:
    return {"title": title, "text": text, "picture": picture, "page": PageLink(page)}


HOME_BODY: tuple[Block, ...] = (
    block("upcoming_circles", title="Starting soon", count=3),
    block(
        "cards",
        title="How it works",
        cards=[
            _card(
                "Choose a circle",
                "Pick a subject, a branch and an evening that suit you. Signing up "
                "takes a minute, and some circles need no sign-up at all.",
                Picture("home-choose", "shelf", "dusk", "Two shelves of book spines"),
                "circles",
            ),
            _card(
                "Meet every week",
                "Six to eight times, about twelve people at a table. The course does "
                "the teaching, and a librarian keeps the time.",
                Picture("home-meet", "lamps", "river", "Lamps over a long table"),
                "what-is-a-learning-circle",
            ),
            _card(
                "Start your own",
                "Everything that we have learned about running circles is in the "
                "toolkit: steps, checklists and letters to copy.",
                Picture("home-start", "door", "garden", "An open door, light within"),
                "toolkit",
            ),
        ],
    ),
    block(
        "figures",
        title="",
        items=[
            {"value": "$0", "label": "for the course, the room and the tea"},
            {"value": "90", "label": "minutes a week"},
            {"value": "12", "label": "people at a table"},
            {"value": "4", "label": "branches"},
        ],
    ),
    block(
        "map",
        title="Our branches",
        libraries=[],
        branches=[RecordLink("Branch", branch.key) for branch in BRANCHES],
        caption="Circles meet at all four branches, and online.",
    ),
    faq(
        "Good to know",
        ("Does it cost anything?", "No. The course, the room and the tea are free."),
        (
            "Do I need a library card?",
            "No. If you would like one, you can have it at the desk in five minutes.",
        ),
        (
            "I have never taken an online course.",
            "Then you are like most people here. We begin with the first click.",
        ),
        (
            "May I join when a circle has begun?",
            "Often, yes. The page of each circle says so, and which meeting is next.",
        ),
        (
            "Will somebody test me?",
            "No. There are no marks, no exams and no homework police.",
        ),
    ),
    block(
        "call_to_action",
        title="Would you like to host a circle?",
        text="You need a room, a free evening and some curiosity. The rest is here.",
        button_text="Open the toolkit",
        page=PageLink("toolkit"),
    ),
)

CIRCLES_TITLE = "Learning circles"
CIRCLES_INTRODUCTION = (
    "<p>Take an online course together with neighbours, an hour and a half a week, "
    "with a librarian to keep it going. No fee, no marks, and everyone is welcome.</p>"
)
CIRCLES_BODY: tuple[Block, ...] = (
    block(
        "call_to_action",
        title="Nothing that suits you?",
        text="Read how a circle comes about, and tell your librarian what you miss.",
        button_text="What a learning circle is",
        page=PageLink("what-is-a-learning-circle"),
    ),
)

TOOLKIT_TITLE = "Toolkit"
TOOLKIT_INTRODUCTION = (
    "<p>Guides for librarians and neighbours who want to run a learning circle: from "
    "the first idea to the last cup of tea. Take what you need, and change what does "
    "not fit.</p>"
)

PRESS_TITLE = "Press room"
PRESS_INTRODUCTION = (
    "<p>Announcements for newsrooms, with facts to copy and somebody to ring.</p>"
)
