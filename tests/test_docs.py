"""What the documents say is so: queries and answers, settings, commands, issue codes."""

import ast
import importlib
import json
import pkgutil
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path
from typing import Any

import msgspec
import pytest

import ingest
from ingest.errors import IngestError
from schema.context import Context
from schema.schema import load_schema
from server.cli import COMMANDS
from server.settings import Settings
from snapshots.bundle import load_bundled

ROOT = Path(__file__).parents[1]
README = ROOT / "README.md"
DOCUMENTS = (README, *sorted((ROOT / "docs").glob("*.md")))
ISSUES = ROOT / "docs" / "issues.md"
FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.DOTALL | re.MULTILINE)
CODE = re.compile(r"[a-z]+(?:-[a-z]+)*")


def fences(path: Path) -> list[tuple[str, str]]:
    return FENCE.findall(path.read_text(encoding="utf-8"))


def answered(path: Path) -> Iterator[tuple[str, str]]:
    """Each query with the JSON block behind it."""
    blocks = fences(path)
    for (kind, query), (following, answer) in pairwise(blocks):
        if (kind, following) == ("graphql", "json"):
            yield query, answer


NOW = datetime(2026, 11, 30, tzinfo=UTC)
"""When the questions of the documentation are asked."""


OF_THE_PAST = re.compile(r"snapshot\(|versions|changes|history")
"""What asks a store with versions; all else is asked of the bundled snapshot."""


def executed(query: str, past: Context) -> Any:
    bundled = Context(load_bundled(), now=NOW)
    context = past if OF_THE_PAST.search(query) else bundled
    result = load_schema().execute_sync(query, context_value=context)
    assert result.errors is None
    return msgspec.json.decode(msgspec.json.encode({"data": result.data}))


def sources() -> Iterator[ast.Module]:
    for package in ("ingest", "snapshots", "schema", "server"):
        for path in (ROOT / package).rglob("*.py"):
            if "node_modules" not in path.parts:
                yield ast.parse(path.read_text(encoding="utf-8"))


def constants(node: ast.expr) -> Iterator[str]:
    """The strings that an expression may give: a constant, or either side of a condition."""
    for one in ast.walk(node):
        if isinstance(one, ast.Constant) and isinstance(one.value, str):
            yield one.value


def codes_in(call: ast.Call) -> Iterator[str]:
    for keyword in call.keywords:
        if keyword.arg == "code":
            yield from constants(keyword.value)
    named = isinstance(call.func, ast.Name) and call.func.id in ("_issue", "_failure")
    if named and len(call.args) > 1:
        yield from constants(call.args[1])


def emitted() -> set[str]:
    """Every issue code and error code that our source holds."""
    calls = (one for tree in sources() for one in ast.walk(tree) if isinstance(one, ast.Call))
    found = {code for call in calls for code in codes_in(call) if CODE.fullmatch(code)}
    for module in pkgutil.walk_packages(ingest.__path__, "ingest."):
        importlib.import_module(module.name)
    own = (error for error in IngestError.__subclasses__() if "code" in vars(error))
    return found | {error.code for error in own}


PAIRS = [
    pytest.param(query, answer, id=f"{path.name}-{number}")
    for path in DOCUMENTS
    for number, (query, answer) in enumerate(answered(path), start=1)
]


def test_the_readme_shows_a_query_with_its_answer() -> None:
    assert list(answered(README))


@pytest.mark.parametrize(("query", "answer"), PAIRS)
def test_each_answer_shown_is_the_real_one(query: str, answer: str, past: Context) -> None:
    assert executed(query, past) == json.loads(answer)


def test_each_query_shown_is_shown_with_its_answer() -> None:
    for path in DOCUMENTS:
        queries = [block for kind, block in fences(path) if kind == "graphql"]
        assert queries == [query for query, _ in answered(path)], path.name


def test_a_body_to_post_is_the_query_shown_above_it() -> None:
    shown = {" ".join(query.split()) for query, _ in answered(README)}
    bodies = [
        json.loads(line)["query"]
        for kind, block in fences(README)
        if kind == "sh"
        for line in block.splitlines()
        if line.startswith('{"query"')
    ]
    assert {" ".join(body.split()) for body in bodies} <= shown


@pytest.mark.parametrize("field", Settings.model_fields)
def test_each_setting_stands_in_the_table_with_its_default(field: str) -> None:
    default = Settings.model_fields[field].default
    row = f"| `ISCM_{field.upper()}` | {f'`{default}`' if default != '' else 'none'} | "
    assert row in README.read_text(encoding="utf-8")


def test_the_table_names_no_setting_that_does_not_exist() -> None:
    named = re.findall(r"^\| `ISCM_(\w+)`", README.read_text(encoding="utf-8"), re.MULTILINE)
    assert [name.lower() for name in named] == list(Settings.model_fields)


@pytest.mark.parametrize("command", COMMANDS)
def test_each_command_stands_in_the_readme(command: str) -> None:
    assert f"`iscm {command}`" in README.read_text(encoding="utf-8")


def test_the_documents_name_no_command_that_does_not_exist() -> None:
    for path in DOCUMENTS:
        named = set(re.findall(r"`iscm ([a-z]+)", path.read_text(encoding="utf-8")))
        assert named <= set(COMMANDS), path.name


def test_the_codes_are_found_in_the_source() -> None:
    assert {"declared-count", "unknown-state", "empty-page", "not-text", "bad-url"} <= emitted()


def test_each_code_that_can_be_emitted_is_explained() -> None:
    explained = set(re.findall(r"`([a-z-]+)`", ISSUES.read_text(encoding="utf-8")))
    assert emitted() - explained == set()


def test_each_issue_explained_can_be_emitted() -> None:
    text = ISSUES.read_text(encoding="utf-8")
    listed = set(re.findall(r"^\| `([a-z-]+)` \|", text, re.MULTILINE))
    assert listed
    assert listed - emitted() == set()


def test_each_document_linked_is_there() -> None:
    for path in DOCUMENTS:
        for target in re.findall(r"\]\(([^)#]+)\)", path.read_text(encoding="utf-8")):
            if "://" not in target:
                assert (path.parent / target).exists(), f"{path.name}: {target}"


def test_each_path_named_is_there() -> None:
    named = re.compile(r"`((?:ingest|snapshots|schema|server|benchmarks|tests|deploy)/[^`\s]*)`")
    for path in DOCUMENTS:
        for one in named.findall(path.read_text(encoding="utf-8")):
            assert (ROOT / one).exists(), f"{path.name}: {one}"


def shown_tree() -> Iterator[Path]:
    """The paths of the tree of the design notes, indented by two blanks a level."""
    parents: list[str] = []
    (tree,) = (block for kind, block in fences(ROOT / "docs" / "design.md") if not kind)
    for line in tree.splitlines():
        name = line.split()[0]
        parents[(len(line) - len(line.lstrip())) // 2 :] = [name]
        yield ROOT.joinpath(*parents)


def test_the_tree_shown_is_the_tree() -> None:
    shown = set(shown_tree())
    for folder in (ROOT / "ingest", ROOT / "ingest" / "reading", ROOT / "server"):
        modules = {path for path in folder.glob("*.py") if path.name != "__init__.py"}
        packages = {path.parent for path in folder.glob("*/__init__.py")}
        assert {path for path in shown if path.parent == folder} == modules | packages
