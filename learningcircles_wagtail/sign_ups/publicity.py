"""Whether everybody may see a circle at this moment."""

from learningcircles_wagtail.directory.pages import circle_page_models
from learningcircles_wagtail.sign_ups.retrying import sign_up_database


def is_public(circle_id: int) -> bool:
    """Return whether a live page without view restrictions shows the circle.

    In any language: places are shared. Two queries for each page model of the site.
    """
    return any(
        model.objects.using(sign_up_database())
        .live()
        .public()
        .filter(circle_id=circle_id)
        .exists()
        for model in circle_page_models()
    )
