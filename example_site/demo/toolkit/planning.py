"""Guides for planning: time, room, and a welcome for everybody."""

from example_site.demo.content import (
    PageLink,
    Picture,
    activity,
    bullets,
    callout,
    checklist,
    faq,
    heading,
    paragraph,
    resource,
    resources,
    step,
    steps,
    template,
    timeline,
)
from example_site.demo.content import row as when
from example_site.demo.toolkit.plan import GuidePlan

PLANNING: tuple[GuidePlan, ...] = (
    GuidePlan(
        slug="find-a-time-and-a-room",
        title="Find a time and a room",
        summary="Fix six to eight dates that hold, in a room where people can talk.",
        stage="plan",
        roles=("facilitator",),
        minutes=30,
        picture=Picture(
            "guide-room", "lamps", "amber", "Hanging lamps over a long table"
        ),
        materials=("The room calendar", "The list of closing days"),
        body=(
            steps(
                step(
                    "Choose an hour that your people have",
                    paragraph(
                        "Six in the evening suits those who work; ten in the morning "
                        "suits parents and night workers. The same weekday every "
                        "week: nobody remembers the other pattern."
                    ),
                ),
                step(
                    "Count the meetings",
                    paragraph(
                        "Six is enough for most courses, eight is the most that "
                        "people promise. Leave out holidays and closing days now; a "
                        "date that moves loses two learners."
                    ),
                ),
                step(
                    "Book the room for fifteen minutes more at each end",
                    checklist(
                        "The room has",
                        "one table, or tables that can be put together",
                        "chairs for everybody and two more",
                        "a screen that all can see, and sound",
                        "sockets within reach, or long leads",
                        "a door that can be closed",
                        "a way in and out after hours, tried by you",
                    ),
                ),
                step(
                    "Set the table as a circle",
                    paragraph(
                        "Everybody should see every face. Put yourself beside the "
                        "door, not beside the screen."
                    ),
                ),
            ),
            timeline(
                "Before the first meeting",
                when(
                    6, "weeks", "before", "Room booked for all dates", "Circle online"
                ),
                when(
                    4,
                    "weeks",
                    "before",
                    "Posters up",
                    "Ask about access needs as sign-ups come in",
                ),
                when(
                    1,
                    "weeks",
                    "before",
                    "Write to everybody who signed up",
                    "Try the screen with the first lesson",
                ),
                when(
                    1,
                    "days",
                    "before",
                    "Print name cards and the sign-in sheet",
                    "Buy milk",
                ),
                when(
                    0,
                    "days",
                    "before",
                    "Be there half an hour early",
                    "Put a sign at the front door",
                ),
            ),
            template(
                "A week before",
                "email",
                "Hello [name],\n\nour learning circle [topic] begins on [first date] "
                "at "
                "[start time] in [venue], [address]. [how to get in].\n\nYou need "
                "nothing. "
                "If you like, bring headphones and something to write with.\n\nIf "
                "you can't come after all, please tell us: somebody is waiting for "
                "your place.\n\nI look forward to meeting you.\n\n[facilitator]",
                subject="[topic] begins on [first date]",
            ),
        ),
    ),
    GuidePlan(
        slug="welcome-everyone",
        title="Welcome everyone: access, children, rides, language",
        summary=(
            "Small arrangements that decide who can come, and words with which to "
            "offer them."
        ),
        stage="plan",
        roles=("facilitator", "organiser", "promoter"),
        minutes=40,
        picture=Picture(
            "guide-welcome", "door", "forest", "An open door out of which light falls"
        ),
        materials=("Your branch's access facts",),
        body=(
            paragraph(
                "Nobody asks for a ramp at a place that never mentions one. Say what "
                "you have, say what you can arrange, and say by when you have to know."
            ),
            heading("Say it on the circle's page", "say-it"),
            checklist(
                "",
                "Step-free way in, and where the lift is",
                "Accessible toilet, and how far",
                "Hearing loop, and where to sit for it",
                "Light, noise, and a quiet room near by",
                "Parking, bus lines, and the last bus home",
                "Play corner, and whether it can be seen from the table",
            ),
            heading("Arrange what you can", "arrange"),
            paragraph(
                bullets(
                    "<b>Children.</b> A play corner in sight of the table is worth "
                    "more than a nursery two floors down. Ask one colleague to be "
                    "near.",
                    "<b>Rides.</b> In the second meeting ask who comes from where. "
                    "Most circles have a full car and an empty seat.",
                    "<b>Language.</b> Turn the captions on. Say hard words twice and "
                    "write them up. Let people talk in pairs in their own language.",
                    "<b>Reading.</b> Read aloud what is on the screen, always, for "
                    "everybody. Then nobody has to ask.",
                    "<b>Screens.</b> Large print and a computer with a screen reader, "
                    "started and tried before the meeting.",
                    "<b>Money.</b> No fees, no books to buy, and nothing that has to "
                    "be printed at home.",
                )
            ),
            template(
                "The one question to ask at sign-up",
                "email",
                "What would help you to take part? For example step-free access, a "
                "seat near the screen, captions, large print, an interpreter, a "
                "place for a child, or somebody to come with. We can promise it if "
                "you tell us by [last day for requests].",
            ),
            activity(
                "Walk the way",
                "in_person",
                20,
                "a pram or a wheelchair, a telephone camera",
                "<p>Go from the bus stop to the table as a visitor would: with "
                "wheels, with a child by the hand, with your glasses off. Photograph "
                "each place where you stop. Mend one of them this week.</p>",
            ),
            faq(
                "Hard cases",
                (
                    "Somebody asks for an interpreter two days before.",
                    "Try, and say honestly whether it will work this time. Offer the "
                    "next meeting and a call before it. Then book ahead for the rest.",
                ),
                (
                    "A learner can't read well and does not say so.",
                    "You need not know who. Read everything aloud, draw, and never "
                    "let people read in turn.",
                ),
            ),
            resources(
                "See also",
                resource(
                    "guide",
                    "Online and hybrid circles",
                    "For those who can't come to the table at all.",
                    PageLink("online-and-hybrid"),
                ),
                resource(
                    "website",
                    "Make your presentations accessible to all",
                    "Advice from the Web Accessibility Initiative.",
                    "https://www.w3.org/WAI/teach-advocate/accessible-presentations/",
                ),
            ),
            callout(
                "tip",
                "Thank people who ask",
                "Whoever tells you what is missing does you a favour, and stands for "
                "three who stayed at home.",
            ),
        ),
    ),
)
