"""Messages to learners: whether they are still true, and what they say."""

from learningcircles_wagtail.sign_ups.mail.composing import compose
from learningcircles_wagtail.sign_ups.mail.relevance import why_not

__all__ = ["compose", "why_not"]
