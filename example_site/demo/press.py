"""Four releases: one that retells a real announcement, three of the invented library.

The first keeps the facts of the announcement of North American library systems (names,
places, counts, years) and retells it in other words; what people said is reported, with
a few of their own words each. The announcement names its month, November, but neither
year nor day: the dateline is the month's first day in the year before the demo is
loaded or in this one, whichever is the last November that has begun.
"""

from dataclasses import dataclass

from example_site.demo.content import (
    Block,
    PageLink,
    Picture,
    Record,
    RecordLink,
    block,
    bullets,
    callout,
    heading,
    paragraph,
    quote,
)
from example_site.demo.libraries import ANNOUNCED_SYSTEMS, NORTH_AMERICAN_SYSTEMS

CONTACTS: tuple[Record, ...] = (
    Record(
        "nico-koenig",
        {
            "name": "Nico Koenig",
        },
    ),
    Record(
        "riverbend-press",
        {
            "name": "Press desk",
            "job_title": "Communications",
            "organisation": "Riverbend Public Library (invented)",
            "email": "press@riverbend.example",
            "phone": "+1 555 0100",
        },
    ),
)

BOILERPLATES: tuple[Record, ...] = (
    Record(
        "about-learning-circles",
        {
            "title": "About learning circles",
            "text": (
                "<p>Learning circles are free study groups in which neighbours take an "
                "online course at one table. They began in 2015 as a partnership of "
                "Chicago Public Library and Peer 2 Peer University (P2PU).</p>"
            ),
        },
    ),
    Record(
        "about-riverbend",
        {
            "title": "About Riverbend Public Library",
            "text": (
                "<p>Riverbend Public Library is an invented library with four "
                "branches in an invented town on the Mississippi. It exists to show "
                "what this website can do.</p>"
            ),
        },
    ),
)


@dataclass(frozen=True, slots=True)
class ReleasePlan:
    """One release; `dateline_in`, `goes_live_in` and `embargo_in` count days.

    `dateline_in` of None means the first day of the last November that has begun. The
    dates of `corrections` and `coverage` count days as well.
    """

    slug: str
    title: str
    subheadline: str
    city: str
    region: str
    dateline_in: int | None
    lead: str
    picture: Picture | None
    body: tuple[Block, ...]
    contacts: tuple[str, ...]
    boilerplates: tuple[str, ...]
    funder: str = ""
    caption: str = ""
    credit: str = ""
    corrections: tuple[Block, ...] = ()
    coverage: tuple[Block, ...] = ()
    goes_live_in: int | None = None
    embargo_in: int | None = None


def _libraries(records: tuple[Record, ...]) -> list[RecordLink]:
    return [RecordLink("LibrarySystem", record.key) for record in records]


