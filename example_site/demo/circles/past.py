"""Circles that have been: they stay on show, for memory and for reports."""

from datetime import time

from example_site.demo.circles.plan import (
    FRI,
    JUST_TURN_UP,
    MON,
    THU,
    WED,
    Change,
    CirclePlan,
    SignUpPlan,
)
from example_site.demo.content import Picture, paragraph

PAST: tuple[CirclePlan, ...] = (
    CirclePlan(
        slug="spreadsheets-without-tears",
        title="Spreadsheets without tears",
        summary=(
            "Six Mondays with tables, sums and charts. We made a household budget, a "
            "garden plan and a league table."
        ),
        course="excel",
        topics=("computing",),
        facilitators=("marcus",),
        branch="northgate-branch",
        room="Workshop",
        picture=Picture(
            "circle-spreadsheets", "tiles", "mist", "Quarter circles joined in tiles"
        ),
        weekdays=(MON,),
        start=time(18),
        minutes=90,
        starts_in=-70,
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
                "Eleven people began and nine were there at the end. The files that "
                "we made are on the workshop's computers."
            ),
        ),
        sign_up=SignUpPlan(capacity=12, taken=11),
        shows=("completed", "closed"),
    ),
    CirclePlan(
        slug="a-warmer-river",
        title="A warmer river: the science of climate",
        summary="Eight Thursdays on what warms the planet and how we know.",
        course="global-warming",
        topics=("science",),
        facilitators=("priya",),
        branch="riverside-branch",
        room="Reading Room",
        picture=Picture(
            "circle-climate", "waves", "river", "A sailing boat on broad waves"
        ),
        weekdays=(THU,),
        start=time(18),
        minutes=90,
        starts_in=-98,
        meeting_titles=(
            "Heat and light",
            "The layer that keeps us warm",
            "Carbon, in and out",
            "Water and clouds",
            "What the ice remembers",
            "The river's own records",
            "Models and their limits",
            "What can be done here",
        ),
        body=(
            paragraph(
                "In the sixth meeting we compared the course with a century of flood "
                "marks on the old ferry office. The list is in the local history "
                "room."
            ),
        ),
        sign_up=JUST_TURN_UP,
        shows=("completed", "closed"),
        changes=(Change(4, "cancelled", "Snow: all branches were closed."),),
    ),
    CirclePlan(
        slug="lunchbox",
        title="Lunchbox: what children eat",
        summary=(
            "Parents, grandparents and a rice cooker: five Fridays about food for "
            "children."
        ),
        course="child-nutrition",
        topics=("health",),
        facilitators=("hannah",),
        branch="riverside-branch",
        room="Kitchen corner",
        picture=Picture(
            "circle-lunchbox", "garden", "rose", "A row of plants with fruit"
        ),
        weekdays=(FRI,),
        start=time(11),
        minutes=75,
        starts_in=-62,
        meeting_titles=(
            "Breakfast",
            "The lunchbox",
            "Vegetables, again",
            "Sugar, read from the label",
            "Cooking with them",
        ),
        body=(
            paragraph(
                "Children played in sight while we talked. The recipes hang in the "
                "kitchen corner; take a copy."
            ),
        ),
        sign_up=SignUpPlan(capacity=10, taken=10, waiting_list=True, waiting=2),
        shows=("completed", "closed"),
    ),
    CirclePlan(
        slug="big-questions",
        title="Big questions, small table",
        summary="Seven Wednesdays of philosophy for people with no time for it.",
        course="philosophy",
        topics=("writing",),
        facilitators=("ruth",),
        branch="central-library",
        room="Reading Room",
        picture=Picture(
            "circle-philosophy", "lamps", "plum", "Hanging lamps over a long table"
        ),
        weekdays=(WED,),
        start=time(12, 15),
        minutes=60,
        starts_in=-126,
        meeting_titles=(
            "What is philosophy?",
            "Do we know anything?",
            "Minds and machines",
            "Right and wrong",
            "Should you believe what you hear?",
            "Time travel",
            "Our own question",
        ),
        body=(
            paragraph(
                "We met in the lunch hour, with sandwiches. The last question, chosen "
                "by vote: may a library ever throw a book away?"
            ),
        ),
        sign_up=JUST_TURN_UP,
        shows=("completed", "closed"),
    ),
)
