"""Editors find the code for other websites, and the way to a circle's flyer."""

from html import unescape

import pytest
from django.urls import reverse

from learningcircles_wagtail.admin.flyer_button import flyer_buttons

pytestmark = pytest.mark.django_db


def edit(editor, page):
    """Return the page's form in the admin."""
    return editor.get(
        reverse("wagtailadmin_pages:edit", args=[page.pk])
    ).content.decode()


class TestCode:
    def test_a_published_list_offers_its_code(self, editor, circles):
        html = edit(editor, circles)

        assert "Show this list on another website" in html
        assert "&lt;iframe data-learningcircles src=" in html
        assert f'src="{circles.full_url}embed/"' in unescape(html)

    def test_a_draft_offers_none(self, editor, circles):
        circles.unpublish()

        assert "data-lc-embed" not in edit(editor, circles)

    def test_it_says_that_no_website_is_allowed_yet(self, editor, circles):
        assert "Your site allows no other website yet." in edit(editor, circles)

    def test_it_names_the_websites_that_are(self, editor, circles, settings):
        settings.LEARNINGCIRCLES_EMBED_ORIGINS = ["https://town.example"]
        html = edit(editor, circles)

        assert "<li>https://town.example</li>" in html
        assert "allows no other website" not in html

    def test_it_says_that_every_website_is(self, editor, circles, settings):
        settings.LEARNINGCIRCLES_EMBED_ORIGINS = ["*"]

        assert "Every website may use it." in edit(editor, circles)

    def test_the_code_is_no_part_of_the_form(self, editor, circles):
        html = edit(editor, circles)
        panel = html[html.index("data-lc-embed=") :].partition("</div>\n</section>")[0]
        fields = panel[: panel.index("data-lc-embed-copy")]

        assert "<textarea" in fields
        assert " name=" not in fields


class TestFlyer:
    def test_a_published_circle_has_a_way_to_its_flyer(self, editor, add_circle):
        page = add_circle("Knit")

        assert f'href="{page.url}flyer/"' in edit(editor, page)

    def test_a_draft_has_none(self, editor, add_circle):
        page = add_circle("Knit", live=False)

        assert "/flyer/" not in edit(editor, page)

    def test_other_pages_have_none(self, circles, home):
        assert list(flyer_buttons(circles, None, "edit")) == []
        assert list(flyer_buttons(home, None, "edit")) == []
