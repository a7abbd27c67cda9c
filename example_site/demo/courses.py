"""Open courses that exist, described in the demo's own words, and their topics.

A licence is stated only where the provider's pages state one for the whole course.
"""

from example_site.demo.content import Record, RecordLink

TOPICS: tuple[Record, ...] = tuple(
    Record(key, {"name": name, "slug": key})
    for key, name in (
        ("art-and-music", "Art and music"),
        ("computing", "Computing"),
        ("health", "Health"),
        ("history", "Family and local history"),
        ("languages", "Languages"),
        ("learning", "Learning and speaking"),
        ("money", "Money and mathematics"),
        ("science", "Science and nature"),
        ("society", "Rights and society"),
        ("writing", "Writing and thinking"),
    )
)


def _course(  # key, title, provider, link, description, topic
    key: str,
    title: str,
    provider: str,
    link: str,
    description: str,
    topic: str,
    **more: object,
) -> Record:
    return Record(
        key,
        {
            "title": title,
            "provider": provider,
            "link": link,
            "description": description,
            "language": "en",
            "licence": "",
            "topics": [RecordLink("Topic", topic)],
            **more,
        },
    )


COURSES: tuple[Record, ...] = (
    _course(
        "public-speaking",
        "Introduction to Public Speaking",
        "University of Washington",
        "https://www.edx.org/learn/public-speaking/"
        "university-of-washington-introduction-to-public-speaking",
        "How to plan a talk, speak so that people follow, and practise until the "
        "nerves are no more than nerves.",
        "learning",
    ),
    _course(
        "food-and-health",
        "Stanford Introduction to Food and Health",
        "Stanford University",
        "https://www.coursera.org/learn/food-and-health",
        "What food does in the body, why diets disagree, and how to cook simple "
        "meals from real ingredients.",
        "health",
    ),
    _course(
        "child-nutrition",
        "Child Nutrition and Cooking",
        "Stanford University",
        "https://www.coursera.org/learn/childnutrition",
        "What children need to eat, with short films from an ordinary kitchen.",
        "health",
    ),
    _course(
        "well-being",
        "The Science of Well-Being",
        "Yale University",
        "https://www.coursera.org/learn/the-science-of-well-being",
        "What research says makes people happier, with one small practice a week.",
        "health",
    ),
    _course(
        "rights-of-refugees",
        "Human Rights: The Rights of Refugees",
        "Amnesty International",
        "https://www.edx.org/learn/human-rights/"
        "amnesty-international-human-rights-the-rights-of-refugees",
        "Who is a refugee in law, which rights follow from that, and how to defend "
        "them.",
        "society",
    ),
    _course(
        "justice",
        "Justice",
        "Harvard University",
        "https://pll.harvard.edu/course/justice",
        "Lectures on right and wrong, from Aristotle to today, argued with a full "
        "hall.",
        "society",
    ),
    _course(
        "citizenship",
        "Find Study Materials and Resources",
        "U.S. Citizenship and Immigration Services",
        "https://www.uscis.gov/citizenship/find-study-materials-and-resources",
        "The official questions, films and vocabulary for the United States "
        "naturalization test.",
        "society",
    ),
    _course(
        "cs50",
        "CS50x: Introduction to Computer Science",
        "Harvard University",
        "https://cs50.harvard.edu/x/",
        "How computers solve problems and how to write programs for them, from the "
        "very beginning.",
        "computing",
        licence="cc-by-nc-sa",
    ),
    _course(
        "elements-of-ai",
        "Elements of AI",
        "University of Helsinki and MinnaLearn",
        "https://www.elementsofai.com/",
        "What artificial intelligence is, what it can and cannot do, without "
        "complicated mathematics.",
        "computing",
        hours=30,
    ),
    _course(
        "ia-avec-intelligence",
        "L'intelligence artificielle… avec intelligence\u00a0!",
        "Inria, Class'Code",
        "https://www.fun-mooc.fr/fr/cours/lintelligence-artificielle-avec-intelligence/",
        "Comprendre l'intelligence artificielle en la manipulant, sans bagage "
        "technique.",
        "computing",
        language="fr",
    ),
    _course(
        "computer-basics",
        "Computer Basics",
        "GCFGlobal",
        "https://edu.gcfglobal.org/en/computerbasics/",
        "Mouse, files, folders, internet: short lessons that take nothing for granted.",
        "computing",
    ),
    _course(
        "excel",
        "Excel",
        "GCFGlobal",
        "https://edu.gcfglobal.org/en/excel/",
        "Tables, sums, sorting and charts, step by step with files to try.",
        "computing",
    ),
    _course(
        "cyber-security",
        "Introduction to cyber security: stay safe online",
        "The Open University",
        "https://www.open.edu/openlearn/digital-computing/"
        "introduction-cyber-security-stay-safe-online/",
        "Passwords, fraud, malware and privacy, and what to do about each at home.",
        "computing",
    ),
    _course(
        "learning-how-to-learn",
        "Learning How to Learn",
        "Deep Teaching Solutions",
        "https://www.coursera.org/learn/learning-how-to-learn",
        "How the brain takes things in, and habits that make studying lighter.",
        "learning",
    ),
    _course(
        "aprendiendo-a-aprender",
        "Aprendiendo a aprender",
        "Deep Teaching Solutions",
        "https://www.coursera.org/learn/aprendo",
        "Cómo aprende el cerebro y qué hábitos hacen más ligero el estudio.",
        "learning",
        language="es",
    ),
    _course(
        "usa-learns",
        "1st English Course",
        "USA Learns",
        "https://www.usalearns.org/",
        "English for beginners in everyday scenes: the bus, the clinic, the job.",
        "languages",
    ),
    _course(
        "start-writing-fiction",
        "Start writing fiction: characters and stories",
        "The Open University",
        "https://www.open.edu/openlearn/history-the-arts/start-writing-fiction/"
        "content-section-0",
        "Finding characters, keeping a notebook, and reading like a writer.",
        "writing",
    ),
    _course(
        "philosophy",
        "Introduction to Philosophy",
        "The University of Edinburgh",
        "https://www.coursera.org/learn/philosophy",
        "Big questions, one a week, each by somebody who works on it.",
        "writing",
    ),
    _course(
        "genealogy",
        "Genealogy: Researching Your Family Tree",
        "University of Strathclyde",
        "https://www.futurelearn.com/courses/genealogy",
        "Sources, methods and proof for people who look for their ancestors.",
        "history",
    ),
    _course(
        "managing-my-money",
        "Managing my money",
        "The Open University",
        "https://www.open.edu/openlearn/money-business/managing-my-money/"
        "content-section-overview",
        "Budgets, debts, savings, a home and old age, with worksheets. Its examples "
        "are British; the circle looks up the American ones.",
        "money",
    ),
    _course(
        "algebra-basics",
        "Algebra basics",
        "Khan Academy",
        "https://www.khanacademy.org/math/algebra-basics",
        "From negative numbers to equations with two unknowns, with practice.",
        "money",
    ),
    _course(
        "astronomy",
        "Astronomy: Exploring Time and Space",
        "The University of Arizona",
        "https://www.coursera.org/learn/astro",
        "Planets, stars, galaxies, and how we know what we know about them.",
        "science",
    ),
    _course(
        "global-warming",
        "Global Warming I: The Science and Modeling of Climate Change",
        "The University of Chicago",
        "https://www.coursera.org/learn/global-warming",
        "The physics and chemistry of a warming planet, without calculus.",
        "science",
    ),
    _course(
        "psychology",
        "Introduction to Psychology",
        "MIT OpenCourseWare",
        "https://ocw.mit.edu/courses/9-00sc-introduction-to-psychology-fall-2011/",
        "Lectures and readings about the mind: memory, dreams, fear, happiness.",
        "science",
        licence="cc-by-nc-sa",
    ),
    _course(
        "photographs",
        "Seeing Through Photographs",
        "The Museum of Modern Art",
        "https://www.coursera.org/learn/photography",
        "How photographs are made, seen and used, with works of the museum.",
        "art-and-music",
    ),
    _course(
        "guitar",
        "Guitar for Beginners",
        "Berklee College of Music",
        "https://www.coursera.org/learn/guitar",
        "Parts of the guitar, first chords, and playing them in time.",
        "art-and-music",
    ),
)
