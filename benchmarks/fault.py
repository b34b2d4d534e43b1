"""One thing that hosts do wrong, and what must come of it."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Literal

import msgspec

from benchmarks.misbehaviour import Script
from benchmarks.world import Certificate
from ingest.fetching.results import Code

ETAG = '"known"'
LAST_MODIFIED = "Wed, 01 Jan 2025 00:00:00 GMT"


class Fault(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that goes wrong, and what must come of it."""

    name: str
    words: str
    """What the host does."""
    script: Script
    """Teaches a world to do it, at a host and path."""
    code: Code | None = None
    """Why the page is not had; None where it is."""
    unchanged: bool = False
    """Whether the page is found to be the known one."""
    again: bool = False
    """Whether the page is asked for as often as the rules allow."""
    visits: int = 1
    """How often the page is asked for at most where it is not asked again."""
    known: bool = False
    """Whether the page is asked for with `ETAG` and `LAST_MODIFIED`."""
    later: str | None = None
    """What refuses the page after it was fetched."""
    remark: str = ""
    """More about what is done, for the table."""
    certificate: Certificate | None = None
    """What the host shows; where given, the page must be asked over https."""
    https: bool = False
    refused: bool = False
    """Nobody listens where the host should be."""
    resolved: tuple[tuple[str, ...], ...] = ()
    """What the resolver says of the host, in turn; then `connect_to` must not name it."""
    clock: timedelta = timedelta()
    """How far the clock is off."""

    @property
    def outcome(self) -> Literal["failed", "fetched", "unchanged"]:
        """What the fetcher says of the page."""
        if self.code is not None:
            return "failed"
        return "unchanged" if self.unchanged else "fetched"

    @property
    def scheme(self) -> str:
        """Over what it must be asked."""
        return "https" if self.https or self.certificate else "http"


def table(faults: Iterable[Fault]) -> str:
    """The table of docs/faults.md."""
    lines = [
        "| fault | what the host does | code | asked again | what else |",
        "| - | - | - | - | - |",
    ]
    for fault in faults:
        code = f"`{fault.code}`" if fault.code else f"({fault.outcome})"
        what = fault.remark or (f"refused by the reader: `{fault.later}`" if fault.later else "")
        again = "yes" if fault.again else "no"
        lines.append(f"| `{fault.name}` | {fault.words} | {code} | {again} | {what} |")
    return "\n".join(lines) + "\n"
