"""A year of nights: how a store grows whose pages come with other bytes each night, and pruned.

    python -m benchmarks.growth --pages 20 --nights 365

The pages say the same all year but for one State more each quarter: as sites do that put another
token into a page at each visit. They are saved pages: nothing is fetched, the clock is made up.
"""

import argparse
import random
import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

from benchmarks.crawl import STATES
from benchmarks.snapshots import slug_of
from ingest.catalogue.catalogue import Catalogue, read_catalogue
from ingest.clock import Clock, timestamp
from ingest.fetching.intake import Intake
from ingest.page import Capture
from ingest.pipeline import RunContext, ingest
from snapshots.pruning import prunable
from snapshots.stores.address import open_store
from snapshots.stores.base import Store

BEGIN = datetime(2026, 1, 1, 4, tzinfo=UTC)
QUARTER = 91


def main() -> None:
    """Run the nights, and print how large the store is each quarter, and after pruning."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--pages", type=int, default=20)
    parser.add_argument("--nights", type=int, default=365)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        catalogue = catalogue_of(Path(folder), asked.pages)
        store = open_store(f"sqlite:///{folder}/iscm.db")
        print(f"{asked.pages} pages of {len(body(0, 0))} bytes, {asked.nights} nights")
        for night in range(asked.nights):
            run(store, catalogue, night)
            if night % QUARTER == QUARTER - 1 or night == asked.nights - 1:
                show(f"after {night + 1} nights", store)
        end = BEGIN + timedelta(days=asked.nights)
        store.drop_captures(prunable(store, timestamp(end - timedelta(days=90))))
        store.compact()
        show("pruned to 90 days", store)


def show(when: str, store: Store) -> None:
    """A row."""
    usage = store.usage()
    parts = ", ".join(f"{one.count} {kind} {one.bytes}" for kind, one in usage.holds.items())
    print(f"{when:<18} {usage.bytes / 1e6:7.1f} MB: {parts}", flush=True)


def run(store: Store, catalogue: Catalogue, night: int, *, changing: bool = True) -> None:
    """One night's run, over all pages; those that do not change are what they were at first."""
    now = BEGIN + timedelta(days=night)
    intake = Intake(store, timestamp(now))
    for number, url in enumerate(catalogue.pages):
        intake.take(
            Capture(
                url=url,
                body=body(number, night if changing else 0),
                retrieved_at=timestamp(now),
                status=200,
            )
        )
    work = RunContext(
        run=f"{timestamp(now)}-{night:06}",
        started_at=timestamp(now),
        store=store,
        catalogue=catalogue,
        clock=Clock(now=lambda: now, seconds=lambda: 0.0),
    )
    ingest(work, intake.settled())


def catalogue_of(folder: Path, pages: int) -> Catalogue:
    """One process a page."""
    path = folder / "catalogue.toml"
    path.write_text(
        "".join(
            f'[[process]]\nid = "p{n}"\nname_en = "{name_of(n)}"\n'
            f'pages = ["https://host{n:04}.test/{n}"]\n'
            for n in range(pages)
        )
    )
    return read_catalogue(path)


def name_of(number: int) -> str:
    """The name of the process that the page is about."""
    return slug_of(number).replace("-", " ").title()


def body(number: int, night: int) -> bytes:
    """A page of some 40 kB, as sites send them: furniture, styles, a token, and some facts."""
    drawn = random.Random(number)
    styles = "".join(
        f".c{drawn.randrange(10**6)}{{margin:{drawn.randrange(99)}px;color:#{drawn.randrange(16**6):06x}}}"
        for _ in range(600)
    )
    menu = "".join(
        f'<li><a href="/menu/{drawn.randrange(10**9)}">Menu {n}</a></li>' for n in range(200)
    )
    token = random.Random(f"{number} {night}").randbytes(32).hex()
    members = "".join(f"<li>{state}</li>" for state in STATES[: 10 + night // QUARTER])
    return (
        f"<!DOCTYPE html><html lang='en'><head><title>{name_of(number)}</title>"
        f"<style>{styles}</style><script>var token = '{token}'</script></head><body>"
        f"<nav><ul>{menu}</ul></nav><main><h1>{name_of(number)}</h1>"
        f"<p><strong>Established:</strong> {1990 + number % 30}</p>"
        f"<h2>Members</h2><ul>{members}</ul></main></body></html>"
    ).encode()


if __name__ == "__main__":
    main()
