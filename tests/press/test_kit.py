"""The press kit: a zip that opens, with every picture in full and flat memory."""

import tracemalloc
from datetime import UTC, datetime
from io import BytesIO
from zipfile import ZipFile

import PIL.Image
import pytest
import vobject
from django.core.cache import cache
from django.core.files.base import ContentFile
from PIL import Image
from pypdf import PdfReader
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Collection, Locale

from learningcircles_wagtail.models import PressContact
from learningcircles_wagtail.press import kit, paper
from learningcircles_wagtail.press.vcard import vcard
from learningcircles_wagtail.printing import pdf
from learningcircles_wagtail.printing.pdf import can_make_pdf
from tests.factories import make_release
from tests.press.test_plain_text import body

pytestmark = pytest.mark.django_db

MEGABYTE = 1024 * 1024
needs_pdf = pytest.mark.skipif(
    not can_make_pdf(), reason="WeasyPrint, or Pango below it, is not installed."
)


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
        first_published_at=datetime(2026, 5, 4, 12, tzinfo=UTC),
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


@pytest.fixture(autouse=True)
def forget_files():
    """Files that were made for other tests are made again."""
    cache.clear()
    yield
    cache.clear()


def without_pdf(names) -> list[str]:
    return sorted(name for name in names if not name.endswith(".pdf"))


def read(client, release) -> ZipFile:
    response = client.get(f"{release.url}press-kit/")
    assert response.status_code == 200
    archive = ZipFile(BytesIO(response.getvalue()))
    assert archive.testzip() is None
    return archive