ANNOUNCEMENT = ReleasePlan(
    slug="fifteen-library-systems",
    title="Fifteen library systems bring online courses to the table",
    subheadline=(
        "Hundreds of library members in the United States and Canada learn together "
        "this November, for six to eight weeks and for free"
    ),
    city="Chicago",
    region="Ill.",
    dateline_in=None,
    lead=(
        "Free learning circles begin this November in 15 public library systems of "
        "the United States and Canada. In these study groups, hosted by librarians, "
        "hundreds of library members will work through online courses face to face, "
        "for 6 to 8 weeks. Public speaking, computer science, healthy eating and "
        "refugee rights are among the subjects."
    ),
    picture=Picture(
        "release-announcement",
        "table",
        "dusk",
        "A round table with chairs and open books, seen from above",
    ),
    body=(
        heading("Plenty of courses, too little company", "company"),
        paragraph(
            "Free courses on the internet are counted in thousands. For the patrons "
            "of Charlotte Mecklenburg Library in North Carolina that alone has been "
            "of little use, reports Martha Yesowitch, the library's Educational "
            "Partnerships Manager: they lacked others to learn with, somebody to "
            "spur them on, and often a connection. She sees libraries as the right "
            "place to help. They have free rooms in which learners can meet, "
            "computers and internet access, and librarians who gladly lead the talk "
            "about a course.",
        ),
        quote(
            "… peer support, motivation and internet access …",
            "Martha Yesowitch",
            "Educational Partnerships Manager",
            "Charlotte Mecklenburg Library",
        ),
        heading("From Chicago to Kenya", "from-chicago-to-kenya"),
        paragraph(
            "Learning circles began in 2015, when Chicago Public Library and Peer 2 "
            "Peer University (P2PU) became partners. What sets them apart is that "
            "people learn from one another, that somebody facilitates, and that a "
            "community grows out of it.",
            "Andrea Sáenz, First Deputy Commissioner of Chicago Public Library, "
            "speaks of great benefits: the circles let the library offer good courses "
            "without a fee to adults of very different backgrounds in neighborhood "
            "branches all over the city, and give its librarians what they need so "
            "that strong groups of learners form. Everybody who wants to learn is "
            "welcome. Of what the circles make of libraries, she says:",
        ),
        quote(
            "… vibrant, community-based centers of knowledge",
            "Andrea Sáenz",
            "First Deputy Commissioner",
            "Chicago Public Library",
        ),
        paragraph(
            "They have crossed an ocean, too. Richard Atuti, Director of the Kenya "
            "National Library Service (KNLS), which has its seat in Nairobi, took "
            "them up for his libraries in 2016. Since then the program has grown "
            "from two branches to 12. He calls it a valuable addition that fits the "
            "role of KNLS: to encourage independent learning and to add to formal "
            "education. Learners, he says, gain knowledge and skills by themselves, "
            "share them, and grow stronger by it.",
        ),
        quote(
            "… a valuable addition to library services …",
            "Richard Atuti",
            "Director",
            "Kenya National Library Service",
        ),
        heading("Who makes it possible", "who-makes-it-possible"),
        paragraph(
            "The John S. and James L. Knight Foundation has supported the growth "
            "among public libraries in North America. Its director for technology "
            "innovation, Chris Barr, gives libraries an essential part in informed "
            "and engaged communities; learning circles, in his view, help them to "
            "begin from the community in what they do and to bring people and "
            "knowledge together in new ways.",
        ),
        quote(
            "… put communities at the center of their work …",
            "Chris Barr",
            "Director for technology innovation",
            "John S. and James L. Knight Foundation",
        ),
        heading("A toolkit for everyone", "toolkit"),
        paragraph(
            "The learning circle toolkit is available online, free of charge, to "
            "librarians and community organizers all over the world. Whoever looks "
            "for a circle in the neighborhood, or wants to begin one, finds the way "
            "there as well.",
        ),
        block(
            "call_to_action",
            text="Guides, checklists and words to copy, for a first circle and after.",
            button_text="Open the toolkit",
            page=PageLink("toolkit"),
        ),
        block(
            "library_list",
            title="Fifteen cities and libraries of North America, and Kenya",
            libraries=_libraries(ANNOUNCED_SYSTEMS),
            map=True,
            map_title=(
                "Map of the fifteen cities in the United States and Canada, and of "
                "Nairobi; the list follows"
            ),
        ),
        callout(
            "note",
            "About this text",
            "Retold in other words from a real announcement, to show what a release "
            "can hold. Its November is the November of that announcement; the "
            "dateline's day and place were added here. Nico Koenig is the contact "
            "whom it names, without telephone or address; the press desk is this "
            "website's own.",
        ),
        block(
            "figures",
            title="In figures",
            items=[
                {
                    "value": str(len(NORTH_AMERICAN_SYSTEMS)),
                    "label": "library systems in the United States and Canada",
                },
                {"value": "6 to 8", "label": "weeks"},
                {"value": "12", "label": "branches in Kenya, up from two"},
            ],
        ),
    ),
    contacts=("nico-koenig", "riverbend-press"),
    boilerplates=("about-learning-circles",),
    funder=(
        "<p>The growth of learning circles in North America's public libraries is "
        "supported by the John S. and James L. Knight Foundation.</p>"
    ),
    credit="Drawing: Riverbend Public Library (invented), CC BY 4.0",
)

