"""Names under which answers are kept, while the words of a question may change."""

from uuid import uuid4


def new_question_key() -> str:
    """Return a name that no other question has; a slug of 14 characters."""
    return f"q-{uuid4().hex[:12]}"
