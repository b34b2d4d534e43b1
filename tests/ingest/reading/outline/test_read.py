from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.errors import NotText
from ingest.reading.outline.read import read_outline


def texts(body: bytes, media_type: str = "") -> list[str]:
    return [line.text for line in read_outline(body, media_type).lines]


def test_no_byte_order_mark_is_left_in_the_text() -> None:
    assert texts("Peru".encode("utf-8-sig")) == ["Peru"]


@pytest.mark.parametrize(
    ("body", "found"),
    [
        (b"%PDF-1.7 stream", "a PDF"),
        (b"\x89PNG\r\n\x1a\n", "a PNG image"),
        (b"\xff\xd8\xff\xe0", "a JPEG image"),
        (b"PK\x03\x04word/document.xml", "a ZIP archive (or an office document)"),
        (b"\x1f\x8b\x08\x00", "gzip data"),
        (b"\x28\xb5\x2f\xfd", "Zstandard data"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "an old office document"),
        (bytes(range(256)) * 8, "binary data"),
        (b"\x00" * 100, "binary data"),
    ],
)
def test_what_is_no_text_is_refused_by_name(body: bytes, found: str) -> None:
    with pytest.raises(NotText) as caught:
        read_outline(body)
    assert caught.value.found == found
    assert caught.value.code == "not-text"
    assert found in str(caught.value)


@pytest.mark.parametrize("media_type", ["", "text/html", "text/plain"])
def test_no_bytes_give_an_empty_outline(media_type: str) -> None:
    assert read_outline(b"", media_type).lines == ()


@pytest.mark.parametrize(
    ("body", "media_type", "markup"),
    [
        (b"<!DOCTYPE html><p>Peru", "", True),
        (b"<p>Peru</p>", "", True),
        (b"<UL><LI>Peru</UL>", "", True),
        (b"Peru", "text/html", False),
        (b"Peru", "text/plain", False),
        (b"- Peru\n- Chile < Chad", "", False),
        (b"a <b> c", "", False),
    ],
)
def test_markup_is_told_by_its_tags_or_its_media_type(
    body: bytes, media_type: str, markup: bool
) -> None:
    assert read_outline(body, media_type).markup is markup


def test_text_and_markup_of_one_list_have_the_same_items() -> None:
    text = read_outline(b"Members\n- Peru\n- Chile").lines
    html = read_outline(b"<p>Members</p><ul><li>Peru</li><li>Chile</li></ul>").lines
    assert [(line.text, line.item) for line in text] == [(line.text, line.item) for line in html]


@settings(deadline=None)
@given(st.binary(max_size=200), st.sampled_from(["", "text/html", "text/html; charset=utf-16"]))
def test_arbitrary_bytes_are_read_or_refused(body: bytes, media_type: str) -> None:
    with suppress(NotText):
        for line in read_outline(body, media_type).lines:
            assert line.text


def test_an_xhtml_prolog_is_no_obstacle() -> None:
    outline = read_outline(b'<?xml version="1.0"?><html><p>Established: 2006')
    assert [line.text for line in outline.lines] == ["Established: 2006"]


def test_text_that_is_sent_as_html_is_text() -> None:
    outline = read_outline(b"https://example.org/moved", "text/html")
    assert [line.text for line in outline.lines] == ["https://example.org/moved"]
