import tomllib
import unicodedata
from importlib.resources import files

import pytest

from ingest.catalogue.keys import key
from ingest.reading.vocabulary.labels import load_columns, load_labels

TABLES = tomllib.loads(
    files("ingest.reading.vocabulary").joinpath("labels.toml").read_text(encoding="utf-8")
)
SPELLINGS = [
    (field, spelling)
    for field, table in TABLES.items()
    for language in ("en", "fr", "es")
    for spelling in table[language]
]
COUNTED = [(field, words) for field, words in SPELLINGS if TABLES[field].get("counted")]


def field_of(text: str) -> str | None:
    label = load_labels().read(text)
    return label.field if label else None


def bare(words: str) -> str:
    decomposed = unicodedata.normalize("NFD", words)
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


@pytest.mark.parametrize(
    "form",
    ["{}", "{}:", "{} :", "{}\u00a0:", "{} ", "{}.", "{} (remark)", "{} [remark]", "{}: value"],
)
def test_every_spelling_is_a_label_in_every_form(form: str) -> None:
    for field, spelling in SPELLINGS:
        assert field_of(form.format(spelling)) == field, spelling


def test_every_spelling_is_a_label_in_any_case_and_without_accents() -> None:
    for field, spelling in SPELLINGS:
        for words in (spelling.upper(), spelling.lower(), bare(spelling), bare(spelling).upper()):
            assert field_of(words) == field, words


def test_every_spelling_is_a_label_with_a_typewriter_apostrophe() -> None:
    for field, spelling in SPELLINGS:
        assert field_of(spelling.replace("’", "'")) == field, spelling


def test_a_counted_label_may_have_its_number_before_it() -> None:
    assert COUNTED
    for field, spelling in COUNTED:
        label = load_labels().read(f"18 {spelling}")
        assert label is not None, spelling
        assert (label.field, label.number) == (field, 18), spelling


def test_a_label_that_is_not_counted_takes_no_number() -> None:
    uncounted = [words for field, words in SPELLINGS if (field, words) not in COUNTED]
    assert [words for words in uncounted if field_of(f"18 {words}")] == []


@pytest.mark.parametrize(
    ("text", "remarks"),
    [
        ("Member States (16 States)", ("16 States",)),
        ("États participants (195 États)", ("195 États",)),
        ("Estados miembros (45 Estados)", ("45 Estados",)),
        ("Member States [remark] (22 States)", ("remark", "22 States")),
        ("Member States (24, of which 2 (two) new)", ("24, of which 2 (two) new",)),
        ("Member States [n States (including", ("n States (including",)),
    ],
)
def test_what_stands_in_brackets_is_kept(text: str, remarks: tuple[str, ...]) -> None:
    label = load_labels().read(text)
    assert label is not None
    assert (label.field, label.remarks, label.value) == ("participants", remarks, "")


@pytest.mark.parametrize(
    ("text", "field", "value"),
    [
        ("Type: Forum", "type", "Forum"),
        ("Type :Forum", "type", "Forum"),
        ("Type  :  Forum", "type", "Forum"),
        ("Established: 1996", "established", "1996"),
        ("Established : 1996", "established", "1996"),
        ("Established 1996", "established", "1996"),
        ("Established in 1996", "established", "1996"),
        ("Establishedin1996", "established", "1996"),
        ("Establishedin1996, endorsed in 1998", "established", "1996, endorsed in 1998"),
        ("Date d’établissement : 2006", "established", "2006"),
        ("Créé en : Mars 2020", "established", "Mars 2020"),
        ("Upcoming Chair – Afghanistan", "chairs_incoming", "Afghanistan"),
        ("Observer States: Peru, Chile", "observer_states", "Peru, Chile"),
        ("Télécopie : + 1-212", "fax", "+ 1-212"),
    ],
)
def test_what_follows_a_label_on_its_line_is_its_value(text: str, field: str, value: str) -> None:
    label = load_labels().read(text)
    assert label is not None
    assert (label.field, label.value) == (field, value)


def test_a_chair_may_stand_in_the_brackets_of_the_members() -> None:
    label = load_labels().read("18 Members (Current Rotating Chair: Sri Lanka)")
    assert label is not None
    assert (label.field, label.number) == ("participants", 18)
    inner = load_labels().read(label.remarks[0])
    assert inner is not None
    assert (inner.field, inner.value) == ("chair_current", "Sri Lanka")


def test_a_chair_may_have_its_year_before_it_and_members_may_not() -> None:
    label = load_labels().read("2019 Chair:")
    assert label is not None
    assert (label.field, label.number) == ("chair", 2019)
    assert field_of("2019 Members") is None


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Member States", "Member States"),
        ("Current Chair: Peru", "Current Chair"),
        ("Secretariat / Support Unit", "Secretariat / Support Unit"),
        ("Key Documents", "Key Documents"),
    ],
)
def test_the_longest_spelling_wins(text: str, words: str) -> None:
    label = load_labels().read(text)
    assert label is not None
    assert label.words == words


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "(",
        "Members of the group met twice",
        "Chair of the meeting was Peru",
        "Observers attended",
        "Partners work together",
        "Objectives of the process are many",
        "Established by the States",
        "Établi en partenariat",
        "Contact us today",
        "Note that it moved",
        "Typewriter",
        "Meetings in Geneva",
        "Type A",
        "Peru",
        "2030 AGENDA",
        "18",
        "The Members",
    ],
)
def test_a_sentence_that_begins_with_a_label_word_is_none(text: str) -> None:
    assert field_of(text) is None


def test_no_two_fields_claim_one_spelling() -> None:
    claims: dict[str, set[str]] = {}
    for field, spelling in SPELLINGS:
        claims.setdefault(key(spelling), set()).add(field)
    assert {words: fields for words, fields in claims.items() if len(fields) > 1} == {}


def test_every_table_says_only_what_is_known() -> None:
    known = {"en", "fr", "es", "opens", "counted", "before"}
    assert {
        field: set(table) - known for field, table in TABLES.items() if set(table) - known
    } == {}


def test_columns_of_tables_are_known_in_every_language() -> None:
    assert {"year", "annee", "pais"} <= load_columns()


@pytest.mark.parametrize(
    ("text", "field"),
    [
        ("Established in 2000, the Dialogue brings States together.", None),
        ("Créé en 2000, le Dialogue réunit les États.", None),
        ("Established in 1996, endorsed in 1997 and adopted in 2002", "established"),
        ("Established 2008", "established"),
    ],
)
def test_a_sentence_with_the_year_of_the_beginning_is_no_label(
    text: str, field: str | None
) -> None:
    assert field_of(text) == field
