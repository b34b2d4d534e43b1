"""The schema by the rules of others: graphql-eslint and graphql-schema-linter."""

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from schema.schema import committed

LINT = Path(__file__).parent / "lint"
OFFLINE = re.compile(
    r"ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|ENOTCACHED"
)
Finding = tuple[str, str]
"""The rule, and what it says."""


@pytest.fixture(scope="module")
def linters(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the rules beside the schema, with the linters installed as the lock says."""
    for program in ("node", "npm"):
        if shutil.which(program) is None:
            pytest.skip(f"{program} is not installed: the linters need Node.js 20 or newer")
    folder = tmp_path_factory.mktemp("linters") / "lint"
    shutil.copytree(LINT, folder, ignore=shutil.ignore_patterns("node_modules"))
    install = ["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--prefer-offline"]
    done = run(folder, *install)
    if OFFLINE.search(done.stderr):
        pytest.skip(f"npm cannot reach its registry: {done.stderr.strip()[-300:]}")
    assert done.returncode == 0, done.stderr
    (folder / "schema.graphql").write_text(committed(), encoding="utf-8")
    return folder


def run(folder: Path, *command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


def by_eslint(folder: Path) -> list[Finding]:
    done = run(folder, "npx", "eslint", "--format", "json", "schema.graphql")
    assert done.stdout.startswith("["), done.stderr
    return [
        (str(one["ruleId"]), f"line {one['line']}: {one['message']}")
        for file in json.loads(done.stdout)
        for one in file["messages"]
    ]


def by_schema_linter(folder: Path) -> list[Finding]:
    done = run(folder, "npx", "graphql-schema-linter", "--format", "json", "schema.graphql")
    assert done.stdout.startswith("{"), done.stderr
    return [
        (one["rule"], f"line {one['location']['line']}: {one['message']}")
        for one in json.loads(done.stdout)["errors"]
    ]


def test_graphql_eslint_finds_nothing(linters: Path) -> None:
    assert by_eslint(linters) == []


def test_graphql_schema_linter_finds_nothing(linters: Path) -> None:
    assert by_schema_linter(linters) == []


def test_both_find_what_is_wrong(linters: Path, tmp_path: Path) -> None:
    folder = tmp_path / "wrong"
    shutil.copytree(LINT, folder, ignore=shutil.ignore_patterns("node_modules"))
    (folder / "node_modules").symlink_to(linters / "node_modules")
    (folder / "schema.graphql").write_text("type Query { Bad_name: Int }", encoding="utf-8")
    assert "@graphql-eslint/naming-convention" in {rule for rule, _ in by_eslint(folder)}
    assert "fields-are-camel-cased" in {rule for rule, _ in by_schema_linter(folder)}
