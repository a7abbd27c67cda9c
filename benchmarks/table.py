"""What was measured, as a table in Markdown, and in the README between two marks."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

BEGIN, END = "<!-- figures: begin -->", "<!-- figures: end -->"
NOT_THERE = "not there"
HEADINGS = (
    "what",
    "database",
    "circles",
    "ours",
    "against",
    "ratio",
    "must be",
    "reached",
    "queries",
    "memory",
)
RIGHT = {"circles", "ours", "ratio", "queries", "memory"}


@dataclass(frozen=True, slots=True)
class Demand:
    """What a ratio, or a plain figure, has to be: at least or at most so much."""

    limit: float
    at_least: bool = False
    unit: str = ""

    def __str__(self) -> str:
        unit = f" {self.unit}" if self.unit else ""
        return f"{'≥' if self.at_least else '≤'} {self.limit:g}{unit}"

    def holds(self, figure: float) -> bool:
        """Return whether a figure is good enough."""
        return figure >= self.limit if self.at_least else figure <= self.limit


@dataclass(frozen=True, slots=True)
class Figure:
    """A row of the table.

    `judged` is the figure that `demand` is about: a ratio, or without `against` the
    figure itself. Without a demand the row is there to know.
    """

    what: str
    database: str
    circles: int
    ours: str
    against: str = ""
    judged: float | None = None
    demand: Demand | None = None
    queries: str = ""
    memory: str = ""

    @property
    def reached(self) -> bool | None:
        """Whether the demand is met; None without one. What is not there fails."""
        if self.demand is None:
            return None
        return self.judged is not None and self.demand.holds(self.judged)

    def cells(self) -> tuple[str, ...]:
        """Return the words of the row."""
        has_ratio = self.judged is not None and bool(self.against)
        return (
            self.what,
            self.database,
            f"{self.circles:,}",
            self.ours,
            self.against,
            _ratio(self.judged) if has_ratio else "",
            str(self.demand or ""),
            {True: "yes", False: "NO", None: ""}[self.reached],
            self.queries,
            self.memory,
        )


def markdown(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a table, its columns wide enough to be read as plain text."""
    rows = [tuple(headings), *(tuple(row) for row in rows)]
    widths = [max(len(row[place]) for row in rows) for place in range(len(headings))]
    right = [heading in RIGHT for heading in headings]

    def line(row: Sequence[str]) -> str:
        cells = (
            text.rjust(width) if is_right else text.ljust(width)
            for text, width, is_right in zip(row, widths, right, strict=True)
        )
        return f"| {' | '.join(cells)} |"

    rule = "|".join(
        "-" * (width + 1) + (":" if is_right else "-")
        for width, is_right in zip(widths, right, strict=True)
    )
    return "\n".join([line(rows[0]), f"|{rule}|", *map(line, rows[1:])])


def report(
    figures: Iterable[Figure], machine: dict[str, str], notes: Sequence[str]
) -> str:
    """Return everything that is to be told of a run, as Markdown."""
    figures = list(figures)
    judged = [figure for figure in figures if figure.demand]
    good = sum(1 for figure in judged if figure.reached)
    facts = ", ".join(f"{name} {value}" for name, value in machine.items())
    parts = [
        f"Measured with {facts}.",
        f"{good} of {len(judged)} demands are met.",
        markdown(HEADINGS, (figure.cells() for figure in figures)),
    ]
    if notes:
        parts.append("\n".join(f"- {note}" for note in dict.fromkeys(notes)))
    return "\n\n".join(parts)


def write(file: Path, text: str) -> None:
    """Put text between the marks in a file; raise ValueError where they are missing."""
    before, begin, rest = file.read_text().partition(BEGIN)
    _old, end, after = rest.partition(END)
    if not (begin and end):
        msg = f"{file.name} has no place for the figures: {BEGIN} … {END}"
        raise ValueError(msg)
    file.write_text(f"{before}{BEGIN}\n\n{text}\n\n{END}{after}")


def milliseconds(seconds: float) -> str:
    """Return a time as words, with as many digits as can be believed."""
    value = seconds * 1000
    if value >= 1000:
        return f"{seconds:.1f} s"
    return f"{value:.0f} ms" if value >= 10 else f"{value:.1f} ms"


def megabytes(size: int) -> str:
    """Return a size as words."""
    return f"{size / 1_000_000:.1f} MB"


def _ratio(value: float) -> str:
    return f"{value:.2f}" if value < 10 else f"{value:.0f}"
