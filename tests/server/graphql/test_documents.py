"""Documents known by their ids, by the specification's appendix and by Apollo's extension."""

import json
from hashlib import sha256
from typing import Any

import httpx
import pytest
import strawberry

from server.graphql.documents import Documents
from server.graphql.errors import Refused
from server.graphql.execution import Document, Executor
from server.graphql.identifiers import id_of
from server.graphql.request import Params

pytestmark = pytest.mark.anyio

QUERY = "query Name($slug: String!) { process(slug: $slug) { slug } }"
HASH = sha256(QUERY.encode()).hexdigest()
ID = f"sha256:{HASH}"
VARIABLES = {"slug": "hld"}
ANSWER = {"data": {"process": {"slug": "hld"}}}
NEW_TYPE = "application/graphql-response+json"
JSON = "application/json"
METHODS = ("GET", "POST")


@strawberry.type
class Query:
    """A schema of one field."""

    @strawberry.field
    def one(self) -> int:
        return 1


class Counting(Executor):
    """Counts the documents that it parses."""

    parsed = 0

    def document(self, text: str) -> Document:
        self.parsed += 1
        return super().document(text)


def shown(answer: httpx.Response) -> dict[str, object]:
    """The answer without what is told about it."""
    return {name: value for name, value in answer.json().items() if name != "extensions"}


@pytest.fixture
def executor() -> Counting:
    return Counting(strawberry.Schema(Query))


def persisted(digest: str = HASH, version: object = 1) -> dict[str, Any]:
    return {"persistedQuery": {"version": version, "sha256Hash": digest}}


async def ask(
    client: httpx.AsyncClient, method: str = "POST", accept: str = JSON, **body: Any
) -> httpx.Response:
    headers = {"Accept": accept}
    if method == "POST":
        return await client.post("/graphql", json=body, headers=headers)
    params = {
        name: value if isinstance(value, str) else json.dumps(value) for name, value in body.items()
    }
    return await client.get("/graphql", params=params, headers=headers)


def code(answer: httpx.Response) -> str:
    (error,) = answer.json()["errors"]
    assert answer.headers["Cache-Control"] == "no-store"
    return str(error["extensions"]["code"])


def test_the_id_is_that_of_the_specification() -> None:
    document = "query ($id: ID!) {\n  user(id: $id) {\n    name\n  }\n}"
    expected = "7dba4bd717b41f10434822356a93c32b1fb4907b983e854300ad839f84cdcd6e"
    assert id_of(document) == f"sha256:{expected}"


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("how", [{"documentId": ID}, {"extensions": persisted()}])
@pytest.mark.parametrize(("accept", "status"), [(JSON, 200), (NEW_TYPE, 404)])
async def test_a_document_that_is_not_known_is_asked_for(
    client: httpx.AsyncClient, *, method: str, how: dict[str, Any], accept: str, status: int
) -> None:
    answer = await ask(client, method, accept, **how)
    assert answer.status_code == status
    assert code(answer) == "PERSISTED_QUERY_NOT_FOUND"
    assert answer.json()["errors"][0]["message"] == "PersistedQueryNotFound"
    assert "ETag" not in answer.headers


@pytest.mark.parametrize("first", METHODS)
@pytest.mark.parametrize("then", METHODS)
async def test_a_document_sent_with_its_hash_is_known_from_then_on(
    client: httpx.AsyncClient, first: str, then: str
) -> None:
    told = await ask(client, first, query=QUERY, variables=VARIABLES, extensions=persisted())
    assert shown(told) == ANSWER
    by_hash = await ask(client, then, variables=VARIABLES, extensions=persisted())
    by_id = await ask(client, then, documentId=ID, variables=VARIABLES, operationName="Name")
    assert shown(by_hash) == shown(by_id) == ANSWER


async def test_a_document_sent_with_its_id_is_known_from_then_on(client: httpx.AsyncClient) -> None:
    told = await ask(client, query=QUERY, documentId=ID, variables=VARIABLES)
    again = await ask(client, "GET", documentId=ID, variables=VARIABLES)
    assert shown(told) == shown(again) == ANSWER
    assert again.headers["Cache-Control"].startswith("public")


async def test_a_document_sent_without_its_hash_is_not_registered(
    client: httpx.AsyncClient,
) -> None:
    await ask(client, query=QUERY, variables=VARIABLES)
    assert code(await ask(client, documentId=ID)) == "PERSISTED_QUERY_NOT_FOUND"


async def test_a_document_that_does_not_fit_the_schema_is_not_registered(
    client: httpx.AsyncClient,
) -> None:
    extensions = persisted(sha256(b"{ no }").hexdigest())
    told = await ask(client, query="{ no }", extensions=extensions)
    assert code(told) == "GRAPHQL_VALIDATION_FAILED"
    assert code(await ask(client, extensions=extensions)) == "PERSISTED_QUERY_NOT_FOUND"


