"""Documents that the operator names."""

from collections.abc import Awaitable, Callable
from pathlib import Path

import httpx
import pytest

from server.app import create_app
from server.errors import UsageError
from server.graphql.identifiers import id_of
from server.settings import Settings
from snapshots.stores.sqlite.store import SqliteStore

pytestmark = pytest.mark.anyio

NAME = 'query Name { process(slug: "hld") { slug } }'
TYPE = "{ __typename }"
DOCUMENTS = {"0123456789abcdef0123456789abcdef": NAME, id_of(TYPE): TYPE}
ANSWER = {"data": {"process": {"slug": "hld"}}}
NEW_TYPE = "application/graphql-response+json"
HTML = "text/html,*/*;q=0.8"

Trusting = Callable[..., Callable[..., Awaitable[httpx.Response]]]


def shown(answer: httpx.Response) -> dict[str, object]:
    """The answer without what is told about it."""
    return {name: value for name, value in answer.json().items() if name != "extensions"}


def code(answer: httpx.Response) -> str:
    (error,) = answer.json()["errors"]
    return str(error["extensions"]["code"])


@pytest.mark.parametrize("only", [True, False])
@pytest.mark.parametrize("identifier", [*DOCUMENTS, id_of(NAME)])
async def test_a_trusted_document_is_known_by_its_id_and_by_its_hash(
    trusting: Trusting, identifier: str, only: bool
) -> None:
    ask = trusting(DOCUMENTS, only=only)
    by_post = await ask(json={"documentId": identifier})
    by_get = await ask("GET", params={"documentId": identifier})
    expected = {"data": {"__typename": "Query"}} if identifier == id_of(TYPE) else ANSWER
    assert shown(by_post) == shown(by_get) == expected


@pytest.mark.parametrize("only", [True, False])
async def test_a_trusted_document_may_be_sent_as_well(trusting: Trusting, only: bool) -> None:
    ask = trusting(DOCUMENTS, only=only)
    hashed = {"persistedQuery": {"version": 1, "sha256Hash": id_of(NAME).removeprefix("sha256:")}}
    for more in ({}, {"extensions": hashed}, {"documentId": next(iter(DOCUMENTS))}):
        assert shown(await ask(json={"query": NAME, **more})) == ANSWER


async def test_a_trusted_id_stands_for_no_other_document(trusting: Trusting) -> None:
    ask = trusting(DOCUMENTS)
    answer = await ask(json={"query": TYPE, "documentId": next(iter(DOCUMENTS))})
    assert (answer.status_code, code(answer)) == (400, "PERSISTED_QUERY_HASH_MISMATCH")


async def test_other_documents_are_answered_unless_only_trusted_ones_are(
    trusting: Trusting,
) -> None:
    answer = await trusting(DOCUMENTS)(json={"query": "{ t: __typename }"})
    assert shown(answer) == {"data": {"t": "Query"}}


@pytest.mark.parametrize(("accept", "status"), [("application/json", 200), (NEW_TYPE, 403)])
@pytest.mark.parametrize(
    "query",
    ["{ t: __typename }", NAME + " ", "{ __schema { types { name } } }", "{ syntax error", ""],
)
async def test_no_other_document_is_answered(
    trusting: Trusting, query: str, accept: str, status: int
) -> None:
    headers = {"Accept": accept}
    answer = await trusting(DOCUMENTS, only=True)(json={"query": query}, headers=headers)
    assert answer.status_code == status
    assert code(answer) == "DOCUMENT_NOT_TRUSTED"
    assert answer.headers["Cache-Control"] == "no-store"


async def test_no_other_document_can_be_registered(trusting: Trusting) -> None:
    ask = trusting(DOCUMENTS, only=True)
    other = "{ t: __typename }"
    assert code(await ask(json={"query": other, "documentId": id_of(other)})) == (
        "DOCUMENT_NOT_TRUSTED"
    )
    assert code(await ask(json={"documentId": id_of(other)})) == "PERSISTED_QUERY_NOT_FOUND"


async def test_where_only_trusted_documents_are_answered_there_is_no_explorer(
    trusting: Trusting,
) -> None:
    open_to_all = await trusting(DOCUMENTS)("GET", headers={"Accept": HTML})
    closed = await trusting(DOCUMENTS, only=True)("GET", headers={"Accept": HTML})
    assert open_to_all.headers["Content-Type"].startswith("text/html")
    assert (closed.status_code, code(closed)) == (400, "BAD_REQUEST")


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ('{"abc": "{ prozess }"}', "document 'abc' does not fit the schema: Cannot query field"),
        ('{"abc": "\\n{ prozess }"}', "(line 2, column 3)"),
        ('{"abc": "{"}', "document 'abc' cannot be parsed: Syntax Error"),
        ('{"abc": ""}', "document 'abc' cannot be parsed: the document has no operation"),
        ('{"a b": "{ __typename }"}', "document 'a b': an id of letters, digits"),
        ('{"sha256:' + "0" * 64 + '": "{ __typename }"}', id_of("{ __typename }")),
        ('{"abc": 3}', "Expected `str`, got `int`"),
        ("[]", "Expected `object`, got `array`"),
        ("{", "Input data was truncated"),
    ],
)
def test_a_document_that_cannot_be_answered_is_named_at_the_start(
    store: SqliteStore, tmp_path: Path, content: str, message: str
) -> None:
    path = tmp_path / "documents.json"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(UsageError) as refused:
        create_app(Settings(documents=str(path)), store)
    said = str(refused.value)
    assert said.startswith(f"ISCM_DOCUMENTS: {path}: ")
    assert message in said
    assert "\n" not in said


def test_a_file_that_is_not_there_is_named(store: SqliteStore, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="No such file"):
        create_app(Settings(documents=str(tmp_path / "no.json")), store)


def test_only_trusted_documents_must_be_told(store: SqliteStore) -> None:
    with pytest.raises(UsageError, match="ISCM_ONLY_TRUSTED: ISCM_DOCUMENTS must say"):
        create_app(Settings(only_trusted=True), store)
