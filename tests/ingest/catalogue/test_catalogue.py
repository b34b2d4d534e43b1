import re
from pathlib import Path

import pytest

from ingest.catalogue.addresses import address_key
from ingest.catalogue.catalogue import (
    Catalogue,
    CatalogueProcess,
    load_catalogue,
    read_catalogue,
)
from ingest.errors import CatalogueError, IngestError, UnknownPage
from ingest.reading.outline.lines import Outline
from ingest.reading.recognition.recognize import family_of


def process(id: str, *pages: str) -> CatalogueProcess:
    return CatalogueProcess(id=id, names={"en": id}, pages=pages)


def named(words: str) -> str | None:
    found = DIALOGUES.named(words)
    return found.id if found else None


DIALOGUES = Catalogue(
    (
        CatalogueProcess(
            id="add",
            names={"en": "Some Dialogue", "fr": "Dialogue précis"},
            acronyms={"en": "ADD"},
            aliases=("Old Dialogue", "SD AA"),
            pages=(),
        ),
        CatalogueProcess(id="other", names={"en": "Other"}, acronyms={"en": "OTH"}, pages=()),
    )
)


@pytest.mark.parametrize(
    "url",
    [
        "https://www.iom.int/midsa",
        "http://www.iom.int/midsa",
        "https://iom.int/midsa",
        "https://www.iom.ch/midsa",
        "https://www.iom.int/midsa/",
        "https://www.iom.int/midsa?utm_source=x&y=1",
        "https://www.iom.int/midsa#members",
        "https://WWW.IOM.int/MIDSA",
        "https://www.iom.int/mid%73a",
    ],
)
def test_addresses_of_one_page_have_one_key(url: str) -> None:
    assert address_key(url) == address_key("https://www.iom.int/midsa")


@pytest.mark.parametrize(
    "url",
    [
        "https://www.iom.int/midwa",
        "https://www.iom.int/fr/midsa",
        "https://example.org/midsa",
        "https://www.iom.int/",
    ],
)
def test_addresses_of_two_pages_have_two_keys(url: str) -> None:
    assert address_key(url) != address_key("https://www.iom.int/midsa")


def test_a_page_is_found_under_any_spelling_of_its_address() -> None:
    midsa = process("midsa", "https://www.iom.int/midsa")
    catalogue = Catalogue((midsa, process("midwa", "https://www.iom.int/midwa")))
    assert catalogue.process_of("http://iom.ch/midsa/?a=b") is midsa
    assert catalogue.process("midsa") is midsa


def test_an_unknown_page_is_refused_by_its_address() -> None:
    with pytest.raises(UnknownPage, match=r"https://iom\.int/other") as caught:
        Catalogue(()).process_of("https://iom.int/other")
    assert caught.value.url == "https://iom.int/other"
    assert caught.value.code == "unknown-page"


def test_two_processes_with_one_id_are_refused() -> None:
    with pytest.raises(CatalogueError, match="share an id"):
        Catalogue((process("a", "https://iom.int/a"), process("a", "https://iom.int/b")))


@pytest.mark.parametrize("url", ["https://iom.int/a", "http://www.iom.int/A/"])
def test_one_page_under_two_processes_is_refused(url: str) -> None:
    with pytest.raises(CatalogueError, match="stands under one and two"):
        Catalogue((process("one", "https://iom.int/a"), process("two", url)))


def test_a_process_may_name_one_page_under_two_addresses() -> None:
    one = process("one", "https://iom.int/a", "https://www.iom.ch/a")
    assert Catalogue((one,)).process_of("https://iom.int/a") is one


@pytest.mark.parametrize(
    "words",
    [
        "Some Dialogue",
        "SOME-dialogue",
        "dialogue precis",
        "Old Dialogue",
        "ADD",
        " ADD ",
        "SD AA",
        "Some Dialogue (ADD)",
        "Some Dialogue (Old Dialogue)",
    ],
)
def test_a_process_is_found_by_name_alias_and_acronym(words: str) -> None:
    assert named(words) == "add"


@pytest.mark.parametrize("words", ["add", "Dialogue", "Some Dialogue (OTH)", "", "The Dialogue"])
def test_part_of_a_name_or_an_acronym_in_small_letters_names_none(words: str) -> None:
    assert named(words) is None


def test_one_acronym_of_two_processes_is_refused() -> None:
    first, second = (
        CatalogueProcess(id=id, names={"en": id}, acronyms={"en": "XYZ"}, pages=())
        for id in ("one", "two")
    )
    with pytest.raises(CatalogueError, match="XYZ stands under one and two"):
        Catalogue((first, second))


def test_a_series_leads_to_the_process_whose_meetings_it_is() -> None:
    one = CatalogueProcess(id="one", names={"en": "One"}, series="talks", pages=())
    catalogue = Catalogue((one, process("two")))
    assert catalogue.process_of_series("talks") is one
    assert catalogue.process_of_series("walks") is None
    assert catalogue.process_of_series(None) is None


