"""The children of a list with the identity that lasts over edits."""

from typing import Any, NamedTuple


class Identified(NamedTuple):
    """A child of a list: its `id` within the list, and its value."""

    id: str
    value: Any


def identified(values: Any) -> list[Identified]:
    """Return the children of a list, each with an id that no other child has.

    Wagtail gives every child that an editor saved an id of its own, which stays when
    words or order change. What was never saved (a preview, a test) is numbered.
    """
    bound = getattr(values, "bound_blocks", None)
    pairs = (
        [(getattr(child, "id", None), child.value) for child in bound]
        if bound is not None
        else [(None, value) for value in values or ()]
    )
    return [
        Identified(str(known or number), value)
        for number, (known, value) in enumerate(pairs, start=1)
    ]
