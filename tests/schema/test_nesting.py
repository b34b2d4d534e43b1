"""Every record leads to its neighbours, and from there back."""

from collections.abc import Callable
from typing import Any

from schema.context import Context
from schema.schema import load_schema
from snapshots.model import (
    AgendaItem,
    Chair,
    Document,
    Issue,
    Meeting,
    MeetingKind,
    Participation,
    ParticipationRole,
    Process,
    Series,
    Snapshot,
    State,
    UnStatus,
    Version,
)
from snapshots.view import View

Ask = Callable[..., dict[str, Any]]

HLD = {"slug": "hld"}
PUBLISHED = View(
    Snapshot(
        processes=(
            Process(
                id="midsa",
                names={},
                participations=(
                    Participation(state=None, listed_as="Ruritania", role=ParticipationRole.MEMBER),
                ),
                chairs=(Chair(state="SWZ", listed_as="Eswatini", current=True, start="2019"),),
                replaces=("older", "never-heard-of"),
            ),
            Process(id="older", names={}),
        ),
        states=(State(id="SWZ", alpha2="SZ", names={}, un_status=UnStatus.MEMBER),),
        meetings=(
            Meeting(
                id="midsa-2019",
                titles={},
                kind=MeetingKind.PAST,
                series="talks",
                announced=True,
                agenda=(AgendaItem(item="I. Opening", date="2019-05-03", start="10:00"),),
                processes=("midsa",),
                documents=("midsa-report",),
            ),
        ),
        series=(Series(id="talks", names={"en": "Talks", "fr": "Entretiens"}, process="midsa"),),
        documents=(
            Document(id="midsa-report", processes=("midsa",)),
            Document(id="A/68/L.5", symbol="A/68/L.5", draft_of="A/RES/68/4"),
            Document(
                id="A/RES/68/4",
                symbol="A/RES/68/4",
                symbols=("E/2013/9",),
                processes=("midsa",),
            ),
        ),
        issues=(
            Issue(code="pages-disagree", message="start", node="meeting:midsa-2019"),
            Issue(code="pages-disagree", message="adopted", node="document:A/RES/68/4"),
        ),
    ),
    "sha256:0",
    Version(number=7, digest="sha256:0", published_at="2026-01-31T04:00:00Z", run="run"),
)


def ask_published(query: str) -> dict[str, Any]:
    result = load_schema().execute_sync(query, context_value=Context(PUBLISHED))
    assert result.errors is None
    assert result.data is not None
    return result.data


def test_a_state_leads_to_processes_their_meetings_their_documents_and_back(ask: Ask) -> None:
    asked = ask("""{ state(code: "USA") { participations { nodes { process { slug meetings { nodes {
        slug processes { slug documents { totalCount nodes { symbol processes { slug } } } }
    } } } } } } }""")
    parts = asked["state"]["participations"]["nodes"]
    processes = {one["process"]["slug"]: one["process"] for one in parts}
    meetings = {one["slug"]: one for one in processes["hld"]["meetings"]["nodes"]}
    (back,) = meetings["hld-2013-10-03"]["processes"]
    assert back["slug"] == "hld"
    assert back["documents"]["totalCount"] == len(back["documents"]["nodes"]) == 8
    assert all(HLD in one["processes"] for one in back["documents"]["nodes"])


def test_a_meeting_leads_to_its_host_and_the_host_to_its_meetings(ask: Ask) -> None:
    asked = ask("""{ meetings { nodes { slug
        hostState { alpha3 hostedMeetings { nodes { slug } } }
    } } }""")
    hosts = {one["slug"]: one["hostState"] for one in asked["meetings"]["nodes"]}
    assert hosts["hld-2013-10-03"]["alpha3"] == "USA"
    hosted = {"slug": "hld-2013-10-03"}, {"slug": "hld-2006-09-14"}
    assert all(one in hosts["hld-2013-10-03"]["hostedMeetings"]["nodes"] for one in hosted)


def test_a_host_that_the_page_does_not_name_is_the_one_of_its_city(ask: Ask) -> None:
    asked = ask("""{ meetings { nodes { slug city hostState { alpha3 } place {
        slug name otherNames state { alpha3 } meetings { nodes { slug } }
    } } } }""")
    meetings = {one["slug"]: one for one in asked["meetings"]["nodes"]}
    assert meetings["hld-2006-07-04"] == {
        "slug": "hld-2006-07-04",
        "city": "Genève",
        "hostState": {"alpha3": "CHE"},
        "place": {
            "slug": "geneva",
            "name": "Geneva",
            "otherNames": [],
            "state": {"alpha3": "CHE"},
            "meetings": {"nodes": [{"slug": "hld-2006-07-04"}]},
        },
    }


