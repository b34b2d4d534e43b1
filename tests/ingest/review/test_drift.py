"""Every page case, damaged as a redesign would damage it: no loss goes by in silence.

A page is read as the last good one and read again with a section taken out, a label renamed, half
a list dropped, two labels swapped, or a front page in its place. What was lost is counted here
anew, not by the profile that the rules compare.
"""

import json
import os
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from html import escape
from itertools import combinations, pairwise
from pathlib import Path
from typing import NamedTuple

import pytest
from bs4 import BeautifulSoup
from bs4.element import NavigableString

from ingest.catalogue.keys import key
from ingest.errors import IngestError
from ingest.page import Capture
from ingest.reading import reading as read
from ingest.reading.labels.sections import cut
from ingest.reading.outline.lines import Line, Outline
from ingest.reading.outline.read import read_outline
from ingest.reading.read import read_page
from ingest.reading.vocabulary.labels import load_labels
from ingest.review.rules import review_page
from snapshots.checks import Severity

EVERY = os.environ.get("TEST_DRIFT") == "all"
STEP = 1 if EVERY else 4
"""Every fourth page is damaged by default; TEST_DRIFT=all damages all of them, in all ways."""
NONSENSE = "Zorblax quuntel"
PROSE = "The weather in the hills was mild all week, and the river ran low between its banks."
NOBODY = "nobody"
CODES = ("state", "organization", "theme", "type", "series", "number")
WORDS = ("text", "listed_as", "words", "title", "item", "name")
OF_THE_PAGE = frozenset({"language-changed", "family-changed", "required-sections", "more-precise"})
"""Rules that look at the page, whatever values it lost, or at dates that lost nothing."""
MENU = ("Home", "What we do", "Newsroom", "Our offices", "Work with us")
FRONT = {
    "en": """Welcome to our website
Latest news
- A new office opens its doors to the public
- Photo essay: a year in pictures from the field
- Staff share the stories that are on their minds
Read more of what was said and done at the last of this year's exhibitions.""",
    "fr": """Bienvenue sur le site
Actualités
- Un nouveau bureau ouvre ses portes au public
- Les photos de cette année, une par une, dans le détail
- Des collègues ont raconté leur journée sur le terrain
Lire la suite pour savoir où et par qui les prix des concours ont été remis.""",
    "es": """Bienvenidos a la página del sitio
Noticias
- Una nueva oficina abre sus puertas al público
- Las fotos del año, una por una, con sus autores
- Los colegas cuentan sus historias sobre el terreno
Leer más para saber por qué y con quién se hizo la exposición, y cómo fue.""",
}
"""A site's front page, in the language of the page in whose place it comes."""
COUNTED = frozenset(
    {"chair", "declared", "objectives", "agenda"} | {"address", "phone", "fax", "email", "website"}
)
"""Fields whose values change in normal life: what counts is how many they are, and that they do not
stand in another field."""


class Page(NamedTuple):
    name: str
    url: str
    body: bytes
    markup: bool
    whole: bool


class Source(NamedTuple):
    """A page that is read as the last good one."""

    page: Page
    outline: Outline
    good: read.Reading


Changes = Mapping[int, str | None]
"""Line → its new words; None takes it out."""
Mutation = tuple[str, bytes]
"""What was done, and the page after it."""


@cache
def _pages(folder: Path) -> tuple[Page, ...]:
    return tuple(
        _page(path) for kind in ("txt", "html") for path in sorted(folder.rglob(f"*.{kind}"))
    )


def _page(path: Path) -> Page:
    case = json.loads(path.with_name(path.stem + ".expected.json").read_text(encoding="utf-8"))
    url = str(case.get("canonical_url") or case["url"])
    whole = not case.get("truncated", False)
    return Page(path.name, url, path.read_bytes(), path.suffix == ".html", whole)


def _source(page: Page) -> Source:
    return Source(page, read_outline(page.body), _read(page, page.body))


def _read(page: Page, body: bytes) -> read.Reading:
    return read_page(Capture(url=page.url, body=body, whole=page.whole))


# Changing lines


def edited(source: Source, changes: Changes) -> bytes | None:
    """The page with lines changed; None where the markup does not let us."""
    if source.page.markup:
        return _edited_markup(source, changes)
    lines = source.page.body.decode().splitlines()
    kept = (
        _with_words(raw, changes[number]) if number in changes else raw
        for number, raw in enumerate(lines, start=1)
    )
    return "\n".join(line for line in kept if line is not None).encode()


def _with_words(raw: str, words: str | None) -> str | None:
    """A line of text with other words behind its bullet."""
    if words is None:
        return None
    bullet = re.match(r"\s*(?:[-•*·▪◦‣–—o](?=\s|$)\s*)?", raw)
    return (bullet[0] if bullet else "") + words


