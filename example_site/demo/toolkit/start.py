"""Guides to begin with: what a circle is, and how a library starts."""

from example_site.demo.content import (
    PageLink,
    Picture,
    bullets,
    callout,
    checklist,
    faq,
    glossary,
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

START: tuple[GuidePlan, ...] = (
    GuidePlan(
        slug="what-is-a-learning-circle",
        title="What a learning circle is, and what it is not",
        summary=(
            "Ten minutes after reading this you can explain a learning circle to a "
            "colleague, a neighbour or your director."
        ),
        stage="plan",
        roles=("facilitator", "organiser", "promoter"),
        minutes=10,
        picture=Picture(
            "guide-what", "table", "river", "A round table with chairs, from above"
        ),
        materials=(),
        body=(
            paragraph(
                "A learning circle is a small group that takes a free online course "
                "together, at a table, about an hour and a half a week for six to "
                "eight weeks. The course brings the knowledge. The library brings "
                "the table, the screen and a person who keeps the group going.",
            ),
            heading("Three things make it work", "three-things"),
            paragraph(
                bullets(
                    "<b>A course that anybody may take.</b> Free from the first "
                    "lesson to the last, with no exam that costs money.",
                    "<b>A group that expects you.</b> People finish what others "
                    "notice. Eight to fourteen is a good number.",
                    "<b>A facilitator who is no teacher.</b> You open the door, watch "
                    "the clock, and ask the next question.",
                )
            ),
            callout(
                "note",
                "Not a class",
                "Nobody lectures, marks or tests. If a learner knows more than the "
                "facilitator, all the better.",
            ),
            faq(
                "What colleagues ask",
                (
                    "Do I have to know the subject?",
                    "No. It often goes better if you don't: you ask what everybody "
                    "wants to ask. See "
                    '<a href="{page:facilitate-without-being-an-expert}">how to '
                    "facilitate without being an expert</a>.",
                ),
                (
                    "How much of my time does it take?",
                    "For the first circle about three hours a week, the meeting "
                    "included. For the second about two.",
                ),
                (
                    "What does it cost?",
                    "A room that you have, paper, and something warm to drink. The "
                    "courses are free.",
                ),
                (
                    "Who comes?",
                    "People between jobs, people after work, people who left school "
                    "early, people who never stopped. Mostly they come for the "
                    "subject and stay for one another.",
                ),
            ),
            glossary(
                "Words we use",
                ("Circle", "One group, one course, one row of meetings."),
                ("Course", "The free online course that the circle works through."),
                (
                    "Facilitator",
                    "The person who hosts the circle, often a librarian.",
                ),
                ("Learner", "Whoever takes part. We don't say student or user."),
                ("Meeting", "One gathering; usually ninety minutes."),
                (
                    "Check-in",
                    "A short round at the beginning: everybody says one thing.",
                ),
                (
                    "Plus and delta",
                    "A round at the end: what was good, what to change.",
                ),
            ),
            resources(
                "Where to go from here",
                resource(
                    "guide",
                    "Start a programme",
                    "For those who plan for a whole library.",
                    PageLink("start-a-programme"),
                ),
                resource(
                    "guide",
                    "Choose a course",
                    "For those who have a room and a wish.",
                    PageLink("choose-a-course"),
                ),
            ),
        ),
    ),
    GuidePlan(
        slug="start-a-programme",
        title="Start a programme across your branches",
        summary=(
            "From one trial circle to a season that several branches share: whom to "
            "ask, what to decide once, and what to leave to the branches."
        ),
        stage="plan",
        roles=("organiser",),
        minutes=45,
        picture=Picture(
            "guide-programme", "bridge", "dusk", "A bridge of arches over a river"
        ),
        materials=("A calendar of closing days", "The list of rooms and their keys"),
        body=(
            steps(
                step(
                    "Begin with two circles",
                    paragraph(
                        "Two branches, two subjects, two facilitators who talk to "
                        "each other every week. One circle alone teaches you too "
                        "little, five are too many to look after."
                    ),
                ),
                step(
                    "Decide once for everybody",
                    checklist(
                        "Settle these before the first poster",
                        "How people sign up, and who answers them",
                        "How many places a circle has, and whether there is a waiting "
                        "list",
                        "What you keep about learners, and for how long",
                        "Who may cancel a meeting, and how people hear of it",
                        "What you count, and to whom you tell it",
                    ),
                ),
                step(
                    "Leave the rest to the branches",
                    paragraph(
                        "Subject, weekday, hour, tea or coffee. A branch that chose "
                        "its own course will fill its own room."
                    ),
                ),
                step(
                    "Give facilitators an hour a month together",
                    paragraph(
                        "They bring one thing that worked and one that did not. It is "
                        "the best training there is, and it is free."
                    ),
                ),
                step(
                    "Tell what happened",
                    paragraph(
                        "Twice a year, two pages: how many came, what they say, what "
                        "changed. "
                        '<a href="{page:evaluate-and-report}">How to evaluate and '
                        "report</a> has the questions and a form."
                    ),
                ),
            ),
            timeline(
                "A first season",
                when(
                    12,
                    "weeks",
                    "before",
                    "Ask two branches and their heads",
                    "Name one person who holds the threads",
                ),
                when(
                    8,
                    "weeks",
                    "before",
                    "Facilitators choose courses and try the first lesson",
                    "Book the rooms for all dates",
                ),
                when(
                    6,
                    "weeks",
                    "before",
                    "Publish the circles and open sign-up",
                    "Tell every desk what to say when somebody asks",
                ),
                when(
                    2,
                    "weeks",
                    "before",
                    "Call the partners who promised to pass it on",
                    "Test screens, sound and the door code",
                ),
                when(
                    1,
                    "weeks",
                    "after",
                    "Ask both facilitators how it went",
                    "Mend what is easy to mend",
                ),
                when(
                    8,
                    "weeks",
                    "after",
                    "Sit down with the numbers and the stories",
                    "Fix the next season while people still ask for it",
                ),
            ),
            template(
                "To the head of a branch",
                "email",
                "Dear [name],\n\nmay we try a learning circle at [branch]? It is a "
                "study group of about twelve people who take a free online course "
                "together, once a week for [number] weeks, in your [room]. [name of "
                "facilitator] would host it; that takes about three hours a week.\n\n"
                "We bring the course, the sign-up and the posters. We need the room "
                "on [weekday] from [start time] to [end time], the screen, and your "
                "blessing.\n\n"
                "May I ring you on [a day next week]?\n\n[your name]",
                subject="A learning circle at [branch]?",
            ),
            callout(
                "tip",
                "Say no to the seventh circle",
                "A season that is a little too small makes people ask for more. One "
                "that is too large makes facilitators tired.",
            ),
        ),
    ),
)
