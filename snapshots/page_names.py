"""The slugs by which people name pages."""

from collections.abc import Mapping

from snapshots.model import Snapshot


def slugs_of(*snapshots: Snapshot) -> Mapping[str, str]:
    """Address → slug, of the first snapshot that has the page; no slug is given to two pages."""
    made: dict[str, str] = {}
    taken: set[str] = set()
    for snapshot in snapshots:
        for page in snapshot.pages:
            if page.url not in made and page.id not in taken:
                made[page.url] = page.id
                taken.add(page.id)
    return made
