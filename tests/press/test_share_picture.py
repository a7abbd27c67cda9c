"""The picture where a release is shared: drawn from the headline, never with boxes."""

import io
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.core.cache import cache
from django.utils import timezone
from PIL import Image, features
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file

from learningcircles_wagtail.models import PressReleasePage
from learningcircles_wagtail.press import share_picture
from learningcircles_wagtail.press.share_picture import (
    ShareWords,
    draw_picture,
    drawable,
    has_glyph,
)
from tests.factories import make_release, publish

needs_raqm = pytest.mark.skipif(
    not features.check("raqm"), reason="Pillow cannot set scripts from the right here."
)


@pytest.fixture(autouse=True)
def forget_pictures():
    """No test has the picture of another."""
    share_picture.kept_picture.cache_clear()
    yield
    share_picture.kept_picture.cache_clear()


def words(headline="Spring circles open", **values):
    given = {"kind": "Press release", "organisation": "Riverbend", "day": "May 1"}
    return ShareWords(**{**given, "headline": headline, "is_rtl": False, **values})


def opened(picture):
    return Image.open(io.BytesIO(picture)).convert("RGB")


class TestDrawing:
    @pytest.mark.parametrize(
        "headline",
        [
            "Spring circles open",
            "",
            "x",
            "word " * 60,
            "W" * 300,
            "🎉🎉🎉",
            "图书馆的学习圈",
            "مكتبات تقدم دورات",
            "a\u200b\u202eb\u0301",
            "\x00\x0b",
        ],
    )
    def test_whatever_the_headline_is_the_picture_has_its_size(self, headline):
        picture = opened(draw_picture(words(headline)))

        assert picture.size == (1200, 630)
        assert len(picture.getcolors(1200 * 630)) > 5

    def test_another_headline_is_another_picture(self):
        assert draw_picture(words("One")) != draw_picture(words("Two"))
        assert draw_picture(words("One")) == draw_picture(words("One"))

    def test_signs_that_the_font_lacks_are_left_out(self):
        assert drawable("Free 🎉 for all") == "Free for all"

    def test_words_that_the_font_lacks_are_not_set_at_all(self):
        assert drawable("图书馆 opens") == ""

    def test_latin_greek_and_cyrillic_are_there(self):
        for text in ("Łódź Ærø Đà Nẵng", "Βιβλιοθήκη", "Библиотека", "«É» – “ß”…"):
            assert drawable(text) == text

    def test_the_check_of_the_font_can_fail(self):
        path = share_picture.font_path()
        assert has_glyph("a", path)
        assert not has_glyph("图", path)

    def test_a_font_that_cannot_be_read_gives_way_to_ours(self, settings):
        settings.LEARNINGCIRCLES_SHARE_PICTURE_FONT = "/no/such/font.ttf"
        assert drawable("Spring") == "Spring"

    @needs_raqm
    def test_a_site_can_bring_a_font_for_its_script(self, settings):
        path = "/usr/share/fonts/truetype/dejavu/DejaVuSans-Bold.ttf"
        if not Path(path).exists():
            pytest.skip("This machine has no font for Arabic.")
        assert drawable("مكتبة") == ""
        settings.LEARNINGCIRCLES_SHARE_PICTURE_FONT = path
        assert drawable("مكتبة") == "مكتبة"
        right = opened(draw_picture(words("مكتبة", is_rtl=True)))
        assert right.size == (1200, 630)


@pytest.mark.django_db
class TestAddress:
    @pytest.fixture(autouse=True)
    def nothing_is_kept(self):
        cache.clear()
        yield
        cache.clear()

    @pytest.fixture
    def release(self):
        return publish(
            make_release(title="Spring circles", dateline_date=date(2026, 5, 1))
        )

    def get(self, client, release, **headers):
        return client.get(f"{release.url}share-picture/", headers=headers)

    def test_the_page_names_the_picture_and_it_is_there(self, client, release):
        text = client.get(release.url).content.decode()
        address = text.split('property="og:image" content="')[1].split('"')[0]
        path = address.removeprefix("http://localhost")
        response = client.get(path)

        assert response["Content-Type"] == "image/png"
        assert opened(response.content).size == (1200, 630)
        assert address.startswith("http://localhost/")
        assert path.startswith(f"{release.url}share-picture/?v=")
        assert 'name="twitter:card" content="summary_large_image"' in text

    def test_the_address_changes_with_the_headline_alone(self, client, release):
        def address():
            text = client.get(release.url).content.decode()
            return text.split('property="og:image" content="')[1].split('"')[0]

        first = address()
        release.lead = "Corrected."
        publish(release)
        assert address() == first
        release.title = "Other circles"
        publish(release)
        assert address() != first

    def test_a_picture_of_the_editor_is_shown_instead(self, client, release):
        release.picture = get_image_model().objects.create(
            title="Evening", file=get_test_image_file(size=(1600, 900))
        )
        publish(release)
        text = client.get(release.url).content.decode()

        assert "share-picture" not in text
        assert "fill-1200x630" in text

    def test_it_is_drawn_once_and_told_apart_by_its_tag(
        self, client, release, monkeypatch
    ):
        drawn = []
        monkeypatch.setattr(
            share_picture, "draw_picture", lambda words: drawn.append(words) or b"png"
        )
        first = self.get(client, release)
        self.get(client, release)
        again = self.get(client, release, if_none_match=first["ETag"])

        assert len(drawn) == 1
        assert again.status_code == 304

    @pytest.mark.parametrize("query", ["?v=", "?v=²", "?v=" + "9" * 5000, "?v=%00"])
    def test_no_parameter_breaks_it(self, client, release, query):
        assert client.get(f"{release.url}share-picture/{query}").status_code == 200

    def test_only_reading_is_allowed(self, client, release):
        assert client.post(f"{release.url}share-picture/").status_code == 405

    def test_a_draft_has_none(self, client, release):
        release.unpublish()
        assert self.get(client, release).status_code == 404

    def test_an_embargo_holds_for_it(self, client, release):
        PressReleasePage.objects.update(
            timing="embargo", embargo_until=timezone.now() + timedelta(hours=1)
        )
        assert self.get(client, release).status_code == 404