AUTUMN = ReleasePlan(
    slug="autumn-circles",
    title="At Riverbend, neighbours study one evening a week",
    subheadline="Three circles of this season have places left",
    city="Riverbend",
    region="Iowa",
    dateline_in=-12,
    lead=(
        "Riverbend Public Library hosts free study groups at its four branches this "
        "season. Whoever would like to eat better, put the household's money in order "
        "or understand what refugees are entitled to can still join one."
    ),
    picture=None,
    corrections=(
        block(
            "correction",
            date=-9,
            text="An earlier version gave the wrong number of branches.",
        ),
    ),
    body=(
        paragraph(
            "A circle is eight to twelve people and a free online course. They meet at "
            "the library, watch and read together, and talk about it. A librarian "
            "hosts the evening and is no expert, which is the point.",
        ),
        quote(
            "I came for the spreadsheets and stayed for the people.",
            "A learner",
            "third circle",
            "Central Library",
        ),
        block(
            "circle_facts",
            title="The circles",
            circles=[
                PageLink("eat-well"),
                PageLink("refugee-rights"),
                PageLink("money-matters"),
            ],
        ),
        block(
            "picture",
            picture=Picture(
                "release-season",
                "shelf",
                "river",
                "Shelves with books of many colours",
            ),
            caption="Where the circles meet, there are books within reach.",
            credit="Drawing: Riverbend Public Library (invented), CC BY 4.0",
        ),
    ),
    contacts=("riverbend-press",),
    boilerplates=("about-riverbend", "about-learning-circles"),
    funder="<p>Tea and biscuits are a gift of the Friends of the Library.</p>",
    coverage=(
        block(
            "article",
            outlet="Riverbend Courier (invented)",
            title="The table where nobody is the teacher",
            date=-6,
        ),
    ),
)

SCHEDULED = ReleasePlan(
    slug="spring-circles",
    title="Riverbend opens sign-up for its spring circles",
    subheadline="Computer science, the night sky and public speaking at noon",
    city="Riverbend",
    region="Iowa",
    dateline_in=9,
    lead=(
        "Riverbend Public Library publishes its spring learning circles today. From "
        "first steps in computer science to the stars over the roof of Northgate, "
        "neighbours take free online courses together, a librarian keeps them going, "
        "and nobody pays."
    ),
    picture=Picture(
        "release-spring", "garden", "forest", "A row of leafy plants with round fruit"
    ),
    body=(
        paragraph(
            "Each circle meets once or twice a week at one of the four branches. No "
            "experience is needed, and there is no exam. Places are given in the "
            "order in which people sign up; who comes too late waits on a list and "
            "moves up by itself.",
        ),
        block(
            "circle_facts",
            title="The circles",
            circles=[
                PageLink("first-steps-in-computer-science"),
                PageLink("a-winter-sky"),
                PageLink("speaking-up-at-noon"),
            ],
        ),
        paragraph(
            "What is new this spring:",
            bullets(
                "a sign language interpreter in every meeting of Speaking up at noon",
                "a telescope on a roof that the lift reaches",
                "two evenings a week for those who want to learn quickly",
            ),
        ),
        block(
            "call_to_action",
            title="All circles",
            text="With dates, places and access facts.",
            button_text="See all circles",
            page=PageLink("circles"),
        ),
    ),
    contacts=("riverbend-press",),
    boilerplates=("about-riverbend", "about-learning-circles"),
    goes_live_in=9,
)

EMBARGOED = ReleasePlan(
    slug="evening-hours",
    title="Riverside Branch stays open later, for learners",
    subheadline="A bequest pays for four evenings a week",
    city="Riverbend",
    region="Iowa",
    dateline_in=20,
    lead=(
        "Riverside Branch of Riverbend Public Library will stay open until ten on four "
        "evenings a week. A bequest from a reader pays for it, and asks for one "
        "thing: that there be a table at which people learn together."
    ),
    picture=Picture(
        "release-evening", "windows", "river", "Arched windows, some of them lit"
    ),
    body=(
        paragraph(
            "The reader, who did not want to be named, had come to the old ferry "
            "office every week. The sum is enough for three years of longer hours, "
            "for a ramp at the front door, and for a new floor in the Ferry Room.",
            "Two learning circles move into the new hours at once. The music circle "
            "Three chords will have a second evening, and the branch takes proposals "
            "for a third at the desk.",
        ),
        block(
            "map",
            title="Where it is",
            libraries=[],
            branches=[RecordLink("Branch", "riverside-branch")],
            caption="Riverside Branch, 73 Ferry Lane",
        ),
    ),
    contacts=("riverbend-press",),
    boilerplates=("about-riverbend",),
    embargo_in=20,
)

RELEASES: tuple[ReleasePlan, ...] = (
    ANNOUNCEMENT,
    AUTUMN,
    SCHEDULED,
    EMBARGOED,
)
