"""What has been loaded so far, and how references of the content are resolved."""

import re
import uuid
from dataclasses import dataclass, field, fields, is_dataclass
from typing import Any

from example_site.demo.content import PageLink, Picture, RecordLink

NAMESPACE = uuid.UUID("6f7f6d0a-0f0c-4c1e-9a55-5a2b1c7e9d10")
PAGE_HREF = re.compile(r'href="\{page:([\w-]+)\}"')


def stable_id(*parts: object) -> str:
    """Return an identity that is the same at every loading."""
    return str(uuid.uuid5(NAMESPACE, "/".join(str(part) for part in parts)))


@dataclass
class Registry:
    """The demo's records, pages and pictures by key, and a tally of what was made.

    `created` and `found` count objects by the plural of their kind.
    """

    records: dict[tuple[str, str], Any] = field(default_factory=dict)
    pages: dict[str, Any] = field(default_factory=dict)
    pictures: dict[str, Any] = field(default_factory=dict)
    created: dict[str, int] = field(default_factory=dict)
    found: dict[str, int] = field(default_factory=dict)

    def note(self, model: type, *, created: bool) -> None:
        """Count one object as created, or as found in the database."""
        tally = self.created if created else self.found
        kind = str(model._meta.verbose_name_plural)
        tally[kind] = tally.get(kind, 0) + 1

    def stream(self, blocks: Any, owner: str) -> list[dict[str, Any]]:
        """Return raw stream data with references resolved and identities given."""
        return [
            {
                "type": child["type"],
                "value": self.resolve(child["value"], f"{owner}/{place}"),
                "id": stable_id(owner, place),
            }
            for place, child in enumerate(blocks)
        ]

    def resolve(self, value: Any, owner: str = "") -> Any:
        """Return a value with links turned into keys and pictures into images.

        Raises KeyError where something is referred to that does not exist.
        """
        match value:
            case PageLink():
                return self.pages[value.slug].pk
            case RecordLink():
                return self.records[value.kind, value.key].pk
            case Picture():
                image = self.pictures[value.key]
                return {"image": image.pk, "alt_text": value.alt, "decorative": False}
            case str():
                return PAGE_HREF.sub(
                    lambda found: f'linktype="page" id="{self.pages[found[1]].pk}"',
                    value,
                )
            case dict():
                return {key: self.resolve(item, owner) for key, item in value.items()}
            case list() | tuple():
                return [self.resolve(item, owner) for item in value]
        return value


def pictures_in(value: Any) -> list[Picture]:
    """Return all pictures that a piece of content mentions, in order."""
    if isinstance(value, Picture):
        return [value]
    if isinstance(value, dict):
        value = list(value.values())
    elif is_dataclass(value) and not isinstance(value, type):
        value = [getattr(value, item.name) for item in fields(value)]
    if isinstance(value, list | tuple):
        return [picture for item in value for picture in pictures_in(item)]
    return []
