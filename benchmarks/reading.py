"""How fast pages are read, and how much of it is BeautifulSoup's own parse.

    python -m benchmarks.reading FOLDER

reads every .html file below the folder and prints pages a second on one core, the parser's share,
and the ratio of our part to the parser's. The figures of two machines compare by the ratio only.
"""

import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path

from bs4 import BeautifulSoup

from ingest.outline.read import decode, read_outline
from ingest.page import Capture
from ingest.read import read_page

ROUNDS = 5


def main() -> None:
    """Measure and print."""
    folder = Path(sys.argv[1])
    bodies = [path.read_bytes() for path in sorted(folder.rglob("*.html"))]
    if not bodies:
        sys.exit(f"no .html file below {folder}")
    texts = [decode(body) for body in bodies]
    captures = [Capture(url="https://www.iom.int/some-process", body=body) for body in bodies]
    _best(read_page, captures)  # the vocabularies are loaded once
    parse = _best(lambda text: BeautifulSoup(text, "lxml"), texts)
    outline = _best(read_outline, bodies)
    whole = _best(read_page, captures)
    sys.stdout.write(
        f"{len(bodies)} pages, {sum(map(len, bodies)) / len(bodies) / 1024:.1f} KiB each\n"
        f"{len(bodies) / whole:.0f} pages a second\n"
        f"parse {parse / whole:.0%}, outline {(outline - parse) / whole:.0%}, "
        f"reading {(whole - outline) / whole:.0%}\n"
        f"our part is {(whole - parse) / parse:.2f} of the parser's\n"
    )


def _best(work: Callable[..., object], items: Iterable[object]) -> float:
    """The shortest of several rounds over all items, in seconds of CPU time."""
    times = []
    for _ in range(ROUNDS):
        start = time.process_time()
        for item in items:
            work(item)
        times.append(time.process_time() - start)
    return min(times)


if __name__ == "__main__":
    main()
