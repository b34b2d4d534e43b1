"""Bytes become text in the charset that they are in, whatever is claimed of them."""

import pytest

from ingest.page import Capture
from ingest.reading.outline.charset import decode
from ingest.reading.outline.lines import LOST
from ingest.reading.outline.read import read_outline
from ingest.reading.read import read_page

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


def test_a_header_that_names_no_charset_at_all_is_passed_over() -> None:
    assert decode(b"\xe9", "text/html; charset=undefined") == "é"


def test_latin_1_is_what_the_web_means_by_it() -> None:
    assert decode(b"\x93q\x94", "text/html; charset=iso-8859-1") == "“q”"


NAMES = "Côte d’Ivoire, São Tomé et Príncipe, Perú"


@pytest.mark.parametrize(
    "media_type", ["", "text/html; charset=utf-8", "text/html; charset=latin1"]
)
@pytest.mark.parametrize("broken", [b"caf\xe9", b"\xe2\x80", b"\xff", b"\xc3", b"\xf0\x9f\x98 x"])
def test_one_bad_byte_costs_one_sign(media_type: str, broken: bytes) -> None:
    text = decode(NAMES.encode() + b" " + broken, media_type)
    assert text.startswith(NAMES)
    assert text.count(LOST) == 1


def test_one_bad_byte_costs_one_sign_in_other_charsets_too() -> None:
    body = "Łódź, Kőrös".encode("windows-1250") + b"\x81"
    assert decode(body, "text/html; charset=windows-1250") == "Łódź, Kőrös" + LOST


def test_of_two_charsets_the_one_is_taken_that_leaves_less_unread() -> None:
    body = META.format("windows-1251", "Перу и Чили").encode("windows-1251")
    assert texts(body, "text/html; charset=euc-jp") == ["Перу и Чили"]


def test_bytes_that_cannot_be_read_are_an_issue_and_no_name_is_made_of_the_rest() -> None:
    body = (
        "Participating States\n- Perú\n- Benín\n- Côte d’Ivoire\n- Mal".encode() + b"\xff" + b"i\n"
    )
    reading = read_page(Capture(url="https://www.iom.int/some-process", body=body))
    assert [one.state for one in reading.of("participating_states")] == ["PER", "BEN", "CIV", None]
    (doubt,) = [one for one in reading.doubts if one.code == "unreadable-signs"]
    assert doubt.quote
    assert doubt.quote.line == 5


@pytest.mark.parametrize(
    "head",
    [
        '<meta charset="windows-1251">',
        "<META\n  CharSet = windows-1251 >",
        "<meta/charset='windows-1251'/>",
        "<meta name=a charset=windows-1251>",
        "<meta content='text/html; charset=windows-1251' http-equiv=content-type>",
        "<!-- <meta charset=koi8-r> --><meta charset=windows-1251>",
        "<!--><meta charset=windows-1251>",
        "<script>x = '<meta charset=koi8-r>'</script><meta charset=windows-1251>",
        "<style>/* <meta charset=koi8-r> */</style><meta charset=windows-1251>",
        "<title><meta charset=koi8-r></title><meta charset=windows-1251>",
        "<p title='<meta charset=koi8-r>'><meta charset=windows-1251>",
        "<metadata charset=koi8-r><meta charset=windows-1251>",
        "<meta name=description content='in charset=koi8-r'><meta charset=windows-1251>",
        "<meta data-charset=koi8-r><meta charset=windows-1251>",
        "<meta charset=nonsense><meta charset=windows-1251>",
        "<meta charset=windows-1251 charset=koi8-r>",
        "<?xml version='1.0' encoding='koi8-r'?><meta charset=windows-1251>",
        "<?xml version='1.0' encoding='windows-1251'?>",
    ],
)
def test_only_a_real_declaration_is_heeded(head: str) -> None:
    assert decode(f"{head}<p>Перу".encode("windows-1251")).endswith("<p>Перу")


@pytest.mark.parametrize(
    "media_type",
    [
        "text/html;charset=windows-1251",
        "text/html; Charset = 'windows-1251'",
        "text/html; x-charset=koi8-r; charset=windows-1251",
    ],
)
def test_only_the_parameter_of_the_header_is_heeded(media_type: str) -> None:
    assert decode("Перу".encode("windows-1251"), media_type) == "Перу"


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("gb2312", "缅甸鎔"),
        ("shift_jis", "日本①"),
        ("iso-8859-9", "“İstanbul”"),
        ("x-sjis", "日本"),
    ],
)
def test_names_of_charsets_mean_what_the_web_means_by_them(name: str, words: str) -> None:
    written = {"gb2312": "gbk", "iso-8859-9": "cp1254"}.get(name, "cp932")
    assert decode(words.encode(written), f"text/html; charset={name}") == words


@pytest.mark.parametrize("form", ["utf-16-le", "utf-16-be"])
def test_an_xml_declaration_in_utf_16_needs_no_mark(form: str) -> None:
    body = '<?xml version="1.0"?><html><p>Pérou</p></html>'.encode(form)
    assert texts(body, "text/html") == ["Pérou"]


@pytest.mark.parametrize("trap", [b"<!--", b"<meta ", b"<a '", b"<script>", b"=", b"<?xml ", b"< "])
def test_a_head_full_of_traps_is_scanned(trap: bytes) -> None:
    assert decode(trap * 2_000 + b"\xe9").endswith("é")
