"""Progress for people: bars on a terminal, nothing at all in a job."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

Show = Callable[[str, int, int], None]
"""Told the step, how many pages are done and how many there are."""


@contextmanager
def progress(*, quiet: bool = False) -> Iterator[Show]:
    """Bars on stderr where that is a terminal, one for each step."""
    console = Console(stderr=True)
    bars = Progress(
        TextColumn("{task.description:<6}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        console=console,
        transient=True,
        disable=quiet or not sys.stderr.isatty(),
    )
    tasks = {}

    def show(step: str, done: int, of: int) -> None:
        if step not in tasks:
            tasks[step] = bars.add_task(step, total=of)
        bars.update(tasks[step], completed=done, total=of)

    with bars:
        yield show
