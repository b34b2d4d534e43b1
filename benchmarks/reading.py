"""How fast pages are read, measured by the time that BeautifulSoup takes to parse them.

    python -m benchmarks.reading FOLDER

reads every .html file below the folder and prints pages a second on one core, and as multiples of
BeautifulSoup's parse: lxml's events (what a page costs before anything of ours is done), the
outline besides, the reading behind it, and the sum of the three, for all pages and for each
family. The address of a page stands in the `.expected.json` beside it. The figures of two machines
compare by the ratios only.

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
from lxml import etree

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
    sys.stdout.write("family          pages    KiB  pages/s   lxml  outline  reading  whole\n")
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
    events = _best(_events, texts)
    outline = _best(lambda capture: read_outline(capture.body), captures)
    whole = _best(read_page, captures)
    sys.stdout.write(
        f"{name:14} {len(captures):6} {size:6.1f} {len(captures) / whole:8.0f}"
        f" {events / parse:6.2f} {(outline - events) / parse:8.2f} {(whole - outline) / parse:8.2f}"
        f" {whole / parse:6.2f}\n"
    )


class _Unheard:
    """A target of the parser's events that makes nothing of them."""

    def start(self, tag: str, attributes: object) -> None: ...

    def end(self, tag: str) -> None: ...

    def data(self, text: str) -> None: ...

    def close(self) -> None: ...


def _events(text: str) -> None:
    parser = etree.HTMLParser(target=_Unheard(), huge_tree=True)
    parser.feed(text)
    parser.close()


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
