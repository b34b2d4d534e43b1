"""What of a page belongs to its process: whether it names it, and parts that are another's."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import islice

import msgspec

from ingest.catalogue.catalogue import CatalogueProcess, load_catalogue
from ingest.catalogue.keys import key
from ingest.reading.found import Doubt, Quote
from ingest.reading.outline.lines import Line, Outline
from ingest.reading.vocabulary.dates import find_dates
from ingest.reading.vocabulary.labels import load_labels
from ingest.reading.vocabulary.processes import namings_in, processes_in
from ingest.reading.vocabulary.series import series_named
from ingest.reading.vocabulary.symbols import find_symbols

_TELLING = 12
"""Letters of a name that stands on a line of its own by no chance."""
_SHORTEST = 6
"""Letters of a name that is found within other words."""
_HEAD = 12
"""Lines in which a page says what it is about, and in which the labels of a process begin."""
_TITLES = 3
"""Lines of which one is the title, where there is no markup."""
_HIGH = 2
"""Headings of these levels are titles."""
_OPENING = frozenset({"type", "region", "association", "established", "launched", "objectives"})
"""Labels with which the page of a process begins."""
_ONCE = frozenset({"type", "association", "established"})
"""Labels that the page of a process has once."""
_TWICE = 2
"""So many of them doubled are no slip of an editor."""
_DATED = 60
"""Characters of a line that says when and where a meeting is."""
_MOST = 0.5
"""The share of a title's letters that the name of its process has."""
_LONGEST = 160
"""Characters of a title."""


def own_part(outline: Outline, url: str) -> tuple[Outline, tuple[Doubt, ...]]:
    """The page, with what stands under the title of another process put aside, and doubts.

    A title is a line of its own that is the name of a process; what it opens is of that process
    where it is a heading or is followed by the labels with which the page of a process begins.
    """
    own = load_catalogue().id_of(url)
    lines = tuple(outline.content())
    titles = [(at, one) for at, line in enumerate(lines) if (one := _titled(line))] if own else []
    ends = [*(at for at, _ in titles), len(lines)][1:]
    parts = [
        lines[at:end]
        for (at, one), end in zip(titles, ends, strict=True)
        if one != own and _opens(lines[at:end])
    ]
    aside = {line.number for part in parts for line in part}
    if not aside:
        return outline, tuple(_doubled(lines, url) if own else ())
    kept = tuple(
        msgspec.structs.replace(line, navigation=True) if line.number in aside else line
        for line in outline.lines
    )
    rest = [line for line in lines if line.number not in aside]
    doubts = (*(_doubt(part, url) for part in parts), *_doubled(rest, url))
    return msgspec.structs.replace(outline, lines=kept), doubts


def is_about(outline: Outline, process: CatalogueProcess) -> bool:
    """Whether a page names the process, and has not the name of another one for a title."""
    lines = [line for line in outline.content() if not line.item]
    titles = [outline.title, *(line.text for line in islice(lines, _TITLES))]
    titles += [line.text for line in lines if 0 < line.heading <= _HIGH]
    if any(_names(words, process) for words in titles):
        return True
    if any(processes_in(words) - {process.id} for words in titles):
        return False
    others = Counter(one for line in lines for one in processes_in(line.text) - {process.id})
    own = sum(_names(line.text, process) for line in outline.lines)
    return own > 0 and 2 * own >= max(others.values(), default=0)


def _names(text: str, process: CatalogueProcess) -> bool:
    folded = key(text)
    series = series_named(process.series) if process.series else None
    of_series = series.spellings if series else ()
    names = (*process.names.values(), *process.usual.values(), *process.aliases, *of_series)
    if any(len(one) >= _SHORTEST and one in folded for one in map(key, names)):
        return True
    short = [re.escape(one) for one in names if len(key(one)) < _SHORTEST and not one.isupper()]
    marks = [re.escape(one) for one in (*process.acronyms.values(), *names) if one.isupper()]
    said = "|".join((*marks, *(f"(?i:{one})" for one in short)))
    return bool(said) and re.search(rf"(?<!\w)(?:{said})(?!\w)", text) is not None


def _titled(line: Line) -> str | None:
    """The id of the one process whose name is most of the line: "Fourth Meeting of the …"."""
    text = line.text
    if line.item or line.cell or len(text) > _LONGEST or len(key(text)) < _TELLING:
        return None
    named = load_catalogue().named(text)
    if named is not None:
        return named.id
    told = text.endswith((".", ";", ",")) or find_symbols(text)  # a sentence, a document
    found = {} if told else namings_in(text)
    ident, letters = next(iter(found.items()), ("", 0))
    return ident if len(found) == 1 and letters > _MOST * len(key(text)) else None


def _opens(part: tuple[Line, ...]) -> bool:
    """Whether it is a heading, or has what a page begins with: a date, or labels below it."""
    precise = any(one.precise for one in find_dates(part[0].text))
    dated = precise or any(map(_is_date, part[1:_TITLES]))
    if dated or 0 < part[0].heading <= _HIGH:
        return True
    labels = (load_labels().read(line.text) for line in part[1:_HEAD])
    return any(label is not None and label.field in _OPENING for label in labels)


def _is_date(line: Line) -> bool:
    dates = find_dates(line.text)
    return bool(dates) and dates[0].at == 0 and len(line.text) <= _DATED


def _doubled(lines: Iterable[Line], url: str) -> Iterator[Doubt]:
    """Labels of two pages on one, where no title tells the two apart."""
    labels = ((line, load_labels().read(line.text, line.openings)) for line in lines)
    told = [(line, one.field) for line, one in labels if one and one.field in _ONCE]
    twice = {field for field, times in Counter(field for _, field in told).items() if times > 1}
    if len(twice) >= _TWICE:
        line = next(line for line, field in reversed(told) if field in twice)
        said = Quote(words=line.text, line=line.number, rule="labels that a page has once")
        message = f"{url} says {', '.join(sorted(twice))} twice: perhaps two pages in one"
        yield Doubt(code="said-twice", message=message, quote=said)


def _doubt(part: tuple[Line, ...], url: str) -> Doubt:
    first = part[0]
    said = Quote(words=first.text, line=first.number, rule="title of another process")
    message = f"{len(part)} lines of {url} are of another process: {first.text[:200]}"
    return Doubt(code="another-process", message=message, quote=said)
