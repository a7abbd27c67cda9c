"""Circles that have begun and that people join without our list."""

from datetime import time

from example_site.demo.circles.plan import (
    JUST_TURN_UP,
    MON,
    SAT,
    THU,
    TUE,
    WED,
    Change,
    CirclePlan,
    SignUpPlan,
)
from example_site.demo.content import Picture, checklist, paragraph

DROP_IN: tuple[CirclePlan, ...] = (
    CirclePlan(
        slug="money-matters",
        title="Money matters, over coffee",
        summary=(
            "Budgets, debts and savings, one Saturday morning at a time. Bring "
            "questions; leave your numbers at home if you prefer."
        ),
        course="managing-my-money",
        topics=("money",),
        facilitators=("joe",),
        branch="riverside-branch",
        room="Reading Room",
        picture=Picture(
            "circle-money", "steps", "dusk", "Steps that rise, with coins and plants"
        ),
        weekdays=(SAT,),
        start=time(10, 30),
        minutes=75,
        starts_in=-17,
        meeting_titles=(
            "Where does it go?",
            "A budget that survives February",
            "Debts, from cheap to dear",
            "Saving for something",
            "A home",
            "Later in life",
            "Insurance in plain words",
            "What we will do differently",
        ),
        body=(
            paragraph(
                "No sign-up, no fee, no selling. We do the worksheets of the course "
                "with made-up households, so that nobody has to talk about their own.",
                "The course comes from Britain. Where its rules differ from ours, we "
                "look ours up together and keep a list at the desk.",
            ),
        ),
        sign_up=JUST_TURN_UP,
        shows=("in_progress", "none"),
    ),
    CirclePlan(
        slug="first-clicks",
        title="First clicks: a computer from the beginning",
        summary=(
            "For people who have never used a computer, or never liked it. Two short "
            "mornings a week, at your own speed."
        ),
        course="computer-basics",
        topics=("computing",),
        facilitators=("marcus", "hannah"),
        branch="eastside-branch",
        room="Computer corner",
        picture=Picture(
            "circle-first-clicks", "tiles", "garden", "Quarter circles joined in tiles"
        ),
        weekdays=(MON, WED),
        start=time(10),
        minutes=60,
        starts_in=-12,
        meeting_titles=(
            "On, off, and what the lights mean",
            "The mouse is a tool",
            "Windows that are not windows",
            "Files and where they hide",
            "The keyboard",
            "The internet, carefully",
            "E-mail to a friend",
            "Your own wish",
        ),
        body=(
            paragraph(
                "We have eight computers and plenty of patience. Each lesson of the "
                "course is a few minutes long; then we try it, twice, and help one "
                "another."
            ),
            checklist(
                "You need",
                "Reading glasses, if you use them",
                "No computer of your own",
                "No e-mail address: we make one in the seventh meeting",
            ),
        ),
        sign_up=JUST_TURN_UP,
        shows=("in_progress", "none"),
        changes=(Change(6, "moved", "A day later, same time.", days_later=1),),
    ),
    CirclePlan(
        slug="english-twice-a-week",
        title="English twice a week",
        summary=(
            "Listen, speak and laugh in English. For beginners; the play corner is "
            "open, and children are welcome."
        ),
        course="usa-learns",
        topics=("languages",),
        facilitators=("ines",),
        branch="eastside-branch",
        room="Orchard Room",
        picture=Picture(
            "circle-english", "voices", "garden", "Speech bubbles in several greens"
        ),
        weekdays=(TUE, THU),
        start=time(9, 30),
        minutes=75,
        starts_in=-16,
        meeting_titles=(
            "Hello!",
            "Family",
            "At the shop",
            "At the clinic",
            "On the bus",
            "The weather",
            "At school",
            "On the telephone",
            "Looking for work",
            "Past and future",
            "Telling a story",
            "Our own class book",
        ),
        body=(
            paragraph(
                "We watch a scene, say it after the actors, then play it with our own "
                "words. Mistakes are how we know that somebody is trying.",
                "Sign-up is on the library's calendar, in English and in Spanish.",
            ),
        ),
        sign_up=SignUpPlan(
            backend="external", link="https://events.riverbend.example/english"
        ),
        shows=("in_progress", "external"),
    ),
    CirclePlan(
        slug="citizenship-table",
        title="The citizenship table",
        summary=(
            "Get ready for the naturalization test together. Come when you can; the "
            "table is there every Tuesday."
        ),
        course="citizenship",
        topics=("society", "languages"),
        facilitators=("ines",),
        branch="eastside-branch",
        room="Orchard Room",
        picture=Picture(
            "circle-citizenship", "bridge", "mist", "A bridge of arches over a river"
        ),
        weekdays=(TUE,),
        start=time(17),
        minutes=90,
        starts_in=-38,
        meeting_titles=(
            "How the test works",
            "Principles of democracy",
            "How government works",
            "Rights and duties",
            "Colonial times and independence",
            "The 1800s",
            "Recent history",
            "Reading and writing aloud",
            "A practice interview",
            "Questions to somebody who has done it",
        ),
        body=(
            paragraph(
                "We use the official study materials, which are free. This is a study "
                "group, not legal advice: for your own case, see an accredited "
                "representative; the desk has a list."
            ),
        ),
        sign_up=JUST_TURN_UP,
        shows=("in_progress", "none"),
    ),
)
