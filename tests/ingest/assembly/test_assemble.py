from collections.abc import Iterator
from itertools import permutations

import pytest

from ingest.assembly.assemble import assemble
from ingest.catalogue.catalogue import Catalogue, CatalogueProcess, load_catalogue
from ingest.errors import UnknownPage
from ingest.page import Capture
from ingest.reading.read import read_page
from ingest.reading.reading import Reading
from ingest.reading.vocabulary.states import load_states
from snapshots.codec import encode
from snapshots.model import Citation, Record, Snapshot

EN = "https://www.iom.int/first"
FR = "https://www.iom.int/fr/premier"
OTHER = "https://www.iom.int/second"
CATALOGUE = Catalogue(
    (
        CatalogueProcess(id="first", names={"en": "First", "fr": "Premier"}, pages=(EN, FR)),
        CatalogueProcess(id="second", names={"en": "Second"}, pages=(OTHER,)),
    )
)
ENGLISH = """\
Type: Regional process
Established: 1996
Current Thematic Focus
- Migration and development
- Weather of Atlantis
Member States (2 States)
- Peru
- Chile
Partners
- UNICEF
- League of Atlantis
Latest Meeting
- Third meeting, 3-4 October 2013, Lima (Peru)
Previous Meetings
- Second meeting, 4 July 2006, Lima
- Round table, 4 July 2006, Quito
- Early meeting
Key Documents
- A/RES/58/208 Resolution
- Plan of action
Contact
Room 5
Fax: +51 2
"""
FRENCH = """\
Type : Processus régional
Date d’établissement : 1996
Axes thématiques actuels
- Migration et développement
États membres (2 États)
- Pérou
- Chili
Réunion récente
- Troisième réunion, 3-4 octobre 2013, Lima (Pérou)
Principaux documents
- A/RES/58/208 Résolution du 23 décembre 2003
"""
SECOND = "Established: 2001\nMembers\n- Peru\nKey Documents\n- A/RES/58/208 Resolution\n"


def read(url: str, text: str, *, whole: bool = True) -> Reading:
    return read_page(Capture(url=url, body=text.encode(), whole=whole))


def pages() -> list[Reading]:
    return [read(EN, ENGLISH), read(FR, FRENCH), read(OTHER, SECOND)]


@pytest.fixture(scope="module")
def snapshot() -> Snapshot:
    return assemble(pages(), CATALOGUE)


def citations(record: object) -> Iterator[Citation]:
    """All citations in a record, however deep."""
    if isinstance(record, Citation):
        yield record
    elif isinstance(record, Record):
        for field in record.__struct_fields__:
            yield from citations(getattr(record, field))
    elif isinstance(record, tuple):
        for one in record:
            yield from citations(one)


def test_the_order_of_the_readings_does_not_matter(snapshot: Snapshot) -> None:
    for order in permutations(pages()):
        assert encode(assemble(order, CATALOGUE)) == encode(snapshot)


def test_each_process_of_the_readings_is_one_record(snapshot: Snapshot) -> None:
    assert [process.id for process in snapshot.processes] == ["first", "second"]
    first = snapshot.processes[0]
    assert first.names == {"en": "First", "fr": "Premier"}
    assert (first.type, first.established, first.participants_declared) == ("REGIONAL", "1996", 2)
    assert first.pages == ("first-en", "first-fr")


def test_every_citation_leads_to_words_of_a_page(snapshot: Snapshot) -> None:
    texts = {"first-en": ENGLISH, "first-fr": FRENCH, "second-en": SECOND}
    captures = {page.id: page.capture for page in snapshot.pages}
    cited = list(citations(snapshot))
    assert len(cited) >= 30
    for one in cited:
        assert one.capture == captures[one.page]
        assert one.words in texts[one.page].splitlines()[one.line - 1]
        assert one.words
        assert one.rule


def test_every_record_that_a_page_made_is_cited(snapshot: Snapshot) -> None:
    first = snapshot.processes[0]
    made = (*first.participations, *first.themes, *first.organizations, *snapshot.meetings)
    for record in (*snapshot.processes, *made, *snapshot.documents):
        assert list(citations(record)), record


def test_a_fact_of_two_pages_cites_both(snapshot: Snapshot) -> None:
    first = snapshot.processes[0]
    for record in (first.participations[0], first.themes[0], snapshot.meetings[0]):
        assert {one.page for one in record.citations} == {"first-en", "first-fr"}
    established = [one for one in first.citations if one.field == "established"]
    assert [one.words for one in established] == [
        "Established: 1996",
        "Date d’établissement : 1996",
    ]


def test_states_of_two_pages_are_listed_once(snapshot: Snapshot) -> None:
    members = [(one.state, one.listed_as) for one in snapshot.processes[0].participations]
    assert members == [("PER", "Peru"), ("CHL", "Chile")]


def test_languages_that_disagree_give_an_issue_with_both_sides() -> None:
    french = FRENCH.replace("1996", "1998")
    made = assemble([read(FR, french), read(EN, ENGLISH)], CATALOGUE)
    (issue,) = [one for one in made.issues if one.code == "pages-disagree"]
    assert (issue.node, issue.field) == ("process:first", "established")
    assert {(one.page, one.words) for one in issue.citations} == {
        ("first-en", "Established: 1996"),
        ("first-fr", "Date d’établissement : 1998"),
    }
    assert made.processes[0].established == "1996"


def test_languages_that_agree_give_no_issue(snapshot: Snapshot) -> None:
    assert [one for one in snapshot.issues if one.code == "pages-disagree"] == []


