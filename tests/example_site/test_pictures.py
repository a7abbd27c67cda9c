"""The demonstration's pictures are small, alike on every machine, and all different."""

from io import BytesIO

import pytest
from PIL import Image

from example_site.demo.branches import BRANCHES
from example_site.demo.circles import CIRCLES
from example_site.demo.home import HOME_BODY, HOME_PICTURE
from example_site.demo.loading.registry import pictures_in
from example_site.demo.people import FACILITATORS
from example_site.demo.pictures import SCENES, draw_portrait, draw_scene
from example_site.demo.pictures.canvas import mix
from example_site.demo.press import RELEASES
from example_site.demo.toolkit import GUIDES

PICTURES = pictures_in((HOME_PICTURE, HOME_BODY, BRANCHES, CIRCLES, GUIDES, RELEASES))


def test_each_picture_has_a_key_of_its_own_and_words() -> None:
    keys = [picture.key for picture in PICTURES]
    assert len(keys) == len(set(keys)) > 45
    assert all(picture.alt for picture in PICTURES)


def test_all_pictures_differ_from_one_another() -> None:
    drawn = [(picture.scene, picture.palette, picture.key) for picture in PICTURES]
    by_look = {draw[:2] for draw in drawn}
    assert len(by_look) > 0.9 * len(drawn)
    sample = [draw_scene("tiles", "mist", seed) for seed in ("one", "two")]
    assert sample[0] != sample[1]


@pytest.mark.parametrize("scene", sorted(SCENES))
def test_a_scene_is_a_small_jpeg_and_the_same_every_time(scene: str) -> None:
    drawn = draw_scene(scene, "river", "seed")
    assert Image.open(BytesIO(drawn)).size == (1600, 900)
    assert len(drawn) < 150_000
    assert draw_scene(scene, "river", "seed") == drawn


def test_portraits_differ() -> None:
    portraits = [person.fields["picture"] for person in FACILITATORS]
    drawn = {draw_portrait(p.palette, p.seed) for p in portraits}
    assert len(drawn) == len(FACILITATORS)


def test_mixing_stays_between_two_colours() -> None:
    assert mix("#000000", "#ffffff", 0) == "#000000"
    assert mix("#000000", "#ffffff", 0.5) == "#808080"
    assert mix("#000000", "#ffffff", 1) == "#ffffff"
