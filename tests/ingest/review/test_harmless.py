"""Every page case, changed as sites change from day to day: nothing is held, nothing differs."""

import json
import os
import re
from collections.abc import Callable, Iterator
from functools import cache
from html import escape
from pathlib import Path
from typing import NamedTuple

import msgspec
import pytest

from ingest.page import Capture
from ingest.reading.outline.read import read_outline
from ingest.reading.read import read_page
from ingest.reading.reading import OrganizationValue, Reading, StateValue, ThemeValue
from ingest.review.profile import Profile, profile
from ingest.review.rules import review_page
from snapshots.checks import Severity

STEP = 1 if os.environ.get("TEST_DRIFT") == "all" else 3
"""Every third page is changed by default; TEST_DRIFT=all changes all of them."""
PROSE = {
    "en": "The weather in the hills was mild all week, and the river ran low between its banks.",
    "fr": "Le temps était doux dans les collines, et la rivière coulait, basse, entre ses rives.",
    "es": "El tiempo en las colinas fue suave, y el río corría con poca agua entre sus orillas.",
}
MENU = ("Home", "What we do", "Newsroom", "Our offices", "Work with us")
NAMES = frozenset(
    {
        ("fr-consultation-mondiale-2011.txt", "prose_at_the_end"),
        ("fr-idm-2020.txt", "prose_at_the_end"),
        ("rabatprocess-org-v1.txt", "another_menu"),
        ("index-grcp-v1.html", "prose_on_top"),
        ("index-grcp-v1.html", "another_menu"),
    }
)
"""Where a name or an acronym is read by the few lines around it, and is read no more: the reader
loses it, and the review has to see that."""
OPEN_ENDED = ("objectives", "contact_address", "agenda")
"""Sections of prose: what is put behind one, in a text or in a page's last element, is read as part
of it, and a line that wraps in a text ends in markup that puts each line apart."""


class Page(NamedTuple):
    name: str
    url: str
    body: str
    whole: bool
    good: Reading

    @property
    def markup(self) -> bool:
        return self.name.endswith(".html")


Change = Callable[[Page], str]


def prose_on_top(page: Page) -> str:
    return _before(page, f"<p>{_prose(page)}</p>", f"{_prose(page)}\n\n")


def prose_at_the_end(page: Page) -> str:
    return _behind(page, f"<p>{_prose(page)}</p>", f"\n\n{_prose(page)}\n")


def another_menu(page: Page) -> str:
    entries = "".join(f"<li><a href='/x'>{entry}</a></li>" for entry in MENU)
    lines = "".join(f"- {entry}\n" for entry in MENU)
    return _before(page, f"<nav><ul>{entries}</ul></nav>", f"{lines}\n")


def another_footer(page: Page) -> str:
    entries = "".join(f"<li>{entry}</li>" for entry in MENU)
    return _behind(page, f"<footer><ul>{entries}</ul></footer>", "\n\n")


def doubled_blank_lines(page: Page) -> str:
    return re.sub(r"\n[ \t]*\n", "\n\n\n", page.body)


def other_elements(page: Page) -> str:
    if page.markup:
        body = re.sub(r"<(/?)(?:strong|em)\b", r"<\1b", page.body)
        return re.sub(r"<(p|div|ul|li)>", r'<\1 class="block block--new" data-id="7">', body)
    lines = "".join(
        f"<ul><li>{escape(line.text)}</li></ul>" if line.item else f"<p>{escape(line.text)}</p>"
        for line in read_outline(page.body.encode()).lines
    )
    return f"<html><body><div><div class='content'>{lines}</div></div></body></html>"


def lists_in_reverse(page: Page) -> str:
    """The lines of each list that has a line for each entry, the other way round."""
    lines = page.body.splitlines()
    for numbers in _lists(page.good) if not page.markup else ():
        entries = [lines[number - 1] for number in numbers]
        for number, entry in zip(numbers, reversed(entries), strict=True):
            lines[number - 1] = entry
    return "\n".join(lines)


CHANGES: tuple[Change, ...] = (
    *(prose_on_top, prose_at_the_end, another_menu, another_footer),
    *(doubled_blank_lines, other_elements, lists_in_reverse),
)


def _lists(reading: Reading) -> Iterator[list[int]]:
    kinds = (StateValue, OrganizationValue, ThemeValue)
    for field in {value.field for value in reading.values if isinstance(value, kinds)}:
        values = reading.of(field)
        numbers = [value.quote.line for value in values]
        shared = {value.quote.line for value in reading.values if value.field != field}
        plain = all(_is_alone(value) for value in values)
        if plain and len(set(numbers)) == len(numbers) and not shared & set(numbers):
            yield numbers


def _is_alone(value: object) -> bool:
    return (
        isinstance(value, StateValue | OrganizationValue) and value.quote.words == value.listed_as
    )


def _prose(page: Page) -> str:
    return PROSE[page.good.language.value]


def _before(page: Page, markup: str, text: str) -> str:
    if not page.markup:
        return text + page.body
    return re.sub(r"<body[^>]*>", lambda found: found[0] + markup, page.body, count=1)


def _behind(page: Page, markup: str, text: str) -> str:
    if not page.markup:
        return page.body + text
    return page.body.replace("</body>", f"{markup}</body>")


@cache
def _pages(folder: Path) -> tuple[Page, ...]:
    paths = [path for kind in ("txt", "html") for path in sorted(folder.rglob(f"*.{kind}"))]
    return tuple(_page(path) for path in paths[::STEP])


def _page(path: Path) -> Page:
    case = json.loads(path.with_name(path.stem + ".expected.json").read_text(encoding="utf-8"))
    url = str(case.get("canonical_url") or case["url"])
    body, whole = path.read_text(encoding="utf-8"), not case.get("truncated", False)
    good = read_page(Capture(url=url, body=body.encode(), whole=whole))
    return Page(path.name, url, body, whole, good)


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: str(change.__name__))
def test_what_changes_from_day_to_day_is_not_held(cases: Path, change: Change) -> None:
    different: list[str] = []
    held: dict[str, list[str]] = {}
    for page in _pages(cases):
        capture = Capture(url=page.url, body=change(page).encode(), whole=page.whole)
        fresh = read_page(capture)
        if not _is_same(profile(fresh), profile(page.good)):
            different.append(page.name)
        # A page that says nothing is held whatever changes around it.
        findings = set(review_page(fresh, page.good)) - set(review_page(page.good, None))
        if holds := [one.message for one in findings if one.severity is Severity.HOLD]:
            held[page.name] = holds
    known = {name for name, done in NAMES if done == change.__name__}
    known &= {page.name for page in _pages(cases)}
    assert set(held) == known, held
    assert set(different) == known, f"{len(different)} of {len(_pages(cases))} differ"


def _is_same(fresh: Profile, good: Profile) -> bool:
    """Whether all is equal, but for what has come at the end of a section of prose."""
    more = [one for one in OPEN_ENDED if len(fresh.of(one)) >= len(good.of(one))]
    return _without(fresh, more) == _without(good, more)


def _without(one: Profile, fields: list[str]) -> Profile:
    kept = {field: marks for field, marks in one.fields.items() if field not in fields}
    words = {field: keys for field, keys in one.words.items() if field not in fields}
    return msgspec.structs.replace(one, fields=kept, words=words)
