"""The engine answers what is asked of other versions as the reference executor does."""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.operations import asking, operations
from benchmarks.snapshots import snapshot_of
from schema.context import Context
from schema.engine.run import Engine
from schema.schema import load_schema
from server.versions import Versions
from snapshots.bundle import load_bundled
from snapshots.gate import Approved, review
from snapshots.model import Language
from snapshots.stores.sqlite.store import SqliteStore
from snapshots.timeline import viewed

Exact = Callable[..., bool]
BOTH = """query($v: Int, $first: Int = 3, $w: String = "a") {
  now: snapshot { ...all } then: snapshot(version: $v) { ...all }
  first: snapshot(version: 1) { ...all }
  processes(first: $first) { nodes { slug name themes { theme { name } } } }
}
fragment all on Snapshot {
  version digest age
  processes(first: $first, where: {text: $w}) {
    totalCount edges { cursor node { ...P } }
  }
  states(first: 5) { nodes { name participations { nodes { process { ...P } } } } }
  changes(first: 20) { totalCount nodes { kind slug field before after node { id } } }
  versions { number changeCounts { kind count } }
  search(query: "a", first: 2) { nodes { id history(first: 2) { version } } }
}
fragment P on Process { slug name chairs { current state { alpha3 } } contact { emails }
  issues { code }
  formerIds history(first: 3) { version field after } }
"""


@pytest.fixture(scope="module")
def context(tmp_path_factory: pytest.TempPathFactory) -> Context:
    """Two versions that have nothing in common, of which the older one is served."""
    store = SqliteStore(tmp_path_factory.mktemp("past") / "iscm.db")
    for snapshot in (load_bundled().snapshot, snapshot_of(seed=7, scale=1)):
        verdict = review(snapshot, None)
        assert isinstance(verdict, Approved)
        store.publish(verdict, run="run", at="2026-01-31T04:00:00Z")
    published = store.load(2)
    assert published is not None
    return Context(viewed(store, published), past=Versions(store))


@pytest.mark.parametrize(
    "variables", [{"v": 1}, {"v": 2, "w": "m"}, {"v": None, "first": 0}, {"v": 3}, {"first": -1}]
)
def test_versions_side_by_side_are_answered_as_by_the_reference(
    exact: Exact, context: Context, variables: dict[str, Any]
) -> None:
    assert exact(Engine(load_schema()), context, BOTH, variables)


def test_parts_of_two_versions_are_kept_apart(exact: Exact, context: Context) -> None:
    query = """{ a: snapshot(version: 1) { states { nodes { ...S } } }
        b: snapshot(version: 2) { states { nodes { ...S } } }
        c: snapshot(version: 1) { states { nodes { alpha3 ...S } } } states { nodes { m49 ...S } } }
        fragment S on State {
            name formalName m49 unStatus otherNames alpha2 nameLanguage slug: alpha3
        }"""
    assert exact(Engine(load_schema()), context, query)


def test_whatever_is_asked_of_the_past_is_answered_as_by_the_reference(
    exact: Exact, context: Context
) -> None:
    engine = Engine(load_schema())
    answered = 0

    @asking("", otherwise=250)
    @given(operations(), st.sampled_from(Language))
    def ask(query: str, language: Language) -> None:
        nonlocal answered
        answered += exact(engine, context, query, language=language)

    ask()
    assert answered > 250 / 5
