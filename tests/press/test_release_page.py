"""A release's page says all that a newsroom needs, and stays whole with holes."""

import re
from datetime import timedelta
from html import unescape

import pytest
from django.core.files.base import ContentFile
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.html import strip_tags
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Collection, CollectionViewRestriction, Locale

from learningcircles_wagtail.models import Boilerplate, PressContact, PressReleasePage
from learningcircles_wagtail.templatetags.press_tags import lc_dialled
from tests.factories import make_circle, make_press_index, make_release, publish

pytestmark = pytest.mark.django_db

ADDRESS = re.compile(r"[\w.+-]+@[\w-]+\.[\w.]+")


def text_of(client, page):
    response = client.get(page.url)
    assert response.status_code == 200
    return response.content.decode()


def words_of(html):
    return re.sub(r"\s+", " ", unescape(strip_tags(html)))


def make_contact(**values):
    defaults = {
        "name": "Ida Berg",
        "job_title": "Communications",
        "organisation": "Riverbend Public Library",
        "email": "press.desk+news@riverbend.example",
        "phone": "+1 (555) 010-0123, ext. 4",
        "locale": Locale.get_default(),
    }
    return PressContact.objects.create(**{**defaults, **values})


def make_image(**values):
    return get_image_model().objects.create(
        title="Evening",
        description="A table with books",
        file=get_test_image_file(size=(1600, 900)),
        **values,
    )


class TestContacts:
    @pytest.fixture
    def html(self, client):
        contact = make_contact()
        release = make_release()
        release.contacts = [contact]
        release.body = [("media_contact", {"contact": contact})]
        return text_of(client, publish(release))

    def test_no_harvester_finds_an_address_in_the_page(self, html):
        assert ADDRESS.findall(html) == []
        assert ADDRESS.findall(unescape(html)) == []
        assert "mailto" not in html

    def test_the_harvester_of_this_test_finds_addresses(self):
        assert ADDRESS.findall("<a href='mailto:press@riverbend.example'>") == [
            "press@riverbend.example"
        ]

    def test_people_read_the_address_in_words_that_belong_together(self, html):
        assert words_of(html).count("E-mail: press.desk+news at riverbend.example") == 2

    def test_a_telephone_number_is_dialled_without_its_ornaments(self, html):
        assert html.count('href="tel:+15550100123"') == 2
        assert "+1 (555) 010-0123, ext. 4" in html

    @pytest.mark.parametrize(
        ("phone", "number"),
        [
            ("+1 555 0100", "+15550100"),
            ("555.0100 x12", "5550100"),
            ("0800 / 12 34 56", "0800123456"),
            ("1+2+345", "12345"),
            ("ask at the desk", ""),
            ("²³", ""),
            ("", ""),
            (None, ""),
        ],
    )
    def test_what_cannot_be_dialled_has_no_link(self, phone, number):
        assert lc_dialled(phone) == number

    @pytest.mark.parametrize("email", ["", "no sign", "@host.example", "name@"])
    def test_what_is_no_address_is_not_written(self, email):
        contact = {"name": "A", "email": email}
        template = "learningcircles_wagtail/components/contact.html"
        html = render_to_string(template, {"contact": contact})
        assert "lc-email" not in html


class TestPictures:
    def test_a_picture_says_who_made_it_and_can_be_taken_in_full_size(self, client):
        image = make_image()
        release = make_release(
            picture=image,
            picture_caption="An evening",
            picture_credit="Photo: A. Reader",
        )
        release.body = [("picture", {"picture": image, "caption": "Inside"})]
        html = text_of(client, publish(release))
        words = words_of(html)

        assert words.count("Download (PNG, 1600 × 900, ") == 2
        assert html.count(f'href="{image.file.url}" download') == 2
        assert "An evening · Photo: A. Reader" in words
        assert "Inside" in words

    @pytest.mark.parametrize("above", [False, True])
    def test_a_picture_of_a_restricted_collection_has_no_download(self, client, above):
        root = Collection.get_first_root_node()
        shelf = root.add_child(name="Press kit")
        image = make_image(collection=shelf.add_child(name="Pictures"))
        where = shelf if above else image.collection
        CollectionViewRestriction.objects.create(
            collection=where, restriction_type="login"
        )
        release = make_release(picture=image)
        release.body = [("picture", {"picture": image})]
        html = text_of(client, publish(release))

        assert "Download" not in html
        assert image.file.url not in html

    def test_other_pages_offer_no_download(self, client):
        page = make_circle()
        page.body = [("picture", {"picture": make_image()})]
        assert "Download (" not in text_of(client, publish(page))

    def test_pictures_ask_about_collections_once(
        self, client, django_assert_max_num_queries
    ):
        images = [make_image() for _number in range(4)]
        release = make_release()
        release.body = [("picture", {"picture": image}) for image in images]
        release = publish(release)
        text_of(client, release)
        with django_assert_max_num_queries(60) as asked:
            text_of(client, release)
        about = [q for q in asked.captured_queries if "collectionview" in q["sql"]]
        assert len(about) == 1


