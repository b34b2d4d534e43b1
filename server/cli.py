"""The command line: one table of commands, each loaded when it is called.

Loading on call keeps `iscm extract` free of the server's imports and `iscm serve` free of the
reader's: serving needs no scraper, a job that reads pages starts in a fraction of a second, and
the list of commands is printed, or completed by a shell, without loading any.
"""

import importlib
import sys
from collections.abc import Mapping
from typing import Annotated, Any, NamedTuple

import typer
from typer.core import TyperCommand, TyperGroup

from ingest.errors import IngestError
from server.errors import EdgeError, Overlap, UsageError
from server.namesakes import refuse_namesakes
from server.output import complain, guard_output
from server.starting import nothing_collected
from snapshots.errors import Busy, LeaseLost, SnapshotError


class Command(NamedTuple):
    """Where a command is, and what the list of commands says of it."""

    module: str
    """The function of the command's name in it runs it; a group has a table of functions there."""
    summary: str


COMMANDS = {
    "serve": Command("server.commands.serve", "Serve GraphQL and the web pages."),
    "ingest": Command("server.commands.ingest", "Fetch the pages, and publish what changed."),
    "extract": Command("server.commands.extract", "Print what the reader sees on a page as JSON."),
    "runs": Command("server.commands.runs", "List the runs of ingest, or print one's report."),
    "accept": Command("server.commands.decide", "Publish what a run held, or pages of it."),
    "reject": Command("server.commands.decide", "Keep what is served instead of what a run held."),
    "reconsider": Command("server.commands.decide", "Forget that pages were rejected."),
    "config": Command("server.commands.config", "Print the settings in force."),
    "catalogue": Command("server.commands.catalogue", "List what is followed, or check a file."),
    "versions": Command("server.commands.versions", "List the published versions."),
    "diff": Command("server.commands.diff", "Show what changed between two versions."),
    "export": Command("server.commands.export", "Write every captured page as a WARC file."),
    "reparse": Command("server.commands.reparse", "Read all captures with today's reader."),
    "store": Command("server.commands.store", "Tell what fills the store, and give room back."),
    "schedule": Command("server.commands.schedule", "Run ingest every so often."),
    "worker": Command("server.commands.worker", "Share runs of ingest with other machines."),
    "schema": Command("server.commands.schema", "Print the GraphQL schema, or check an older one."),
    "bundle": Command("server.commands.bundle", "Rebuild the bundled snapshot."),
}


class _Commands(TyperGroup):
    """The table above as a group: listed from the table, loaded only to be called."""

    def __init__(self, **attributes: Any) -> None:
        super().__init__(**attributes)
        self.commands = {
            name: TyperCommand(name=name, short_help=command.summary)
            for name, command in COMMANDS.items()
        }

    def resolve_command(self, ctx: Any, args: list[str]) -> tuple[str | None, Any, list[str]]:
        name, listed, rest = super().resolve_command(ctx, args)
        return name, listed and _loaded(str(name)), rest


def _loaded(name: str) -> Any:
    command = COMMANDS[name]
    with nothing_collected():
        found = getattr(importlib.import_module(command.module), name)
    one = typer.Typer(rich_markup_mode=None, add_completion=False)
    if not isinstance(found, Mapping):
        one.command(name)(found)
        return typer.main.get_command(one)
    told = f"{command.summary}\n\nExample: iscm {name} {next(iter(found))}"
    one.info.name, one.info.help, one.info.no_args_is_help = name, told, True
    for inner, function in found.items():
        one.command(inner)(function)
    return typer.main.get_command(one)


def main() -> None:
    """Run a command; what goes wrong is one line on stderr and an exit code, no traceback."""
    guard_output()
    try:
        code = _run()
        sys.stdout.flush()
    except EdgeError as error:
        code = _told(error, error.exit_code)
    except (LeaseLost, Busy) as error:
        code = _told(error, Overlap.exit_code)
    except (IngestError, SnapshotError) as error:
        code = _told(error, UsageError.exit_code)
    except OSError as error:
        if error.filename is None:
            raise
        code = _told(UsageError(f"{error.filename}: {error.strerror}"), UsageError.exit_code)
    raise SystemExit(code)


def _run() -> str | int | None:
    """The exit code of the command."""
    app = typer.Typer(
        cls=_Commands,
        help="Inter-State Consultation Mechanisms on migration: pages in, checked snapshots and "
        "GraphQL out.",
        no_args_is_help=True,
        rich_markup_mode=None,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    app.callback()(_group)
    try:
        refuse_namesakes()
        typer.main.get_command(app).main(prog_name="iscm")
    except SystemExit as ended:
        return ended.code
    return None


def _version(asked: bool) -> None:
    if asked:
        from importlib.metadata import version  # a fifth of the time of --help, which needs none

        sys.stdout.write(f"iscm {version('iscm')}\n")
        raise typer.Exit


def _group(
    version: Annotated[
        bool,
        typer.Option(
            "--version", help="Show the version and exit.", callback=_version, is_eager=True
        ),
    ] = False,
) -> None:
    """Options of no command."""


def _told(error: Exception, code: int) -> int:
    complain(str(error))
    return code


if __name__ == "__main__":
    main()
