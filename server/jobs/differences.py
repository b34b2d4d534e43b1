"""What today's reader makes otherwise of what is served, and of which pages it reads that."""

from collections.abc import Iterable

import msgspec

from ingest.catalogue.catalogue import Catalogue
from ingest.reading.reading import Reading
from ingest.review.candidate import assemble_read
from snapshots.change import Change
from snapshots.diff import traced
from snapshots.model import Snapshot


class Difference(msgspec.Struct, frozen=True, kw_only=True):
    """One value that would be served otherwise."""

    change: Change
    pages: tuple[str, ...]
    """The addresses of the pages that it was or would be read from, sorted; all of a process where
    its value cites none, and none where the vocabulary alone says it."""


def differences(
    served: Snapshot, readings: Iterable[Reading], catalogue: Catalogue
) -> tuple[Difference, ...]:
    """What would be served otherwise if the served captures were read as in these readings."""
    fresh = assemble_read(readings, catalogue)
    addresses = {page.id: page.url for page in (*served.pages, *fresh.pages)}
    return tuple(
        Difference(
            change=one.change,
            pages=tuple(sorted({addresses.get(page, page) for page in one.pages})),
        )
        for one in traced(served, fresh)
    )
