"""What a cache may keep, and how it asks whether that is still so."""

from collections.abc import Awaitable, Callable

import httpx
import pytest

from server.app import create_app
from server.graphql.caching import is_known, tag_of
from server.settings import Settings
from snapshots.model import Version
from snapshots.stores.sqlite.store import SqliteStore

pytestmark = pytest.mark.anyio

QUERY = "{ snapshot { digest version } }"
LONG = '{ __type(name: "Process") { fields { name description } } }'
NEW_TYPE = "application/graphql-response+json"
DEFAULT = "public, max-age=60, stale-while-revalidate=600"


async def get(client: httpx.AsyncClient, query: str = QUERY, **headers: str) -> httpx.Response:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return await client.get("/graphql", params={"query": query}, headers=named)


async def test_a_complete_answer_may_be_kept(client: httpx.AsyncClient) -> None:
    answer = await get(client)
    assert answer.headers["Cache-Control"] == DEFAULT
    assert answer.headers["ETag"].startswith('"')
    assert answer.headers["Vary"] == "Accept, Accept-Language, Accept-Encoding"


async def test_how_long_is_a_setting(store: SqliteStore) -> None:
    app = create_app(Settings(cache_control="public, max-age=3600"), store)
    transport = httpx.ASGITransport(app)
    async with httpx.AsyncClient(transport=transport, base_url="http://test") as client:
        assert (await get(client)).headers["Cache-Control"] == "public, max-age=3600"


async def test_an_answer_to_post_is_kept_by_nobody(client: httpx.AsyncClient) -> None:
    answer = await client.post("/graphql", json={"query": QUERY})
    assert answer.headers["Cache-Control"] == "no-store"
    assert "ETag" not in answer.headers


@pytest.mark.parametrize("query", ["{", "{ no }", "mutation { no }"])
@pytest.mark.parametrize("accept", ["application/json", NEW_TYPE])
async def test_an_error_is_kept_by_nobody(
    client: httpx.AsyncClient, query: str, accept: str
) -> None:
    answer = await get(client, query, Accept=accept)
    assert answer.headers["Cache-Control"] == "no-store"
    assert "ETag" not in answer.headers


async def test_the_same_bytes_have_the_same_tag(client: httpx.AsyncClient) -> None:
    first, again = await get(client), await get(client)
    other = await get(client, "{ snapshot { version } }")
    assert first.headers["ETag"] == again.headers["ETag"] != other.headers["ETag"]


async def test_another_type_is_another_representation(client: httpx.AsyncClient) -> None:
    old, new = await get(client, Accept="application/json"), await get(client, Accept=NEW_TYPE)
    assert old.content == new.content
    assert old.headers["ETag"] != new.headers["ETag"]


@pytest.mark.parametrize(
    "known", ["{tag}", "W/{tag}", '"a", {tag}', '"a,b",W/{tag} , "c"', "*", " * "]
)
@pytest.mark.parametrize("method", ["GET", "HEAD"])
async def test_who_has_it_already_gets_no_body(
    client: httpx.AsyncClient, known: str, method: str
) -> None:
    tag = (await get(client)).headers["ETag"]
    headers = {"If-None-Match": known.format(tag=tag)}
    answer = await client.request(method, "/graphql", params={"query": QUERY}, headers=headers)
    assert (answer.status_code, answer.content) == (304, b"")
    assert answer.headers["ETag"].removeprefix("W/") == tag
    assert answer.headers["Cache-Control"] == DEFAULT
    assert answer.headers["Vary"] == "Accept, Accept-Language, Accept-Encoding"
    assert answer.headers["X-Iscm-Version"] == "0"
    assert "Content-Type" not in answer.headers


@pytest.mark.parametrize("known", ['"a"', 'W/"a", "b"', "", "nonsense", '"*"'])
async def test_who_has_something_else_gets_the_answer(
    client: httpx.AsyncClient, known: str
) -> None:
    answer = await get(client, If_None_Match=known)
    assert answer.status_code == 200
    assert answer.json()["data"]


async def test_a_post_is_answered_whatever_is_known(client: httpx.AsyncClient) -> None:
    answer = await client.post("/graphql", json={"query": QUERY}, headers={"If-None-Match": "*"})
    assert answer.status_code == 200


async def test_an_error_is_told_whatever_is_known(client: httpx.AsyncClient) -> None:
    answer = await get(client, "{ no }", If_None_Match="*", Accept=NEW_TYPE)
    assert answer.status_code == 400


async def test_a_new_version_has_a_new_tag(
    client: httpx.AsyncClient,
    publish: Callable[..., Version],
    get: Callable[..., Awaitable[httpx.Response]],
) -> None:
    path = "/graphql?query={snapshot{digest}}"
    publish("hld")
    first = await get(path)
    publish("hld", "gfmd")
    second = await get(path)
    assert first.headers["ETag"] != second.headers["ETag"]


@pytest.mark.parametrize("query", [QUERY, LONG, "{ no }"])
async def test_a_head_is_answered_like_a_get_without_the_body(
    client: httpx.AsyncClient, query: str
) -> None:
    get_answer = await get(client, query)
    head = await client.head("/graphql", params={"query": query})
    assert head.content == b""
    assert head.status_code == get_answer.status_code
    assert head.headers == get_answer.headers


async def test_a_packed_answer_has_a_weak_tag_that_leads_back_to_it(
    client: httpx.AsyncClient,
) -> None:
    plain = await get(client, LONG, Accept_Encoding="identity")
    for coding in ("gzip", "zstd"):
        packed = await get(client, LONG, Accept_Encoding=coding)
        assert packed.headers["Content-Encoding"] == coding
        assert packed.headers["ETag"] == "W/" + plain.headers["ETag"]
        known = {"If_None_Match": packed.headers["ETag"]}
        again = await get(client, LONG, Accept_Encoding=coding, **known)
        assert (again.status_code, again.headers["ETag"]) == (304, packed.headers["ETag"])
    again = await get(client, LONG, If_None_Match=plain.headers["ETag"])
    assert (again.status_code, again.headers["ETag"]) == (304, plain.headers["ETag"])


def test_a_tag_is_of_one_type_and_of_one_content() -> None:
    tags = {tag_of(kind, body) for kind in ("application/json", NEW_TYPE) for body in (b"1", b"2")}
    assert len(tags) == 4
    assert all(is_known(tag, tag) for tag in tags)


def test_a_part_of_a_tag_is_no_tag() -> None:
    assert not is_known('"abc"', '"ab"')
    assert not is_known("", '""')
