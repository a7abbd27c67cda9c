"""The press kit: a zip that opens, with every picture in full and flat memory."""

import tracemalloc
from io import BytesIO
from zipfile import ZipFile

import pytest
import vobject
from django.core.files.base import ContentFile
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Collection, Locale

from learningcircles_wagtail.models import PressContact
from tests.factories import make_release
from tests.press.test_plain_text import body

pytestmark = pytest.mark.django_db

MEGABYTE = 1024 * 1024


def make_image(title: str, **values):
    """Return an image with a file of its own."""
    return get_image_model().objects.create(
        title=title, file=get_test_image_file(f"{title}.png"), **values
    )


def picture(image, **values):
    """Return a block of a release's text that shows an image."""
    chosen = {"image": image.pk, "alt_text": "People", "decorative": False}
    return "picture", {"picture": chosen, **values}


@pytest.fixture
def release():
    """A release with three pictures, one of them twice, and two contacts."""
    page = make_release(
        title="Ünder the trees",
        picture=make_image("Main", description="A tree"),
        picture_caption="Where we meet",
        picture_credit="Photo: Q. Quill",
        body=body(
            picture(make_image("At the table"), caption="Soup", credit="CC BY 4.0"),
            picture(make_image("../../evil.sh")),
        ),
    )
    page.body.append(("picture", page.body[0].value))
    page.contacts = [
        PressContact.objects.create(
            name=name,
            job_title="Editor; press, radio",
            organisation="Library of\nSuva",
            email="press@example.org",
            phone="+1 555 0100",
            locale=Locale.get_default(),
        )
        for name in ("Ada Vale", "Ünïcødé Näme")
    ]
    page.save()
    return page


def read(client, release) -> ZipFile:
    response = client.get(f"{release.url}press-kit/")
    assert response.status_code == 200
    archive = ZipFile(BytesIO(response.getvalue()))
    assert archive.testzip() is None
    return archive


def test_the_kit_has_text_pictures_and_contacts_in_one_folder(client, release):
    archive = read(client, release)

    ada, other = release.contacts.order_by("pk")
    assert sorted(archive.namelist()) == [
        f"ünder-the-trees/contacts/ada-vale-{ada.pk}.vcf",
        f"ünder-the-trees/contacts/unicde-name-{other.pk}.vcf",
        "ünder-the-trees/pictures.txt",
        "ünder-the-trees/pictures/01-main.png",
        "ünder-the-trees/pictures/02-at-the-table.png",
        "ünder-the-trees/pictures/03-evilsh.png",
        "ünder-the-trees/ünder-the-trees.txt",
    ]
    with release.picture.file.open("rb") as original:
        assert archive.read("ünder-the-trees/pictures/01-main.png") == original.read()
    text = client.get(f"{release.url}text/").content
    assert archive.read("ünder-the-trees/ünder-the-trees.txt") == text


def test_what_belongs_to_the_pictures_stands_beside_them(client, release):
    words = read(client, release).read("ünder-the-trees/pictures.txt").decode()

    assert words.split("\n\n")[:2] == [
        "01-main.png\nWhere we meet\nCredit: Photo: Q. Quill\nWhat it shows: A tree",
        "02-at-the-table.png\nSoup\nCredit: CC BY 4.0\nWhat it shows: People",
    ]


def test_an_address_book_takes_the_cards(client, release):
    archive = read(client, release)
    cards = [
        vobject.readOne(archive.read(name).decode())
        for name in sorted(archive.namelist())
        if name.endswith(".vcf")
    ]

    assert [card.fn.value for card in cards] == ["Ada Vale", "Ünïcødé Näme"]
    assert cards[0].n.value.family == "Vale"
    assert cards[0].title.value == "Editor; press, radio"
    assert cards[0].org.value == ["Library of Suva"]
    assert cards[0].email.value == "press@example.org"
    assert cards[0].tel.value == "+1 555 0100"
    assert cards[0].url.value == f"http://localhost{release.url}"


def test_a_missing_file_leaves_the_kit_whole_and_is_logged(client, release, caplog):
    release.picture.file.storage.delete(release.picture.file.name)

    archive = read(client, release)

    assert "ünder-the-trees/pictures/01-main.png" not in archive.namelist()
    assert "ünder-the-trees/pictures/02-at-the-table.png" in archive.namelist()
    assert "missing" in caplog.text


def test_a_deleted_picture_leaves_the_kit_whole(client, release):
    get_image_model().objects.all().delete()

    names = read(client, type(release).objects.get()).namelist()

    assert not any("pictures" in name for name in names)


def test_the_same_release_gives_the_same_octets(client, release):
    url = f"{release.url}press-kit/"

    assert client.get(url).getvalue() == client.get(url).getvalue()


def test_twenty_pictures_of_ten_megabytes_need_no_more_memory_than_one_piece(
    client, release
):
    images = [make_image(f"Large {number}") for number in range(20)]
    large = ContentFile(bytes(10 * MEGABYTE))
    for image in images:
        name = image.file.storage.save(image.file.name, large)
        type(image).objects.filter(pk=image.pk).update(file=name)
        large.seek(0)
    release.body = body(*(picture(image) for image in images))
    release.save()
    url = f"{release.url}press-kit/"
    client.get(url, headers={"if-none-match": "*"})

    tracemalloc.start()
    sent = sum(len(piece) for piece in client.get(url).streaming_content)
    _now, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    for image in get_image_model().objects.all():
        image.file.storage.delete(image.file.name)

    assert sent > 200 * MEGABYTE
    assert peak < 8 * MEGABYTE


def test_a_picture_that_is_not_for_everybody_is_in_no_kit(client, release):
    private = Collection.get_first_root_node().add_child(name="Private")
    private.view_restrictions.create(restriction_type="login")
    type(release.picture).objects.filter(pk=release.picture_id).update(
        collection=private
    )

    names = read(client, type(release).objects.get()).namelist()

    pictures = [name.split("/")[-1] for name in names if "/pictures/" in name]
    assert pictures == ["01-at-the-table.png", "02-evilsh.png"]
