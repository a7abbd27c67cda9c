"""Circles that begin within the next weeks."""

from datetime import time

from example_site.demo.circles.plan import (
    FRI,
    MON,
    SUN,
    THU,
    TUE,
    WED,
    CirclePlan,
    SignUpPlan,
)
from example_site.demo.content import Picture, checklist, faq, paragraph

COMING: tuple[CirclePlan, ...] = (
    CirclePlan(
        slug="eat-well",
        title="Eat well on any budget",
        summary=(
            "What the body needs, what the shops want, and six dinners that cost "
            "little. With tasting."
        ),
        course="food-and-health",
        topics=("health",),
        facilitators=("hannah",),
        branch="eastside-branch",
        room="Orchard Room",
        picture=Picture(
            "circle-eat-well", "garden", "amber", "A row of plants with round fruit"
        ),
        weekdays=(WED,),
        start=time(18),
        minutes=90,
        starts_in=6,
        meeting_titles=(
            "Why we eat what we eat",
            "Reading a label",
            "Fats, sugars and fear",
            "Cooking for one, cooking for six",
            "The week's plan",
            "Everybody brings a dish",
        ),
        body=(
            paragraph(
                "The course is a set of short films. We watch two, argue a little, "
                "and then somebody cooks: the room has two plates and a sink.",
                "Tell us about allergies when you sign up. There is always something "
                "without meat and something without nuts.",
            ),
        ),
        sign_up=SignUpPlan(
            capacity=12, taken=12, waiting_list=True, waiting_limit=10, waiting=3
        ),
        shows=("upcoming", "waiting_list"),
    ),
    CirclePlan(
        slug="refugee-rights",
        title="Refugee rights: an introduction",
        summary=(
            "Who is a refugee, what the law promises, and what that means in our own "
            "town."
        ),
        course="rights-of-refugees",
        topics=("society",),
        facilitators=("odile", "ines"),
        branch="central-library",
        room="Reading Room",
        picture=Picture(
            "circle-refugees",
            "threads",
            "river",
            "Threads from many sides that meet in a knot",
        ),
        weekdays=(TUE,),
        start=time(18),
        minutes=90,
        starts_in=4,
        meeting_titles=(
            "Words and numbers",
            "The convention of 1951",
            "Crossing a border",
            "Living in between",
            "Neighbours",
            "What one person can do",
            "Speaking up for others",
            "A table for everyone",
        ),
        body=(
            paragraph(
                "The course was made by Amnesty International and is free to follow. "
                "Some of us have come to Riverbend as refugees, some were born round "
                "the corner. Nobody is asked to tell their own story.",
            ),
            faq(
                "Questions we hear",
                (
                    "Is there homework?",
                    "One lesson a week, about two hours. You can do it at the library "
                    "on any afternoon.",
                ),
                (
                    "Can somebody interpret?",
                    "For Spanish and French, yes, every week. For other languages ask "
                    "us a week ahead.",
                ),
            ),
        ),
        sign_up=SignUpPlan(capacity=14, taken=5, waiting_list=True),
        shows=("upcoming", "open"),
    ),
    CirclePlan(
        slug="happier-perhaps",
        title="Happier, perhaps",
        summary=(
            "A famous course about well-being, tested by ordinary people on ordinary "
            "weeks."
        ),
        course="well-being",
        topics=("health",),
        facilitators=("ruth",),
        branch="central-library",
        room="Lamp Room, second floor",
        picture=Picture("circle-happier", "hills", "garden", "Hills under a low sun"),
        weekdays=(THU,),
        start=time(12, 15),
        minutes=60,
        starts_in=12,
        meeting_titles=(
            "What we think will help",
            "Why we are wrong about it",
            "Sleep",
            "Kindness",
            "Time instead of things",
            "Walking and talking",
            "What stays",
        ),
        body=(
            paragraph(
                "Seven lunch hours, one small practice each. We report to one another "
                "honestly, and when a practice does nothing we say so.",
            ),
        ),
        sign_up=SignUpPlan(capacity=16, taken=16),
        shows=("upcoming", "full"),
    ),
    CirclePlan(
        slug="safe-online",
        title="Safe online, in three evenings",
        summary="Passwords, fraud and privacy, for households of every kind.",
        course="cyber-security",
        topics=("computing",),
        facilitators=("marcus",),
        branch="northgate-branch",
        room="Workshop",
        picture=Picture(
            "circle-safe", "circuit", "river", "Lines with nodes around a small screen"
        ),
        weekdays=(MON,),
        start=time(18, 30),
        minutes=90,
        starts_in=10,
        meeting_titles=(
            "Passwords you can keep",
            "Messages that want your money",
            "Who knows what about you",
        ),
        body=(
            paragraph(
                "We leave each evening with one thing done, not one thing learned: a "
                "password changed, a setting closed, an account deleted.",
            ),
            checklist(
                "Please bring",
                "Your telephone, charged",
                "Its password or code",
                "A small notebook",
            ),
        ),
        sign_up=SignUpPlan(capacity=12, taken=8, closes_in=-1),
        shows=("upcoming", "closed"),
    ),
    CirclePlan(
        slug="three-chords",
        title="Three chords",
        summary=(
            "Learn the guitar with others who can't play it yet. Ten instruments to "
            "borrow."
        ),
        course="guitar",
        topics=("art-and-music",),
        facilitators=("joe",),
        branch="riverside-branch",
        room="Ferry Room",
        picture=Picture(
            "circle-guitar", "notes", "forest", "Five bending lines with notes on them"
        ),
        weekdays=(FRI,),
        start=time(18),
        minutes=75,
        starts_in=17,
        meeting_titles=(
            "Holding it",
            "The first chord",
            "The second",
            "In time",
            "The third",
            "A song, whole",
        ),
        body=(
            paragraph(
                "Say when you sign up whether you need an instrument, and whether you "
                "play with the left hand; we have two of those.",
            ),
        ),
        sign_up=SignUpPlan(
            capacity=8, taken=8, waiting_list=True, waiting_limit=4, waiting=4
        ),
        shows=("upcoming", "full"),
    ),
    CirclePlan(
        slug="right-and-wrong",
        title="Right and wrong, by video",
        summary=(
            "A celebrated course about justice, talked over from your own kitchen "
            "every Sunday evening."
        ),
        course="justice",
        topics=("society", "writing"),
        facilitators=("odile",),
        branch=None,
        room="",
        picture=Picture(
            "circle-justice", "screens", "mist", "Faces in tiles on a big screen"
        ),
        weekdays=(SUN,),
        start=time(19),
        minutes=75,
        starts_in=13,
        meeting_titles=(
            "The runaway trolley",
            "The greatest good",
            "Whose body, whose work?",
            "A price for everything?",
            "Duty",
            "What is fair",
            "The good life",
        ),
        body=(
            paragraph(
                "Watch the lecture when it suits you. On Sunday we take three of its "
                "questions and change sides half way, on purpose.",
            ),
        ),
        sign_up=SignUpPlan(),
        shows=("upcoming", "open"),
        format="online",
        time_zone="America/Chicago",
    ),
)