def test_a_theme_leads_to_processes_and_to_their_words_for_it(ask: Ask) -> None:
    asked = ask("""{ theme(slug: "labour-migration") {
        name processes { slug } focuses { words(language: FR) process { slug } theme { slug } }
    } }""")["theme"]
    focus = {
        "words": "Migration de main-d’œuvre",
        "process": HLD,
        "theme": {"slug": "labour-migration"},
    }
    assert focus in asked["focuses"]
    listed = [one["process"] for one in asked["focuses"]]
    assert asked["processes"] == [one for n, one in enumerate(listed) if one not in listed[:n]]


def test_a_process_leads_to_themes_and_from_there_back(ask: Ask) -> None:
    asked = ask('{ process(slug: "hld") { themes { theme { slug processes { slug } } } } }')
    themes = [one["theme"] for one in asked["process"]["themes"]]
    assert themes[0]["slug"] == "migration-and-development"
    assert all(HLD in theme["processes"] for theme in themes)
    assert len(themes) == 9


def test_an_organization_leads_to_its_role_and_its_process(ask: Ask) -> None:
    asked = ask("""{ organization(slug: "unhcr") {
        acronym(language: FR)
        roles { role listedAs process { slug } organization { slug } }
        observed: roles(role: OBSERVER) { role process { slug } }
    } }""")["organization"]
    assert asked["acronym"] == "HCR"
    (role,) = (one for one in asked["roles"] if one["process"] == HLD)
    assert role["role"] == "OBSERVER"
    assert role["listedAs"].endswith("pour les réfugiés (HCR)")
    assert all(one["organization"] == {"slug": "unhcr"} for one in asked["roles"])
    assert {"role": "OBSERVER", "process": HLD} in asked["observed"]
    assert {one["role"] for one in asked["observed"]} == {"OBSERVER"}


def test_an_organization_leads_to_the_body_that_it_is_part_of(ask: Ask) -> None:
    asked = ask("{ organizations { nodes { slug parent { slug } } } }")["organizations"]["nodes"]
    parents = {one["slug"]: one["parent"] for one in asked}
    assert parents["fao"] == {"slug": "un"}
    assert parents["un"] is None


def test_documents_lead_to_the_processes_that_name_them(ask: Ask) -> None:
    asked = ask("""{ documents { nodes {
        slug processes { slug } meetings { nodes { slug documents { nodes { slug } } } }
    } } }""")["documents"]["nodes"]
    assert sum(HLD in one["processes"] for one in asked) == 8
    assert all(one["processes"] for one in asked)
    for document in asked:
        for meeting in document["meetings"]["nodes"]:
            assert {"slug": document["slug"]} in meeting["documents"]["nodes"]


def test_a_page_leads_to_its_process_and_the_process_to_its_pages(ask: Ask) -> None:
    asked = ask("{ snapshot { pages { slug language process { slug pages { slug } } } } }")
    (page,) = (one for one in asked["snapshot"]["pages"] if one["slug"] == "hld-fr")
    assert page["language"] == "FR"
    assert page["process"]["slug"] == "hld"
    assert {"slug": "hld-fr"} in page["process"]["pages"]


def test_every_participation_leads_to_the_words_on_the_page(ask: Ask) -> None:
    asked = ask("""{ process(slug: "hld") { participations(first: 200) { nodes {
        listedAs state { alpha3 } citations { words line page { slug digest } digest }
    } } } }""")
    parts = asked["process"]["participations"]["nodes"]
    assert len(parts) == 195
    for part in parts:
        assert part["state"]
        assert part["citations"]
        for citation in part["citations"]:
            assert citation["line"] > 0
            assert citation["words"]
            assert citation["page"]["digest"] == citation["digest"]


def test_a_citation_names_the_headings_above_the_words(ask: Ask) -> None:
    asked = ask('{ process(slug: "hld") { contact { citations { field headingPath words } } } }')
    first = asked["process"]["contact"]["citations"][0]
    assert first["headingPath"] == ["Coordonnées"]
    assert first["words"] == "International Migration"


def test_an_issue_of_a_page_is_an_issue_of_its_process(ask: Ask) -> None:
    asked = ask("""{ process(slug: "hld") {
        issues { ...about } pages { issues { ...about } }
    } } fragment about on Issue { about node { __typename ... on Page { slug } } }""")
    issue = {"about": "page:hld-fr", "node": {"__typename": "Page", "slug": "hld-fr"}}
    assert issue in asked["process"]["issues"]
    assert issue in [one for page in asked["process"]["pages"] for one in page["issues"]]


