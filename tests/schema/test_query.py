"""Questions with a known answer: look-ups, languages and the numbers of the bundled page."""

from collections.abc import Callable
from typing import Any

import pytest

from snapshots.model import Language
from snapshots.view import View

Ask = Callable[..., dict[str, Any]]
NAMES = {
    "EN": "High-level Dialogue on International Migration and Development",
    "FR": "Dialogue de haut niveau sur les migrations internationales et le développement",
    "ES": "Diálogo de Alto Nivel sobre la Migración Internacional y el Desarrollo",
}


def test_the_bundled_snapshot_says_that_it_is_no_published_version(ask: Ask, bundled: View) -> None:
    asked = ask("{ snapshot { bundled version publishedAt digest } }")
    assert asked["snapshot"] == {
        "bundled": True,
        "version": None,
        "publishedAt": None,
        "digest": bundled.digest,
    }


def test_the_high_level_dialogue_has_the_numbers_of_its_page(ask: Ask) -> None:
    asked = ask("""{ process(slug: "hld") {
        type established participantsDeclared
        participations(first: 200) { totalCount nodes { role } }
        observers: organizations(role: OBSERVER) { role }
        meetings { totalCount }
        documents { totalCount }
    } }""")["process"]
    assert (asked["type"], asked["established"]) == ("GLOBAL", "2006")
    assert asked["participantsDeclared"] == 195
    assert asked["participations"] == {"totalCount": 195, "nodes": [{"role": "MEMBER"}] * 195}
    assert asked["observers"] == [{"role": "OBSERVER"}] * 21
    assert asked["meetings"] == {"totalCount": 11}
    assert asked["documents"] == {"totalCount": 8}


def test_participations_are_of_the_role_asked_for(ask: Ask) -> None:
    asked = ask("""{ process(slug: "hld") {
        members: participations(where: {roles: [MEMBER]}) { totalCount }
        guests: participations(where: {roles: [GUEST]}) { totalCount nodes { listedAs } }
    } }""")["process"]
    assert asked["members"] == {"totalCount": 195}
    assert asked["guests"] == {"totalCount": 0, "nodes": []}


def test_processes_are_all_or_those_of_one_type(ask: Ask) -> None:
    asked = ask("""{
        all: processes { nodes { slug } }
        global: processes(where: {types: [GLOBAL]}) { nodes { slug } }
        regional: processes(where: {types: [REGIONAL]}) { nodes { slug } }
    }""")
    asked = {name: page["nodes"] for name, page in asked.items()}
    assert {"slug": "hld"} in asked["all"]
    assert {"slug": "hld"} in asked["global"]
    assert {"slug": "hld"} not in asked["regional"]
    assert asked["all"] == sorted(asked["all"], key=lambda one: one["slug"])


@pytest.mark.parametrize("code", ["SZ", "sz", "SWZ", "swz", "748"])
def test_a_state_is_found_by_any_of_its_codes(ask: Ask, code: str) -> None:
    asked = ask("query ($c: String!) { state(code: $c) { alpha2 alpha3 m49 name } }", c=code)
    assert asked["state"] == {"alpha2": "SZ", "alpha3": "SWZ", "m49": "748", "name": "Eswatini"}


def test_kosovo_has_no_m49_code(ask: Ask) -> None:
    asked = ask('{ state(code: "xk") { alpha3 m49 unStatus } }')["state"]
    assert asked == {"alpha3": "XKX", "m49": None, "unStatus": "OTHER"}


def test_states_are_all_or_those_that_take_part(ask: Ask) -> None:
    asked = ask("""{
        all: states(first: 300) { nodes { ...of } }
        some: states(first: 300, where: {participating: true}) { nodes { ...of } }
    } fragment of on State { alpha3 participations { totalCount } }""")
    asked = {name: page["nodes"] for name, page in asked.items()}
    codes = [one["alpha3"] for one in asked["all"]]
    assert codes == sorted(set(codes))
    assert asked["some"] == [one for one in asked["all"] if one["participations"]["totalCount"]]
    assert 195 <= len(asked["some"]) < len(asked["all"])


@pytest.mark.parametrize(
    "question",
    [
        'process(slug: "nope")',
        'process(slug: "")',
        'state(code: "ZZ")',
        'state(code: "Eswatini")',
        'organization(slug: "nope")',
        'theme(slug: "nope")',
        'document(symbol: "A/RES/1/1")',
        'document(symbol: "")',
    ],
)
def test_what_is_unknown_is_null_and_no_error(ask: Ask, question: str) -> None:
    assert ask(f"{{ found: {question} {{ id }} }}") == {"found": None}


