"""Guides for the end: celebrating, certificates, counting, telling."""

from example_site.demo.content import (
    PageLink,
    Picture,
    activity,
    agenda,
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

CLOSING: tuple[GuidePlan, ...] = (
    GuidePlan(
        slug="wrap-up",
        title="Wrap up: the last meeting and after",
        summary="End in a way that people remember, and help them to go on.",
        stage="wrap_up",
        roles=("facilitator",),
        minutes=30,
        picture=Picture(
            "guide-wrap-up", "dots", "forest", "Rings of dots, nearly all filled"
        ),
        materials=("The sheet of hopes from the first meeting", "Cake"),
        body=(
            agenda(
                "The last ninety minutes",
                (10, "Arriving", "Hang the sheet of hopes where all can see it."),
                (40, "What we made", "Five minutes for whoever wants to show."),
                (15, "Then and now", "Read the hopes. What came true, what else?"),
                (10, "What next", "Another course, another group, a friend to bring."),
                (15, "Thanks and cake", "Everybody thanks one other person."),
            ),
            activity(
                "A letter to the next circle",
                "both",
                10,
                "one large card",
                "<p>Everybody writes one line to the people who will sit here next "
                "season: what to look forward to, what to bring. Keep the card for "
                "their first meeting.</p>",
            ),
            heading("Certificates", "certificates"),
            paragraph(
                "Many courses sell one; nobody needs it. A sheet from the library "
                "with name, topic, dates and your signature is worth having for an "
                "employer, and costs nothing. Say plainly what it states: that this "
                "person took part.",
            ),
            template(
                "Words for a certificate",
                "poster",
                "[name]\n\ntook part in the learning circle [topic]\nat [venue], from "
                "[first date] to [last date]\n([number] of [number of meetings] "
                "meetings).\n\nThe circle "
                "worked through [course] by [provider].\n\n[facilitator], [library]",
            ),
            template(
                "The last message",
                "email",
                "Dear all,\n\nthank you for [number] [weekday]s. I attach what we "
                "made, for those who said yes.\n\nThree ways on: [next circle]; "
                "[course that fits]; [place where the group meets].\n\nWould you "
                "answer four short questions? [link] It takes two minutes and helps "
                "the next circle.\n\n[facilitator]",
                subject="Thank you, and three ways on",
            ),
            checklist(
                "In the week after",
                "Write the last message",
                "Hand out or send the certificates",
                "Give back keys, cables and the kettle",
                "Delete lists of addresses that you kept yourself",
                "Tell your colleagues one story",
            ),
            resources(
                "Next",
                resource(
                    "guide",
                    "Evaluate and report",
                    "Four questions, a few numbers, two pages.",
                    PageLink("evaluate-and-report"),
                ),
                resource(
                    "guide",
                    "Choose a course",
                    "For those who want to go on at once.",
                    PageLink("choose-a-course"),
                ),
            ),
        ),
    ),
    GuidePlan(
        slug="evaluate-and-report",
        title="Evaluate and report",
        summary=(
            "Find out whether it was worth it, with four questions to learners, six "
            "numbers, and one honest conversation."
        ),
        stage="wrap_up",
        roles=("organiser", "facilitator"),
        minutes=50,
        picture=Picture(
            "guide-evaluate", "steps", "garden", "Steps that rise, with small plants"
        ),
        materials=("The sign-in sheets", "Last season's report, if there is one"),
        body=(
            steps(
                step(
                    "Ask learners four questions",
                    paragraph(
                        "<ol><li>What can you do now that you could not do before?"
                        "</li><li>What kept you coming, or kept you away?</li><li>What "
                        "should we change?</li><li>Would you come again, and for "
                        "what?</li></ol>",
                        "On paper in the last meeting, without names. Five minutes, "
                        "while you fetch the cake.",
                    ),
                ),
                step(
                    "Count six things",
                    checklist(
                        "For each circle",
                        "Places offered",
                        "People who signed up",
                        "People who came at least once",
                        "People who came to half of the meetings or more",
                        "People on the waiting list",
                        "Hours of staff time, honestly",
                    ),
                    callout(
                        "important",
                        "Count heads, not people",
                        "You need sums, not files on persons. Never report so few "
                        "people that one can be recognised; below five, say “fewer "
                        "than five”.",
                    ),
                ),
                step(
                    "Talk with the facilitators",
                    paragraph(
                        "Half an hour: What surprised you? When did it flow? What "
                        "would you never do again?"
                    ),
                ),
                step(
                    "Write two pages",
                    paragraph(
                        bullets(
                            "what we did, in three lines",
                            "the six numbers, beside last season's",
                            "two stories, told with permission",
                            "what we will change",
                            "what we ask for",
                        )
                    ),
                ),
            ),
            timeline(
                "After the first meeting",
                when(3, "weeks", "after", "A short talk half way: stay or change?"),
                when(6, "weeks", "after", "Four questions, on paper"),
                when(8, "weeks", "after", "Numbers in, facilitators' talk"),
                when(10, "weeks", "after", "Two pages to the director and the desks"),
            ),
            faq(
                "What directors ask",
                (
                    "Eight of twelve finished. Is that good?",
                    "Yes. Most people who begin a free course alone never finish it. "
                    "Ask the four who left: some will have got what they came for.",
                ),
                (
                    "Did anybody find work through it?",
                    "Ask after three months, of those who agreed to be asked. Tell "
                    "the story, not a rate.",
                ),
                (
                    "What did it cost for each person?",
                    "Hours of staff time divided by people who came to half or more. "
                    "Say it together with what another programme costs.",
                ),
            ),
            template(
                "After three months",
                "email",
                "Hello [name],\n\nin [month] you were in our circle [topic], and you "
                "said that we may ask: has anything come of it? One line is enough, "
                "and so is none.\n\nThe next season begins on [date of the next "
                "season]: [web address]\n\n"
                "[facilitator]",
                subject="Three months after [topic]",
            ),
            resources(
                "See also",
                resource(
                    "guide",
                    "Start a programme",
                    "Use what you found when you plan the next season.",
                    PageLink("start-a-programme"),
                ),
            ),
        ),
        reviewed_in=-380,
        review_due_in=-15,
    ),
)
