"""What of a page belongs to its process: whether it names it, and parts that are another's."""

import re
from collections import Counter
from itertools import islice

import msgspec

from ingest.catalogue.catalogue import CatalogueProcess, load_catalogue
from ingest.catalogue.keys import key
from ingest.reading.found import Doubt, Quote
from ingest.reading.outline.lines import Line, Outline
from ingest.reading.vocabulary.labels import load_labels
from ingest.reading.vocabulary.processes import processes_in
from ingest.reading.vocabulary.series import series_named

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
        return outline, ()
    kept = tuple(
        msgspec.structs.replace(line, navigation=True) if line.number in aside else line
        for line in outline.lines
    )
    doubts = tuple(_doubt(part, url) for part in parts)
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
    """The id of the process whose name the whole line is."""
    if line.item or line.cell or len(key(line.text)) < _TELLING:
        return None
    named = load_catalogue().named(line.text)
    return named.id if named else None


def _opens(part: tuple[Line, ...]) -> bool:
    if 0 < part[0].heading <= _HIGH:
        return True
    labels = (load_labels().read(line.text) for line in part[1:_HEAD])
    return any(label is not None and label.field in _OPENING for label in labels)


def _doubt(part: tuple[Line, ...], url: str) -> Doubt:
    first = part[0]
    said = Quote(words=first.text, line=first.number, rule="title of another process")
    message = f"{len(part)} lines of {url} are of another process: {first.text[:200]}"
    return Doubt(code="another-process", message=message, quote=said)