def _edited_markup(source: Source, changes: Changes) -> bytes | None:
    soup = BeautifulSoup(source.page.body.decode(), "lxml")
    nodes = [one for one in soup.find_all(string=True) if _is_shown(one)]
    stream = "".join(key(str(node)) for node in nodes)
    if stream != "".join(key(line.text) for line in source.outline.lines):
        return None
    at, end = 0, 0
    ends: list[tuple[int, Line]] = []
    for line in source.outline.lines:
        end += len(key(line.text))
        ends.append((end, line))
    done: set[int] = set()
    for node in nodes:
        at += len(key(str(node)))
        line = next((line for end, line in ends if at <= end), None)
        if line is None or line.number not in changes or not key(str(node)):
            continue
        words = changes[line.number] if line.number not in done else None
        done.add(line.number)
        node.replace_with(words or "")
    return str(soup).encode()


def _is_shown(node: NavigableString) -> bool:
    silent = {"script", "style", "title", "head", "noscript", "template", "iframe"}
    return type(node) is NavigableString and not any(one.name in silent for one in node.parents)


# What is done to a page


class Part(NamedTuple):
    """A label that gave values, and the lines below it."""

    label: str
    field: str
    line: Line
    lines: tuple[Line, ...]


def parts(source: Source) -> tuple[Part, ...]:
    cited = {line for value in source.good.values for line in value.quote.lines()}
    made: dict[int, Part] = {}
    for one in cut(source.outline, load_labels()).sections:
        numbers = {one.line.number, *(line.number for line in one.lines)}
        if numbers & cited:
            made.setdefault(
                one.line.number, Part(one.label.words, one.label.field, one.line, one.lines)
            )
    return tuple(made.values())


def without_a_section(source: Source) -> Iterator[tuple[str, Changes]]:
    for part in parts(source):
        yield (
            f"without {part.label!r}",
            {part.line.number: None} | {one.number: None for one in part.lines},
        )


def without_a_field(source: Source) -> Iterator[tuple[str, Changes]]:
    """All lines that gave the values of a field, whatever stood above them."""
    for field, values in _by_field(source.good).items():
        lines = {line for value in values for line in value.quote.lines() if line}
        if lines:
            yield f"without the lines of {field}", dict.fromkeys(lines)


def renamed_label(source: Source) -> Iterator[tuple[str, Changes]]:
    for part in parts(source):
        yield (
            f"{part.label!r} renamed",
            {part.line.number: part.line.text.replace(part.label, NONSENSE, 1)},
        )


def swapped_labels(source: Source) -> Iterator[tuple[str, Changes]]:
    known = parts(source)
    for one, other in combinations(known, 2) if EVERY else pairwise(known):
        if one.field != other.field:
            yield (
                f"{one.label!r} and {other.label!r} swapped",
                {
                    one.line.number: one.line.text.replace(one.label, other.label, 1),
                    other.line.number: other.line.text.replace(other.label, one.label, 1),
                },
            )


