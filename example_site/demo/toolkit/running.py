"""Guides for the meetings themselves."""

from example_site.demo.content import (
    PageLink,
    Picture,
    activity,
    agenda,
    bullets,
    callout,
    checklist,
    heading,
    paragraph,
    resource,
    resources,
    step,
    steps,
    template,
)
from example_site.demo.toolkit.plan import GuidePlan

RUNNING: tuple[GuidePlan, ...] = (
    GuidePlan(
        slug="first-meeting",
        title="The first meeting",
        summary=(
            "Ninety minutes after which people know one another's names, have begun "
            "the course, and want to come back."
        ),
        stage="run",
        roles=("facilitator",),
        minutes=30,
        picture=Picture(
            "guide-first", "table", "forest", "A round table with books and cups"
        ),
        materials=(
            "Name cards and a thick pen",
            "Sign-in sheet",
            "The first lesson, open on the screen",
            "Something warm to drink",
        ),
        body=(
            agenda(
                "Ninety minutes",
                (10, "Arriving", "Tea, name cards, a hand for the wireless network."),
                (15, "Names and hopes", "One minute each. You begin, briefly."),
                (10, "How we do it", "What a circle is; agree on three rules."),
                (30, "The first lesson", "Watch half, stop, talk in pairs, go on."),
                (15, "What did we see?", "One thing that was new, one question."),
                (5, "Until next week", "Who does what; how to reach one another."),
                (5, "Plus and delta", "What was good; what to change."),
            ),
            activity(
                "Names and hopes",
                "both",
                15,
                "a clock that all can see",
                "<p>Each person says a name, and ends the sentence: <i>In six weeks I "
                "would like to be able to …</i> Write the endings on one sheet and "
                "keep it for the last meeting. Whoever wants to may pass.</p>",
            ),
            activity(
                "Three rules",
                "both",
                10,
                "a large sheet",
                "<p>Ask: <i>What do you need, to say something here that you are not "
                "sure of?</i> Collect, choose three, write them up, hang them there "
                "every week.</p>",
            ),
            callout(
                "tip",
                "Talk less than a third",
                "Watch the clock for your own voice. If you speak more than thirty "
                "minutes of the ninety, ask a question and sit down.",
            ),
            template(
                "The morning after",
                "email",
                "Hello everyone,\n\nthank you for coming on [date of our evening]. We "
                "watched "
                "[lesson], and the question that stayed was: [question].\n\nFor "
                "[next date]: [what to watch or to try], about [number] minutes. If "
                "you don't get to it, come anyway.\n\nWe meet again at [start time] in "
                "[venue].\n\n[facilitator]",
                subject="Until [next date]",
            ),
            resources(
                "Next",
                resource(
                    "guide",
                    "Facilitate without being an expert",
                    "What to do when you know as little as they do.",
                    PageLink("facilitate-without-being-an-expert"),
                ),
                resource(
                    "guide",
                    "When it goes quiet",
                    "Silence, a talker, an empty chair.",
                    PageLink("when-it-goes-quiet"),
                ),
            ),
        ),
    ),
    GuidePlan(
        slug="facilitate-without-being-an-expert",
        title="Facilitate without being an expert",
        summary="Questions, habits and sentences that let a group teach itself.",
        stage="run",
        roles=("facilitator",),
        minutes=25,
        picture=Picture(
            "guide-facilitate", "threads", "mist", "Threads that meet in a knot"
        ),
        materials=("A pencil", "A clock"),
        body=(
            paragraph(
                "Your three tools are time, turns and questions. The answers are in "
                "the course, in the room, or on the shelf.",
            ),
            agenda(
                "Every week the same",
                (10, "Check-in", "One thing from your week that has to do with it."),
                (35, "The lesson", "Watch or read together, with a stop half way."),
                (25, "Try it", "Do the exercise, in pairs, on paper if you can."),
                (15, "Bring it together", "What is clear, what is not, who finds out."),
                (5, "Plus and delta", "One good thing, one change."),
            ),
            heading("Sentences that help", "sentences"),
            paragraph(
                bullets(
                    "“I don't know either. Where could we look?”",
                    "“What did you see that makes you say so?”",
                    "“Who sees it differently?”",
                    "“Say it once more, for somebody who missed last week.”",
                    "“Let's take two quiet minutes and write.”",
                    "“Thank you. Who has not spoken yet and would like to?”",
                )
            ),
            steps(
                step(
                    "Read the lesson before, with one question in mind",
                    paragraph(
                        "Not: do I understand all of it? But: where will we want to "
                        "stop?"
                    ),
                ),
                step(
                    "Stop the film",
                    paragraph(
                        "Ten minutes are the limit. Stop in the middle of a thought "
                        "and let people guess how it goes on."
                    ),
                ),
                step(
                    "Write questions where all can see them",
                    paragraph(
                        "Those that stay open are shared out: one person, one "
                        "question, two minutes next week. You are a librarian: show "
                        "how you would look for it."
                    ),
                ),
                step(
                    "Hand over",
                    paragraph(
                        "From the third meeting on, somebody else opens the meeting. "
                        "From the fifth, somebody else can run it."
                    ),
                ),
            ),
            callout(
                "note",
                "What if somebody really is an expert?",
                "Ask them to hold back for five minutes, then to add one thing. Most "
                "are glad to be learners for once.",
            ),
        ),
    ),
    GuidePlan(
        slug="when-it-goes-quiet",
        title="When it goes quiet, and other difficult moments",
        summary=(
            "What to do when nobody speaks, when one person always does, and when "
            "chairs stay empty."
        ),
        stage="run",
        roles=("facilitator",),
        minutes=20,
        picture=Picture("guide-quiet", "night", "plum", "Stars and a moon over roofs"),
        materials=(),
        body=(
            heading("Silence", "silence"),
            paragraph(
                "Count to ten. It feels long to you and short to them. Then let "
                "people talk to a neighbour for two minutes and ask one pair what "
                "they said."
            ),
            activity(
                "Write, pair, share",
                "both",
                8,
                "paper for everybody",
                "<p>Two minutes alone with a pencil; three minutes in pairs; then "
                "each pair gives one sentence. Works by video too, with small "
                "rooms.</p>",
            ),
            heading("One person talks", "one-person-talks"),
            paragraph(
                "Thank them, sum up in one sentence, look at the other side of the "
                "table. If it goes on, make turns: a spoon goes round, and only who "
                "holds the spoon speaks. In the break say plainly: I need your help "
                "to hear the others."
            ),
            heading("A quarrel, a hurt", "a-quarrel"),
            paragraph(
                "Stop. Name what you saw, not what somebody is. Go back to the three "
                "rules. If a word was meant to wound, say that it has no place here; "
                "the library's rules of conduct hold at this table too, and you may "
                "ask a person to leave. Speak afterwards with both, one at a time."
            ),
            heading("Empty chairs", "empty-chairs"),
            paragraph(
                "Free courses lose people; so will you, and it is no verdict. Write to "
                "whoever was missing, on the next morning, without reproach."
            ),
            template(
                "We missed you",
                "email",
                "Hello [name],\n\nwe missed you on [date that was missed]. We got as "
                "far as "
                "[lesson]; next week is [next topic], and you can join in without "
                "catching up.\n\nIf the circle is not what you hoped for, I would be "
                "glad of a line. And if you would rather give up your place, just say "
                "so: [link].\n\n[facilitator]",
                subject="See you on [next date]?",
            ),
            checklist(
                "If fewer than four are left",
                "Ask them what they would like: most want to go on",
                "Move to a smaller table",
                "Join with another branch's circle for an evening",
                "Shorten it honestly rather than let it fade",
            ),
            callout(
                "important",
                "You are not alone with it",
                "If somebody tells you about danger, illness or despair, you need not "
                "solve it. Listen, and bring in the colleague whom your branch has "
                "named for this. Know that name before the first meeting.",
            ),
        ),
    ),
)
