"""What is found when a release is looked through before publication."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext as _

from learningcircles_wagtail.press.placeholders import placeholders_in


class Severity(StrEnum):
    """How much a finding matters."""

    WARNING = "warning"
    ERROR = "error"


@dataclass(frozen=True, slots=True)
class Finding:
    """Something to look at.

    `code` names the rule, for programs; `message` is one or two sentences. `field` is
    the name of the page's field, `block_id` the child of its stream, or "".
    """

    code: str
    message: str
    severity: Severity = Severity.WARNING
    field: str = ""
    block_id: str = ""

    @property
    def is_error(self) -> bool:
        """Whether the release must not be published like that."""
        return self.severity is Severity.ERROR


def placeholder_findings(texts: Iterable[str], **where: str) -> Iterator[Finding]:
    """Yield the finding of words in brackets, where there are any in some texts."""
    if found := placeholders_in(texts):
        words = _("Words in brackets are still to be written here: %(words)s")
        message = words % {"words": " ".join(found)}
        yield Finding("placeholder", message, Severity.ERROR, **where)


def link_finding(**where: str) -> Finding:
    """Return the finding of a link that says nothing."""
    words = _(
        "A link says “here” or “read more”. Let its words tell where it leads: people "
        "who listen to pages hear the links alone."
    )
    return Finding("link_text", words, **where)
