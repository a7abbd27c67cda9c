"""Draws the pictures that the content mentions, into the image library."""

from collections.abc import Callable
from typing import Any

from django.core.files.base import ContentFile
from wagtail.images import get_image_model
from wagtail.models import Collection

from example_site.demo import press
from example_site.demo.branches import BRANCHES
from example_site.demo.circles import CIRCLES
from example_site.demo.content import Picture
from example_site.demo.home import HOME_BODY, HOME_PICTURE
from example_site.demo.loading.registry import Registry, pictures_in
from example_site.demo.people import FACILITATORS, Portrait
from example_site.demo.pictures import draw_portrait, draw_scene
from example_site.demo.toolkit import GUIDES

COLLECTION = "Riverbend demonstration"


def load_pictures(registry: Registry, user: Any) -> None:
    """Put every picture of the demo into the image library, unless it is there."""
    collection = Collection.objects.filter(name=COLLECTION).first()
    if collection is None:
        root = Collection.get_first_root_node()
        collection = root.add_child(instance=Collection(name=COLLECTION))
    content = (HOME_PICTURE, HOME_BODY, BRANCHES, CIRCLES, GUIDES, press.RELEASES)
    for picture in pictures_in(content):
        _load(
            registry,
            collection,
            user,
            picture.key,
            picture.alt,
            lambda p=picture: draw_scene(p.scene, p.palette, p.key),
        )
    for person in FACILITATORS:
        portrait: Portrait = person.fields["picture"]
        _load(
            registry,
            collection,
            user,
            portrait.key,
            f"Drawn portrait of nobody real, for {person.fields['name']}",
            lambda p=portrait: draw_portrait(p.palette, p.seed),
        )


def _load(
    registry: Registry,
    collection: Collection,
    user: Any,
    key: str,
    alt: str,
    draw: Callable[[], bytes],
) -> None:
    if key in registry.pictures:
        return
    model = get_image_model()
    title = key.replace("-", " ").capitalize()
    image = model.objects.filter(collection=collection, title=title).first()
    registry.note(model, created=image is None)
    if image is None:
        image = model(
            title=title,
            description=alt,
            collection=collection,
            uploaded_by_user=user,
            file=ContentFile(draw(), name=f"{key}.jpg"),
        )
        image.save()
    registry.pictures[key] = image


def image_of(registry: Registry, picture: Picture | Portrait) -> Any:
    """Return the image of a picture or a portrait that has been loaded."""
    return registry.pictures[picture.key]
