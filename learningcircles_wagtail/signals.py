"""What happens when a circle's page goes for good."""

from typing import Any

from django.db.models.signals import post_delete


def connect() -> None:
    """Connect the handlers; called once, when the application is ready."""
    post_delete.connect(
        forget_circle, dispatch_uid="learningcircles_wagtail.forget_circle"
    )


def forget_circle(sender: type, instance: Any, **kwargs: Any) -> None:
    """Delete a circle's row with its last page, unless people have signed up.

    With sign-ups the row stays, out of every list, until they are anonymised.
    """
    from learningcircles_wagtail.mixins.circles import CirclePageMixin

    if not isinstance(instance, CirclePageMixin) or instance.circle_id is None:
        return
    from learningcircles_wagtail.directory.pages import circle_page_models
    from learningcircles_wagtail.models import Circle

    still_shown = any(
        model.objects.filter(circle_id=instance.circle_id).exists()
        for model in circle_page_models()
    )
    if not still_shown:
        Circle.objects.filter(pk=instance.circle_id, sign_ups__isnull=True).delete()
