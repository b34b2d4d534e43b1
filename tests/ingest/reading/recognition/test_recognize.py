import pytest

from ingest.reading.outline.html import read_html
from ingest.reading.outline.lines import Outline
from ingest.reading.outline.text import read_text
from ingest.reading.recognition.recognize import OTHER, BadAddress, family_of, language_of

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
    [
        "https://www.un.org/development/desa/pd/events/third-coordination-meeting-international-migration",
        "https://www.un.org/development/desa/pd/node/3662",
        "https://www.un.org/en/development/desa/population/migration/events/coordination/7/index.asp",
        "http://www.unpopulation.org/en/development/desa/population/migration/events/coordination/13/x.html",
        "http://www.un.org/esa/population/meetings/twelfthcoord2014/twelfthcoord2014.htm",
        "https://www.un.org/development/desa/newsletter/dialogue/2013/11/8733.html",
        "https://www.un.org/en/desa/forum-advance-safe-and-regular-migration-sustainable-development",
    ],
)
def test_pages_of_the_population_division_are_events(url: str) -> None:
    assert family_of(url, NOTHING) == "un-desa-event"


@pytest.mark.parametrize(
    "url",
    [
        "https://www.un.org/en/ga/68/meetings/migration/about.shtml",
        "https://static.un.org/fr/ga/68/meetings/migration/about.shtml",
        "http://www.un.org/en/ga/president/67/statements/statements/June/migration25062013.shtml",
        "https://www.un.org/pga/76/2022/05/20/imrf-closing/",
        "https://www.un.org/migration/",
        "https://www.un.org/french/migration/",
        "http://un.org/es/conf/migration/about-conference.shtml",
        "https://www.un.org/fr/migration2022",
        "https://www.un.org/fr/node/177158",
        "https://refugeesmigrants.un.org/intergovernmental-conference-2018",
        "https://indico.un.org/event/1000748/",
        "https://unsceb.org/fr/content/some-page",
        "https://www.gfmd.org/meetings/mexico2010",
        "http://preview.gfmd.org/process/annual-themes",
        "http://www.gfmd-fmmd.org/en/send/send/46",
        "https://press.un.org/en/2018/dev3373",
        "https://www.un.org/press/en/2013/pop1011.doc.htm",
    ],
)
def test_pages_of_the_assembly_conferences_and_forums_are_meetings(url: str) -> None:
    assert family_of(url, NOTHING) == "un-ga-meeting"


@pytest.mark.parametrize(
    "url",
    [
        "http://www.un.org/documents/ga/res/50/ares50-123.htm",
        "https://www.un.org/french/ga/document/f52189.htm",
        "https://www.un.org/unispal/document/auto-insert-188973",
        "https://www.un.org/esa/documents/ecosoc/docs/1997/e1997-25.htm",
        "https://undocs.org/A/68/190",
        "https://docstore.ohchr.org/SelfServices/FilesHandler.ashx",
        "https://refugeesmigrants.un.org/SGReport",
        "https://press.un.org/en/2008/ga10717.doc.htm",
        "https://www.un.org/press/en/2016/sc12206",
    ],
)
def test_hosts_and_folders_of_documents_are_known(url: str) -> None:
    assert family_of(url, NOTHING) == "un-document"


def test_a_release_about_a_coordination_meeting_belongs_to_its_events() -> None:
    url = "https://press.un.org/en/2002/pop834.doc.htm"
    page = read_text("PRESS\nCoordination Meeting on International Migration 11-12 July")
    assert family_of(url, page) == "un-desa-event"
    assert family_of(url, NOTHING) == "un-ga-meeting"


@pytest.mark.parametrize(
    "url",
    [
        "https://gfmd.info/meetings/mexico2010",
        "https://notgfmd.org/meetings/mexico2010",
        "https://www.un.org.example.org/migration/",
        "https://notun.org/migration/",
        "https://www.un.org/migrations",
        "https://www.un.org/en/migration-data",
        "https://www.un.org/confidential/x",
        "https://www.un.org/en/ga/76/agenda/agenda_items.shtml",
        "https://example.org/development/desa/pd/events/third-coordination-meeting",
        "http://unobserver.iom.int/index.php/hld-series",
    ],
)
def test_like_addresses_and_mirrors_are_other(url: str) -> None:
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
