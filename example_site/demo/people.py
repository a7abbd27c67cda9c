"""Facilitators of the invented library: roles with given names, nobody real."""

from dataclasses import dataclass

from example_site.demo.content import Record, RecordLink


@dataclass(frozen=True, slots=True)
class Portrait:
    """A drawn portrait of nobody: see `pictures.draw_portrait`."""

    key: str
    palette: str
    seed: str


def _person(
    key: str, name: str, title: str, branch: str, palette: str, words: str, seed: str
) -> Record:
    return Record(
        key,
        {
            "name": name,
            "job_title": title,
            "biography": words,
            "branch": RecordLink("Branch", branch),
            "email": f"{key}@riverbend.example",
            "picture": Portrait(f"person-{key}", palette, seed),
        },
    )


FACILITATORS: tuple[Record, ...] = (
    _person(
        "ruth",
        "Ruth",
        "Librarian for adults, Central Library",
        "central-library",
        "rose",
        "Keeps the time, brings the tea, and has never given a speech without notes.",
        "p8",
    ),
    _person(
        "odile",
        "Odile",
        "Languages librarian, Central Library",
        "central-library",
        "mist",
        "Speaks French, English and some German, and mixes them freely.",
        "p4",
    ),
    _person(
        "ines",
        "Inés",
        "Community librarian, Eastside Branch",
        "eastside-branch",
        "garden",
        "Hosts circles in Spanish and in English. Ask her about the play corner.",
        "p2",
    ),
    _person(
        "hannah",
        "Hannah",
        "Health information librarian, Eastside Branch",
        "eastside-branch",
        "amber",
        "Finds a trustworthy source for every claim, and a recipe for every source.",
        "p1",
    ),
    _person(
        "marcus",
        "Marcus",
        "Digital skills librarian, Northgate Branch",
        "northgate-branch",
        "deep_river",
        "Took his first computing course last year and remembers what was hard.",
        "p3",
    ),
    _person(
        "priya",
        "Priya",
        "Workshop librarian, Northgate Branch",
        "northgate-branch",
        "plum",
        "Looks after the telescope, the sewing machines and the good pencils.",
        "p10",
    ),
    _person(
        "walter",
        "Walter",
        "Local history librarian, Riverside Branch",
        "riverside-branch",
        "stone",
        "Reads old handwriting and likes company while doing it.",
        "p11",
    ),
    _person(
        "joe",
        "Joe",
        "Evening librarian, Riverside Branch",
        "riverside-branch",
        "dusk",
        "Opens late, listens long, and owns three guitars, all out of tune.",
        "p5",
    ),
)
