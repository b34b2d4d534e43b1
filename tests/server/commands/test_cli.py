"""The command line as a whole: help, exit codes, and one line for what goes wrong."""

import subprocess
import sys
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path

import pytest

from server.cli import COMMANDS
from snapshots.stores.sqlite.store import SqliteStore

Run = Callable[..., subprocess.CompletedProcess[str]]

FRAMEWORKS = {"strawberry", "graphql", "starlette", "uvicorn", "jinja2"}
READERS = {"bs4", "lxml", "httpx"}


def loaded_by(*modules: str) -> set[str]:
    """The names of all modules that a fresh interpreter holds after importing these."""
    code = f"import sys, {', '.join(modules)}; print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, check=True, text=True, timeout=60
    )
    return set(done.stdout.split())


def tops(modules: set[str]) -> set[str]:
    return {module.partition(".")[0] for module in modules}


def test_the_help_lists_every_command(iscm: Run) -> None:
    done = iscm("--help")
    assert (done.returncode, done.stderr) == (0, "")
    for command in COMMANDS:
        assert f"\n  {command} " in done.stdout


@pytest.mark.parametrize("command", COMMANDS)
def test_the_help_of_a_command_shows_an_example(iscm: Run, command: str) -> None:
    done = iscm(command, "--help")
    assert (done.returncode, done.stderr) == (0, "")
    assert f"Example: iscm {command}" in done.stdout


def test_the_list_of_commands_stands_on_one_line_each(iscm: Run) -> None:
    listed = iscm("--help", COLUMNS="80").stdout.partition("Commands:\n")[2]
    assert [line.split()[0] for line in listed.splitlines()] == list(COMMANDS)


@pytest.mark.parametrize(
    "entry", [("-m", "server.cli"), ("-c", "import server.cli as c; c.main()")]
)
def test_the_version_is_told(iscm: Run, entry: tuple[str, str]) -> None:
    told = f"iscm {version('iscm')}\n"
    done = subprocess.run(
        [sys.executable, *entry, "--version"],
        capture_output=True,
        check=True,
        text=True,
        timeout=60,
    )
    assert done.stdout == iscm("--version").stdout == told


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_a_shell_completes_commands_and_options(iscm: Run, shell: str) -> None:
    assert "_ISCM_COMPLETE" in iscm("--show-completion", shell).stdout
    ask = {"_ISCM_COMPLETE": f"complete_{shell}", "_TYPER_COMPLETE_FISH_ACTION": "get-args"}

    def completed(line: str) -> str:
        words = {"COMP_WORDS": line, "COMP_CWORD": str(line.count(" "))}
        return iscm(**ask, **words, _TYPER_COMPLETE_ARGS=line).stdout

    assert "versions" in completed("iscm ver")
    assert "--port" in completed("iscm serve --p")


def test_no_arguments_are_a_usage_error_that_shows_the_commands(iscm: Run) -> None:
    done = iscm()
    assert done.returncode == 2
    assert "ingest" in done.stdout + done.stderr


def test_an_unknown_command_is_named_with_the_nearest_one(iscm: Run) -> None:
    done = iscm("ingets")
    assert (done.returncode, done.stdout) == (2, "")
    assert "'ingets'" in done.stderr
    assert "'ingest'" in done.stderr


def test_the_schema_is_printed_as_committed(iscm: Run) -> None:
    done = iscm("schema")
    committed = Path(__file__).parents[3] / "schema" / "schema.graphql"
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == committed.read_text(encoding="utf-8")


@pytest.mark.parametrize("command", ["versions", "serve"])
@pytest.mark.parametrize(
    ("address", "reason"),
    [
        (
            "mysql:///iscm.db",
            "an address such as sqlite:///iscm.db expected, or postgresql://user@host/database",
        ),
        (
            "iscm.db",
            "an address such as sqlite:///iscm.db expected, or postgresql://user@host/database",
        ),
        (
            "sqlite:///no/such/iscm.db",
            "the folder no/such does not exist; iscm ingest makes a store",
        ),
        ("sqlite:///folder", "folder is a folder"),
        ("sqlite:///letter.db", "file is not a database"),
    ],
)
def test_a_store_that_cannot_be_used_is_named_with_the_reason(
    iscm: Run, tmp_path: Path, command: str, address: str, reason: str
) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "letter.db").write_text("Dear Sir or Madam, " * 100)
    done = iscm(command, "--store", address)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == f"iscm: store {address}: {reason}\n"


def test_a_store_in_the_environment_is_used(iscm: Run, store: SqliteStore) -> None:
    assert iscm("versions", ISCM_STORE=store.address).returncode == 0
    assert iscm("versions", ISCM_STORE="sqlite:///other.db").returncode == 2


@pytest.mark.parametrize(
    ("name", "value"), [("ISCM_PORT", "eighty"), ("ISCM_LOG_LEVEL", "loud"), ("ISCM_POLL", "-1")]
)
def test_a_bad_setting_is_one_line_that_names_it(iscm: Run, name: str, value: str) -> None:
    done = iscm("serve", **{name: value})
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith(f"iscm: {name}: ")
    assert value in done.stderr
    assert done.stderr.count("\n") == 1


def loaded_by_running(*arguments: str | Path) -> set[str]:
    """The top-level names of all modules that a command has loaded when it ends."""
    code = (
        "import atexit, sys; from server.cli import main\n"
        "atexit.register(lambda: print(*sys.modules, file=sys.stderr)); main()"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments],
        capture_output=True,
        check=True,
        text=True,
        timeout=60,
    )
    return tops(set(done.stderr.split()))


@pytest.mark.parametrize("asked", ["--help", "--version"])
def test_what_every_command_shares_loads_none_of_them(asked: str) -> None:
    heavy = {"asyncio", "pydantic", "rich", "structlog", "schema", "sqlite3"}
    assert not loaded_by_running(asked) & (FRAMEWORKS | READERS | heavy)


def test_extracting_a_page_loads_no_server(pages: Path) -> None:
    url = "https://www.iom.int/united-nations-high-level-dialogue-migration-and-development"
    loaded = loaded_by_running("extract", pages / "hld.txt", "--url", url)
    assert not loaded & {"schema", "httpx", "structlog", "sqlite3", *FRAMEWORKS}
    assert "bs4" in loaded, "the reader itself is there"


def test_serving_needs_no_scraper() -> None:
    assert not tops(loaded_by("server.app")) & {"ingest", *READERS}
    assert not tops(loaded_by("server.cli", "server.commands.serve")) & READERS


def test_reading_pages_needs_no_server() -> None:
    loaded = loaded_by("server.cli", "server.commands.extract")
    assert not tops(loaded) & {"schema", *FRAMEWORKS}
    assert "bs4" in loaded, "the reader itself is there"


def test_looking_at_versions_needs_neither() -> None:
    loaded = tops(loaded_by("server.cli", "server.commands.versions", "server.commands.diff"))
    assert not loaded & (FRAMEWORKS | READERS)
