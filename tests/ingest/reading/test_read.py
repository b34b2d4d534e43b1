import msgspec
import pytest

from ingest.errors import NotText
from ingest.page import Capture
from ingest.reading.facts import facts
from ingest.reading.read import read_page
from ingest.reading.reading import Reading
from ingest.reading.recognition.recognize import BadAddress

PAGE = "https://www.iom.int/some-process"


def read(text: str, url: str = PAGE) -> Reading:
    return read_page(Capture(url=url, body=text.encode()))


def test_the_reading_says_where_it_came_from(hld: Reading, hld_body: bytes) -> None:
    assert hld.url.endswith(
        "/dialogue-de-haut-niveau-des-nations-unies-sur-les-migrations-internationales-et-le-developpement"
    )
    assert hld.capture == Capture(url=hld.url, body=hld_body).digest
    assert (hld.language.value, hld.family, hld.whole) == ("fr", "iom-iscm", True)


@pytest.mark.parametrize("words", ["175", "171", "1951", "Directrice", "2030", "Agir"])
def test_nothing_comes_from_the_navigation(hld: Reading, words: str) -> None:
    assert words not in msgspec.json.encode(facts(hld)).decode()


def test_every_value_quotes_words_of_its_line(hld: Reading, hld_body: bytes) -> None:
    lines = hld_body.decode().splitlines()
    for value in hld.values:
        assert value.quote.words in lines[value.quote.line - 1]
        assert value.quote.rule
        assert value.quote.path


def test_every_line_is_read_or_ignored(hld: Reading, hld_body: bytes) -> None:
    lines = hld_body.decode().splitlines()
    said = {number for number, line in enumerate(lines, start=1) if line.strip(" -")}
    quoted = {value.quote.line for value in hld.values}
    doubted = {doubt.quote.line for doubt in hld.doubts if doubt.quote}
    assert said == quoted | doubted | {line.line for line in hld.ignored}


def test_reading_twice_gives_the_same(hld: Reading, hld_body: bytes) -> None:
    again = read_page(Capture(url=hld.url, body=hld_body))
    assert msgspec.json.encode(facts(again)) == msgspec.json.encode(facts(hld))
    assert again == hld


def test_a_page_without_words_is_doubted() -> None:
    reading = read("")
    assert [doubt.code for doubt in reading.doubts] == ["empty-page"]
    assert reading.values == ()


def test_a_page_of_no_known_family_is_read_and_doubted() -> None:
    reading = read("Established: 1996\n", "https://example.org/page")
    assert reading.family == "other"
    assert facts(reading)["established"] == "1996"
    assert reading.doubts[0].code == "unknown-family"


def test_a_part_of_a_page_says_so() -> None:
    reading = read_page(Capture(url=PAGE, body=b"Established: 1996", whole=False))
    assert not reading.whole


def test_bytes_that_are_no_text_are_refused() -> None:
    with pytest.raises(NotText, match="a PDF"):
        read_page(Capture(url=PAGE, body=b"%PDF-1.7 x"))


def test_an_address_that_is_none_is_refused() -> None:
    with pytest.raises(BadAddress) as caught:
        read("Established: 1996", "iom.int/page")
    assert caught.value.url == "iom.int/page"


def test_labels_of_three_languages_are_read_alike() -> None:
    pages = (
        "Type: Regional process\nEstablished: 1996\nMember States (2 States)\n- Peru\n- Chile\n",
        "Type : Processus régional\nCréé en : 1996\nÉtats membres (2 États)\n- Pérou\n- Chili\n",
        "Tipo: Proceso regional\nCreado en: 1996\nEstados miembros (2 Estados)\n- Perú\n- Chile\n",
    )
    expected = {
        "type": "REGIONAL",
        "established": "1996",
        "participating_states": ["PER", "CHL"],
        "participating_states_declared": 2,
    }
    for page in pages:
        assert facts(read(page)) == expected


def test_the_fields_may_come_in_any_order() -> None:
    one = "Established: 1996\nType: Global process\nMembers\n- Peru\n"
    other = "Members\n- Peru\nType: Global process\nEstablished: 1996\n"
    assert facts(read(one)) == facts(read(other))


def test_an_empty_label_is_doubted_with_its_line() -> None:
    reading = read("Established: 1996\nCurrent Thematic Focus\nMember States\n- Peru\n")
    (doubt,) = reading.doubts
    assert (doubt.code, doubt.field) == ("empty-section", "themes")
    assert doubt.quote is not None
    assert doubt.quote.line == 2


def test_a_list_shorter_than_its_count_keeps_both() -> None:
    read_facts = facts(read("Member States (15 States)\n- Peru\n- Chile\n"))
    assert read_facts["participating_states_declared"] == 15
    assert read_facts["participating_states"] == ["PER", "CHL"]


def test_the_count_may_stand_on_the_line_below() -> None:
    read_facts = facts(read("Participating States\n23 States\n- Peru\n"))
    assert read_facts["participating_states_declared"] == 23
    assert read_facts["participating_states"] == ["PER"]


def test_two_member_lists_add_up() -> None:
    page = "19 non-EU participating countries\n- Albania\n27 EU Member States\n- Austria\n"
    read_facts = facts(read(page))
    assert read_facts["participating_states_declared"] == 46
    assert read_facts["participating_states"] == ["ALB", "AUT"]