def test_a_published_version_tells_its_number_and_time() -> None:
    assert ask_published("{ snapshot { bundled version publishedAt } }")["snapshot"] == {
        "bundled": False,
        "version": 7,
        "publishedAt": "2026-01-31T04:00:00Z",
    }


def test_a_participant_of_unknown_name_has_no_state() -> None:
    asked = ask_published("""{ process(slug: "midsa") { participations { nodes {
        listedAs state { id }
    } } } }""")
    assert asked["process"]["participations"]["nodes"] == [{"listedAs": "Ruritania", "state": None}]


def test_a_chair_leads_to_its_state_and_the_state_to_its_chairs() -> None:
    asked = ask_published("""{ process(slug: "midsa") { chairs {
        current start end state { alpha3 chairs { process { slug } } }
    } } }""")
    assert asked["process"]["chairs"] == [
        {
            "current": True,
            "start": "2019",
            "end": None,
            "state": {"alpha3": "SWZ", "chairs": [{"process": {"slug": "midsa"}}]},
        }
    ]


def test_a_meeting_leads_to_its_documents_and_they_to_their_meetings() -> None:
    asked = ask_published(
        "{ meetings { nodes { documents { nodes { slug meetings { nodes { slug } } } } } } }"
    )
    report = {"slug": "midsa-report", "meetings": {"nodes": [{"slug": "midsa-2019"}]}}
    assert asked["meetings"]["nodes"] == [{"documents": {"nodes": [report]}}]


def test_a_process_leads_to_the_ones_whose_place_it_took() -> None:
    asked = ask_published('{ process(slug: "midsa") { replaces { slug } replacedBy { slug } } }')
    assert asked["process"] == {"replaces": [{"slug": "older"}], "replacedBy": None}


def test_a_process_leads_to_the_one_that_took_its_place() -> None:
    asked = ask_published('{ process(slug: "older") { replacedBy { slug } } }')
    assert asked["process"]["replacedBy"] == {"slug": "midsa"}


def test_a_draft_leads_to_its_final_text_and_that_one_to_its_drafts() -> None:
    asked = ask_published("""{
        draft: document(symbol: "A/68/L.5") {
            draftOf { symbol draftOf { symbol } } drafts { slug }
        }
        final: document(symbol: "resolution 68/4") { drafts { symbol } }
    }""")
    assert asked["draft"] == {"draftOf": {"symbol": "A/RES/68/4", "draftOf": None}, "drafts": []}
    assert asked["final"] == {"drafts": [{"symbol": "A/68/L.5"}]}


def test_a_document_is_found_by_its_other_symbol() -> None:
    asked = ask_published('{ document(symbol: "E/2013/9") { symbol symbols } }')
    assert asked["document"] == {"symbol": "A/RES/68/4", "symbols": ["E/2013/9"]}


def test_a_meeting_leads_to_its_series_and_the_series_to_its_meetings() -> None:
    asked = ask_published("""{
        meetings { nodes { series {
            slug name(language: FR) process { slug } meetings { nodes { slug } }
        } } }
        series { name }
    }""")
    assert asked["meetings"]["nodes"][0]["series"] == {
        "slug": "talks",
        "name": "Entretiens",
        "process": {"slug": "midsa"},
        "meetings": {"nodes": [{"slug": "midsa-2019"}]},
    }
    assert asked["series"] == [{"name": "Talks"}]


def test_a_meeting_tells_its_agenda_and_that_it_is_still_to_come() -> None:
    asked = ask_published(
        "{ meetings { nodes { announced agenda { item date start end session } } } }"
    )
    item = {"item": "I. Opening", "date": "2019-05-03", "start": "10:00"}
    assert asked["meetings"]["nodes"] == [
        {"announced": True, "agenda": [item | {"end": None, "session": None}]}
    ]


def test_issues_of_meetings_and_documents_are_issues_of_their_process() -> None:
    asked = ask_published("""{
        process(slug: "midsa") {
            issues { message } meetings { nodes { issues { message } } }
        }
        document(symbol: "A/RES/68/4") { issues { message } }
    }""")
    start, adopted = {"message": "start"}, {"message": "adopted"}
    assert asked["process"]["issues"] == [start, adopted]
    assert asked["process"]["meetings"]["nodes"] == [{"issues": [start]}]
    assert asked["document"]["issues"] == [adopted]


def test_a_record_without_a_name_goes_by_its_id() -> None:
    asked = ask_published('{ process(slug: "midsa") { name nameLanguage acronym objectives } }')
    assert asked["process"] == {
        "name": "midsa",
        "nameLanguage": None,
        "acronym": None,
        "objectives": [],
    }
