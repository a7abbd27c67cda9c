"""A picture whose file is lost or damaged is left out, and its page stays whole."""

import re
from html import unescape
from io import BytesIO, StringIO
from itertools import cycle
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from django.core.cache import cache
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.template import Context, Template
from PIL import Image
from wagtail.images import get_image_model
from wagtail.images.exceptions import InvalidFilterSpecError
from wagtail.images.tests.utils import get_test_image_file_jpeg
from wagtail.models import Page, Site

import example_site
import learningcircles_wagtail
from learningcircles_wagtail.directory.renditions import rendition_of, renditions_of
from learningcircles_wagtail.models import LearningCirclesSettings
from tests.browser.made_pages import make_full_pages
from tests.factories import make_facilitator, publish

pytestmark = pytest.mark.django_db


def octets_of(kind: str) -> bytes:
    """Return a picture of 900 × 600 in a format."""
    file = BytesIO()
    Image.effect_noise((900, 600), 40).convert("RGB").save(file, kind)
    return file.getvalue()


JPEG, PNG = octets_of("JPEG"), octets_of("PNG")
DAMAGE = {
    "garbage": b"\x00no picture at all\xff" * 200,
    "zero bytes": b"",
    "cut JPEG": JPEG[: len(JPEG) // 2],
    "head of a JPEG": JPEG[:24],
    "cut PNG": PNG[: len(PNG) // 2],
    "broken SVG": b"<svg xmlns='http://www.w3.org/2000/svg'><g>",
    "web page": b"<!doctype html><title>404</title>",
    "lost": None,
}
BARE_TAG = re.compile(r"\{%-?\s*(?:image|picture|srcset_image|image_url)\s")
SUB_ADDRESSES = {
    "CircleIndexPage": ("map/", "embed/", "rss/", "json/", "calendar/"),
    "CirclePage": ("flyer/", "flyer/?style=large", "ics/"),
    "ToolkitIndexPage": ("print/",),
    "ToolkitPage": ("print/", "markdown/"),
    "PressIndexPage": ("rss/", "atom/"),
    "PressReleasePage": ("text/", "press-kit/", "share-picture/"),
}


@pytest.fixture(autouse=True)
def media_folder(settings, tmp_path):
    """A media folder of the test's own."""
    settings.MEDIA_ROOT = tmp_path


def make_image(name="test.jpg"):
    return get_image_model().objects.create(
        title="Evening", file=get_test_image_file_jpeg(name, size=(900, 600))
    )


def damage(image, octets: bytes | None) -> None:
    """Put something else in the place of an image's file, and forget its sizes."""
    image.renditions.all().delete()
    storage, name = image.file.storage, image.file.name
    storage.delete(name)
    if octets is not None:
        storage.save(name, ContentFile(octets))


def damage_all(*kinds: bytes | None) -> int:
    """Damage the file of every picture, each kind of damage in turn."""
    images = get_image_model().objects.all()
    for image, octets in zip(images, cycle(kinds), strict=False):
        damage(image, octets)
    cache.clear()
    return len(images)


def pictures_in(text: str) -> list[str]:
    """Return the addresses that `<img>` in a page, or in the HTML of a feed, load."""
    tags = re.findall(r"<img\b[^>]*>", unescape(text.replace('\\"', '"')))
    return [one for tag in tags for one in re.findall(r"\ssrc=\"([^\"]*)", tag) or [""]]


def broken_pictures(text: str, media: Path) -> list[str]:
    """Return the addresses of an `<img>` that lead to no file of the media folder."""
    return [
        source
        for source in pictures_in(text)
        if not ((name := source.partition("/media/")[2]) and (media / name).is_file())
    ]


def addresses_of_every_page() -> list[str]:
    """Return the addresses of all pages, and what lies below the last of each kind."""
    found, seen = [], set()
    # The last of a kind is the one that was made with everything in it.
    for page in Page.objects.live().filter(depth__gt=1).order_by("-pk").specific():
        kind = type(page).__name__
        parts = () if kind in seen else SUB_ADDRESSES.get(kind, ())
        seen.add(kind)
        found += [f"{page.url}{part}" for part in ("", *parts)]
    return found


def look(client, media: Path) -> tuple[int, dict[str, object]]:
    """Return how many pictures all pages show, and which pages are not whole."""
    count, faults = 0, {}
    for address in addresses_of_every_page():
        response = client.get(address)
        if response.status_code != 200:
            faults[address] = response.status_code
            continue
        text = response.getvalue().decode(errors="replace")
        count += len(pictures_in(text))
        if broken := broken_pictures(text, media):
            faults[address] = broken
    return count, faults


@pytest.fixture
def every_page():
    """Publish a page of every kind, with a picture wherever one can stand."""
    make_full_pages()
    site = Site.objects.get(is_default_site=True)
    preferences = LearningCirclesSettings.for_site(site)
    preferences.flyer_logo = make_image()
    preferences.save()
    circle = Page.objects.get(title="Full Learning circle").specific
    circle.facilitators = [make_facilitator(picture=make_image())]
    publish(circle)


def test_pages_whose_pictures_are_sound_show_them(client, every_page, tmp_path):
    shown, faults = look(client, tmp_path)

    assert faults == {}
    assert shown > 20
    for part in ("flyer/", "press-kit/", "markdown/"):
        assert any(address.endswith(part) for address in addresses_of_every_page())


@pytest.mark.parametrize("octets", DAMAGE.values(), ids=DAMAGE)
def test_every_block_on_every_kind_of_page_stays_whole(
    client, every_page, octets, tmp_path
):
    assert damage_all(octets) >= 3
    assert look(client, tmp_path) == (0, {})


def test_every_page_of_the_demonstration_stays_whole(client, tmp_path):
    call_command("load_demo", stdout=StringIO())
    assert damage_all(*DAMAGE.values()) > 10

    assert look(client, tmp_path) == (0, {})


def test_a_lost_picture_of_wagtail_s_own_tag_would_be_noticed(tmp_path):
    image = make_image()
    damage(image, None)
    tag = Template("{% load wagtailimages_tags %}{% image image width-100 %}")

    assert broken_pictures(tag.render(Context({"image": image})), tmp_path)


@pytest.mark.parametrize("octets", DAMAGE.values(), ids=DAMAGE)
def test_a_picture_is_mentioned_once_until_its_file_changes(octets, caplog):
    image = make_image()
    damage(image, octets)
    for _time in range(3):
        assert rendition_of(image, "width-100") is None
        assert renditions_of(image, ("width-100", "width-200")) == {}

    lines = [line for line in caplog.messages if "cannot be read" in line]
    assert len(lines) == 2, "once for each size that was asked for"
    assert image.file.name in lines[0]

    damage(image, JPEG)
    assert rendition_of(image, "width-100").width == 100


def test_a_size_that_was_made_before_is_shown_all_the_same():
    image = make_image()
    made = rendition_of(image, "width-100")
    image.file.storage.delete(image.file.name)

    assert rendition_of(image, "width-200") is None
    assert rendition_of(image, "width-100") == made


def test_a_size_that_makes_no_sense_is_a_fault_of_the_template():
    with pytest.raises(InvalidFilterSpecError):
        rendition_of(make_image(), "enormous-100")


def test_a_picture_that_is_left_out_takes_its_caption_along(client):
    make_full_pages()
    page = Page.objects.get(title="Full Press release").specific
    page.picture_caption = "Where we meet"
    page.save()
    assert "Where we meet" in client.get(page.url).content.decode()

    damage_all(b"")
    html = client.get(page.url).content.decode()
    assert "Where we meet" not in html
    assert "lc-picture" not in html


def test_a_release_with_a_damaged_picture_is_shared_with_the_drawn_one(client):
    make_full_pages()
    page = Page.objects.get(title="Full Press release").specific
    assert "share-picture/" not in client.get(page.url).content.decode()

    damage_all(b"")
    html = client.get(page.url).content.decode()
    (meta,) = BeautifulSoup(html, "html.parser").select('meta[property="og:image"]')
    assert "/share-picture/?v=" in meta["content"]
    assert html.count("/share-picture/?v=") == 2


@pytest.mark.parametrize("package", [learningcircles_wagtail, example_site])
def test_no_template_draws_pictures_by_a_tag_that_fails(package):
    templates = sorted(Path(package.__file__).parent.rglob("templates/**/*.*"))

    assert len(templates) > 3
    assert [path for path in templates if BARE_TAG.search(path.read_text())] == []


@pytest.mark.parametrize("package", [learningcircles_wagtail, example_site])
def test_no_code_asks_for_sizes_elsewhere(package):
    here = "directory/renditions.py"
    asking = [
        str(path)
        for path in Path(package.__file__).parent.rglob("*.py")
        if re.search(r"\bget_renditions?(?:_or_not_found)?\(", path.read_text())
    ]

    assert [path for path in asking if not path.endswith(here)] == []
    assert len(asking) == (1 if package is learningcircles_wagtail else 0)


@pytest.mark.parametrize(
    "tag", ["{% image a width-1 %}", "{%  picture a x %}", "{% srcset_image a b %}"]
)
def test_a_bare_tag_would_be_noticed(tag):
    assert BARE_TAG.search(tag)
    assert not BARE_TAG.search("{% lc_image a %}{% include 'picture.html' %}")
