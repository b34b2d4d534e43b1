from ingest.page import Capture
from ingest.reading.facts import facts
from ingest.reading.families.other import read
from ingest.reading.found import Fact
from ingest.reading.outline.text import read_text
from ingest.reading.read import read_page

URL = "https://example.org/some-page"


def told(text: str) -> list[Fact]:
    outline = read_text(text)
    return list(read(outline, URL).facts)


def words(text: str, field: str) -> list[str]:
    return [fact.words for fact in told(text) if fact.field == field]


def test_running_text_fills_the_fields_that_no_label_has() -> None:
    text = "The Almaty Process was established in 2013. It has 12 member States."
    assert words(text, "name") == ["Almaty Process"]
    assert words(text, "established") == ["2013"]
    assert words(text, "participating_states_declared") == ["12"]


def test_a_label_beats_running_text() -> None:
    text = "The Almaty Process\nEstablished: 2011\nThe Almaty Process was established in 2013."
    assert words(text, "established") == ["2011"]


def test_the_first_sentence_that_tells_a_value_counts() -> None:
    text = "The Almaty Process was established in 2013. The Almaty Process was founded in 2014."
    assert words(text, "established") == ["2013"]


def test_meetings_of_a_known_process_are_read_each_once() -> None:
    text = (
        "The third meeting of the Almaty Process was held in Geneva on 3-4 May 2016. "
        "In 2016, the third meeting of the Almaty Process was held. "
        "The fourth meeting of the Almaty Process will be held on 5 May 2031."
    )
    found = [fact for fact in told(text) if fact.field == "meetings"]
    assert [(fact.kind, fact.parts["date"]) for fact in found] == [
        ("PAST", "3-4 May 2016"),
        ("UPCOMING", "5 May 2031"),
    ]


def test_other_bodies_tell_nothing_of_the_process() -> None:
    text = (
        "The Almaty Process grows.\n\nIOM, founded in 1951, has 175 member States.\n\n"
        "The European Union, established in 1993, has 27 member States."
    )
    fields = {fact.field for fact in told(text)}
    assert fields <= {"name", "acronym"}


def test_every_quote_is_on_the_page() -> None:
    text = "The Almaty Process\nwas established\nin 2013. It has 12 member\nStates."
    page = " ".join(text.split())
    assert all(fact.quote.words in page and 1 <= fact.quote.line <= 4 for fact in told(text))


def test_a_heading_over_a_sentence_and_a_list_is_its_label_and_one_over_links_is_none() -> None:
    listed = "  • IOM;\n  • UNHCR;\n  • Ministry of Silly Walks;\n"
    told = "The Conference includes three organizations with observer status. They are:\n"
    address = "https://example.org/about-us/observer-organizations"
    for above, expected in (
        (f"Observer Organizations\n{told}", ["IOM", "UNHCR"]),
        ("Observer Organizations\n", None),
    ):
        found = facts(read_page(Capture(url=address, body=f"{above}{listed}".encode())))
        assert found.get("observer_organizations") == expected
