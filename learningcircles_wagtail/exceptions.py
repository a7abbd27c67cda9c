"""Errors that this package raises."""


class LearningCirclesError(Exception):
    """Base of all errors of learningcircles_wagtail."""


class NoCirclePageModelError(LearningCirclesError):
    """The site has no page model built on `CirclePageMixin`."""
