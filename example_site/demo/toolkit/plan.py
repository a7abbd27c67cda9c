"""What the demo knows about one guide of the toolkit."""

from dataclasses import dataclass

from example_site.demo.content import Block, Picture


@dataclass(frozen=True, slots=True)
class GuidePlan:
    """One guide. Review dates count days from today; `minutes` is to read and do."""

    slug: str
    title: str
    summary: str
    stage: str
    roles: tuple[str, ...]
    minutes: int
    picture: Picture
    materials: tuple[str, ...]
    body: tuple[Block, ...]
    reviewed_in: int = -30
    review_due_in: int = 335
