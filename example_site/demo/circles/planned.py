"""Circles of the coming season."""

from datetime import time

from example_site.demo.circles.plan import (
    JUST_TURN_UP,
    SAT,
    THU,
    TUE,
    WED,
    Change,
    CirclePlan,
    SignUpPlan,
)
from example_site.demo.content import Picture, paragraph

PLANNED: tuple[CirclePlan, ...] = (
    CirclePlan(
        slug="first-steps-in-computer-science",
        title="First steps in computer science",
        summary=(
            "The famous first course, in company: two evenings a week, four weeks, "
            "and nobody left behind."
        ),
        course="cs50",
        topics=("computing",),
        facilitators=("marcus", "priya"),
        branch="northgate-branch",
        room="Workshop",
        picture=Picture(
            "circle-cs", "circuit", "forest", "Lines with nodes around a small screen"
        ),
        weekdays=(TUE, THU),
        start=time(18, 30),
        minutes=120,
        starts_in=37,
        meeting_titles=(
            "How a machine counts",
            "Scratch",
            "Our first lines of C",
            "Arrays",
            "Searching and sorting",
            "Memory",
            "Python, at last",
            "What next?",
        ),
        body=(
            paragraph(
                "CS50 is long and not easy. In four weeks we take its first part, and "
                "whoever wants to goes on; the workshop stays free on Thursdays.",
                "There are twelve computers. No experience is needed, but do bring "
                "patience with yourself.",
            ),
        ),
        sign_up=SignUpPlan(capacity=12, waiting_list=True, opens_in=6),
        shows=("upcoming", "opens_later"),
    ),
    CirclePlan(
        slug="a-winter-sky",
        title="The sky over Riverbend",
        summary=(
            "Stars, planets and a telescope on the roof. Evenings that begin indoors "
            "and end outside."
        ),
        course="astronomy",
        topics=("science",),
        facilitators=("priya",),
        branch="northgate-branch",
        room="Workshop and roof",
        picture=Picture(
            "circle-sky", "night", "dusk", "A night sky with constellations over roofs"
        ),
        weekdays=(WED,),
        start=time(19),
        minutes=105,
        starts_in=44,
        meeting_titles=(
            "Finding north",
            "The moon",
            "Planets",
            "How far is far?",
            "Lives of stars",
            "Galaxies",
            "Are we alone?",
        ),
        body=(
            paragraph(
                "If the sky is clear we go up after the film; the lift reaches the "
                "roof. If not, there is cocoa and a planetarium programme.",
            ),
        ),
        sign_up=SignUpPlan(capacity=18, waiting_list=True, opens_in=14),
        shows=("upcoming", "opens_later"),
        changes=(
            Change(4, "moved", "Moved because of the branch's festival.", days_later=1),
        ),
    ),
    CirclePlan(
        slug="learning-how-to-learn",
        title="Learning how to learn",
        summary=(
            "For people who go back to school, and for people who sit beside them. "
            "Four evenings."
        ),
        course="learning-how-to-learn",
        topics=("learning",),
        facilitators=("ruth",),
        branch="central-library",
        room="Reading Room",
        picture=Picture(
            "circle-learn", "table", "amber", "A round table with books and chairs"
        ),
        weekdays=(TUE,),
        start=time(18),
        minutes=90,
        starts_in=27,
        meeting_titles=(
            "Two ways of thinking",
            "Chunks",
            "Putting it off",
            "Tests without fear",
        ),
        body=(
            paragraph(
                "We host this circle together with the college's evening school, "
                "which keeps the list of who comes.",
            ),
        ),
        sign_up=SignUpPlan(
            backend="external", link="https://events.riverbend.example/learn"
        ),
        shows=("upcoming", "external"),
    ),
    CirclePlan(
        slug="spreadsheets-on-saturday",
        title="Spreadsheets on Saturday",
        summary="The circle that everybody asked to have again, now in the morning.",
        course="excel",
        topics=("computing", "money"),
        facilitators=("marcus",),
        branch="northgate-branch",
        room="Workshop",
        picture=Picture(
            "circle-spreadsheets-2", "tiles", "river", "Quarter circles joined in tiles"
        ),
        weekdays=(SAT,),
        start=time(10, 30),
        minutes=90,
        starts_in=30,
        meeting_titles=(
            "Cells, rows, columns",
            "Sums that follow along",
            "Sorting and filtering",
            "Charts",
            "Mistakes and how to find them",
            "Your own table",
        ),
        body=(
            paragraph(
                "Bring a list that you keep on paper: a club's members, the garden, "
                "the car. By the sixth Saturday it is a spreadsheet.",
            ),
        ),
        sign_up=SignUpPlan(capacity=12, taken=3, waiting_list=True),
        shows=("upcoming", "open"),
    ),
    CirclePlan(
        slug="speaking-up-at-noon",
        title="Speaking up at noon",
        summary=(
            "Our public speaking circle for people who work in the evening. With a "
            "sign language interpreter in every meeting."
        ),
        course="public-speaking",
        topics=("learning",),
        facilitators=("ines", "ruth"),
        branch="eastside-branch",
        room="Orchard Room",
        picture=Picture(
            "circle-noon", "voices", "plum", "Speech bubbles of several sizes"
        ),
        weekdays=(WED,),
        start=time(12),
        minutes=75,
        starts_in=65,
        meeting_titles=(
            "Names, hopes, and one minute each",
            "What makes a talk easy to follow",
            "Body and breath",
            "Telling a story",
            "Questions from the floor",
            "Five minutes each, and cake",
        ),
        body=(
            paragraph(
                "The same circle as in the evening, in six meetings, with room for "
                "those who speak with their hands. Interpreters are booked for all "
                "dates.",
            ),
        ),
        sign_up=SignUpPlan(capacity=12, waiting_list=True),
        shows=("upcoming", "open"),
    ),
    CirclePlan(
        slug="why-we-dream",
        title="Why we dream, forget and fear",
        summary="Nine evenings with a university's lectures about the mind.",
        course="psychology",
        topics=("science", "health"),
        facilitators=("hannah", "joe"),
        branch="central-library",
        room="Reading Room",
        picture=Picture(
            "circle-mind", "trees", "dusk", "Round trees with rings in their crowns"
        ),
        weekdays=(THU,),
        start=time(18),
        minutes=90,
        starts_in=58,
        meeting_titles=(
            "The brain in a hurry",
            "Seeing is guessing",
            "Remembering",
            "Forgetting",
            "Fear",
            "Dreams",
            "Other people",
            "Happiness",
            "What we would ask the professor",
        ),
        body=(
            paragraph(
                "Just come. We watch half a lecture, stop it, and say what we think "
                "comes next; then we watch the other half.",
            ),
        ),
        sign_up=JUST_TURN_UP,
        shows=("upcoming", "none"),
    ),
)