@pytest.mark.parametrize(
    "symbol", ["A/RES/58/208", "a/res/58/208", "resolution 58/208", "Résolution 58/208", "58/208"]
)
def test_a_document_is_found_however_its_symbol_is_spelled(ask: Ask, symbol: str) -> None:
    asked = ask(
        """query ($s: String!) { document(symbol: $s) {
            symbol adopted symbolParts { organ body session year kind number modifiers }
        } }""",
        s=symbol,
    )["document"]
    assert (asked["symbol"], asked["adopted"]) == ("A/RES/58/208", "2003-12-23")
    assert asked["symbolParts"] == {
        "organ": "A",
        "body": None,
        "session": "58",
        "year": None,
        "kind": "RES",
        "number": "208",
        "modifiers": [],
    }


@pytest.mark.parametrize("language", NAMES)
def test_a_name_is_given_in_the_language_asked_for(ask: Ask, language: str) -> None:
    asked = ask(f"""{{ process(slug: "hld") {{
        name(language: {language}) nameLanguage(language: {language})
    }} }}""")["process"]
    assert asked == {"name": NAMES[language], "nameLanguage": language}


@pytest.mark.parametrize("language", list(Language))
def test_without_an_argument_the_language_of_the_request_counts(
    ask: Ask, language: Language
) -> None:
    asked = ask('{ process(slug: "hld") { name nameLanguage } }', language)["process"]
    assert asked == {"name": NAMES[language.name], "nameLanguage": language.name}


def test_the_argument_wins_over_the_language_of_the_request(ask: Ask) -> None:
    asked = ask('{ state(code: "SZ") { name(language: FR) } }', Language.ES)
    assert asked == {"state": {"name": "Eswatini"}}
    asked = ask('{ state(code: "DE") { name(language: FR) } }', Language.ES)
    assert asked == {"state": {"name": "Allemagne"}}


def test_words_that_a_page_has_in_french_only_are_given_in_french(ask: Ask) -> None:
    asked = ask("""{ process(slug: "hld") {
        themes { words(language: EN) wordsLanguage } meetings { nodes {
            title(language: EN) city(language: ES)
        } } } }""")["process"]
    first = asked["meetings"]["nodes"][0]
    assert first["title"].startswith("Deuxième Dialogue")
    assert first["city"] == "New York"
    assert asked["themes"][0] == {"words": "Migration et développement", "wordsLanguage": "FR"}


def test_a_name_is_listed_as_the_page_has_it(ask: Ask) -> None:
    asked = ask("""{ state(code: "SZ") { participations { nodes {
        listedAs role process { slug }
    } } } }""")
    listed = {"listedAs": "Swaziland", "role": "MEMBER", "process": {"slug": "hld"}}
    assert listed in asked["state"]["participations"]["nodes"]


def test_days_that_do_not_follow_each_other_are_told_one_by_one(ask: Ask) -> None:
    asked = ask("{ meetings { nodes { slug kind start end days } } }")
    meetings = {one["slug"]: one for one in asked["meetings"]["nodes"]}
    assert meetings["hld-2015-11-20"]["days"] == ["2015-11-20", "2015-11-23"]
    latest = meetings["hld-2013-10-03"]
    assert (latest["start"], latest["end"]) == ("2013-10-03", "2013-10-04")
    assert (latest["kind"], latest["days"]) == ("LATEST", [])


def test_issues_are_all_or_those_of_one_code(ask: Ask) -> None:
    asked = ask("""{ snapshot {
        issues { code }
        empty: issues(code: "empty-section") { code about message }
        none: issues(code: "no-such-code") { code }
    } }""")["snapshot"]
    assert {"code": "empty-section"} in asked["issues"]
    messages = {one["about"]: one["message"] for one in asked["empty"]}
    assert "Liens connexes" in messages["page:hld-fr"]
    assert {one["code"] for one in asked["empty"]} == {"empty-section"}
    assert asked["none"] == []


def test_the_contact_is_given_line_by_line(ask: Ask) -> None:
    asked = ask('{ process(slug: "hld") { contact { address phones faxes emails } } }')
    contact = asked["process"]["contact"]
    assert contact["address"][0] == "International Migration"
    assert contact["phones"] == []
    assert contact["faxes"] == ["+ 1-212-963-2147"]
    assert contact["emails"] == ["migrationp@un.org"]


def test_the_language_that_words_really_are_in_is_told(ask: Ask) -> None:
    answer = ask(
        """{
          state(code: "ke") { name(language: ES) nameLanguage(language: ES) }
          process(slug: "hld") {
            meetings(first: 1) { nodes {
              title(language: EN) titleLanguage(language: EN) cityLanguage(language: ES)
            } }
            documents(first: 1) { nodes { title(language: ES) titleLanguage(language: ES) } }
          }
          organizations(first: 1) { nodes { nameLanguage(language: FR) } }
        }"""
    )
    assert answer["state"] == {"name": "Kenya", "nameLanguage": "ES"}
    (meeting,) = answer["process"]["meetings"]["nodes"]
    assert meeting["titleLanguage"] == "FR", "the page has it in French only"
    (document,) = answer["process"]["documents"]["nodes"]
    assert (document["title"] is None) == (document["titleLanguage"] is None)
    assert answer["organizations"]["nodes"][0]["nameLanguage"] in ("EN", "FR", "ES")
