"""The guide for finding a course that a group can take."""

from example_site.demo.content import (
    PageLink,
    Picture,
    callout,
    checklist,
    paragraph,
    resource,
    resources,
    step,
    steps,
)
from example_site.demo.toolkit.plan import GuidePlan

CHOOSING: tuple[GuidePlan, ...] = (
    GuidePlan(
        slug="choose-a-course",
        title="Choose a course",
        summary=(
            "Find a free online course that a group can enjoy together, and try it "
            "before you promise it."
        ),
        stage="plan",
        roles=("facilitator", "organiser"),
        minutes=60,
        picture=Picture(
            "guide-course", "shelf", "river", "Two shelves with coloured book spines"
        ),
        materials=("A quiet hour", "A computer with sound"),
        body=(
            steps(
                step(
                    "Ask before you choose",
                    paragraph(
                        "Put a sheet on the desk for a week: “I would like to learn "
                        "about …”. Twenty answers are enough to see a pattern.",
                    ),
                ),
                step(
                    "Look for three candidates",
                    paragraph(
                        "Universities, museums and public bodies give courses away. "
                        "Look at large platforms and at small ones; ask the "
                        "librarians next door what they have run.",
                    ),
                ),
                step(
                    "Check each one",
                    checklist(
                        "A course for a circle",
                        "is free to the end, without a bank card at the start",
                        "can be begun on any date, not only in March",
                        "has six to eight parts, or can be cut into them",
                        "has films or texts of ten minutes, not of sixty",
                        "has captions or a transcript",
                        "works on the library's computers and on a telephone",
                        "asks for no more personal data than an e-mail address",
                    ),
                ),
                step(
                    "Take the first lesson as a learner",
                    paragraph(
                        "Make an account. Notice where you get stuck, and where you "
                        "would have liked somebody to talk to: those are your "
                        "discussion points.",
                    ),
                    callout(
                        "important",
                        "Stop here if you are bored",
                        "If you can't get through one lesson, your circle won't get "
                        "through eight.",
                    ),
                ),
                step(
                    "Lay it over the weeks",
                    paragraph(
                        "Write one line for each meeting: what we watch, what we "
                        "talk about, what we try. Leave the last meeting free for "
                        "what the group has made.",
                    ),
                ),
            ),
            resources(
                "Places to look",
                resource(
                    "website",
                    "OpenLearn",
                    "Free courses of The Open University, short and well made.",
                    "https://www.open.edu/openlearn/",
                ),
                resource(
                    "website",
                    "MIT OpenCourseWare",
                    "Lectures and readings of a university, free to use.",
                    "https://ocw.mit.edu/",
                ),
                resource(
                    "website",
                    "GCFGlobal",
                    "Everyday skills in short lessons, in three languages.",
                    "https://edu.gcfglobal.org/en/",
                ),
                resource(
                    "website",
                    "Khan Academy",
                    "Mathematics and more, with practice at every step.",
                    "https://www.khanacademy.org/",
                ),
                resource(
                    "guide",
                    "Next: find a time and a room",
                    "When and where, and what to ask the building.",
                    PageLink("find-a-time-and-a-room"),
                ),
            ),
        ),
        reviewed_in=-12,
    ),
)
