"""The guide for circles that meet by video, wholly or in part."""

from example_site.demo.content import (
    Picture,
    agenda,
    callout,
    checklist,
    paragraph,
    step,
    steps,
    template,
)
from example_site.demo.toolkit.plan import GuidePlan

ONLINE: tuple[GuidePlan, ...] = (
    GuidePlan(
        slug="online-and-hybrid",
        title="Online and hybrid circles",
        summary=(
            "Run a circle by video, or with some at the table and some at home, so "
            "that nobody is a guest."
        ),
        stage="run",
        roles=("facilitator", "organiser"),
        minutes=35,
        picture=Picture(
            "guide-online", "screens", "dusk", "Faces in tiles on a big screen"
        ),
        materials=(
            "A microphone for the middle of the table",
            "A second computer for the chat",
            "A telephone number for those who drop out",
        ),
        body=(
            paragraph(
                "Online alone is easier than hybrid. If you can, choose one. If you "
                "can't, plan for two hosts: one for the room, one for the screen."
            ),
            steps(
                step(
                    "Keep the link private",
                    paragraph(
                        "Only people with a place get it, on the day before. Never "
                        "put it on a poster."
                    ),
                ),
                step(
                    "Open the door early",
                    paragraph(
                        "A quarter of an hour for sound and small talk. Have a "
                        "telephone number that somebody answers."
                    ),
                ),
                step(
                    "Make it shorter",
                    paragraph("Seventy-five minutes with a break after forty."),
                ),
                step(
                    "Give the screen the first word",
                    paragraph(
                        "In every round begin with those at home. Repeat what is said "
                        "far from the microphone."
                    ),
                ),
                step(
                    "Share the same paper",
                    paragraph(
                        "One document that all can write in replaces the large sheet. "
                        "Read it aloud as it grows."
                    ),
                ),
            ),
            agenda(
                "Seventy-five minutes by video",
                (10, "Arriving", "Sound, names, captions on."),
                (25, "The lesson", "Everybody watches on their own, then returns."),
                (5, "Break", "Cameras off, stand up."),
                (20, "Small rooms", "Three people, one question."),
                (10, "Together again", "One sentence from each room."),
                (5, "Plus and delta", "In the chat or aloud."),
            ),
            checklist(
                "Before each meeting",
                "Captions work",
                "Waiting room on, recording off",
                "The course opens for people without an account",
                "Time zone written beside the hour",
                "Somebody holds the chat",
            ),
            template(
                "The day before",
                "email",
                "Hello [name],\n\ntomorrow, [next date], at [start time] [time zone] "
                "we meet at "
                "[link]. The door is open a quarter of an hour before. If you get "
                "stuck, ring "
                "[telephone].\n\nYour camera may stay off. Please don't pass the link "
                "on: it is for people who have a place.\n\n[facilitator]",
                subject="Your link for [topic], tomorrow at [start time] [time zone]",
            ),
            callout(
                "note",
                "Recording",
                "Don't. People say other things when they are recorded. Whoever "
                "missed a meeting gets five lines the next morning.",
            ),
        ),
    ),
)
