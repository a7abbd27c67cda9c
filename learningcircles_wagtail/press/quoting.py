"""What was said, in the signs that the active language has for it."""

from django.utils.translation import gettext as _


def quoted(words: str) -> str:
    """Return words in quotation marks: “words”, or « words » in French."""
    return _("“%(words)s”") % {"words": words}


def explained(term: str, value: str) -> str:
    """Return a term and its value in one line."""
    return _("%(term)s: %(value)s") % {"term": term, "value": value}
