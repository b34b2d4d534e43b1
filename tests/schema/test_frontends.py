"""What frontends ask, each in one query, with its answer from the bundled pages."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest

from schema.context import Context
from schema.schema import load_schema
from snapshots.bundle import load_bundled
from snapshots.model import Chair, Language, Process, Snapshot, State, UnStatus
from snapshots.view import View

Ask = Callable[..., dict[str, Any]]
Execute = Callable[..., Any]

SEARCH = """query($q: String!) { search(query: $q, first: 3) { nodes { __typename
    ... on State { slug: alpha3 } ... on Process { slug } ... on Organization { slug }
    ... on Place { slug } ... on Meeting { slug } ... on Theme { slug } } } }"""


@pytest.mark.parametrize(
    ("words", "state"),
    [
        *(("Turkey", "TUR"), ("Vietnam", "VNM"), ("Laos", "LAO"), ("South Korea", "KOR")),
        *(("Ivory Coast", "CIV"), ("Swaziland", "SWZ"), ("UAE", "ARE"), ("Burma", "MMR")),
        *(("Cape Verde", "CPV"), ("UK", "GBR"), ("Corée du Sud", "KOR"), ("Turquía", "TUR")),
        *(("the Gambia", "GMB"), ("États-Unis", "USA"), ("viet-nam", "VNM")),
    ],
)
def test_a_state_is_found_by_every_name_that_is_known(found: Ask, words: str, state: str) -> None:
    first = found(SEARCH, q=words)["search"]["nodes"][0]
    assert (first["__typename"], first["slug"]) == ("State", state)
    asked = found("query($n: String!) { state(name: $n) { alpha3 } }", n=words)
    assert asked["state"] == {"alpha3": state}


@pytest.mark.parametrize(
    ("words", "kind", "slug"),
    [
        *(("Puebla", "Process", "rcm"), ("proceso de puebla", "Process", "rcm")),
        *(("Colombo Process", "Process", "colombo"), ("RCM", "Process", "rcm")),
        *(("Geneva", "Place", "geneva"), ("Genève", "Place", "geneva")),
        *(("Ginebra", "Place", "geneva"), ("Nueva York", "Place", "new-york")),
        *(("ILO", "Organization", "ilo"), ("OIT", "Organization", "ilo")),
    ],
)
def test_processes_places_and_bodies_are_found_by_what_people_call_them(
    found: Ask, words: str, kind: str, slug: str
) -> None:
    first = found(SEARCH, q=words)["search"]["nodes"][0]
    assert (first["__typename"], first["slug"]) == (kind, slug)


def test_a_place_in_another_language_finds_its_meetings(found: Ask) -> None:
    nodes = found(SEARCH, q="Geneva")["search"]["nodes"]
    assert {"__typename": "Meeting", "slug": "hld-2006-07-04"} in nodes


@pytest.mark.parametrize(
    ("acronym", "slug"),
    [*(("RCM", "rcm"), ("crm", "rcm"), ("FMMD", "gfmd"), ("igad-rcp", "igad-rcp")), ("XYZ", None)],
)
def test_a_process_is_asked_for_by_acronym(found: Ask, acronym: str, slug: str | None) -> None:
    asked = found("query($a: String!) { process(acronym: $a) { slug } }", a=acronym)
    assert asked["process"] == (slug and {"slug": slug})


@pytest.mark.parametrize("field", ["process { slug }", "state { alpha3 }", "document { slug }"])
def test_one_argument_and_no_more_says_what_is_asked_for(execute: Execute, field: str) -> None:
    (error,) = execute(f"{{ {field} }}").errors
    assert error.extensions["code"] == "BAD_USER_INPUT"
    assert error.message.endswith("expected, none found")
    assert error.extensions["help"].startswith("Ask for one: `")
    (error,) = execute('{ state(code: "KE", name: "Kenya") { alpha3 } }').errors
    assert error.message == "`code` or `name` expected, both found"


def test_a_name_of_several_is_an_error_that_tells_them_apart() -> None:
    states = tuple(
        State(id=one, alpha2=one[:2], names={"en": "Korea"}, un_status=UnStatus.MEMBER)
        for one in ("PRK", "KOR")
    )
    result = load_schema().execute_sync(
        '{ state(name: "korea") { alpha3 } }',
        context_value=Context(View(Snapshot(states=states), "sha256:0", None)),
    )
    (error,) = result.errors or ()
    assert error.message == "a name of one expected, 'korea' found, which KOR, PRK have"
    assert error.extensions == {
        "code": "AMBIGUOUS_NAME",
        "help": "Ask for one of them by `code`.",
    }


@pytest.mark.parametrize(
    ("asked", "meant"),
    [
        ('processes(where: {slugs: ["gfdm"]}) { totalCount }', "gfmd"),
        ('processes(where: {themes: ["labor-migration"]}) { totalCount }', "labour-migration"),
        ('processes(where: {organizations: ["unhrc"]}) { totalCount }', "unhcr"),
        ('processes(where: {regions: ["02"]}) { totalCount }', "002"),
        ('processes(where: {regions: ["pacific"]}) { totalCount }', "regions { code name }"),
        ('processes(where: {coveredRegions: ["Afriqua"]}) { totalCount }', "Afrique"),
        ('states(where: {processes: ["balli"]}) { totalCount }', "bali"),
        ('states(where: {regions: ["9"]}) { totalCount }', "regions { code name }"),
        ('organizations(where: {slugs: ["unhrc"]}) { totalCount }', "unhcr"),
        ('organizations(where: {not: {processes: ["gfdm"]}}) { totalCount }', "gfmd"),
        ('meetings(where: {series: ["coordination"]}) { totalCount }', "coordination-meeting"),
        ('meetings(where: {places: ["Stokholm"]}) { totalCount }', "stockholm"),
        ('meetings(where: {hostRegions: ["Atlantis"]}) { totalCount }', "regions { code name }"),
        ('meetings(where: {or: [{processes: ["gfdm"]}]}) { totalCount }', "gfmd"),
        ('documents(where: {processes: ["gfdm"]}) { totalCount }', "gfmd"),
        ('documents(where: {listedBy: ["gfdm"]}) { totalCount }', "gfmd"),
        (
            'process(slug: "hld") { participations(where: {regions: ["Mu"]}) { totalCount } }',
            "regions { code name }",
        ),
    ],
)
def test_what_is_unknown_in_a_filter_is_an_error_with_a_way_out(
    execute: Execute, asked: str, meant: str
) -> None:
    (error,) = execute(f"{{ {asked} }}").errors
    assert error.extensions["code"] == "BAD_USER_INPUT"
    assert " expected, " in error.message
    assert meant in error.extensions["help"]


def test_what_is_upcoming_is_asked_of_the_clock(found: Ask) -> None:
    """Questions are asked on 13 June 2016."""
    asked = found("""{
        ahead: meetings(where: {upcoming: true, processes: ["fiveplusfive", "gfmd", "add"]}) {
            nodes { slug upcoming } }
        process(slug: "gfmd") { lastMeeting { slug } nextMeeting { slug } }
        dialogue: process(slug: "hld") { lastMeeting { slug upcoming } nextMeeting { slug } }
    }""")
    ahead = [one["slug"] for one in asked["ahead"]["nodes"]]
    assert {"fiveplusfive-2016-06-13", "gfmd-2022-11-22"} < {*ahead}
    assert "add-2016-05-11" not in ahead
    assert all(one["upcoming"] for one in asked["ahead"]["nodes"])
    assert asked["process"] == {
        "lastMeeting": {"slug": "gfmd-2014-05-14"},
        "nextMeeting": {"slug": "gfmd-2022-11-22"},
    }
    assert asked["dialogue"] == {
        "lastMeeting": {"slug": "hld-2013-10-03", "upcoming": False},
        "nextMeeting": None,
    }


def test_nothing_is_upcoming_where_there_is_no_clock(view: View) -> None:
    result = load_schema().execute_sync(
        """{ meetings(first: 1) { nodes { upcoming } }
             of: meetings(where: {upcoming: false}) { totalCount }
             process(slug: "gfmd") { nextMeeting { slug } incomingChairs { listedAs } } }""",
        context_value=Context(view),
    )
    assert result.data == {
        "meetings": {"nodes": [{"upcoming": None}]},
        "of": {"totalCount": 0},
        "process": {"nextMeeting": None, "incomingChairs": []},
    }


def test_who_chairs_now_together_and_who_did_before(found: Ask) -> None:
    asked = found("""{
        process(slug: "add") { currentChairs { listedAs coChairs { state { alpha3 } } } }
        sacm: process(slug: "sacm") { chairs { current start state { alpha3 } } }
        chaired: processes(where: {currentChairs: ["LK"]}) { nodes { slug } }
        ever: processes(where: {chairs: ["swe"]}) { nodes { slug } }
    }""")
    assert asked["process"]["currentChairs"] == [{"listedAs": "Sri Lanka", "coChairs": []}]
    chairs = asked["sacm"]["chairs"]
    assert chairs[0] == {"current": True, "start": None, "state": {"alpha3": "CHL"}}
    years = [one["start"] for one in chairs[1:]]
    known = [year for year in years if year]
    assert years == [*sorted(known, reverse=True), *[None] * (len(years) - len(known))]
    assert [one["slug"] for one in asked["chaired"]["nodes"]] == ["add"]
    assert {"gfmd", "igc"} <= {one["slug"] for one in asked["ever"]["nodes"]}


def test_who_is_to_chair_is_asked_of_the_clock() -> None:
    chairs = (
        Chair(listed_as="Next", current=False, start="2027"),
        Chair(listed_as="Some day", current=False, incoming=True, state="PER"),
        Chair(listed_as="Now", current=True, start="2026"),
        Chair(listed_as="Before", current=False, start="2024", end="2025"),
        Chair(listed_as="Together", current=False, start="2024", end="2025"),
    )
    snapshot = Snapshot(
        processes=(Process(id="p", names={}, chairs=chairs),), states=load_bundled().snapshot.states
    )
    view = View(snapshot, "sha256:0", None)
    asked = """{ process(slug: "p") {
        chairs { listedAs coChairs { listedAs } } incomingChairs { listedAs } }
        processes(where: {chairs: ["PE"]}) { nodes { slug } }
    }"""
    some_day = {"listedAs": "Some day"}
    for year, incoming in ((2026, [{"listedAs": "Next"}, some_day]), (2027, [some_day])):
        result = load_schema().execute_sync(
            asked, context_value=Context(view, now=datetime(year, 11, 30, tzinfo=UTC))
        )
        assert result.data
        assert result.data["process"]["incomingChairs"] == incoming
        assert [
            (one["listedAs"], [other["listedAs"] for other in one["coChairs"]])
            for one in result.data["process"]["chairs"]
        ] == [
            *(("Now", []), ("Next", [])),
            *(("Before", ["Together"]), ("Together", ["Before"]), ("Some day", [])),
        ]
        assert result.data["processes"]["nodes"] == []


def test_organizations_by_role_are_found_from_both_sides(found: Ask) -> None:
    asked = found("""{
        process(slug: "fibemyd") { secretariat { slug } }
        served: processes(where: {organizations: ["segib"], organizationRoles: [SECRETARIAT]}) {
            nodes { slug } }
        forum: process(slug: "gfmd") { organization { slug process { slug } } }
        midwa: process(slug: "midwa") {
            associations organizations(role: ASSOCIATION) { organization { slug } listedAs } }
    }""")
    assert asked["process"] == {"secretariat": [{"slug": "segib"}]}
    assert [one["slug"] for one in asked["served"]["nodes"]] == ["fibemyd"]
    assert asked["forum"] == {"organization": {"slug": "gfmd", "process": {"slug": "gfmd"}}}
    (words,) = asked["midwa"]["associations"]
    assert asked["midwa"]["organizations"] == [
        {"organization": {"slug": "ecowas"}, "listedAs": words}
    ]


def test_meetings_are_kept_and_counted_by_city_under_any_of_its_names(found: Ask) -> None:
    asked = found("""{
        geneva: meetings(where: {places: ["Ginebra"]}) { nodes { slug hostState { alpha3 } } }
        both: meetings(where: {places: ["new-york", "Nueva York"]}) { totalCount
            facets(by: [PLACE]) { counts { value count } } }
        places { slug name(language: ES) state { alpha3 } meetings { totalCount } }
    }""")
    assert asked["geneva"]["nodes"] == [{"slug": "hld-2006-07-04", "hostState": {"alpha3": "CHE"}}]
    total = asked["both"]["totalCount"]
    assert asked["both"]["facets"] == [{"counts": [{"value": "new-york", "count": total}]}]
    places = {one["slug"]: one for one in asked["places"]}
    assert places["new-york"] == {
        "slug": "new-york",
        "name": "Nueva York",
        "state": {"alpha3": "USA"},
        "meetings": {"totalCount": total},
    }


def test_states_are_193_and_2_and_territories_are_told_apart(found: Ask) -> None:
    asked = found("""{
        members: states(where: {unStatuses: [MEMBER]}) { totalCount }
        observers: states(where: {unStatuses: [OBSERVER]}) { nodes { alpha3 } }
        pidc: process(slug: "pidc") {
            participations(where: {unStatuses: [OTHER]}) { nodes { state { alpha3 unStatus } }
                facets(by: [UN_STATUS]) { counts { value count } } }
            states: participations { facets(by: [UN_STATUS]) { counts { value } } } }
        statistics { states territories statesPerProcess { process { slug } count } }
    }""")
    assert asked["members"]["totalCount"] == 193
    assert {one["alpha3"] for one in asked["observers"]["nodes"]} == {"PSE", "VAT"}
    territories = [one["state"] for one in asked["pidc"]["participations"]["nodes"]]
    assert {"alpha3": "NIU", "unStatus": "OTHER"} in territories
    assert asked["pidc"]["participations"]["facets"] == [
        {"counts": [{"value": "OTHER", "count": len(territories)}]}
    ]
    counts = {
        one["process"]["slug"]: one["count"] for one in asked["statistics"]["statesPerProcess"]
    }
    assert max(counts.values()) <= 195
    assert asked["statistics"]["states"] <= 195
    assert asked["statistics"]["territories"] >= len(territories)


def test_a_process_has_the_name_that_people_use_and_its_formal_one(found: Ask) -> None:
    asked = found("""{ process(slug: "colombo") { name formalName otherNames nameLanguage
        formal: formalName(language: FR) formalNameLanguage(language: FR) acronymLanguage } }""")
    formal = (
        "Regional Consultative Process on Overseas Employment and Contractual Labour for "
        "Countries of Origin in Asia"
    )
    process = asked["process"]
    assert (process["name"], process["formalName"]) == ("Colombo Process", formal)
    assert "Colombo Process" not in process["otherNames"]
    assert (process["formal"], process["formalNameLanguage"]) == (formal, "EN")
    assert (process["nameLanguage"], process["acronymLanguage"]) == ("EN", None)


def test_words_that_exist_in_one_language_only_say_so(execute: Execute) -> None:
    result = execute(
        """{ process(slug: "bali") { objectives objectivesLanguage
            themes { words wordsLanguage } }
          document(symbol: "A/RES/67/219") { title titleLanguage } }""",
        language=Language.EN,
    )
    assert result.data["document"]["titleLanguage"] == "FR"
    assert {one["wordsLanguage"] for one in result.data["process"]["themes"]} <= {"ES"}
    language = result.data["process"]["objectivesLanguage"]
    assert language == ("ES" if result.data["process"]["objectives"] else None)


def test_what_became_of_processes_is_their_status(found: Ask) -> None:
    asked = found("""{
        hld: process(slug: "hld") { status replacedBy { slug }
            citation(field: "status") { words } }
        conference: process(slug: "gcm-conference") { status }
        replaced: processes(where: {statuses: [REPLACED]}) { nodes { slug } }
    }""")
    assert asked["hld"]["status"] == "REPLACED"
    assert asked["hld"]["replacedBy"] == {"slug": "imrf"}
    assert asked["conference"] == {"status": "CONCLUDED"}
    assert asked["replaced"]["nodes"] == [{"slug": "hld"}]


def test_a_document_says_who_lists_it_and_which_meeting_adopted_it(found: Ask) -> None:
    asked = found("""{
        document(symbol: "A/RES/58/208") { listedBy { slug } mentionedBy { slug } }
        declaration: document(symbol: "A/RES/68/4") {
            adoptedAt { slug documents { nodes { symbol } } } processes { slug }
            mentionedBy { slug } }
        untied: document(symbol: "A/RES/71/280") { adoptedAt { slug } }
        listed: documents(where: {listedBy: ["hld"]}) { nodes { symbol } }
    }""")
    assert asked["document"] == {
        "listedBy": [{"slug": "hld"}],
        "mentionedBy": [{"slug": "desa-coordination"}],
    }
    assert asked["declaration"] == {
        "adoptedAt": {"slug": "hld-2013-10-03", "documents": {"nodes": [{"symbol": "A/RES/68/4"}]}},
        "processes": [{"slug": "desa-coordination"}, {"slug": "hld"}],
        "mentionedBy": [{"slug": "desa-coordination"}],
    }
    assert asked["untied"] == {"adoptedAt": None}
    listed = [one["symbol"] for one in asked["listed"]["nodes"]]
    assert "A/RES/58/208" in listed
    assert "A/RES/68/4" not in listed


def test_a_region_means_one_thing_in_answers_and_filters(found: Ask) -> None:
    asked = found("""{
        midwa: process(slug: "midwa") { regions coveredRegions { code name(language: FR)
            within { code } } }
        named: processes(where: {coveredRegions: ["África"]}) { nodes { slug } }
        places: processes(where: {regions: ["Western Africa"]}) { totalCount }
        same: processes(where: {regions: ["011"]}) { totalCount }
        state(code: "gh") { regions { code name } }
        regions { code name states { totalCount } processes { nodes { slug } } }
        search(query: "Afrique occidentale", types: [REGION]) { nodes { ... on Region { code } } }
    }""")
    assert asked["midwa"] == {
        "regions": ["West Africa"],
        "coveredRegions": [
            {"code": "011", "name": "Afrique occidentale", "within": [{"code": "002"}]}
        ],
    }
    named = [one["slug"] for one in asked["named"]["nodes"]]
    assert {"midwa", "igad-rcp", "bali"} <= {*named}
    assert asked["places"] == asked["same"]
    assert asked["state"]["regions"] == [
        {"code": "001", "name": "World"},
        {"code": "002", "name": "Africa"},
        {"code": "011", "name": "Western Africa"},
    ]
    regions = {one["code"]: one for one in asked["regions"]}
    assert [one["slug"] for one in regions["002"]["processes"]["nodes"]] == named
    assert regions["011"]["states"]["totalCount"] == 17
    assert regions["pacific"]["states"]["totalCount"] == 0
    assert asked["search"]["nodes"] == [{"code": "011"}]


def test_every_region_that_a_page_names_is_known_or_stays_in_words(view: View) -> None:
    unknown = {
        words
        for one in view.snapshot.processes
        for words in one.regions
        if view.region_named(words) is None
    }
    assert unknown == set()


def test_a_broader_theme_has_the_processes_of_the_narrower_ones(found: Ask) -> None:
    asked = found("""{
        theme(slug: "trafficking-in-persons") {
            broader { slug } processes { slug } narrower { slug broader { slug } } }
        processes(where: {themes: ["trafficking-in-persons"]}) { totalCount nodes { slug } }
        both: theme(slug: "trafficking-and-smuggling") { broader { slug } processes { slug } }
    }""")
    assert asked["processes"]["nodes"] == asked["theme"]["processes"]
    assert asked["processes"]["totalCount"] > len(asked["both"]["processes"]) > 0
    assert {"slug": "igc"} in asked["theme"]["processes"]
    parts = [{"slug": "trafficking-in-persons"}, {"slug": "smuggling-of-migrants"}]
    assert {"slug": "trafficking-and-smuggling", "broader": parts} in asked["theme"]["narrower"]


def test_words_of_no_known_theme_stand_without_one_and_with_an_issue(found: Ask) -> None:
    asked = found("""{ process(slug: "rcm") {
        themes { words theme { slug } citations { words } }
        issues { code field citations { words } }
    } }""")["process"]
    (tourism,) = [one for one in asked["themes"] if one["words"] == "Tourism"]
    assert tourism["theme"] is None
    cited = {"code": "unknown-theme", "field": "themes", "citations": tourism["citations"]}
    assert cited in asked["issues"]
