"""The toolkit as PDF: tagged, with page numbers, from the site's own files alone."""

from io import BytesIO

import pytest
from django.core.cache import cache
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from pypdf import PdfReader
from wagtail.images import get_image_model

from learningcircles_wagtail.printing import toolkit as module
from learningcircles_wagtail.printing.pdf import can_make_pdf, own_file, pdf_of
from tests.printing.guides import full_body, make_guide, make_toolkit

needs_weasyprint = pytest.mark.skipif(
    not can_make_pdf(), reason="WeasyPrint, or Pango below it, is not installed."
)
BASE = "http://library.example/toolkit/"


@pytest.fixture
def toolkit(db):
    """A toolkit with two guides of all blocks, and nothing in the cache."""
    cache.clear()
    index = make_toolkit(title="Our toolkit", introduction="<p>For all.</p>")
    make_guide(index, title="First", slug="first", body=full_body())
    make_guide(index, title="Second", slug="second", body=full_body())
    yield index
    cache.clear()


def read(client, url: str) -> PdfReader:
    response = client.get(f"{url}print/?format=pdf")
    assert response.status_code == 200
    assert response["Content-Type"] == "application/pdf"
    return PdfReader(BytesIO(response.content))


@needs_weasyprint
def test_the_file_is_tagged_and_says_title_and_language(client, toolkit):
    pdf = read(client, toolkit.url)
    catalogue = pdf.trailer["/Root"]

    assert pdf.metadata.title == "Our toolkit"
    assert catalogue["/Lang"].lower().startswith("en")
    assert bool(catalogue["/MarkInfo"]["/Marked"])
    assert catalogue["/StructTreeRoot"]
    titles = [entry["/Title"] for entry in pdf.outline if isinstance(entry, dict)]
    assert titles[-2:] == ["First", "Second"]


@needs_weasyprint
def test_contents_name_the_pages_on_which_guides_begin(client, toolkit):
    pages = [page.extract_text() for page in read(client, toolkit.url).pages]
    contents = next(text for text in pages if "Contents" in text)
    begins = {
        title: next(
            number
            for number, text in enumerate(pages, 1)
            if title in text and "Costs" in text
        )
        for title in ("First", "Second")
    }

    for title, number in begins.items():
        entry = next(line for line in contents.split("\n") if title in line)
        assert entry.split()[-1] == str(number)
    assert f"· {begins['Second']}" in " ".join(pages[begins["Second"] - 1].split())


@needs_weasyprint
def test_a_picture_is_drawn_from_the_storage(client, toolkit):
    url = f"{toolkit.url}first/"
    assert any(page.images for page in read(client, url).pages)

    cache.clear()
    for rendition in get_image_model().get_rendition_model().objects.all():
        rendition.file.storage.delete(rendition.file.name)
    assert not any(page.images for page in read(client, url).pages)


@needs_weasyprint
@pytest.mark.parametrize(("paper", "width"), [("a4", 595), ("letter", 612)])
def test_the_sheet_is_what_was_asked_for(client, toolkit, paper, width):
    octets = client.get(f"{toolkit.url}first/print/?format=pdf&paper={paper}").content

    assert int(PdfReader(BytesIO(octets)).pages[0].mediabox.width) == width


@needs_weasyprint
def test_a_file_is_made_again_only_when_something_changed(client, toolkit, monkeypatch):
    made = []

    def make(html: str, **options) -> bytes:
        made.append(html)
        return b"%PDF-1.7"

    monkeypatch.setattr(module, "pdf_of", make)
    url = f"{toolkit.url}print/?format=pdf"
    tag = client.get(url)["ETag"]
    client.get(url)
    assert client.get(url, headers={"if-none-match": tag}).status_code == 304
    assert len(made) == 1
    guide = toolkit.get_guides()[0]
    guide.title = "Changed"
    guide.save_revision().publish()
    assert client.get(url, headers={"if-none-match": tag}).status_code == 200
    assert len(made) == 2


@needs_weasyprint
def test_nothing_is_fetched_over_the_network(monkeypatch):
    def refuse(*_args, **_options):
        raise AssertionError("The network was asked.")

    monkeypatch.setattr("socket.socket.connect", refuse)
    html = (
        '<html lang="en"><link rel="stylesheet" href="http://elsewhere.example/a.css">'
        '<img src="http://elsewhere.example/a.png"><img src="file:///etc/passwd">'
        "<p style=\"background: url('ftp://elsewhere.example/b.png')\">Words</p></html>"
    )
    octets = pdf_of(html, base_url=BASE)

    assert "Words" in PdfReader(BytesIO(octets)).pages[0].extract_text()


@pytest.mark.parametrize(
    "url",
    [
        "file:///etc/passwd",
        "http://elsewhere.example/static/learningcircles_wagtail/css/paper.css",
        "http://library.example/admin/",
        "/static/../../../etc/passwd",
        "/static/%2e%2e/%2e%2e/etc/passwd",
        "/media/../example_site/settings/base.py",
        "/media/",
        "/static/nothing.css",
        "http://[",
        "data:text/plain,a",
        "/media/\x00",
    ],
)
def test_what_is_no_file_of_ours_is_not_read(url):
    assert own_file(url, base_url=BASE) is None


@pytest.mark.parametrize("host", ["", "http://library.example"])
def test_static_and_media_files_are_read(host):
    name = default_storage.save("print test.txt", ContentFile(b"words"))
    try:
        address = host + default_storage.url(name)
        assert own_file(address, base_url=BASE) == b"words"
    finally:
        default_storage.delete(name)
    sheet = own_file(
        f"{host}/static/learningcircles_wagtail/css/paper.css", base_url=BASE
    )
    assert sheet.startswith(b"/* Guides on paper")
