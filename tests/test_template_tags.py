"""Our template tags."""

import re

import pytest
from django.core.cache import cache
from django.template import Context, Engine, Template
from django.utils.safestring import mark_safe
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file

from learningcircles_wagtail.templatetags.learningcircles_tags import lc_at_once

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


def test_an_icon_by_its_tag_is_what_the_template_draws():
    by_tag = Template(
        '{% load learningcircles_tags %}{% lc_icon "next" %}{% lc_icon n %}'
    )
    include = '{% include "learningcircles_wagtail/components/icon.html" with name='
    included = Template(f'{include}"next" only %}}{include}n only %}}')
    for name in ("pin", "<b>", ""):
        context = Context({"n": name})
        assert by_tag.render(context) == included.render(context)


def test_an_icon_that_a_site_draws_otherwise_is_the_site_s():
    own = {"learningcircles_wagtail/components/icon.html": "<i>{{ name }}</i>"}
    libraries = {
        "learningcircles_tags": (
            "learningcircles_wagtail.templatetags.learningcircles_tags"
        )
    }
    engine = Engine(
        loaders=[("django.template.loaders.locmem.Loader", own)], libraries=libraries
    )
    template = engine.from_string('{% load learningcircles_tags %}{% lc_icon "pin" %}')

    assert template.render(Context()) == "<i>pin</i>"


def test_the_picture_of_a_first_card_is_loaded_at_once_and_words_stay_as_they_are():
    card = mark_safe('<img loading="lazy" src="/a.jpg"><p>say loading="lazy"</p>')

    assert lc_at_once(card) == (
        '<img fetchpriority="high" src="/a.jpg"><p>say loading="lazy"</p>'
    )
    assert lc_at_once(mark_safe("<svg></svg>")) == "<svg></svg>"