def test_one_series_of_two_processes_is_refused() -> None:
    first, second = (
        CatalogueProcess(id=id, names={"en": id}, series="talks", pages=()) for id in ("one", "two")
    )
    with pytest.raises(CatalogueError, match="talks stands under one and two"):
        Catalogue((first, second))


def test_the_catalogue_holds_its_pages_and_no_others() -> None:
    catalogue = Catalogue((process("midsa", "https://www.iom.int/midsa"),))
    assert catalogue.holds("http://iom.ch/midsa/")
    assert not catalogue.holds("https://www.iom.int/midwa")
    assert not catalogue.holds("http://[")


def test_catalogue_errors_are_ingest_errors() -> None:
    assert issubclass(CatalogueError, IngestError)
    assert issubclass(UnknownPage, IngestError)


def test_the_catalogue_of_the_package_is_whole() -> None:
    processes = load_catalogue().processes
    assert processes
    for one in processes:
        assert one.names, one.id
        assert {*one.names, *one.acronyms} <= {"en", "fr", "es"}, one.id
        assert {*one.replaces} <= {other.id for other in processes}, one.id


def test_every_page_of_the_catalogue_finds_its_process_and_has_an_address() -> None:
    for one in load_catalogue().processes:
        for page in one.pages:
            assert load_catalogue().process_of(page) is one
            assert family_of(page, Outline(lines=()))


def test_the_dialogue_is_global_and_has_its_acronyms() -> None:
    hld = load_catalogue().process("hld")
    assert (hld.type, hld.acronyms["fr"]) == ("GLOBAL", "DHN")


def test_all_pages_are_given_once_with_those_that_list_processes() -> None:
    catalogue = Catalogue(
        (process("a", "https://www.iom.int/b", "https://www.iom.int/a"),),
        ("https://www.iom.int/index", "https://www.iom.int/a"),
    )
    assert catalogue.pages == (
        "https://www.iom.int/a",
        "https://www.iom.int/b",
        "https://www.iom.int/index",
    )


@pytest.mark.parametrize("spelled", ["mün.example", "MÜN.example", "xn--mn-xka.example"])
def test_a_host_with_accents_is_one_host_however_it_is_spelled(spelled: str) -> None:
    address = f"https://www.{spelled}/page"
    process = CatalogueProcess(id="one", names={"en": "One"}, pages=(address,))
    catalogue = Catalogue((process,))
    assert {"xn--mn-xka.example", "www.xn--mn-xka.example"} == catalogue.hosts
    assert catalogue.process_of("https://mün.example/page") is process
    assert catalogue.process_of("https://xn--mn-xka.example/page") is process


def test_hosts_are_those_of_the_pages_and_the_publishers_further_ones() -> None:
    catalogue = Catalogue((process("a", "https://www.un.org/a", "https://press.un.org/b"),))
    assert {"www.un.org", "un.org", "press.un.org", "static.un.org"} <= catalogue.hosts
    assert "www.iom.int" not in catalogue.hosts
    assert "" not in catalogue.hosts


def test_a_catalogue_is_known_by_its_content() -> None:
    first = Catalogue((process("a", "https://www.iom.int/a"),))
    same = Catalogue((process("a", "https://www.iom.int/a"),))
    other = Catalogue((process("a", "https://www.iom.int/b"),))
    assert first.digest == same.digest != other.digest


def test_another_catalogue_is_read_from_a_file(tmp_path: Path) -> None:
    file = tmp_path / "mine.toml"
    file.write_text('[[process]]\nid = "a"\nname_en = "A"\npages = ["https://www.iom.int/a"]\n')
    assert read_catalogue(file).pages == ("https://www.iom.int/a",)