@pytest.mark.parametrize("accept", [JSON, NEW_TYPE])
@pytest.mark.parametrize(
    "how", [{"extensions": persisted("0" * 64)}, {"documentId": "sha256:" + "0" * 64}]
)
async def test_the_hash_of_another_document_is_refused(
    client: httpx.AsyncClient, how: dict[str, Any], accept: str
) -> None:
    answer = await ask(client, accept=accept, query=QUERY, variables=VARIABLES, **how)
    assert answer.status_code == 400
    assert code(answer) == "PERSISTED_QUERY_HASH_MISMATCH"
    assert ID in answer.json()["errors"][0]["message"]
    missed = await ask(client, documentId="sha256:" + "0" * 64)
    assert code(missed) == "PERSISTED_QUERY_NOT_FOUND"


@pytest.mark.parametrize(
    ("how", "name"),
    [
        ({"documentId": ""}, "documentId"),
        ({"documentId": "sha256:ABC"}, "documentId"),
        ({"documentId": f"sha256:{HASH.upper()}"}, "documentId"),
        ({"documentId": "md5:0123"}, "documentId"),
        ({"documentId": "a b"}, "documentId"),
        ({"documentId": "x" * 5000 + "!"}, "documentId"),
        ({"extensions": persisted("abc")}, "extensions.persistedQuery.sha256Hash"),
        ({"extensions": persisted(version=2)}, "version 1 expected, 2 found"),
        ({"extensions": persisted(version="1")}, "extensions.persistedQuery"),
        ({"extensions": {"persistedQuery": HASH}}, "extensions.persistedQuery"),
        ({"extensions": {"persistedQuery": {}}}, "extensions.persistedQuery"),
        ({"query": QUERY, "documentId": "mine"}, "'mine'"),
    ],
)
async def test_an_id_that_is_none_is_named(
    client: httpx.AsyncClient, how: dict[str, Any], name: str
) -> None:
    answer = await ask(client, variables=VARIABLES, **how)
    assert (answer.status_code, code(answer)) == (400, "BAD_REQUEST")
    message = answer.json()["errors"][0]["message"]
    assert name in message
    assert len(message) < 400


async def test_a_null_extension_is_none(client: httpx.AsyncClient) -> None:
    told = await ask(client, query=QUERY, variables=VARIABLES, extensions={"persistedQuery": None})
    assert shown(told) == ANSWER


async def test_nothing_but_a_null_extension_is_no_request(client: httpx.AsyncClient) -> None:
    answer = await ask(client, extensions={"persistedQuery": None})
    assert (answer.status_code, code(answer)) == (400, "BAD_REQUEST")


async def test_a_mutation_known_by_its_id_is_not_executed_by_get(
    client: httpx.AsyncClient,
) -> None:
    answer = await ask(client, "GET", query="subscription { a }", documentId=ID)
    assert answer.status_code == 400
    document = "subscription { snapshotPublished { version } }"
    answer = await ask(client, "GET", query=document, documentId=id_of(document))
    assert (answer.status_code, code(answer)) == (405, "METHOD_NOT_ALLOWED")


def test_a_document_is_parsed_once(executor: Counting) -> None:
    documents = Documents(executor)
    first = documents.find(Params("{ one }"))
    again = documents.find(Params("{ one }"))
    by_hash = documents.find(Params("{ one }", documentId=id_of("{ one }")))
    by_id = documents.find(Params(documentId=id_of("{ one }")))
    assert first is again is by_hash is by_id
    assert executor.parsed == 1


def test_a_faulty_document_takes_no_place(executor: Counting) -> None:
    documents = Documents(executor)
    for _ in range(2):
        assert documents.find(Params("{ no }")).faults
    assert executor.parsed == 2


def test_documents_that_nobody_asks_for_make_way(executor: Counting) -> None:
    documents = Documents(executor)
    documents.find(Params("{ one }", documentId=id_of("{ one }")))
    for number in range(1_000):
        documents.find(Params(f"{{ a{number}: one }}"))
    assert executor.parsed == 1_001
    documents.find(Params(documentId=id_of("{ one }")))  # still registered, as text
    assert executor.parsed == 1_002


def test_registered_documents_are_bounded(executor: Counting) -> None:
    documents = Documents(executor)
    first = "{ one } #" + "x" * 90_000
    documents.find(Params(first, documentId=id_of(first)))
    for number in range(111):
        text = f"{{ one }} #{number}" + "x" * 90_000
        documents.find(Params(text, documentId=id_of(text)))
    with pytest.raises(Refused, match="PersistedQueryNotFound"):
        documents.find(Params(documentId=id_of(first)))
