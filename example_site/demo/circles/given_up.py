"""Circles that had to be cancelled, one of them before it began."""

from datetime import time

from example_site.demo.circles.plan import THU, WED, Change, CirclePlan, SignUpPlan
from example_site.demo.content import Picture, paragraph

GIVEN_UP: tuple[CirclePlan, ...] = (
    CirclePlan(
        slug="old-letters",
        title="Old letters, old names",
        summary="A daytime circle about reading the papers that families leave.",
        course="genealogy",
        topics=("history",),
        facilitators=("walter",),
        branch="riverside-branch",
        room="Ferry Room",
        picture=Picture(
            "circle-letters", "trees", "stone", "Round trees with rings in their crowns"
        ),
        weekdays=(THU,),
        start=time(14),
        minutes=90,
        starts_in=-18,
        meeting_titles=(
            "What is in the box",
            "Reading the hand",
            "Dates that can't be right",
            "Where to look next",
            "Proof",
            "Writing it down",
        ),
        body=(
            paragraph(
                "We began with two good meetings and had to stop. The circle will be "
                "offered again; until then the local history room is open every "
                "afternoon, and Walter is in it."
            ),
        ),
        sign_up=SignUpPlan(capacity=8, taken=5),
        shows=("cancelled", "closed"),
        cancelled=True,
        held=2,
        cancellation_note=(
            "We are sorry: water has got into the Ferry Room, and the circle ends "
            "here. Everybody who signed up has a place in the next one."
        ),
    ),
    CirclePlan(
        slug="story-of-your-family",
        title="Write the story of your family",
        summary="From a box of papers to ten pages that somebody will read.",
        course="genealogy",
        topics=("history", "writing"),
        facilitators=("walter",),
        branch="riverside-branch",
        room="Ferry Room",
        picture=Picture(
            "circle-family", "family", "rose", "A family tree of small round portraits"
        ),
        weekdays=(WED,),
        start=time(14),
        minutes=120,
        starts_in=12,
        meeting_titles=(
            "One person, one page",
            "Census and church",
            "Ships, trains, roads",
            "Photographs as witnesses",
            "What we can't know",
            "Reading to one another",
        ),
        body=(
            paragraph(
                "This circle was planned for the Ferry Room, which is being dried and "
                "painted. We will offer it again as soon as there is a table to sit "
                "at.",
            ),
        ),
        sign_up=SignUpPlan(capacity=10, taken=6),
        shows=("cancelled", "closed"),
        changes=(Change(1, "cancelled", "The Ferry Room is closed."),),
        cancelled=True,
        cancellation_note=(
            "We are sorry: the Ferry Room is closed for repairs. Everybody who signed "
            "up will hear first when new dates are fixed."
        ),
    ),
)
