"""One store copied into another one, whatever databases keep them."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator

from snapshots.errors import StoreError
from snapshots.stores.base import Store, StoreReader
from snapshots.stores.records import Copied


def migrate_store(source: StoreReader, target: Store, show: Callable[[str, int, int], None]) -> int:
    """Copy everything, or nothing; how many versions there are.

    `show` is told the table, how many of its rows are written and how many there are. Raises
    StoreError where the target holds anything, and where a version is not there as it was.
    """
    with target.together():
        target.take_over(_shown(source.everything(), show))
        versions = target.versions()
        known = source.versions()
        for version in versions:
            if version not in known or target.load(version.number) is None:
                raise StoreError(target.address, f"version {version.number} is not what it was")
    return len(versions)


def _shown(copied: Iterable[Copied], show: Callable[[str, int, int], None]) -> Iterator[Copied]:
    done: Counter[str] = Counter()
    for one in copied:
        yield one
        done[one.table] += len(one.rows)
        show(one.table, done[one.table], one.of)
