"""Text in feeds can be read by every reader of XML and JSON."""

from xml.etree import ElementTree
from xml.sax.saxutils import escape

from hypothesis import given
from hypothesis import strategies as st

from learningcircles_wagtail.domain.feed_text import one_line, printable

ANYTHING = st.text(st.characters(codec=None), max_size=200)


@given(ANYTHING)
def test_printable_text_stands_in_xml_as_it_is(text: str) -> None:
    shown = printable(text)

    read = ElementTree.fromstring(f"<a>{escape(shown)}</a>".encode()).text  # noqa: S314

    assert (read or "") == shown


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"])))
def test_text_without_control_characters_stays_as_it_is(text: str) -> None:
    assert printable(text) == text.replace("\ufffe", "").replace("\uffff", "")


@given(ANYTHING)
def test_one_line_has_no_line_break(text: str) -> None:
    assert len(one_line(text).splitlines()) <= 1


def test_what_xml_forbids_is_removed():
    assert printable("a\x00b\x0bc\ufffed\ud800e\x85f\r\ng") == "abcdef\ng"