def test_a_whole_page_comes_before_a_part_of_one() -> None:
    french = FRENCH.replace("1996", "1998")
    made = assemble([read(EN, ENGLISH, whole=False), read(FR, french)], CATALOGUE)
    assert made.processes[0].established == "1998"
    assert [page.whole for page in made.pages] == [True, False]


def test_meetings_are_named_by_process_and_day(snapshot: Snapshot) -> None:
    assert [meeting.id for meeting in snapshot.meetings] == [
        "first-2013-10-03",
        "first-2006-07-04",
        "first-2006-07-04-2",
        "first-early-meeting",
    ]


def test_a_meeting_has_its_words_in_both_languages(snapshot: Snapshot) -> None:
    meeting = snapshot.meetings[0]
    assert meeting.titles == {"en": "Third meeting", "fr": "Troisième réunion"}
    assert (meeting.start, meeting.end) == ("2013-10-03", "2013-10-04")
    assert meeting.cities == {"en": "Lima", "fr": "Lima"}
    assert (meeting.host_state, meeting.kind) == ("PER", "LATEST")


def test_a_meeting_of_one_day_ends_on_it(snapshot: Snapshot) -> None:
    assert (snapshot.meetings[1].start, snapshot.meetings[1].end) == ("2006-07-04", "2006-07-04")


def test_a_city_that_is_known_tells_its_state_and_all_its_names(snapshot: Snapshot) -> None:
    assert (snapshot.meetings[1].place, snapshot.meetings[1].host_state) == ("lima", "PER")
    (lima,) = (one for one in snapshot.places if one.id == "lima")
    assert (lima.id, lima.names["en"], lima.state) == ("lima", "Lima", "PER")


def test_a_meeting_without_a_date_has_none_and_an_issue(snapshot: Snapshot) -> None:
    assert (snapshot.meetings[3].start, snapshot.meetings[3].end) == (None, None)
    assert "undated-meeting" in {issue.code for issue in snapshot.issues}


def test_documents_of_one_symbol_are_one(snapshot: Snapshot) -> None:
    resolution, plan = snapshot.documents
    assert (resolution.id, resolution.symbol) == ("A/RES/58/208", "A/RES/58/208")
    assert resolution.parts is not None
    assert resolution.processes == ("first", "second")
    assert [one.page for one in resolution.citations] == ["first-en", "first-fr", "second-en"]
    assert (plan.id, plan.symbol) == ("first-plan-of-action", None)


def test_an_unknown_organization_is_kept_under_its_words(snapshot: Snapshot) -> None:
    unknown = next(one for one in snapshot.organizations if one.id == "league-of-atlantis")
    assert (unknown.names, unknown.kind) == ({"en": "League of Atlantis"}, "UNKNOWN")
    (issue,) = [one for one in snapshot.issues if one.code == "unknown-organization"]
    assert issue.citations[0].words == "League of Atlantis"
    assert issue.node == "page:first-en"


def test_words_of_no_known_theme_are_kept_and_reported_and_are_no_theme(
    snapshot: Snapshot,
) -> None:
    (focus,) = [one for each in snapshot.processes for one in each.themes if one.theme is None]
    assert focus.words == {"en": "Weather of Atlantis"}
    (issue,) = [one for one in snapshot.issues if one.code == "unknown-theme"]
    assert (issue.field, issue.citations) == ("themes", focus.citations)
    assert "weather-of-atlantis" not in {theme.id for theme in snapshot.themes}


def test_every_reference_leads_to_a_record(snapshot: Snapshot) -> None:
    organizations = {one.id for one in snapshot.organizations}
    for process in snapshot.processes:
        assert {one.organization for one in process.organizations} <= organizations
        themes = {one.theme for one in process.themes if one.theme}
        assert themes <= {one.id for one in snapshot.themes}
        assert {one.state for one in process.participations} <= {s.id for s in snapshot.states}
        assert {*process.pages} <= {page.id for page in snapshot.pages}
    assert {one.parent for one in snapshot.organizations if one.parent} <= organizations


def test_all_states_are_there_even_without_a_page() -> None:
    states = assemble([], CATALOGUE).states
    assert [one.id for one in states] == [entry.alpha3 for entry in load_states().entries]
    assert len(states) >= 195


def test_an_unknown_participant_gives_one_issue_and_stays() -> None:
    made = assemble([read(OTHER, "Established: 2001\nMembers\n- Atlantis\n- Peru\n")], CATALOGUE)
    listed = [(one.state, one.listed_as) for one in made.processes[0].participations]
    assert listed == [(None, "Atlantis"), ("PER", "Peru")]
    (issue,) = [one for one in made.issues if one.code == "unknown-state"]
    assert issue.citations[0].words == "Atlantis"


def test_a_page_of_no_process_is_refused() -> None:
    with pytest.raises(UnknownPage):
        assemble([read("https://www.iom.int/third", SECOND)], CATALOGUE)


def test_the_real_page_makes_one_process(hld: Reading) -> None:
    made = assemble([hld], load_catalogue())
    (process,) = made.processes
    assert (process.id, process.type, process.established) == ("hld", "GLOBAL", "2006")
    assert (len(process.participations), process.participants_declared) == (195, 195)
    assert len(made.meetings) == len({meeting.id for meeting in made.meetings}) == 11
    resolution = next(one for one in made.documents if one.symbol == "A/RES/58/208")
    assert resolution.adopted == "2003-12-23"
    assert [issue.code for issue in made.issues] == ["empty-section"]
