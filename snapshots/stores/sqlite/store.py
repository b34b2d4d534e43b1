"""All promises of `stores.base.Store`, kept in one file."""

from snapshots.stores.sqlite.captures import Captures
from snapshots.stores.sqlite.lease import Lease
from snapshots.stores.sqlite.runs import Runs
from snapshots.stores.sqlite.versions import Versions


class SqliteStore(Versions, Captures, Runs, Lease):
    """Versions, captures, runs and the lease over one `Database`."""
