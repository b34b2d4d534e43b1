"""How fast pages are read, and how much of it is BeautifulSoup's own parse.

    python -m benchmarks.reading FOLDER

reads every .html file below the folder and prints pages a second on one core, the parser's share,
and the ratio of our part to the parser's, for all pages and for each family. The address of a page
stands in the `.expected.json` beside it. The figures of two machines compare by the ratio only.

The last row has the same pages inside the navigation of a site: saved pages of the cases have lost
theirs, whereas a page as a server sends it is mostly that (83 KiB, measured).
"""

import json
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterable
from pathlib import Path

from bs4 import BeautifulSoup

from ingest.page import Capture
from ingest.reading.outline.read import decode, read_outline
from ingest.reading.read import read_page

ROUNDS = 5
_MENU_ITEMS = 850
"""Links of a menu of about 75 KiB."""


def main() -> None:
    """Measure and print."""
    folder = Path(sys.argv[1])
    captures = [_capture(path) for path in sorted(folder.rglob("*.html"))]
    if not captures:
        sys.exit(f"no .html file below {folder}")
    families = defaultdict(list)
    for capture in captures:  # which loads the vocabularies, too
        families[read_page(capture).family].append(capture)
    sys.stdout.write(
        "family          pages    KiB  pages/s  parse  outline  reading  ours:parser's\n"
    )
    for family in sorted(families):
        _measure(family, families[family])
    _measure("all", captures)
    _measure("within a site", [_within_site(capture) for capture in captures])


def _capture(path: Path) -> Capture:
    case = json.loads(path.with_name(path.stem + ".expected.json").read_text(encoding="utf-8"))
    return Capture(url=case.get("canonical_url") or case["url"], body=path.read_bytes())


def _within_site(capture: Capture) -> Capture:
    """The page as a server sends it: its content behind menus of links."""
    link = (
        b'<li class="menu-item"><a href="/what-we-do/%d">Programmes and <span>areas</span></a></li>'
    )
    menu = b"<nav><ul>" + b"".join(link % number for number in range(_MENU_ITEMS)) + b"</ul></nav>"
    before, body, after = capture.body.partition(b"<body>")
    whole = before + body + menu + after if body else menu + capture.body
    return Capture(url=capture.url, body=whole)


def _measure(name: str, captures: list[Capture]) -> None:
    """Print one row."""
    texts = [decode(capture.body) for capture in captures]
    size = sum(len(capture.body) for capture in captures) / len(captures) / 1024
    parse = _best(lambda text: BeautifulSoup(text, "lxml"), texts)
    outline = _best(lambda capture: read_outline(capture.body), captures)
    whole = _best(read_page, captures)
    sys.stdout.write(
        f"{name:14} {len(captures):6} {size:6.1f} {len(captures) / whole:8.0f}"
        f" {parse / whole:6.0%} {(outline - parse) / whole:8.0%} {(whole - outline) / whole:8.0%}"
        f" {(whole - parse) / parse:14.2f}\n"
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