def test_the_kit_has_text_pictures_and_contacts_in_one_folder(client, release):
    archive = read(client, release)

    ada, other = release.contacts.order_by("pk")
    assert without_pdf(archive.namelist()) == [
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


def test_portraits_cards_logos_and_posters_are_in_the_kit_with_their_words(
    client, release
):
    portrait = make_image("DSC 4711", description="Ida at her desk. Photo: A. Vale")
    table = make_image("Table")
    release.body = body(
        (
            "quote",
            {
                "quote": "Come!",
                "name": "Ida Roe",
                "role": "librarian",
                "picture": portrait.pk,
            },
        ),
        (
            "cards",
            {
                "cards": [
                    {
                        "title": "A circle",
                        "picture": {"image": table.pk, "alt_text": "Six people"},
                        "credit": "CC0",
                    },
                    {"title": "No picture"},
                ]
            },
        ),
        (
            "logos",
            {
                "logos": [
                    {"name": "A fund", "picture": make_image("fund-rgb").pk},
                    {"name": "Gone", "picture": 987654},
                ]
            },
        ),
        (
            "video",
            {
                "link": "https://video.example/1.mp4",
                "title": "A film",
                "picture": make_image("Still").pk,
            },
        ),
        # Not shown: nobody is named beside it.
        ("quote", {"quote": "Come!", "picture": make_image("Nobody").pk}),
        picture(portrait, caption="At her desk", credit="A. V."),
    )
    release.save()
    archive = read(client, release)

    folder = "ünder-the-trees/pictures/"
    names = [name for name in archive.namelist() if name.startswith(folder)]
    assert [name.removeprefix(folder) for name in names] == [
        "01-main.png",
        "portraits/02-ida-roe.png",
        "03-table.png",
        "logos/04-a-fund.png",
        "05-still.png",
    ]
    with portrait.file.open("rb") as original:
        assert archive.read(names[1]) == original.read()
    words = archive.read("ünder-the-trees/pictures.txt").decode().split("\n\n")
    assert words[1:4] == [
        "portraits/02-ida-roe.png\nIda Roe, librarian\nCredit: A. V.\n"
        "What it shows: Ida at her desk. Photo: A. Vale",
        "03-table.png\nA circle\nCredit: CC0\nWhat it shows: Six people",
        "logos/04-a-fund.png\nA fund\nWhat it shows: A fund",
    ]


def test_the_credit_of_the_image_itself_stands_where_the_release_gives_none(
    client, release
):
    image = make_image("Desk", description="A desk. Photo: A. Vale")
    release.body = body(("quote", {"quote": "!", "name": "I", "picture": image.pk}))
    release.save()

    words = read(client, release).read("ünder-the-trees/pictures.txt").decode()
    assert "portraits/02-i.png\nI\nCredit: Photo: A. Vale\n" in words


@needs_pdf
def test_the_release_is_there_as_a_file_to_print(client, release):
    release.body = body(
        ("quote", {"quote": "I stayed.", "name": "A learner", "role": "guest"}),
        ("heading", {"text": "What comes next"}),
    )
    release.save()
    file = read(client, release).read("ünder-the-trees/ünder-the-trees.pdf")

    document = PdfReader(BytesIO(file))
    text = "\n".join(page.extract_text() for page in document.pages)
    assert document.metadata.title == "Ünder the trees"
    assert document.trailer["/Root"]["/MarkInfo"]["/Marked"]
    for words in ("Where we meet", "I stayed.", "A learner", "What comes next"):
        assert words in text
    assert text.index("###") < text.index("Ada Vale") < text.index(release.url)
    assert "Copy quote" not in text


@needs_pdf
def test_a_file_is_made_once_and_again_when_the_release_changes(
    client, release, monkeypatch
):
    made = []
    monkeypatch.setattr(
        paper, "pdf_of", lambda html, base_url: made.append(html) or b"%PDF-"
    )
    read(client, release)
    read(client, release)
    release.subheadline = "Now in the rain, too"
    release.save()
    read(client, release)

    assert len(made) == 2


def test_a_kit_goes_out_without_a_file_that_cannot_be_made(
    client, release, monkeypatch, caplog
):
    def fail(html, base_url):
        raise RuntimeError

    monkeypatch.setattr(paper, "can_make_pdf", lambda: True)
    monkeypatch.setattr(paper, "pdf_of", fail)
    names = read(client, release).namelist()

    assert sorted(names) == without_pdf(names)
    assert "No PDF could be made" in caplog.text


def test_a_kit_without_its_file_says_so_and_the_next_one_has_it(
    client, release, monkeypatch
):
    monkeypatch.setattr(paper, "can_make_pdf", lambda: True)
    monkeypatch.setattr(kit, "can_make_pdf", lambda: True)
    # Somebody else has been making it for longer than one waits.
    monkeypatch.setattr(paper, "kept", lambda key, make: None)
    url = f"{release.url}press-kit/"
    first = client.get(url)
    archive = ZipFile(BytesIO(first.getvalue()))

    names = archive.namelist()
    assert sorted(names) == without_pdf(names)
    text = archive.read("ünder-the-trees/ünder-the-trees.txt").decode()
    wire = client.get(f"{release.url}text/").content.decode()
    note = text.removeprefix(wire)
    assert "PDF of this release was not ready" in note
    assert f"http://localhost{url}" in note
    assert first["Cache-Control"] == "no-store"
    assert "ETag" not in first

    monkeypatch.setattr(paper, "kept", lambda key, make: b"%PDF-1.7")
    second = client.get(url)
    archive = ZipFile(BytesIO(second.getvalue()))
    assert archive.read("ünder-the-trees/ünder-the-trees.pdf") == b"%PDF-1.7"
    assert archive.read("ünder-the-trees/ünder-the-trees.txt").decode() == wire
    tag = second["ETag"]
    assert client.get(url, headers={"if-none-match": tag}).status_code == 304
    assert client.head(url)["ETag"] == tag


@needs_pdf
def test_a_broken_picture_is_left_out_of_the_file(client, release):
    storage = release.picture.file.storage
    storage.delete(release.picture.file.name)
    storage.save(release.picture.file.name, ContentFile(b"no picture"))
    file = read(client, release).read("ünder-the-trees/ünder-the-trees.pdf")

    pages = PdfReader(BytesIO(file)).pages
    text = "".join(page.extract_text() for page in pages)
    assert len({one.name for page in pages for one in page.images}) == 2
    assert "Where we meet" not in text
    assert "Soup" in text


def test_a_release_that_cannot_be_drawn_goes_out_without_a_file(
    client, release, monkeypatch, caplog
):
    def fail(*args):
        raise RuntimeError

    monkeypatch.setattr(paper, "can_make_pdf", lambda: True)
    monkeypatch.setattr(paper, "render_to_string", fail)
    names = read(client, release).namelist()

    assert sorted(names) == without_pdf(names)
    assert "could not be put on paper" in caplog.text


def test_a_server_without_the_extra_sends_the_rest(client, release, monkeypatch):
    monkeypatch.setattr(paper, "can_make_pdf", lambda: False)
    names = read(client, release).namelist()

    assert "ünder-the-trees/ünder-the-trees.txt" in names
    assert sorted(names) == without_pdf(names)


@pytest.mark.parametrize("has_pdf", [True, False])
def test_the_link_says_whether_a_file_to_print_is_in_it(
    client, release, monkeypatch, has_pdf
):
    monkeypatch.setattr(pdf, "can_make_pdf", lambda: has_pdf)
    html = client.get(release.url).content.decode()

    held = "text, PDF, pictures, contacts" if has_pdf else "text, pictures, contacts"
    assert f"Press kit (zip): {held}" in html


def test_an_address_book_takes_the_cards(client, release):
    archive = read(client, release)
    cards = [
        vobject.readOne(archive.read(name).decode())
        for name in sorted(archive.namelist())
        if name.endswith(".vcf")
    ]

    assert [card.fn.value for card in cards] == ["Ada Vale", "Ünïcødé Näme"]
    assert cards[0].n.value.given == "Ada Vale"
    assert cards[0].title.value == "Editor; press, radio"
    assert cards[0].org.value == ["Library of Suva"]
    assert cards[0].email.value == "press@example.org"
    assert cards[0].tel.value == "+1 555 0100"
    assert cards[0].url.value == f"http://localhost{release.url}"


@pytest.mark.parametrize(
    "name",
    [
        "Ada",
        "Ludwig van Beethoven",
        "María José García Márquez",
        "Riverbend Public Library, press desk",
        "毛泽东",
        "Vale; Ada",
        "Juana Inés de la Cruz y de los Santos de Asbaje Ramírez de Santillana",
    ],
)
def test_no_name_is_taken_apart(name):
    card = vobject.readOne(vcard(PressContact(name=name)).decode())

    assert card.fn.value == name
    assert (card.n.value.given, card.n.value.family) == (name, "")
    assert vobject.readOne(card.serialize()).fn.value == name


def test_a_contact_without_a_name_is_called_like_its_organisation():
    card = vobject.readOne(vcard(PressContact(organisation="Library")).decode())

    assert (card.fn.value, card.n.value.given) == ("Library", "Library")


def test_a_missing_file_leaves_the_kit_whole_and_is_logged(client, release, caplog):
    release.picture.file.storage.delete(release.picture.file.name)

    archive = read(client, release)

    assert "ünder-the-trees/pictures/01-main.png" not in archive.namelist()
    assert b"01-main.png" not in archive.read("ünder-the-trees/pictures.txt")
    assert "ünder-the-trees/pictures/02-at-the-table.png" in archive.namelist()
    assert "missing" in caplog.text


def test_a_deleted_picture_leaves_the_kit_whole(client, release):
    get_image_model().objects.all().delete()

    names = read(client, type(release).objects.get()).namelist()

    assert not any("pictures" in name for name in names)


def test_the_same_release_gives_the_same_octets(client, release):
    url = f"{release.url}press-kit/"

    assert client.get(url).getvalue() == client.get(url).getvalue()


def photograph() -> bytes:
    """Return a JPEG of 24 million pixels and a little more than ten megabytes."""
    picture = Image.effect_noise((6000, 4000), 30).convert("RGB")
    file = BytesIO()
    picture.save(file, "JPEG", quality=80)
    file.write(bytes(max(0, 10 * MEGABYTE - file.tell())))
    return file.getvalue()


def in_large_pictures(release, octets: bytes, number: int) -> list:
    """Put as many large pictures into a release, with no sizes made of them yet."""
    images = [make_image(f"Large {count}") for count in range(number)]
    for image in images:
        name = image.file.storage.save("large.jpg", ContentFile(octets))
        type(image).objects.filter(pk=image.pk).update(file=name)
    release.picture = None
    release.body = body(*(picture(image, caption="L") for image in images))
    release.save()
    return images


@needs_pdf
def test_paper_needs_one_moderate_size_of_a_picture(client, release):
    octets = photograph()
    (image,) = in_large_pictures(release, octets, 1)
    archive = read(client, release)

    (made,) = image.renditions.all()
    assert (made.width, made.height) == (1400, 933)
    assert made.file.name.endswith(".jpg")
    (page,) = PdfReader(BytesIO(archive.read(archive.namelist()[1]))).pages
    assert [one.image.size for one in page.images] == [(1400, 933)]
    assert octets in (archive.read(name) for name in archive.namelist())


@needs_pdf
def test_twenty_pictures_of_ten_megabytes_need_the_memory_of_one(
    client, release, monkeypatch
):
    images = in_large_pictures(release, photograph(), 20)
    url = f"{release.url}press-kit/"
    assert can_make_pdf(), "its modules are in memory before it is measured"
    client.get(f"{release.url}text/")
    pixels = []
    resize = PIL.Image.Image.resize
    monkeypatch.setattr(
        PIL.Image.Image,
        "resize",
        lambda self, *args, **more: (
            pixels.append(self.width * self.height) or resize(self, *args, **more)
        ),
    )

    tracemalloc.start()
    sent, names = 0, b""
    for piece in client.get(url).streaming_content:
        sent += len(piece)
        names = names[-MEGABYTE // 8 :] + piece
    _now, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    for image in images:
        image.refresh_from_db()
        image.file.storage.delete(image.file.name)

    assert sent > 200 * MEGABYTE
    assert names.count(b".pdf") == 1
    # Pillow's own memory is not Python's: what it decodes is counted in pixels.
    assert pixels == [1500 * 1000] * 20
    assert peak < 40 * MEGABYTE


def test_a_picture_that_is_not_for_everybody_is_in_no_kit(client, release):
    private = Collection.get_first_root_node().add_child(name="Private")
    private.view_restrictions.create(restriction_type="login")
    type(release.picture).objects.filter(pk=release.picture_id).update(
        collection=private
    )

    names = read(client, type(release).objects.get()).namelist()

    pictures = [name.split("/")[-1] for name in names if "/pictures/" in name]
    assert pictures == ["01-at-the-table.png", "02-evilsh.png"]
