"""Our template tags."""

import re

import pytest
from django.core.cache import cache
from django.template import Context, Template
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file

pytestmark = pytest.mark.django_db


def widths(source: str, size: tuple[int, int]) -> list[str]:
    """Return the width descriptors that a tag writes for an image of a size."""
    # Wagtail keeps renditions by number of the image, which tests use again.
    cache.clear()
    image = get_image_model().objects.create(
        title="Test", file=get_test_image_file(size=size)
    )
    template = Template("{% load wagtailimages_tags learningcircles_tags %}" + source)
    html = template.render(Context({"image": image}))
    assert html.count("<img") == 1
    return re.findall(r" (\d+)w", html)


def test_a_small_picture_has_each_width_once():
    tag = '{% lc_srcset_image image "width-{480,960,1600}" sizes="100vw" alt="" %}'

    assert widths(tag, (800, 400)) == ["480", "800"]
    assert widths(tag, (2000, 900)) == ["480", "960", "1600"]
    assert widths(tag, (300, 200)) == []
