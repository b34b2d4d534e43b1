"""Look-ups over one snapshot."""

import pytest

from snapshots.bundle import load_bundled
from snapshots.model import (
    Chair,
    Document,
    Issue,
    Language,
    Meeting,
    MeetingKind,
    Organization,
    OrganizationInProcess,
    OrganizationRole,
    Page,
    Participation,
    ParticipationRole,
    Process,
    Series,
    Snapshot,
    State,
    Theme,
    ThemeInProcess,
    UnStatus,
)
from snapshots.view import View, symbol_key

MEMBER = ParticipationRole.MEMBER
ESWATINI = State(id="SWZ", alpha2="SZ", m49="748", names={}, un_status=UnStatus.MEMBER)
KOSOVO = State(id="XKX", alpha2="XK", names={}, un_status=UnStatus.OTHER)
PART = Participation(state="SWZ", listed_as="Swaziland", role=MEMBER)
UNKNOWN = Participation(state=None, listed_as="Ruritania", role=MEMBER)
CHAIR = Chair(state="SWZ", listed_as="Eswatini", current=True)
ROLE = OrganizationInProcess(organization="unhcr", listed_as="HCR", role=OrganizationRole.OBSERVER)
FOCUS = ThemeInProcess(theme="labour-migration", words={"fr": "Main-d’œuvre"})
HLD = Process(
    id="hld",
    names={},
    participations=(PART, UNKNOWN),
    chairs=(CHAIR, Chair(state=None, listed_as="Nobody", current=False)),
    organizations=(ROLE,),
    themes=(FOCUS,),
)
MIDSA = Process(id="midsa", names={}, participations=(PART,), replaces=("hld",))
FIRST = Meeting(
    id="hld-2006-09-14",
    titles={},
    kind=MeetingKind.PAST,
    host_state="SWZ",
    processes=("hld",),
    documents=("A/RES/58/208",),
)
BOTH = Meeting(
    id="x-2013", titles={}, kind=MeetingKind.RELATED, series="talks", processes=("hld", "midsa")
)
TALKS = Series(id="talks", names={"en": "Talks"})
RESOLUTION = Document(id="A/RES/58/208", symbol="A/RES/58/208", processes=("hld",))
SPECIAL = Document(id="A/RES/S-21/2", symbol="A/RES/S-21/2", processes=("hld",))
DOUBLE = Document(
    id="E/2018/25", symbol="E/2018/25", symbols=("E/CN.9/2018/7",), draft_of="A/RES/58/208"
)
REPORT = Document(id="hld-final-report", processes=("midsa",))
PAGE = Page(id="hld-fr", url="https://x", language=Language.FR, family="f", capture="sha256:0")
ISSUE = Issue(code="unknown-state", message="odd", node="process:hld")
LOOSE = Issue(code="catalogue", message="about nothing in particular")


@pytest.fixture(scope="module")
def view() -> View:
    snapshot = Snapshot(
        processes=(HLD, MIDSA),
        states=(ESWATINI, KOSOVO),
        organizations=(Organization(id="unhcr", names={}),),
        themes=(Theme(id="labour-migration", names={}),),
        meetings=(BOTH, FIRST),
        documents=(RESOLUTION, SPECIAL, DOUBLE, REPORT),
        series=(TALKS,),
        pages=(PAGE,),
        issues=(ISSUE, LOOSE),
    )
    return View(snapshot, "sha256:0", version=None)


@pytest.mark.parametrize("code", ["SZ", "sz", "Sz", "SWZ", "swz", "748", " sz "])
def test_a_state_is_found_by_each_code_in_any_case(view: View, code: str) -> None:
    assert view.state(code) is ESWATINI


def test_a_state_without_an_m49_code_is_found_by_the_others(view: View) -> None:
    assert view.state("xk") is KOSOVO
    assert view.state("xkx") is KOSOVO


@pytest.mark.parametrize("code", ["", "None", "Eswatini", "S", "74", "ZZ"])
def test_what_is_no_code_finds_no_state(view: View, code: str) -> None:
    assert view.state(code) is None


@pytest.mark.parametrize(
    "spelling",
    [
        "A/RES/58/208",
        "a/res/58/208",
        "A / RES / 58 / 208",
        "A/RES/58/208*",
        "resolution 58/208",
        "Resolution 58/208",
        "résolution 58/208",
        "Résolution 58/208",
        "resolución 58/208",
        "resolution A/RES/58/208",
        "58/208",
        " 58/208 ",
    ],
)
def test_a_resolution_is_found_however_spelled(view: View, spelling: str) -> None:
    assert view.document(spelling) is RESOLUTION


