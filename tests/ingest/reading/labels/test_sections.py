import pytest

from ingest.reading.labels.section import entries
from ingest.reading.labels.sections import cut
from ingest.reading.outline.html import read_html
from ingest.reading.outline.lines import Outline
from ingest.reading.outline.text import read_text
from ingest.reading.vocabulary.labels import load_labels


def fields(outline: Outline) -> list[str]:
    return [section.label.field for section in cut(outline, load_labels()).sections]


def entry_texts(outline: Outline) -> list[str]:
    return [entry.text for entry in entries(outline.lines)]


def test_a_page_is_cut_at_its_labels() -> None:
    page = cut(read_text("Menu\nType: Forum\nMembers\n- Peru\n- Chile\nLinks\n"), load_labels())
    assert [line.text for line in page.preamble] == ["Menu"]
    assert [section.label.field for section in page.sections] == ["type", "participants", "links"]
    below = [[line.text for line in section.lines] for section in page.sections]
    assert below == [[], ["Peru", "Chile"], []]


def test_a_page_without_labels_is_all_preamble() -> None:
    page = cut(read_text("Peru\nChile"), load_labels())
    assert [line.text for line in page.preamble] == ["Peru", "Chile"]
    assert page.sections == ()


def test_labels_of_the_navigation_do_not_open_the_content() -> None:
    page = cut(read_text("Contact\nPartners\nLinks\nEstablished: 1996\nLinks\n"), load_labels())
    assert [line.text for line in page.preamble] == ["Contact", "Partners", "Links"]
    assert [section.label.field for section in page.sections] == ["established", "links"]


def test_site_furniture_is_in_no_section() -> None:
    html = "<nav><p>Type: Menu</p></nav><p>Members</p><p>Peru</p><footer><p>Chile</p></footer>"
    (section,) = cut(read_html(html), load_labels()).sections
    assert [line.text for line in section.lines] == ["Peru"]


def test_a_label_may_be_an_item_itself() -> None:
    assert fields(read_text("- Members\n-\n- Peru\n- Links")) == ["participants", "links"]


def test_a_label_in_the_brackets_of_another_is_a_section() -> None:
    page = read_text("18 Members (Current Rotating Chair: Sri Lanka)\n- Peru")
    chair, members = cut(page, load_labels()).sections
    assert (chair.label.field, chair.label.value) == ("chair_current", "Sri Lanka")
    assert (members.label.field, len(members.lines)) == ("participants", 1)


def test_brackets_without_a_label_are_no_section() -> None:
    assert fields(read_text("Members (16 States)\n- Peru")) == ["participants"]


def test_a_section_is_named_by_its_label() -> None:
    (section,) = cut(read_text("Member States (2 States)\n- Peru"), load_labels()).sections
    assert section.path == ("Member States",)
    assert section.line.number == 1


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("- Peru\n- Chile", ["Peru", "Chile"]),
        ("Peru\nChile", ["Peru", "Chile"]),
        ("- Peru\nChile\n- Chad", ["Peru", "Chile", "Chad"]),
        ("- Forum of\nStates\n- Chad", ["Forum of States", "Chad"]),
        ("- Data,\nevidence\n- Chad", ["Data, evidence", "Chad"]),
        ("- Data and\nEvidence\n- Chad", ["Data and Evidence", "Chad"]),
        ("- Données et\nPreuves\n- Chad", ["Données et Preuves", "Chad"]),
        ("- Datos y\nPruebas", ["Datos y Pruebas"]),
        ("- Forum for\nmany\nStates", ["Forum for many", "States"]),
        ("- République\ndominicaine", ["République dominicaine"]),
        ("- Forum of\n\nStates", ["Forum of", "States"]),
        ("Forum of\nStates", ["Forum of", "States"]),
        ("- Forum of\n- States", ["Forum of", "States"]),
        ("", []),
    ],
)
def test_torn_lines_are_joined_and_others_are_not(text: str, expected: list[str]) -> None:
    assert entry_texts(read_text(text)) == expected


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<ul><li>Forum,<br>Lima<br>Peru</li><li>Chad</li></ul>", ["Forum, Lima Peru", "Chad"]),
        ("<ul><li>Peru</li></ul><p>Chile</p><ul><li>Chad</li></ul>", ["Peru", "Chile", "Chad"]),
        ("<p>Peru<br>Chile<br>Chad</p>", ["Peru", "Chile", "Chad"]),
        ("<p>Peru</p><p>and Chile</p>", ["Peru", "and Chile"]),
        ("<table><tr><td>Peru</td><td>de facto</td></tr></table>", ["Peru", "de facto"]),
    ],
)
def test_lines_of_one_item_are_one_entry(html: str, expected: list[str]) -> None:
    assert entry_texts(read_html(html)) == expected


def test_an_entry_knows_its_lines() -> None:
    torn, whole = entries(read_text("x\n- Forum of\nStates\n- Chad").lines[1:])
    assert [line.number for line in torn.lines] == [2, 3]
    assert torn.item
    assert (whole.lines[0].number, whole.item) == (4, True)


def test_an_entry_that_lost_its_bullet_is_no_item() -> None:
    assert [entry.item for entry in entries(read_text("- Peru\nChile\n- Chad").lines)] == [
        True,
        False,
        True,
    ]


def test_labels_of_one_sort_on_one_line_are_several() -> None:
    line = "Current Chair: Morocco (2016); Incoming Chair: France – Past Chairs: Spain, Italy"
    page = cut(read_text(f"{line}\nbelow\nTel: +41 22 Fax: +41 23"), load_labels())
    # The chair alone may not open a page; what stands before decides nothing here.
    assert page.sections == ()
    page = cut(read_text(f"Type: Forum\n{line}\nbelow\nTel: +41 22 Fax: +41 23"), load_labels())
    assert [(one.label.field, one.label.value) for one in page.sections[1:]] == [
        ("chair_current", "Morocco (2016)"),
        ("chairs_incoming", "France"),
        ("chairs_past", "Spain, Italy"),
        ("phone", "+41 22"),
        ("fax", "+41 23"),
    ]
    assert [len(one.lines) for one in page.sections[1:]] == [0, 0, 1, 0, 0]


def test_the_headings_of_columns_are_no_labels() -> None:
    table = "<table><tr><th>Year</th><th>Chair</th></tr><tr><td>2021</td><td>Fiji</td></tr></table>"
    assert fields(read_html(f"<h3>Type</h3><h3>Past Chairs</h3>{table}")) == ["type", "chairs_past"]
    rows = "<table><tr><th>Type</th><td>Forum</td></tr><tr><th>Chair</th><td>Fiji</td></tr></table>"
    assert fields(read_html(rows)) == ["type", "chair"]


def test_a_name_that_is_torn_behind_and_goes_on_on_the_next_line() -> None:
    torn = read_html("<p>Austria<br>Bosnia and<br>Herzegovina<br>Chile</p>")
    assert entry_texts(torn) == ["Austria", "Bosnia and Herzegovina", "Chile"]


def test_thousands_of_labels_on_one_line_are_no_trouble() -> None:
    page = cut(read_text("Chair: " * 1_400 + "Peru"), load_labels())
    assert 1 < len(page.sections) < 50
    assert page.sections[-1].label.value.endswith("Peru")
