"""The one boundary around the work on one page: whatever breaks in it, the other pages go on."""

import logging
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from ingest.errors import IngestError, Unforeseen
from snapshots.errors import SnapshotError

_log: Final = logging.getLogger("iscm.pages")
_OURS: Final = Path(__file__).parent
_MOST_PLACES: Final = 10


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
    """The last lines of ours that the exception passed, the innermost last: `ingest/read.py:40`."""
    return tuple(
        f"{Path(frame.filename).relative_to(_OURS.parent).as_posix()}:{frame.lineno}"
        for frame in traceback.extract_tb(error.__traceback__)
        if Path(frame.filename).is_relative_to(_OURS)
    )[-_MOST_PLACES:]
