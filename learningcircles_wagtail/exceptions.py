"""Errors that this package raises."""


class LearningCirclesError(Exception):
    """Base of all errors of learningcircles_wagtail."""


class NoPageModelError(LearningCirclesError):
    """The site has no page model of a kind that is needed."""


class TooBusyError(LearningCirclesError):
    """The database let nobody through for so long that the visitor should try later."""
