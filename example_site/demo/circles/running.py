"""Circles that have begun, with sign-up."""

from datetime import time

from example_site.demo.circles.plan import (
    MON,
    THU,
    TUE,
    WED,
    Change,
    CirclePlan,
    SignUpPlan,
)
from example_site.demo.content import Picture, bullets, checklist, faq, paragraph

RUNNING: tuple[CirclePlan, ...] = (
    CirclePlan(
        slug="speaking-up",
        title="Speaking up: public speaking from scratch",
        summary=(
            "Practise talking to a room that wishes you well. Two minutes a week, "
            "standing or sitting, and nobody is filmed."
        ),
        course="public-speaking",
        topics=("learning",),
        facilitators=("ruth",),
        branch="central-library",
        room="Lamp Room, second floor",
        picture=Picture(
            "circle-speaking-up", "voices", "river", "Speech bubbles of several sizes"
        ),
        weekdays=(WED,),
        start=time(18),
        minutes=90,
        starts_in=-24,
        meeting_titles=(
            "Names, hopes, and one minute each",
            "What makes a talk easy to follow",
            "Body and breath",
            "Telling a story",
            "Explaining something you know well",
            "Questions from the floor",
            "Five minutes each, and cake",
        ),
        body=(
            paragraph(
                "We watch one lesson of the course together, talk it over, and then "
                "try it out. Each evening everybody speaks for two minutes. You "
                "choose the subject: your street, your job, your tomatoes.",
                "Nobody here is a trainer. We applaud first, name one thing that "
                "worked, and only then, if you ask, one thing to try next time.",
            ),
            checklist(
                "Good to have with you",
                "Something to write with",
                "An object that you can say something about",
                "Headphones, if you have your own",
            ),
            faq(
                "Questions we hear",
                (
                    "I am very nervous. Is this for me?",
                    "Yes. Most of us are. You may pass whenever you like, for as many "
                    "weeks as you like.",
                ),
                (
                    "May I still join?",
                    "Yes. Each evening stands on its own; we tell you in two minutes "
                    "what you missed.",
                ),
            ),
        ),
        sign_up=SignUpPlan(capacity=12, taken=10, waiting_list=True),
        shows=("in_progress", "open"),
        changes=(
            Change(5, "cancelled", "The library is closed for staff training."),
            Change(6, "moved", "Moved from Wednesday to Thursday.", days_later=1),
        ),
    ),
    CirclePlan(
        slug="what-machines-learn",
        title="What machines can learn, and what they can't",
        summary=(
            "Artificial intelligence without the noise: an evening a week with a "
            "course for everybody, on paper as much as on screens."
        ),
        course="elements-of-ai",
        topics=("computing", "society"),
        facilitators=("marcus",),
        branch="northgate-branch",
        room="Workshop",
        picture=Picture(
            "circle-ai", "circuit", "dusk", "Lines with nodes around a small screen"
        ),
        weekdays=(TUE,),
        start=time(18, 30),
        minutes=90,
        starts_in=-31,
        meeting_titles=(
            "What is AI, and what only sounds like it?",
            "Searching and playing games",
            "Chances: Bayes with coins and beads",
            "Machine learning on paper",
            "Neural networks with string",
            "What follows for us, here",
        ),
        body=(
            paragraph(
                "The course takes about five hours a week if you do all of it. We do "
                "the main part together: read a section, try its exercise by hand, "
                "and ask what it would mean at the bank, at the clinic, at school.",
                "Join at the branch or by video. Those at home are on the big screen, "
                "and one person in the room keeps an eye on the chat.",
            ),
        ),
        sign_up=SignUpPlan(capacity=16, taken=14, closes_in=-10),
        shows=("in_progress", "closed"),
        format="hybrid",
    ),
    CirclePlan(
        slug="looking-at-photographs",
        title="Looking at photographs",
        summary=(
            "One photograph can fill an hour. Look slowly, say what you see, and find "
            "out how it was made."
        ),
        course="photographs",
        topics=("art-and-music",),
        facilitators=("priya",),
        branch="central-library",
        room="Gallery, first floor",
        picture=Picture(
            "circle-photographs",
            "windows",
            "plum",
            "Arched windows, lit and dark, like frames",
        ),
        weekdays=(THU,),
        start=time(17, 30),
        minutes=90,
        starts_in=-10,
        meeting_titles=(
            "Seeing and looking",
            "Who stands behind the camera",
            "A document, or an opinion?",
            "Portraits",
            "Pictures of pictures",
            "Our own wall",
        ),
        body=(
            paragraph(
                "The course shows works from the museum's collection. We look first, "
                "for ten silent minutes, and only then read what is written about "
                "them. Between meetings everybody takes one picture with whatever "
                "they have; a telephone is fine.",
            ),
        ),
        sign_up=SignUpPlan(capacity=14, taken=6, waiting_list=True),
        shows=("in_progress", "open"),
        changes=(
            Change(
                3, "moved", "One week only, on Friday.", days_later=1, room="Lamp Room"
            ),
        ),
    ),
    CirclePlan(
        slug="start-a-story",
        title="Start a story",
        summary=(
            "Write a page a week and hear it read by a kind voice. In the room or "
            "from home."
        ),
        course="start-writing-fiction",
        topics=("writing",),
        facilitators=("walter", "ruth"),
        branch="riverside-branch",
        room="Ferry Room",
        picture=Picture(
            "circle-story", "pages", "amber", "An open book whose leaves become birds"
        ),
        weekdays=(TUE,),
        start=time(18),
        minutes=120,
        starts_in=-9,
        meeting_titles=(
            "A notebook and a window",
            "Somebody walks in",
            "What they want",
            "What stands in the way",
            "Reading like a writer",
            "Second drafts",
            "Readings, with the lamps low",
        ),
        body=(
            paragraph(
                "The course asks for about three hours a week. Half of that is in our "
                "meetings: a little film, a quiet half hour of writing, and reading "
                "aloud for those who want to."
            ),
            paragraph(
                "House rules, made by the first circle and kept since:",
                bullets(
                    "What is read here stays here.",
                    "We speak of the page, not of the person.",
                    "Nobody has to read.",
                ),
            ),
        ),
        sign_up=SignUpPlan(capacity=10, taken=9, waiting_list=True, waiting_limit=4),
        shows=("in_progress", "open"),
        format="hybrid",
    ),
    CirclePlan(
        slug="algebra-for-grown-ups",
        title="Algebra for grown-ups",
        summary=(
            "The mathematics that school left behind, by video in the evening, for "
            "Riverbend readers who have moved east as well."
        ),
        course="algebra-basics",
        topics=("money",),
        facilitators=("priya",),
        branch=None,
        room="",
        picture=Picture(
            "circle-algebra", "dots", "mist", "Rings of dots, some filled, one next"
        ),
        weekdays=(MON,),
        start=time(19, 30),
        minutes=75,
        starts_in=-20,
        meeting_titles=(
            "Below zero",
            "Letters instead of numbers",
            "Keeping the scales level",
            "Straight lines",
            "Two unknowns",
            "Powers",
            "What it is good for",
        ),
        body=(
            paragraph(
                "We meet by video only. Times are in Eastern Time, because half of us "
                "used to live in Riverbend and now live there. Cameras may stay off; "
                "pencils may not."
            ),
        ),
        sign_up=SignUpPlan(capacity=20, taken=11),
        shows=("in_progress", "open"),
        format="online",
        time_zone="America/New_York",
    ),
)
