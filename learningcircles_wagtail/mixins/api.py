"""How Wagtail's API v2 shows the records that a page names."""

from typing import Any

from rest_framework.fields import Field


class RecordField(Field):
    """A record, or several, by their own `api_fields`; drafts are left out.

    One that is not published is null, and missing from a list.
    """

    def to_representation(self, value: Any) -> Any:
        """Return a dict, a list of dicts for a relation to many, or None."""
        if hasattr(value, "all"):
            return [represent(record) for record in value.all() if record.live]
        return represent(value) if value.live else None


def represent(record: Any) -> dict[str, Any]:
    """Return identity, type and public facts of a record, as the API names them."""
    facts = {field.name: getattr(record, field.name) for field in record.api_fields}
    return {"id": record.pk, "meta": {"type": record._meta.label}, **facts}