PAGE = "https://www.iom.int/a"
PLAIN = f'[[process]]\nid = "a"\nname_en = "A"\npages = ["{PAGE}"]\n'


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("[[process", "is no TOML"),
        ("x = 1", "process: [[process]] tables expected, none found"),
        ("process = 3", "process: [[process]] tables expected, none found"),
        ("x = 1", "x: no such key; one of process, index_pages expected"),
        ('[[process]]\nid = "a"\n', "process a, pages: a value expected, none found"),
        (f"{PLAIN}index_pages = 3", "process a, index_pages: no such key"),
        (f"index_pages = 3\n{PLAIN}", "index_pages: a list expected, 3 found"),
        (f"index_pages = ['x']\n{PLAIN}", "index_pages: an http or https address"),
        (f"{PLAIN}type = 'LOCAL'", "process a, type: GLOBAL, INTERREGIONAL, REGIONAL expected"),
        (f"{PLAIN}stauts = 'DORMANT'", "process a, stauts: no such key; status expected"),
        (f"{PLAIN}aliases = 'A'", "process a, aliases: a list expected, 'A' found"),
        (f"{PLAIN}acronym_en = 3", "process a, acronym_en: words on one line expected, 3 found"),
        (f"{PLAIN}series = 'talks'", "process a, series: the id of a series"),
        (f"{PLAIN}replaces = ['b']", "process a, replaces: the id of a process expected, 'b'"),
        (PLAIN.replace('"a"', '"A b"'), "id: small letters, digits and hyphens expected, 'A b'"),
        (PLAIN.replace("https:", "htp:"), "pages: an http or https address without fragment"),
        (PLAIN.replace("/a", "/a#b"), "'https://www.iom.int/a#b' found"),
        (PLAIN.replace("/a", ":x/a"), "'https://www.iom.int:x/a' found"),
        (PLAIN.replace("/a", "/a b"), "'https://www.iom.int/a b' found"),
        (f"{PLAIN}series = ['gfmd']", "process a, series: the id of a series in ingest/catalogue/"),
        (f"{PLAIN}gone = ['x']", "process a, gone: a table of addresses with dates expected"),
        (f"{PLAIN}gone = {{'https://x.org' = 2026-05-03}}", "gone: an address of its pages"),
        (f"{PLAIN}gone = {{'{PAGE}' = '2026-05-03'}}", "gone: a date such as 2026-05-03"),
        (PLAIN + PLAIN, "process a: two processes of the catalogue share an id"),
    ],
)
def test_a_file_that_is_no_catalogue_is_refused(tmp_path: Path, content: str, words: str) -> None:
    file = tmp_path / "mine.toml"
    file.write_text(content)
    with pytest.raises(CatalogueError, match=re.escape(words)):
        read_catalogue(file)


def test_a_missing_catalogue_is_named(tmp_path: Path) -> None:
    with pytest.raises(CatalogueError, match=r"none\.toml: .*No such file"):
        read_catalogue(tmp_path / "none.toml")


def test_all_that_is_wrong_with_a_catalogue_is_said_at_once(tmp_path: Path) -> None:
    file = tmp_path / "mine.toml"
    file.write_text(
        f"{PLAIN}stauts = 'x'\ntype = 'y'\n{PLAIN}{PLAIN}" + PLAIN.replace('id = "a"', 'id = "b"')
    )
    with pytest.raises(CatalogueError) as refused:
        read_catalogue(file)
    assert refused.value.problems == (
        f"catalogue {file}: process a: two processes of the catalogue share an id",
        f"catalogue {file}: process a (table 1), stauts: no such key; status expected",
        f"catalogue {file}: process a (table 1), type: GLOBAL, INTERREGIONAL, REGIONAL expected, "
        "'y' found",
        f"catalogue {file}: process b: {PAGE} stands under a and b",
        f"catalogue {file}: process b: A stands under a and b",
        f"catalogue {file}: process b: A (A) stands under a and b",
    )


def test_pages_that_differ_in_their_query_are_told_apart() -> None:
    first, second = "https://x.org/page.php?id=1", "https://x.org/page.php?id=2"
    catalogue = Catalogue((process("one", first), process("two", second)))
    assert catalogue.process_of("http://www.x.org/page.php?id=2").id == "two"
    assert catalogue.pages == (first, second)
    assert not catalogue.holds("https://x.org/page.php?id=3")
    assert not catalogue.holds("https://x.org/page.php")


def test_pages_that_differ_in_case_are_told_apart_where_the_host_may() -> None:
    catalogue = Catalogue(
        (process("one", "https://x.org/Page"), process("two", "https://x.org/page"))
    )
    assert catalogue.process_of("https://x.org/page/").id == "two"
    assert not catalogue.holds("https://x.org/PAGE")


def test_ports_tell_pages_apart() -> None:
    catalogue = Catalogue(
        (process("one", "http://x.org:81/a"), process("two", "http://x.org:82/a"))
    )
    assert catalogue.process_of("http://x.org:82/a?b").id == "two"


def test_a_page_has_one_canonical_address() -> None:
    catalogue = Catalogue((process("one", "https://iom.int/a", "https://www.iom.ch/a"),))
    assert catalogue.pages == ("https://iom.int/a",)
    assert catalogue.canonical("http://www.iom.ch/A/?utm=1") == "https://iom.int/a"
    assert catalogue.canonical("https://x.org/b") == "https://x.org/b"
    assert catalogue.rank("http://iom.ch/a") == 0


def test_a_page_that_is_gone_is_kept_and_not_asked_for() -> None:
    one = CatalogueProcess(
        id="one",
        names={"en": "One"},
        pages=("https://x.org/a", "https://x.org/b"),
        gone={"https://x.org/a": "2026-05-03"},
    )
    catalogue = Catalogue((one,))
    assert catalogue.pages == ("https://x.org/b",)
    assert catalogue.holds("https://x.org/a")
    assert catalogue.gone == {"https://x.org/a": "2026-05-03"}


def test_lists_may_lie_on_any_host() -> None:
    catalogue = Catalogue((process("one", "https://x.org/a"),), ("https://y.org/list?l=1",))
    assert catalogue.is_index("http://www.y.org/list?l=1")
    assert not catalogue.is_index("https://y.org/list?l=2")
    assert not catalogue.is_index("https://x.org/a")
    assert "y.org" in catalogue.hosts