@pytest.mark.parametrize("spelling", ["A/RES/S-21/2", "resolution S-21/2", "s-21/2"])
def test_a_resolution_of_a_special_session_is_found_too(view: View, spelling: str) -> None:
    assert view.document(spelling) is SPECIAL


@pytest.mark.parametrize("spelling", ["", "A/RES/58/20", "58/2088", "A/58/208", "58", "208/58"])
def test_another_symbol_finds_no_document(view: View, spelling: str) -> None:
    assert view.document(spelling) is None


@pytest.mark.parametrize(
    "spelling",
    [
        "E/2018/25",
        "e/cn.9/2018/7",
        "E/2018/25-E/CN.9/2018/7",
        "E/CN.9/2018/7 - E/2018/25",
    ],
)
def test_a_document_of_two_symbols_is_found_by_either_and_by_both(
    view: View, spelling: str
) -> None:
    assert view.document(spelling) is DOUBLE


def test_a_final_text_leads_to_its_drafts(view: View) -> None:
    assert view.drafts_of_document == {"A/RES/58/208": [DOUBLE]}


def test_a_series_leads_to_its_meetings(view: View) -> None:
    assert view.series["talks"] is TALKS
    assert view.meetings_of_series == {"talks": [BOTH]}


def test_a_process_leads_to_the_one_that_took_its_place(view: View) -> None:
    assert view.successors_of_process == {"hld": [MIDSA]}


def test_a_document_without_a_symbol_is_found_by_its_id(view: View) -> None:
    assert view.document("hld-final-report") is REPORT


def test_only_a_bare_session_and_number_is_taken_for_a_resolution() -> None:
    assert symbol_key("A/58/208") == "A/58/208"
    assert symbol_key("A/C.2/60/L.16") == "A/C.2/60/L.16"


def test_each_record_is_found_by_its_id(view: View) -> None:
    assert view.processes["hld"] is HLD
    assert view.states["XKX"] is KOSOVO
    assert view.meetings["x-2013"] is BOTH
    assert view.documents["A/RES/58/208"] is RESOLUTION
    assert view.pages["hld-fr"] is PAGE
    assert set(view.organizations) == {"unhcr"}
    assert set(view.themes) == {"labour-migration"}


def test_a_state_leads_to_its_parts_in_all_processes(view: View) -> None:
    found = [(one.process.id, one.record) for one in view.parts_of_state["SWZ"]]
    assert found == [("hld", PART), ("midsa", PART)]


def test_a_participant_of_unknown_name_belongs_to_no_state(view: View) -> None:
    assert set(view.parts_of_state) == {"SWZ"}
    assert set(view.chairs_of_state) == {"SWZ"}


def test_a_state_leads_to_the_processes_that_it_chairs(view: View) -> None:
    (found,) = view.chairs_of_state["SWZ"]
    assert (found.process, found.record) == (HLD, CHAIR)


def test_a_state_leads_to_the_meetings_that_it_hosted(view: View) -> None:
    assert view.hosted_by_state == {"SWZ": [FIRST]}


def test_an_organization_leads_to_its_roles(view: View) -> None:
    (found,) = view.roles_of_organization["unhcr"]
    assert (found.process, found.record) == (HLD, ROLE)


def test_a_theme_leads_to_the_processes_that_list_it(view: View) -> None:
    (found,) = view.focuses_of_theme["labour-migration"]
    assert (found.process, found.record) == (HLD, FOCUS)


def test_a_meeting_of_two_processes_stands_under_both_in_page_order(view: View) -> None:
    assert list(view.meetings_of(HLD)) == [BOTH, FIRST]
    assert list(view.meetings_of(MIDSA)) == [BOTH]


def test_a_process_leads_to_its_documents(view: View) -> None:
    assert list(view.documents_of(HLD)) == [RESOLUTION, SPECIAL]
    assert list(view.documents_of(MIDSA)) == [REPORT]


def test_a_document_leads_to_its_meetings(view: View) -> None:
    assert view.meetings_of_document == {"A/RES/58/208": [FIRST]}


def test_a_record_leads_to_its_issues(view: View) -> None:
    assert view.issues_of("process", "hld") == (ISSUE,)
    assert view.issues_of("process", "midsa") == ()
    assert view.issues_of("page", "hld") == ()


def test_a_process_without_meetings_has_none() -> None:
    lonely = View(Snapshot(processes=(MIDSA,)), "sha256:0", version=None)
    assert list(lonely.meetings_of(MIDSA)) == []
    assert list(lonely.documents_of(MIDSA)) == []


@pytest.mark.parametrize("code", ["ß", "ıt", "ｋｅ", "²"])
def test_no_state_is_found_by_letters_whose_capitals_are_its_code(code: str) -> None:
    assert load_bundled().state(code) is None
