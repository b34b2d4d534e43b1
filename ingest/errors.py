"""What can go wrong with pages, and the boundary around the work on each.

IngestError
├── UnreadableFile   a file that cannot be read
├── NotText          bytes that are no text: a PDF, an image, noise
├── TooLarge         more than any page has: it is refused before time and memory are spent
├── NotThePage       another page came with status 200: a challenge, a login form, an error
├── UnknownPage      an address that the catalogue does not hold
├── Unforeseen       what nobody foresaw broke the work on one page: a bug of ours
├── CaptureLost      a capture that is named and not in the store
└── CatalogueError   the catalogue makes no sense or contradicts itself
"""

import logging
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from snapshots.errors import SnapshotError

_log: Final = logging.getLogger("iscm.pages")
_OURS: Final = Path(__file__).parent
_MOST_PLACES: Final = 10


class IngestError(Exception):
    """The root of the tree above; `code` is stable, the message is for people."""

    code = "ingest"


class UnreadableFile(IngestError):
    """A file that cannot be read: missing, a folder, not permitted, or no name at all."""

    code = "unreadable-file"

    def __init__(self, file: str, reason: str) -> None:
        super().__init__(f"{file}: {reason}")
        self.file = file
        self.reason = reason


class NotText(IngestError):
    """Bytes that are no text."""

    code = "not-text"

    def __init__(self, found: str) -> None:
        super().__init__(f"HTML or plain text expected, {found} found")
        self.found = found


class TooLarge(IngestError):
    """More than any page has, in bytes or in elements."""

    code = "too-large"

    def __init__(self, what: str, most: int, found: int) -> None:
        super().__init__(f"a page of at most {most:,} {what} expected, {found:,} found")
        self.what = what
        self.most = most
        self.found = found


class NotThePage(IngestError):
    """Another page than the one asked for, though it came with status 200."""

    code = "not-the-page"

    def __init__(self, kind: str, words: str) -> None:
        super().__init__(f"the page that was asked for expected, {kind} page found: {words!r}")
        self.kind = kind
        self.words = words


class UnknownPage(IngestError):
    """An address that the catalogue does not hold."""

    code = "unknown-page"

    def __init__(self, url: str) -> None:
        super().__init__(f"{url} is no page of the catalogue (ingest/catalogue/catalogue.toml)")
        self.url = url


class Unforeseen(IngestError):
    """What nobody foresaw broke the work on one page: a bug of ours, told by the log."""

    code = "unforeseen"

    def __init__(self, url: str, place: str) -> None:
        """`place` is a line of code."""
        super().__init__(
            f"{url}: the work on this page broke off at {place}, which nobody foresaw;"
            " please report it with what the log says"
        )
        self.url = url
        self.place = place


class CaptureLost(IngestError):
    """A capture that is named and not in the store."""

    code = "capture-lost"

    def __init__(self, url: str, digest: str) -> None:
        super().__init__(f"the store has no capture {digest} of {url}")
        self.url = url
        self.digest = digest


class CatalogueError(IngestError):
    """A catalogue that cannot be used: all that is wrong with it, a line each."""

    code = "catalogue"

    def __init__(self, *problems: str) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


@contextmanager
def work_on(url: str) -> Iterator[None]:
    """Raise Unforeseen for an exception that nobody foresaw.

    Errors of ingest and of the store pass: the former have codes of their own, the latter are no
    page's.
    """
    try:
        yield
    except (IngestError, SnapshotError):
        raise
    except Exception as error:
        places = _places(error)
        found = Unforeseen(url, places[-1])
        # What an exception says may be as long as the page.
        _log.error("%s (%s): %.500r by way of %s", found, found.code, error, ", ".join(places))
        raise found from error


def _places(error: Exception) -> tuple[str, ...]:
    """The last lines of ours that the exception passed, the innermost last: `ingest/page.py:40`."""
    return tuple(
        f"{Path(frame.filename).relative_to(_OURS.parent).as_posix()}:{frame.lineno}"
        for frame in traceback.extract_tb(error.__traceback__)
        if Path(frame.filename).is_relative_to(_OURS)
    )[-_MOST_PLACES:]
