"""The command line: one table of commands, each loaded when it is called.

Loading on call keeps `iscm extract` free of the server's imports and `iscm serve` free of the
reader's: serving needs no scraper, and a job that reads pages starts in a fraction of a second.
"""

import importlib
import sys
from typing import Any

import typer
from typer.core import TyperGroup

from ingest.errors import IngestError
from server.errors import EdgeError, Overlap
from snapshots.errors import LeaseLost, SnapshotError

COMMANDS = {
    "serve": "server.commands.serve",
    "ingest": "server.commands.ingest",
    "extract": "server.commands.extract",
    "runs": "server.commands.runs",
    "accept": "server.commands.decide",
    "reject": "server.commands.decide",
    "reconsider": "server.commands.decide",
    "versions": "server.commands.versions",
    "diff": "server.commands.diff",
    "export": "server.commands.export",
    "reparse": "server.commands.reparse",
    "schedule": "server.commands.schedule",
    "schema": "server.commands.schema",
    "bundle": "server.commands.bundle",
}
"""Command → the module whose function of the same name runs it."""


class _Commands(TyperGroup):
    """The table above as a group of commands."""

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ARG002 - the library's signature
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:  # noqa: ARG002
        if cmd_name not in COMMANDS:
            return None
        module = importlib.import_module(COMMANDS[cmd_name])
        one = typer.Typer(rich_markup_mode=None, add_completion=False)
        one.command(cmd_name)(getattr(module, cmd_name))
        return typer.main.get_command(one)


def main() -> None:
    """Run a command; what goes wrong is one line on stderr and an exit code, no traceback."""
    app = typer.Typer(
        cls=_Commands,
        help="Inter-State Consultation Mechanisms on migration: pages in, checked snapshots and "
        "GraphQL out.",
        no_args_is_help=True,
        add_completion=False,
        rich_markup_mode=None,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    app.callback()(_group)
    try:
        typer.main.get_command(app).main(prog_name="iscm")
    except EdgeError as error:
        _fail(error, error.exit_code)
    except LeaseLost as error:
        _fail(error, Overlap.exit_code)
    except (IngestError, SnapshotError) as error:
        _fail(error, 2)


def _group() -> None:
    """The group has no options of its own."""


def _fail(error: Exception, code: int) -> None:
    sys.stderr.write(f"iscm: {error}\n")
    raise SystemExit(code)
