"""Every question of the documentation and of the explorer, answered as by the reference."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from graphql import OperationDefinitionNode, OperationType, parse

from benchmarks.snapshots import snapshot_of
from schema.engine.run import Engine
from schema.schema import load_schema
from snapshots.bundle import load_bundled
from snapshots.model import Language
from snapshots.view import View

ROOT = Path(__file__).parents[3]
BLOCK = re.compile(r"```graphql\n(.*?)```", re.DOTALL)
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
VIEWS = {"bundled": load_bundled(), "random": View(snapshot_of(seed=3, scale=1), "sha256:0", None)}
WORDS: dict[str, Any] = {"String": "a", "Int": 2, "ID": "x", "Boolean": True, "Language": "FR"}


def is_query(text: str) -> bool:
    operations = (
        one for one in parse(text).definitions if isinstance(one, OperationDefinitionNode)
    )
    return all(one.operation is OperationType.QUERY for one in operations)


QUESTIONS = [text for page in PAGES for text in BLOCK.findall(page.read_text()) if is_query(text)]


@pytest.fixture(scope="module")
def engine() -> Engine:
    return Engine(load_schema())


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("name", VIEWS)
def test_the_documentation_is_answered_as_by_the_reference(
    exact: Callable[..., bool], engine: Engine, name: str, language: Language
) -> None:
    answered = [exact(engine, VIEWS[name], text, language=language) for text in QUESTIONS]
    assert sum(answered) > len(QUESTIONS) / 2


FULL = """
query All($no: Boolean!, $first: Int = 3, $where: ProcessFilter, $code: String!) {
  process(slug: "hld") { __typename ...P from: name class: slug }
  processes(first: $first, where: $where, orderBy: [{field: NAME, direction: DESC}]) {
    totalCount
    edges { cursor node { ...P ... @skip(if: $no) { objectives } } }
    pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
    facets(by: [TYPE, REGION]) { by counts { value count } }
  }
  nodes(ids: ["x", "MTpwOmhsZA=="]) { id __typename ... on Process { name(language: ES) } }
  state(code: $code) { name participations { nodes { process { slug ...P } role } } }
  search(query: "migration", first: 3) {
    edges { score node { __typename ... on Process { slug } ... on Meeting { title } } }
  }
  __type(name: "State") { name fields { name } }
}
fragment P on Process {
  slug
  name
  ... on Node { id issues { code citations { words } } }
  chairs { current state { alpha3 } }
  contact { emails }
}
"""


@pytest.mark.parametrize(
    "variables",
    [
        {"no": True, "code": "KEN"},
        {"no": False, "code": "ke", "first": 100},
        {"no": False, "code": "nowhere", "first": None},
        {"no": True, "code": "KEN", "where": {"or": [{"text": "a"}, {"not": {"text": "b"}}]}},
        {"no": True, "code": "KEN", "first": -1},
        {"no": True, "code": "KEN", "where": {"participants": ["xx"]}},
    ],
)
@pytest.mark.parametrize("name", VIEWS)
def test_everything_together_is_answered_as_by_the_reference(
    exact: Callable[..., bool], engine: Engine, name: str, variables: dict[str, Any]
) -> None:
    exact(engine, VIEWS[name], FULL, variables)


@pytest.mark.parametrize(
    "query",
    [
        '{ processes(first: 3) { nodes { meetings(after: "zzz") { totalCount } name } } }',
        '{ process(slug: "hld") { citation(field: "nothing") { words } name } }',
        "{ a: document { title } b: runs(first: 0) { id } c: states(first: 2) { totalCount } }",
        "query($f: Int = 2) { processes(first: $f) { nodes { slug } } }",
    ],
)
def test_errors_are_those_of_the_reference_with_their_paths(
    exact: Callable[..., bool], engine: Engine, query: str
) -> None:
    assert exact(engine, VIEWS["random"], query, {"f": None} if "$f" in query else None)
