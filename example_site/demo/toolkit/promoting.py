"""Guides for telling people: neighbours, partners, newsrooms."""

from example_site.demo.content import (
    PageLink,
    Picture,
    block,
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
)
from example_site.demo.toolkit.plan import GuidePlan

PROMOTING: tuple[GuidePlan, ...] = (
    GuidePlan(
        slug="tell-people",
        title="Tell people",
        summary=(
            "Fill twelve chairs with words that say what happens, when, and that it "
            "is free."
        ),
        stage="promote",
        roles=("promoter", "facilitator"),
        minutes=60,
        picture=Picture(
            "guide-tell", "voices", "mist", "Speech bubbles of several sizes"
        ),
        materials=("The circle's page", "Ten posters", "A list of five partners"),
        body=(
            paragraph(
                "Most people come because somebody whom they know said: this is for "
                "you. Posters remind them of the date."
            ),
            steps(
                step(
                    "Write one sentence",
                    paragraph(
                        "Who it is for, what they will be able to do, when. Without "
                        "the words programme, engage and lifelong. “Learn to speak in "
                        "front of people: six Wednesdays at six, free.”"
                    ),
                ),
                step(
                    "Tell the desks first",
                    paragraph(
                        "Everybody who answers a telephone should know the sentence "
                        "and the first date. Give them a card."
                    ),
                ),
                step(
                    "Ask five partners to pass it on",
                    paragraph(
                        bullets(
                            "the job centre and the evening school",
                            "a clinic's waiting room",
                            "a congregation",
                            "the laundry, the barber, the corner shop",
                            "last season's learners: they are the best",
                        )
                    ),
                ),
                step(
                    "Put it where people wait",
                    paragraph(
                        "Bus shelters, lifts, the school gate. A poster is read "
                        "from two metres: topic, day, hour, place, one address."
                    ),
                ),
                step(
                    "Remind them twice",
                    paragraph(
                        "A week before and a day before. Some who sign up never "
                        "come: take a few more than there are chairs."
                    ),
                ),
            ),
            heading("Words to take", "words-to-take"),
            template(
                "Poster",
                "poster",
                "[topic]\n\n[number] [weekday]s, [hours], from [first date]\n[venue], "
                "[address]\n\nA free study group. No fee, no exam, no experience "
                "needed.\nSign up at the desk or at [web address]",
            ),
            template(
                "To a partner",
                "email",
                "Dear [name],\n\non [first date] a free study group about [topic] "
                "begins at "
                "[venue]. I thought of the people whom you see every day.\n\nWould you "
                "put up the poster, and tell two people who might enjoy it? They can "
                "just come, or sign up at [web address]. Nobody needs to pay or to "
                "know anything.\n\nThank you, and do come yourself.\n\n[your name]",
                subject="Free study group: [topic]",
            ),
            template(
                "For a neighbourhood page",
                "social",
                "Want to learn about [topic], but not alone? [number] [weekday] "
                "evenings at [venue], from [first date]. Free, with tea. [web address]",
            ),
            template(
                "On the telephone",
                "phone",
                "We have a study group about [topic], every [weekday] at [start time]. "
                "It "
                "is free, and nobody gives marks. A librarian hosts it, and the "
                "others are beginners too. Shall I put your name down? If you can't "
                "come, just tell us.",
            ),
            checklist(
                "Before you print",
                "The date has a weekday, and they agree",
                "The address is there, not only the branch's name",
                "It says that it is free",
                "It says whom to ask about access",
                "Somebody who knows nothing about it has read it aloud",
            ),
        ),
        reviewed_in=-45,
    ),
    GuidePlan(
        slug="press-and-partners",
        title="Talk to the press and to partners",
        summary=(
            "Write an announcement that a newspaper can print, and keep the promises "
            "that it makes."
        ),
        stage="promote",
        roles=("promoter", "organiser"),
        minutes=75,
        picture=Picture(
            "guide-press", "pages", "mist", "An open book whose leaves become birds"
        ),
        materials=("One fact that is new", "One person who may be quoted"),
        body=(
            paragraph(
                "Local newsrooms are small and glad of a text that is finished. Give "
                "them the whole story on one page, and somebody to ring."
            ),
            steps(
                step(
                    "Find what is new",
                    paragraph(
                        "“The library offers circles” is not news. “Forty people in "
                        "Northgate learn to program, in the evening, for nothing” is."
                    ),
                ),
                step(
                    "Write it upside down",
                    paragraph(
                        "Who, what, when, where in the first paragraph. A voice in "
                        "the second. What it costs in the third. Whatever is cut "
                        "off at the end may be lost."
                    ),
                ),
                step(
                    "Get the quotation in writing",
                    paragraph(
                        "Send people their own words and wait for a yes. Name, role, "
                        "organisation, spelled as they spell them."
                    ),
                    callout(
                        "important",
                        "Learners are not material",
                        "Ask well before, take no for an answer, and never name "
                        "anybody because they happened to be in the room.",
                    ),
                ),
                step(
                    "Say when it may be used",
                    paragraph(
                        "At once, or under embargo until an hour with a time zone. "
                        "An embargo is a courtesy; use it rarely."
                    ),
                ),
                step(
                    "Be reachable",
                    paragraph(
                        "One name and one number, answered on that day, until six."
                    ),
                ),
            ),
            template(
                "To a newsroom",
                "email",
                "[CITY], [date of the release] – [number] people in [place] will take "
                "a course in "
                "[topic] this [season], together and for free, at [venue]. The first "
                "meeting is on [first date] at [start time].\n\n[One sentence in "
                "quotation marks], "
                "says [name], [role].\n\nLearning circles are study groups that meet "
                "once a week at the library and work through a free online course. "
                "They are open to everyone.\n\nPictures: [web address]. Interviews: "
                "[name], [telephone], [when you can be reached].",
                subject="[number] neighbours learn [topic] together",
            ),
            faq(
                "Partners",
                (
                    "A company would like to pay for the coffee.",
                    "Take it, thank them on the page in one line, and put no logo on "
                    "the table. Larger sums belong to your director.",
                ),
                (
                    "A college wants to count our circle as a class.",
                    "Talk about it. The circle stays open to all, free, and without "
                    "marks; what the college adds happens at the college.",
                ),
                (
                    "May we use the name of our funder?",
                    "As they wrote it, in one sentence, with their yes.",
                ),
            ),
            block(
                "call_to_action",
                title="See how it looks",
                text="The press room has announcements to learn from.",
                button_text="Open the press room",
                page=PageLink("press"),
            ),
            resources(
                "See also",
                resource(
                    "guide",
                    "Tell people",
                    "Posters, partners, telephone: the short forms.",
                    PageLink("tell-people"),
                ),
            ),
        ),
    ),
)
