"""Asks the schema without a server, over one transcribed page or over all that is bundled."""

from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from importlib.resources import files
from typing import Any

import pytest
from graphql import (
    GraphQLEnumType,
    GraphQLInputObjectType,
    GraphQLList,
    GraphQLNamedType,
    GraphQLNonNull,
)
from hypothesis import strategies as st
from strawberry.types import ExecutionResult

from ingest.assembly.assemble import assemble
from ingest.catalogue.catalogue import load_catalogue
from ingest.page import Capture
from ingest.reading.read import read_page
from schema.context import Context
from schema.schema import load_schema
from snapshots.bundle import load_bundled
from snapshots.codec import decode, digest, encode
from snapshots.model import Language
from snapshots.view import View

NOW = datetime(2016, 6, 13, 12, tzinfo=UTC)
"""When questions are asked: on the day of a meeting, before others and after others."""
Ask = Callable[..., dict[str, Any]]
Execute = Callable[..., ExecutionResult]
Inputs = Callable[..., st.SearchStrategy[Any]]


@pytest.fixture(scope="session")
def bundled() -> View:
    """The page of the High-level Dialogue alone: its numbers are known to the last one."""
    page = files("snapshots").joinpath("bundled", "pages", "hld-fr.txt").read_bytes()
    catalogue = load_catalogue()
    url = next(url for url in catalogue.process("hld").pages if "iom.int/fr/" in url)
    content = encode(assemble([read_page(Capture(url=url, body=page))], catalogue))
    return View(decode(content), digest(content), version=None)


@pytest.fixture
def ask(bundled: View) -> Ask:
    """Execute a query that must not fail; gives its data."""

    def execute(
        query: str, language: Language = Language.EN, **variables: object
    ) -> dict[str, Any]:
        result = load_schema().execute_sync(
            query, variable_values=variables, context_value=Context(bundled, language)
        )
        assert result.errors is None
        assert result.data is not None
        return result.data

    return execute


@pytest.fixture(scope="session")
def view() -> View:
    """All that is bundled: every kind of record, in numbers."""
    return load_bundled()


@pytest.fixture(scope="session")
def execute(view: View) -> Execute:
    """Execute a query over all that is bundled, or another view; gives data and errors."""

    def executed(
        query: str, /, of: View = view, language: Language = Language.EN, **given: object
    ) -> ExecutionResult:
        return load_schema().execute_sync(
            query, variable_values=given, context_value=Context(of, language, now=NOW)
        )

    return executed


@pytest.fixture(scope="session")
def found(execute: Execute) -> Ask:
    """Execute a query over all that is bundled that must not fail; gives its data."""

    def asked(query: str, /, **given: Any) -> dict[str, Any]:
        result = execute(query, **given)
        assert result.errors is None
        assert result.data is not None
        return result.data

    return asked


@pytest.fixture(scope="session")
def inputs(view: View) -> Inputs:
    """What may be asked: values of an input type (for a field of that name), by which some
    records are found."""
    pools = {name: st.sampled_from(sorted(set(pool))) for name, pool in _pools(view)}
    return lambda kind, name="": _values(kind, name, pools, 2)


def _pools(view: View) -> Iterable[tuple[str, Iterable[object]]]:
    """Input field, with its type where others are named so → values that occur, and, where it is
    no error, one that does not."""
    snapshot = view.snapshot
    states = snapshot.states[::7]
    codes = [code for one in states for code in (one.id, one.alpha2.lower(), one.m49) if code]
    for name in ("states", "codes", "hostStates", "chairs", "currentChairs"):
        yield name, (*codes, "CHE", "SWZ", "us")
    regions = [name for one in snapshot.regions for name in (one.id, *one.names.values())]
    yield "coveredRegions", regions
    for name in ("regions", "hostRegions"):
        yield name, [code for one in states for code in (one.region, one.subregion) if code]
    yield "OrganizationFilter.slugs", [one.id for one in snapshot.organizations]
    for name in ("ProcessFilter.slugs", "processes", "listedBy"):
        yield name, [one.id for one in snapshot.processes]
    yield "organizations", [one.id for one in snapshot.organizations]
    yield "themes", [one.id for one in snapshot.themes]
    yield "series", [one.id for one in snapshot.series]
    yield "places", [name for one in snapshot.places for name in (one.id, *one.names.values())]
    yield "symbolPrefix", ["a/res/", "A/", "58/208", "A/CONF", "resolution 5", "X"]
    parts = [one.parts for one in snapshot.documents if one.parts]
    for name, field in (("organs", "organ"), ("bodies", "body"), ("kinds", "kind")):
        yield name, ["X", *filter(None, (getattr(one, field) for one in parts))]
    yield "sessions", ["1", *filter(None, (one.session for one in parts))]
    yield "years", ["1900", *filter(None, (one.year for one in parts))]
    yield "text", ["mig", "MIGRACION", "dial haut", "côte", "new york", "a/res", "union", "", "zzz"]
    yield "query", ["mig", "new york", "un", "sw", "a", "58/208", "co pr", "zzz"]
    for name in ("at", "since", "until"):
        yield name, ["2006-01-31T04:00:00Z", "2026-01-31t04:00:00.5+02:00"]
    yield "version", [1, 2]
    yield "process", ["hld", "x"]
    yield "dates", ["1990", "2006", "2006-09", "2013-10-03", "2013-10", "2014", "2015-11-20/2016"]


def _values(
    kind: Any, name: str, pools: dict[str, st.SearchStrategy[str]], depth: int
) -> st.SearchStrategy[Any]:
    if isinstance(kind, GraphQLNonNull):
        return _values(kind.of_type, name, pools, depth)
    if isinstance(kind, GraphQLList):
        return st.lists(_values(kind.of_type, name, pools, depth), max_size=3)
    if isinstance(kind, GraphQLEnumType):
        return st.sampled_from(sorted(kind.values))
    if isinstance(kind, GraphQLInputObjectType):
        return _objects(kind, pools, depth)
    assert isinstance(kind, GraphQLNamedType)
    if kind.name == "Boolean":
        return st.booleans()
    named = "dates" if kind.name == "PartialDate" else name
    return pools[named] if named in pools else pools[named.split(".")[-1]]


def _objects(
    kind: GraphQLInputObjectType, pools: dict[str, st.SearchStrategy[str]], depth: int
) -> st.SearchStrategy[dict[str, Any]]:
    """Objects of few fields: with many, hardly a record is found."""
    below = {
        name: _values(field.type, f"{kind.name}.{name}", pools, depth - 1)
        for name, field in kind.fields.items()
        if depth > 0 or name not in ("and", "or", "not")
    }
    if kind.name == "DateInterval":
        return st.fixed_dictionaries({}, optional=below).map(_in_order)
    if kind.name.endswith("Order"):
        return st.fixed_dictionaries({"field": below.pop("field")}, optional=below)
    names = st.lists(st.sampled_from(sorted(below)), max_size=2, unique=True)
    return names.flatmap(
        lambda chosen: st.fixed_dictionaries({name: below[name] for name in chosen})
    )


def _in_order(interval: dict[str, Any]) -> dict[str, Any]:
    if "from" in interval and "to" in interval:
        interval["from"], interval["to"] = sorted((interval["from"], interval["to"]))
    return interval
