"""The press rooms below which a user may write releases."""

from typing import Any

from learningcircles_wagtail.directory.pages import page_model, page_models
from learningcircles_wagtail.exceptions import NoPageModelError

REMEMBERED_AS = "_lc_press_rooms"


def press_rooms_for(user: Any) -> list[Any]:
    """Return the press rooms to which a user may add a release, by title.

    Asked once a request: the answer is remembered on the user, for the rows of a list
    all ask.
    """
    rooms = getattr(user, REMEMBERED_AS, None)
    if rooms is None:
        rooms = sorted(_find(user), key=lambda room: (room.title.casefold(), room.pk))
        setattr(user, REMEMBERED_AS, rooms)
    return rooms


def _find(user: Any) -> list[Any]:
    found = []
    for model in page_models("press_index_page"):
        for room in model.objects.select_related("locale"):
            if room.specific_class is not model:
                continue
            try:
                release = page_model("press_release_page", room)
            except NoPageModelError:
                continue
            if (
                room.permissions_for_user(user).can_add_subpage()
                and release in type(room).creatable_subpage_models()
                and release.can_create_at(room)
            ):
                found.append(room)
    return found
