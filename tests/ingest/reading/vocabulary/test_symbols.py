import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.reading.vocabulary.symbols import Symbol, find_symbols, parse_symbol
from snapshots.symbols import SymbolParts

ONE = {
    "A/RES/68/4": "A/RES/68/4",
    "(A/RES/68/4)": "A/RES/68/4",
    "A/RES/71/1*": "A/RES/71/1",
    "A/RES/71/1, Annex II": "A/RES/71/1",
    "A/RES/S-21/2": "A/RES/S-21/2",
    "A/RES/ES-10/22": "A/RES/ES-10/22",
    "A/RES/57/270 B": "A/RES/57/270 B",
    "A/68/190": "A/68/190",
    "[A/61/515]": "A/61/515",
    'Report (A/72/643): "title"': "A/72/643",
    "A/68/L.5": "A/68/L.5",
    "document A/62/L.25/Rev.1": "A/62/L.25/Rev.1",
    "A/C.2/60/L.16": "A/C.2/60/L.16",
    "A/58/483/Add. 3": "A/58/483/Add.3",
    "A/69/470/Add.1": "A/69/470/Add.1",
    "A/AC.293/2022/L.1": "A/AC.293/2022/L.1",
    "A/AC.293/2022/1": "A/AC.293/2022/1",
    "A/CONF.231/3": "A/CONF.231/3",
    "E/CN.9/2013/3": "E/CN.9/2013/3",
    "S/2019/711": "S/2019/711",
    "S/PV.8114": "S/PV.8114",
    "S/ PV.8114": "S/PV.8114",
    "S/RES/2437 (2018)": "S/RES/2437 (2018)",
    "S/PRST/2015/3": "S/PRST/2015/3",
    "General Assembly resolution 58/208 of 13 February 2004": "A/RES/58/208",
    "its resolution 63/225": "A/RES/63/225",
    "paragraph 6 (b) of resolution 72/244": "A/RES/72/244",
    "resolution 57/270 B": "A/RES/57/270 B",
    "resolution 57/270B": "A/RES/57/270 B",
    "resolution S‑21/2": "A/RES/S-21/2",
    "resolution 3363 (XXX)": "A/RES/3363 (XXX)",
    "Security Council resolution 2437 (2018)": "S/RES/2437 (2018)",
    "resolution 2240 (2015)": "S/RES/2240 (2015)",
    "résolution 67/219": "A/RES/67/219",
    "la résolution A/RES/73/195": "A/RES/73/195",
    "resolución 67/219, de 21 de diciembre de 2012": "A/RES/67/219",
    "Resolución 217 A (III)": "A/RES/217 A (III)",
}
ENUMERATIONS = {
    "Resolutions 73/195 and 73/326": ["A/RES/73/195", "A/RES/73/326"],
    "resolutions 71/280 of 6 April 2017, 72/244 of 24 December 2017 and 72/L.67 of 31 July 2018": [
        "A/RES/71/280",
        "A/RES/72/244",
        "A/72/L.67",
    ],
    "résolutions 49/127 du 19 décembre 1994 et 50/123 du 20 décembre 1995": [
        "A/RES/49/127",
        "A/RES/50/123",
    ],
    "résolutions 65/170, 67/219 et 68/4": ["A/RES/65/170", "A/RES/67/219", "A/RES/68/4"],
    "resoluciones 58/208, de 23 de diciembre de 2003, 59/241, de 22 de diciembre de 2004": [
        "A/RES/58/208",
        "A/RES/59/241",
    ],
    "A/68/190 and A/68/292": ["A/68/190", "A/68/292"],
}
SHARED_STEMS = {
    "A/50/623 and Corr.1": ["A/50/623", "A/50/623/Corr.1"],
    "A/62/439 et Add.1-3": ["A/62/439", *[f"A/62/439/Add.{n}" for n in (1, 2, 3)]],
    "A/C.3/62/SR.22-24, 39, 43-44 and 51": [
        f"A/C.3/62/SR.{n}" for n in (22, 23, 24, 39, 43, 44, 51)
    ],
}
DOUBLE = {
    "E/2018/25-E/CN.9/2018/7": ["E/2018/25", "E/CN.9/2018/7"],
    "E/CN.9/1997/11 - E/1997/25": ["E/CN.9/1997/11", "E/1997/25"],
    "CMW/C/GC/4-CRC/C/GC/23": ["CMW/C/GC/4", "CRC/C/GC/23"],
}
NONE = (
    "",
    "POP/834",
    "GA/10717",
    "GA/EF/3140",
    "16-12772 (E) 290816",
    "UNDOC/GEN/N13",
    "UN/DESA",
    "UNESCO/2013/1",
    "ESA/P/WP.236",
    "POP/DB/MIG/Stock/Rev.2008",
    "A/AC.293/2022/L.",
    "E/2",
    "58/208",
    "24/7",
    "decision 1995/313 of 27 July 1995",
    "la decisión 2000/288",
    "resolution 2013/1 of the Commission on Population and Development",
    "https://www.un.org/A/RES/68/4",
    "05/12/2013",
    "and/or",
)
PARTS = {
    "A/RES/58/208": SymbolParts(organ="A", session="58", kind="RES", number="208"),
    "A/RES/57/270 B": SymbolParts(organ="A", session="57", kind="RES", number="270 B"),
    "A/RES/S-21/2": SymbolParts(organ="A", session="S-21", kind="RES", number="2"),
    "A/68/190": SymbolParts(organ="A", session="68", number="190"),
    "A/C.2/60/L.16": SymbolParts(organ="A", body="C.2", session="60", kind="L", number="16"),
    "A/AC.293/2022/L.1": SymbolParts(organ="A", body="AC.293", year="2022", kind="L", number="1"),
    "A/62/L.25/Rev.1": SymbolParts(
        organ="A", session="62", kind="L", number="25", modifiers=("Rev.1",)
    ),
    "A/CONF.231/3": SymbolParts(organ="A", body="CONF.231", number="3"),
    "E/CN.9/2013/3": SymbolParts(organ="E", body="CN.9", year="2013", number="3"),
    "S/2019/711": SymbolParts(organ="S", year="2019", number="711"),
    "S/RES/2437 (2018)": SymbolParts(organ="S", year="2018", kind="RES", number="2437"),
    "S/PV.8114": SymbolParts(organ="S", kind="PV", number="8114"),
    "CRC/C/GC/23": SymbolParts(organ="CRC/C", body="GC", number="23"),
}
PIECES = st.sampled_from(
    [
        *("A", "E", "S", "ST", "/", "RES", "68", "4", "2013", "CN.9", "L.5", "Add. 3", "Corr.1"),
        *("-", " and ", ", ", "resolution ", "résolutions ", "58/208", " (III)", "(2018)", "SR.22"),
        *("22-9999", " B", "CRC/C", ".", "A/62/439", " and Add.1-999", "*"),
    ]
)


