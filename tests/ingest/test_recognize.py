import pytest

from ingest.outline.html import read_html
from ingest.outline.lines import Outline
from ingest.outline.text import read_text
from ingest.recognize import OTHER, BadAddress, family_of, language_of

PAGE = "https://www.iom.int/some-process"
NOTHING = Outline(lines=())
ENGLISH = "the of and to in is for on with by at"
FRENCH = "le les des et du dans sur aux une est pour"
SPANISH = "el los las y del por con para su sus una"


@pytest.mark.parametrize(
    "url",
    [
        "https://www.iom.int/migration-dialogue-southern-africa-midsa",
        "https://iom.int/fr/processus-de-prague",
        "https://www.iom.int/es/conferencia-de-directores-de-inmigracion-del-pacifico-pidc",
        "http://www.iom.ch/abu-dhabi-dialogue",
        "https://www.iom.int/node/30037",
        "https://WWW.IOM.INT/midwa",
        "https://www.iom.int/midwa/",
        "https://www.iom.int/midwa?utm_source=x#top",
    ],
)
def test_process_pages_of_iom_are_known_by_their_address(url: str) -> None:
    assert family_of(url, NOTHING) == "iom-iscm"


@pytest.mark.parametrize(
    "url",
    [
        "https://example.org/midsa",
        "https://www.iom.int/news/some-news",
        "https://www.iom.int/fr/nouvelles/some-news",
        "https://www.iom.int.example.org/midsa",
        "https://notiom.int/midsa",
    ],
)
def test_other_pages_are_other(url: str) -> None:
    assert family_of(url, NOTHING) == OTHER


@pytest.mark.parametrize(
    "url",
    ["", "iom.int/midsa", "ftp://iom.int/x", "https://", "javascript:x", "https://[::1", "/midsa"],
)
def test_what_is_no_address_is_refused(url: str) -> None:
    with pytest.raises(BadAddress) as caught:
        family_of(url, NOTHING)
    assert caught.value.url == url
    assert caught.value.code == "bad-url"


@pytest.mark.parametrize(
    ("url", "language"),
    [
        (PAGE, "en"),
        ("https://www.iom.int/fr/some-process", "fr"),
        ("https://www.iom.int/es/some-process", "es"),
        ("https://www.iom.int/en/some-process", "en"),
        ("https://www.un.org/french/migration/", "fr"),
        ("https://www.iom.int/french-process", "en"),
    ],
)
def test_a_page_of_few_words_has_the_language_of_its_address(url: str, language: str) -> None:
    assert language_of(url, NOTHING).value == language


@pytest.mark.parametrize(("words", "language"), [(ENGLISH, "en"), (FRENCH, "fr"), (SPANISH, "es")])
def test_many_clear_words_decide_whatever_address_and_markup_say(words: str, language: str) -> None:
    for code in ("en", "fr", "es"):
        page = read_html(f'<html lang="{code}"><p>{words}</p>')
        assert language_of(f"https://www.iom.int/{code}/x", page).value == language


def test_the_markup_decides_where_words_and_address_do_not() -> None:
    assert language_of(PAGE, read_html('<html lang="es-MX"><p>Peru</p>')).value == "es"


def test_an_unknown_language_of_the_markup_does_not_count() -> None:
    assert language_of(PAGE, read_html('<html lang="de"><p>les des</p>')).value == "fr"


def test_few_words_decide_where_nothing_else_does() -> None:
    assert language_of(PAGE, read_text("los del")).value == "es"


def test_site_furniture_does_not_tell_the_language() -> None:
    page = read_html(f"<nav>{ENGLISH}</nav><p>{FRENCH}</p>")
    assert language_of(PAGE, page).value == "fr"
