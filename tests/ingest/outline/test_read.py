from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.errors import NotText
from ingest.outline.read import decode, read_outline

META = "<html><head><meta charset={}></head><body><p>{}</p>"
OLD_META = '<meta http-equiv="Content-Type" content="text/html; charset={}"><p>{}</p>'


def texts(body: bytes, media_type: str = "") -> list[str]:
    return [line.text for line in read_outline(body, media_type).lines]


@pytest.mark.parametrize(
    ("body", "media_type", "expected"),
    [
        ("Pérou".encode(), "", "Pérou"),
        ("Pérou".encode(), "text/plain; charset=utf-8", "Pérou"),
        ("Pérou".encode(), "text/html; charset=iso-8859-1", "Pérou"),
        ("Pérou".encode("windows-1252"), "", "Pérou"),
        ("d’Ivoire".encode("windows-1252"), "", "d’Ivoire"),
        ("Pérou".encode("windows-1252"), "text/html; charset=utf-8", "Pérou"),
        ("Pérou".encode("iso-8859-1"), 'text/html; charset="ISO-8859-1"', "Pérou"),
        ("Pérou".encode("windows-1252"), "text/html; charset=nonsense", "Pérou"),
        ("Перу".encode("windows-1251"), "text/html; charset=windows-1251", "Перу"),
        ("Pérou".encode("utf-8-sig"), "text/html; charset=windows-1251", "Pérou"),
        ("Pérou".encode("utf-16"), "", "Pérou"),
        (b"\xfe\xff" + "Pérou".encode("utf-16-be"), "", "Pérou"),
    ],
)
def test_the_charset_is_told_from_bom_bytes_and_header(
    body: bytes, media_type: str, expected: str
) -> None:
    assert decode(body, media_type) == expected


@pytest.mark.parametrize("form", [META, OLD_META])
@pytest.mark.parametrize(
    ("charset", "words"), [("windows-1250", "Kőrösi"), ("windows-1251", "Перу")]
)
def test_the_charset_may_stand_in_a_meta_element(form: str, charset: str, words: str) -> None:
    assert texts(form.format(charset, words).encode(charset)) == [words]


def test_the_header_comes_before_the_meta_element() -> None:
    body = META.format("windows-1252", "Перу").encode("windows-1251")
    assert texts(body, "text/html; charset=windows-1251") == ["Перу"]


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


def test_a_header_that_names_no_charset_at_all_is_passed_over() -> None:
    assert decode(b"\xe9", "text/html; charset=undefined") == "é"


def test_latin_1_is_what_the_web_means_by_it() -> None:
    assert decode(b"\x93q\x94", "text/html; charset=iso-8859-1") == "“q”"


def test_an_xhtml_prolog_is_no_obstacle() -> None:
    outline = read_outline(b'<?xml version="1.0"?><html><p>Established: 2006')
    assert [line.text for line in outline.lines] == ["Established: 2006"]


def test_text_that_is_sent_as_html_is_text() -> None:
    outline = read_outline(b"https://example.org/moved", "text/html")
    assert [line.text for line in outline.lines] == ["https://example.org/moved"]
