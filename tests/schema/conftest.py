"""Asks the schema over the snapshot of one transcribed page, without a server."""

from collections.abc import Callable
from importlib.resources import files
from typing import Any

import pytest

from ingest.assembly.assemble import assemble
from ingest.catalogue import load_catalogue
from ingest.page import Capture
from ingest.read import read_page
from schema.context import Context
from schema.schema import load_schema
from snapshots.codec import decode, digest, encode
from snapshots.model import Language
from snapshots.view import View

Ask = Callable[..., dict[str, Any]]


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