def half_a_list(source: Source) -> Iterator[tuple[str, Changes]]:
    for field, values in _by_field(source.good).items():
        kept, gone = values[: len(values) // 2], values[len(values) // 2 :]
        if not kept:
            continue
        lines = {line for value in gone for line in value.quote.lines()}
        lines -= {line for value in kept for line in value.quote.lines()}
        changes = _cut_words(source, gone) if not lines else dict.fromkeys(lines)
        if changes:
            yield f"half of {field}", changes


def _cut_words(source: Source, gone: Iterable[read.Value]) -> Changes:
    """The lines without the words of the values, where several stand on one."""
    texts = {line.number: line.text for line in source.outline.lines}
    made: dict[int, str] = {}
    for value in gone:
        line = value.quote.line
        words = str(getattr(value, "listed_as", "") or getattr(value, "words", ""))
        if words and words in made.get(line, texts.get(line, "")):
            head, _, tail = made.get(line, texts[line]).rpartition(words)
            made[line] = head.rstrip(" ,;") + tail
    return dict(made)


DAMAGES: tuple[Callable[[Source], Iterator[tuple[str, Changes]]], ...] = (
    *(without_a_section, without_a_field, renamed_label, swapped_labels, half_a_list),
)


def damaged(source: Source) -> Iterator[tuple[str, Mutation]]:
    for damage in DAMAGES:
        for name, changes in damage(source):
            body = edited(source, changes)
            if body is not None:
                yield damage.__name__, (name, body)
    for kind, page in (("text", front_page), ("HTML", front_page_in_markup)):
        yield "front_page", (f"front page, {kind}", page(source.good.language.value))


def front_page(language: str) -> bytes:
    menu = "".join(f"- {entry}\n" for entry in MENU)
    return (menu + FRONT[language]).encode()


def front_page_in_markup(language: str) -> bytes:
    lines = "".join(f"<p>{escape(line)}</p>" for line in FRONT[language].splitlines())
    menu = "".join(f"<li>{entry}</li>" for entry in MENU)
    head = f'<html lang="{language}"><head><title>Home</title></head>'
    return f"{head}<body><nav><ul>{menu}</ul></nav>{lines}</body></html>".encode()


# What was lost


Fields = Mapping[str, Sequence[read.Value]]


def _by_field(reading: read.Reading) -> dict[str, list[read.Value]]:
    made: dict[str, list[read.Value]] = defaultdict(list)
    for value in reading.values:
        if value.field != "chairs_incoming":  # who was to come has come: no loss
            made[_field(value)].append(value)
    return made


def _field(value: read.Value) -> str:
    match value:
        case read.ChairValue(current=False):
            return "chairs_past"
        case read.ChairValue() | read.NoChairValue():
            return "chair"
        case read.MeetingValue(kind="RELATED"):
            return "related"
        case read.ContactValue():
            return value.kind
        case read.CountValue(field="participating_states_declared"):
            return "declared"
    return value.field


def _atoms(value: read.Value) -> tuple[str, ...]:
    """What the value is, apart from how the page puts it."""
    if isinstance(value, read.NoChairValue):
        return (NOBODY,)
    if isinstance(value, read.DocumentValue):
        said = key(value.title or value.quote.words)
        return tuple(symbol.text for symbol in value.symbols) or (said,)
    if isinstance(value, read.DateValue):
        return (value.span.start[: len("2009")],)  # a sentence may have the day of a label's year
    span = getattr(value, "span", None) or getattr(value, "date", None)
    if span is not None:
        return (str(getattr(span, "start", span)),)
    codes = (getattr(value, name, None) for name in CODES)
    words = (getattr(value, name, None) for name in WORDS)
    code = next((str(one) for one in codes if one), None)
    return (code or next((key(one) for one in words if one), key(value.quote.words)),)


def losses(good: read.Reading, fresh: read.Reading) -> Mapping[str, float]:
    """Field → the share of its values that the fresh reading lacks; only fields with a loss."""
    before, now = _by_field(good), _by_field(fresh)
    made = {}
    for field, values in before.items():
        had = {one for value in values for one in _atoms(value)}
        has = {one for value in now.get(field, ()) for one in _atoms(value)}
        gone = len(had - has)
        if field in COUNTED:
            gone = max(len(values) - len(now.get(field, ())), _moved(field, before, now))
            gone = max(gone, len(had)) if has == {NOBODY} != had else gone
        if gone > 0:
            made[field] = gone / (len(values) if field in COUNTED else len(had))
    return made


def _moved(field: str, before: Fields, now: Fields) -> int:
    """How many values of a field stand, by their words, in others that had none such before."""
    mine, still = _words(before[field]), _words(now.get(field, ()))
    others = (_words(now[one]) - _words(before.get(one, ())) for one in now if one != field)
    return len((mine - still) & set().union(*others))


def _words(values: Iterable[read.Value]) -> set[str]:
    known = (getattr(value, name, None) for value in values for name in WORDS)
    return {key(words) for words in known if words}


class Tally(NamedTuple):
    counts: Counter[str]
    silent: list[str]
    loud: list[str]

    def __str__(self) -> str:
        counts = "\n".join(f"{name}: {count}" for name, count in sorted(self.counts.items()))
        return "\n".join((counts, "SILENT", *self.silent, "LOUD", *self.loud))


def _judge(source: Source, kind: str, mutation: Mutation, tally: Tally) -> None:
    name, body = mutation
    tally.counts[f"{kind} all"] += 1
    try:
        fresh = _read(source.page, body)
    except IngestError as error:
        tally.counts[f"{kind} refused: {error.code}"] += 1
        return
    lost = losses(source.good, fresh)
    findings = review_page(fresh, source.good)
    held = [one for one in findings if one.severity is Severity.HOLD]
    told = f"{source.page.name}: {name}: {lost} {[f'{one.rule}: {one.message}' for one in held]}"
    tally.counts[f"{kind} {'lost' if lost else 'kept'} {'held' if held else 'passed'}"] += 1
    if any(share > 0.1 for share in lost.values()) and not held:
        tally.silent.append(told)
    if not lost and any(one.rule not in OF_THE_PAGE for one in held):
        tally.loud.append(told)


@pytest.fixture(scope="module")
def sources(cases: Path) -> tuple[Source, ...]:
    return tuple(map(_source, _pages(cases)[::STEP]))


def test_no_loss_goes_by_in_silence_and_nothing_is_held_for_nothing(
    sources: tuple[Source, ...],
) -> None:
    tally = Tally(Counter(), [], [])
    for source in sources:
        for kind, mutation in damaged(source):
            _judge(source, kind, mutation, tally)
    assert (tally.silent, tally.loud) == ([], []), str(tally)
    assert tally.counts["half_a_list lost held"] > 0, str(tally)
