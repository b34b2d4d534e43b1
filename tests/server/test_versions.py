"""Older versions and what changed, as a server knows them."""

import pytest

from schema.context import Context
from snapshots.stores.records import ChangesWanted, OfProcesses, OfRecords


@pytest.mark.parametrize(
    "wanted",
    [
        ChangesWanted(until=3),
        ChangesWanted(after=1, until=2),
        ChangesWanted(until=3, kinds=("meeting", "document")),
        ChangesWanted(until=3, of=OfProcesses(slugs=("hld",))),
        ChangesWanted(until=3, kinds=("meeting",), of=OfProcesses(slugs=("hld",))),
        ChangesWanted(until=3, kinds=("process",), of=OfRecords(ids=("hld",))),
        ChangesWanted(after=3, until=3),
    ],
)
def test_a_page_anywhere_is_a_cut_of_all_changes(past: Context, wanted: ChangesWanted) -> None:
    everything = list(past.past.changes(wanted))
    total = len(everything)
    assert past.past.count(wanted) == total
    for skip in {0, 1, total // 2, max(total - 2, 0), total}:
        page = ChangesWanted(
            **{name: getattr(wanted, name) for name in ("after", "until", "kinds", "of")},
            skip=skip,
            first=3,
        )
        assert list(past.past.changes(page)) == everything[skip : skip + 3]