def texts(words: str) -> list[str]:
    return [symbol.text for mention in find_symbols(words) for symbol in mention.symbols]


@pytest.mark.parametrize(("words", "expected"), ONE.items())
def test_a_symbol_is_found_in_its_normal_form(words: str, expected: str) -> None:
    assert texts(words) == [expected]


@pytest.mark.parametrize(("words", "expected"), ENUMERATIONS.items())
def test_each_document_of_an_enumeration_is_a_mention(words: str, expected: list[str]) -> None:
    assert [[s.text for s in m.symbols] for m in find_symbols(words)] == [[e] for e in expected]


@pytest.mark.parametrize(("words", "expected"), SHARED_STEMS.items())
def test_a_shared_stem_is_written_out(words: str, expected: list[str]) -> None:
    (mention,) = find_symbols(words)
    assert [symbol.text for symbol in mention.symbols] == expected
    assert not mention.double
    assert words[mention.at : mention.to] == words


@pytest.mark.parametrize(("words", "expected"), DOUBLE.items())
def test_a_double_symbol_names_one_document(words: str, expected: list[str]) -> None:
    (mention,) = find_symbols(words)
    assert [symbol.text for symbol in mention.symbols] == expected
    assert mention.double


@pytest.mark.parametrize("words", NONE)
def test_what_is_no_symbol_is_refused(words: str) -> None:
    assert texts(words) == []


@pytest.mark.parametrize(("words", "parts"), PARTS.items())
def test_a_symbol_is_taken_apart(words: str, parts: SymbolParts) -> None:
    assert parse_symbol(words) == Symbol(words, parts)


@pytest.mark.parametrize("words", ["A/RES/58/208", "resolution 58/208", " 58/208 "])
def test_one_resolution_has_one_symbol_however_spelled(words: str) -> None:
    symbol = parse_symbol(words)
    assert symbol is not None
    assert symbol.text == "A/RES/58/208"


@pytest.mark.parametrize("words", ["", "POP/834", "A/68/4 and A/68/5", "A/50/623 and Corr.1"])
def test_no_symbol_or_several_are_not_one(words: str) -> None:
    assert parse_symbol(words) is None


def test_mentions_come_in_reading_order_with_their_places() -> None:
    text = "résolution 58/208 (A/68/190), résolutions 59/241 et 60/227"
    mentions = find_symbols(text)
    assert [text[m.at : m.to] for m in mentions] == ["58/208", "A/68/190", "59/241", "60/227"]


def test_a_symbol_after_the_word_resolution_is_found_once() -> None:
    assert texts("resolution A/RES/58/208") == ["A/RES/58/208"]


@settings(deadline=None)
@given(st.text())
def test_arbitrary_text_never_raises(text: str) -> None:
    for mention in find_symbols(text):
        assert 0 <= mention.at < mention.to <= len(text)


@settings(deadline=None)
@given(st.lists(PIECES, max_size=10).map("".join))
def test_mentions_are_in_order_and_within_the_text(text: str) -> None:
    mentions = find_symbols(text)
    assert [m.at for m in mentions] == sorted(m.at for m in mentions)
    for mention in mentions:
        assert 0 <= mention.at < mention.to <= len(text)
        assert mention.symbols
        assert all(symbol.parts.organ and symbol.parts.number for symbol in mention.symbols)


def test_a_range_of_millions_is_not_written_out() -> None:
    assert len(texts("A/62/439 and Add.1-999")) <= 101
    assert len(texts("A/C.3/62/SR.1-9999")) <= 101
