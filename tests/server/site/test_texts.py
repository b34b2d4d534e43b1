"""Words agree with the numbers that they stand beside, in each language by its own rule."""

import tomllib
from collections.abc import Awaitable, Callable
from importlib.resources import files

import httpx
import pytest
from msgspec import structs

from server.app import create_app
from server.settings import Settings
from server.site.texts import text
from snapshots.gate import Approved, review
from snapshots.model import (
    Language,
    Page,
    Participation,
    ParticipationRole,
    Process,
    Snapshot,
    State,
    UnStatus,
)
from snapshots.stores.sqlite.store import SqliteStore

Get = Callable[..., Awaitable[httpx.Response]]
TEXTS = tomllib.loads(files("server.site").joinpath("texts.toml").read_text(encoding="utf-8"))
TEXTS.pop("plural")
NUMBERED = ("listed", "declared", "pages", "meetings", "sources")
SAID = {
    "en": (
        ("0 listed", "0 declared", "0 pages", "Meetings", "Source pages:"),
        ("1 listed", "1 declared", "1 page", "Meeting", "Source page:"),
        ("2 listed", "2 declared", "2 pages", "Meetings", "Source pages:"),
    ),
    "fr": (
        ("0 nommé", "0 déclaré", "0 page", "Réunion", "Page source :"),
        ("1 nommé", "1 déclaré", "1 page", "Réunion", "Page source :"),
        ("2 nommés", "2 déclarés", "2 pages", "Réunions", "Pages sources :"),
    ),
    "es": (
        ("0 en la lista", "0 declarados", "0 páginas", "Reuniones", "Páginas de origen:"),
        ("1 en la lista", "1 declarado", "1 página", "Reunión", "Página de origen:"),
        ("2 en la lista", "2 declarados", "2 páginas", "Reuniones", "Páginas de origen:"),
    ),
}
PARTICIPANTS = {
    "en": ("Participating State: 1 ", "Participating States: 1 listed, 2 declared"),
    "fr": ("État participant : 1 ", "États participants : 1 nommé, 2 déclarés"),
    "es": ("Estado participante: 1 ", "Estados participantes: 1 en la lista, 2 declarados"),
}


@pytest.mark.parametrize("number", [0, 1, 2])
@pytest.mark.parametrize("language", Language)
def test_words_agree_with_a_number(language: Language, number: int) -> None:
    said = tuple(text(language, key, number) for key in NUMBERED)
    assert said == SAID[language.value][number]


@pytest.mark.parametrize("language", Language)
def test_words_that_stand_alone_are_those_of_several(language: Language) -> None:
    assert text(language, "meetings") == text(language, "meetings", 2)


@pytest.mark.parametrize("key", TEXTS)
def test_each_text_is_known_in_each_language_in_both_forms(key: str) -> None:
    for language in Language:
        words = TEXTS[key][language.value]
        assert isinstance(words, str) or len(words) == 2
        assert all(words)


@pytest.mark.anyio
@pytest.mark.parametrize("language", ["en", "fr", "es"])
async def test_the_home_page_speaks_of_one_as_of_one(store: SqliteStore, language: str) -> None:
    verdict = review(snapshot(), None)
    assert isinstance(verdict, Approved)
    store.publish(verdict, run="run", at="2026-01-31T04:00:00Z")
    transport = httpx.ASGITransport(create_app(Settings(), store))
    async with httpx.AsyncClient(transport=transport, base_url="http://test") as client:
        page = (await client.get(f"/?language={language}")).text
    said = " ".join(page.replace("</span>", " ").replace("<span>", " ").split())
    for words in PARTICIPANTS[language]:
        assert words in said
    assert f"<dt>{TEXTS['states'][language][0]}</dt><dd>1</dd>" in page
    assert TEXTS["sources"][language][0] in page


@pytest.mark.anyio
async def test_the_home_page_counts_no_territory_as_a_state(store: SqliteStore) -> None:
    transport = httpx.ASGITransport(create_app(Settings(), store))
    async with httpx.AsyncClient(transport=transport, base_url="http://test") as client:
        page = (await client.get("/?language=en")).text
        query = {"query": "{ statistics { states territories } }"}
        counted = (await client.post("/graphql", json=query)).json()["data"]["statistics"]
    assert counted["territories"] > 0
    assert f"<dd>{counted['states']}</dd>" in page


def snapshot() -> Snapshot:
    """Two processes of one State, one of which says that it has two."""
    member = Participation(role=ParticipationRole.MEMBER, listed_as="Kenya", state="KEN")
    one = Process(id="one", names={"en": "One"}, participations=(member,), pages=("page",))
    kenya = State(id="KEN", alpha2="KE", names={"en": "Kenya"}, un_status=UnStatus.MEMBER)
    page = Page(
        id="page", url="https://www.iom.int/a", language=Language.EN, family="f", capture="c"
    )
    two = structs.replace(one, id="two", participants_declared=2)
    return Snapshot(processes=(one, two), states=(kenya,), pages=(page,))