class TestCorrections:
    def test_they_stand_dated_before_everything_else(self, client):
        release = make_release(lead="The lead.")
        release.corrections = [
            ("correction", {"date": "2026-11-05", "text": "It begins on Tuesday."}),
            ("correction", {"date": None, "text": "There are four branches."}),
        ]
        words = words_of(text_of(client, publish(release)))

        assert "Corrected on Nov. 5, 2026: It begins on Tuesday." in words
        assert "Corrected: There are four branches." in words
        assert words.index("Corrected on") < words.rindex("The lead.")


class TestRelated:
    def test_the_newest_three_others_that_are_public_in_this_language(self, client):
        room = make_press_index()
        release = make_release(room, title="The one")
        for number in range(1, 6):
            make_release(
                room, title=f"Other {number}", dateline_date=f"2026-0{number}-01"
            )
        make_release(room, title="A draft", live=False, dateline_date="2026-09-01")
        make_release(
            room,
            title="Held back",
            dateline_date="2026-09-02",
            timing="embargo",
            embargo_until=timezone.now() + timedelta(days=1),
        )
        PressReleasePage.objects.filter(title="Held back").update(live=True)
        french = Locale.objects.create(language_code="fr")
        other = make_release(room, title="Autre", dateline_date="2026-09-03")
        PressReleasePage.objects.filter(pk=other.pk).update(locale=french)
        html = text_of(client, release)
        section = html.split('id="lc-related"')[1]

        found = re.findall(r'lc-release-row__title"><a [^>]*>([^<]*)', section)
        assert found == ["Other 5", "Other 4", "Other 3"]

    def test_a_single_release_has_no_such_section(self, client):
        assert "lc-related" not in text_of(client, make_release())


class TestHoles:
    def test_what_was_deleted_leaves_the_page_whole(self, client):
        image, circle = make_image(), make_circle()
        document = get_document_model().objects.create(
            title="Sheet", file=ContentFile(b"x", name="sheet.pdf")
        )
        contact = make_contact()
        boilerplate = Boilerplate.objects.create(
            title="About", text="<p>Us.</p>", locale=Locale.get_default()
        )
        release = make_release(picture=image, lead="The lead.")
        release.contacts, release.boilerplates = [contact], [boilerplate]
        release.body = [
            ("picture", {"picture": image}),
            ("quote", {"quote": "Words", "picture": image}),
            ("download", {"document": document}),
            ("circle_facts", {"circles": [circle]}),
            ("circle_card", {"circle": circle, "facts_of": "live"}),
            ("media_contact", {"contact": contact}),
            ("boilerplate", {"boilerplate": boilerplate}),
        ]
        release = publish(release)
        for gone in (image, document, circle, contact, boilerplate):
            gone.delete()
        html = text_of(client, PressReleasePage.objects.get(pk=release.pk))

        assert "The lead." in html
        assert "Words" in html
        assert html.count("<h1") == 1

    def test_a_picture_whose_file_is_lost_leaves_the_page_whole(self, client):
        image = make_image()
        release = make_release(picture=image, lead="The lead.")
        release.body = [("picture", {"picture": image})]
        release = publish(release)
        image.file.storage.delete(image.file.name)
        get_image_model().objects.update(file_size=None)

        assert "The lead." in text_of(client, release)

    def test_a_release_with_everything_previews(self):
        release = make_release(live=False)
        assert release.make_preview_request().status_code == 200
