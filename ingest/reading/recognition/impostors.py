"""Pages that are not what was asked for, although they came with status 200.

Servers answer with challenges, login forms, error pages and parked domains as if all were well;
other pages hold nothing but the way to another one, or scripts that make the page. Such a page is
known by its title, its heading or its first lines as a whole, or by a sentence on a page that says
little besides: a real page may speak of maintenance and of access denied.
"""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import islice

import msgspec

from ingest.catalogue.keys import key
from ingest.reading.outline.lines import Outline
from ingest.reading.recognition.forwarding import refreshed_to, scripted_to
from ingest.reading.vocabulary.labels import load_labels
from ingest.reading.vocabulary.tables import read_table
from ingest.reading.vocabulary.worded import worded_pattern

_FIRST = 3
"""Lines among which the heading of a page without markup stands."""
_SEEN = 40
"""Lines that are looked at for a sentence; error pages have it above their footer."""
_LONGEST = 160
"""Characters of a head or of a sentence; prose is longer."""
_SHORT = 1_000
"""Characters of a page that says nothing but the one thing."""
_BARE = 200
"""Characters of a page that says next to nothing."""
_PARTS = re.compile(r"\s+[|–—·»:-]+\s+|\s*\|\s*")
"""What stands between the page's and the site's names in a title."""
_STATUS = worded_pattern(
    r"(?:http\s?)?(?:{error}\W*)?[45]\d\d\b\W*|\W*\b(?:{error}\W*)?[45]\d\d\W*$", re.I
)
"""A number of status before the words or behind them: 4xx and 5xx (RFC 9110, 15.5 and 15.6)."""


class Impostor(msgspec.Struct, frozen=True):
    """What a page is instead of the one that was asked for."""

    kind: str
    """`challenge`, `login`, `error`, `maintenance`, `parked`, `forwarding`, `framed` or
    `scripted`."""
    words: str
    """The words that show it, or the address that the page leads to."""


class _Head(msgspec.Struct, frozen=True):
    text: str
    strong: bool
    """Whether it is a title, or a heading of a page that says little besides; menus, too, say
    "Log in" and "Error"."""


class _Words(msgspec.Struct, frozen=True):
    heads: Mapping[str, str]
    titles: Mapping[str, str]
    says: Mapping[str, str]
    pieces: Mapping[str, str]
    bare: Mapping[str, str]
    """Keys of words → kind; `pieces` hold all of `says`, and `bare` all of `pieces`."""
    patterns: tuple[tuple[str, re.Pattern[str]], ...]


def impostor_of(outline: Outline, url: str = "", refresh: str = "") -> Impostor | None:
    """What the page really is, or None where nothing speaks against it.

    `url` is its address, and `refresh` the header of that name, if there is one.
    """
    text = _short_text(outline)
    where = refreshed_to(outline, url, text, refresh) or scripted_to(outline, url, text)
    if where:
        return Impostor("forwarding", where)
    found = (_by_head(head) for head in _heads(outline, short=text is not None))
    told = next(filter(None, found), None) or _by_line(outline) or _by_piece(outline, text)
    return told or _without_words(outline, text)


def _without_words(outline: Outline, text: str | None) -> Impostor | None:
    """A page that says nothing itself: other pages or scripts stand in the place of words.

    A long menu may be the page, in markup that is broken.
    """
    if text != "" or sum(len(line.text) for line in outline.lines) > _BARE:
        return None
    if outline.unseen.frame:
        return Impostor("framed", outline.unseen.frame[:_LONGEST])
    if outline.unseen.scripted or outline.unseen.words:
        return Impostor("scripted", (outline.unseen.words or outline.title)[:_LONGEST])
    return None


def _heads(outline: Outline, *, short: bool) -> Iterator[_Head]:
    if outline.title:
        yield from (_Head(part, True) for part in _parts(outline.title))
    for at, line in enumerate(islice(outline.content(), _SEEN)):
        if line.heading == 1 or at < _FIRST:
            strong = short and (line.heading == 1 or len(outline.lines) == 1)
            yield from (_Head(part, strong) for part in _parts(line.text))


def _parts(text: str) -> tuple[str, ...]:
    """The words as a whole, and the first and the last of several parts."""
    if len(text) > _LONGEST:
        return ()
    parts = _PARTS.split(text)
    return (text, parts[0], parts[-1]) if len(parts) > 1 else (text,)


def _by_head(head: _Head) -> Impostor | None:
    words = _load()
    bare = _STATUS.sub("", head.text, count=1)
    if head.strong and head.text and not bare:
        return Impostor("error", head.text)
    tables = (words.heads, words.titles) if head.strong else (words.heads,)
    for table in tables:
        kind = table.get(key(head.text)) or table.get(key(bare))
        if kind:
            return Impostor(kind, head.text)
    return next(
        (Impostor(kind, head.text) for kind, one in words.patterns if one.fullmatch(head.text)),
        None,
    )


def _by_line(outline: Outline) -> Impostor | None:
    says = _load().says
    for line in islice(outline.content(), _SEEN):
        if len(line.text) <= _LONGEST and (kind := says.get(key(line.text))):
            return Impostor(kind, line.text)
    return None


def _by_piece(outline: Outline, text: str | None) -> Impostor | None:
    if text is None:
        return None
    pieces = _load().pieces
    if len(text) <= _BARE:
        text = f"{text} {outline.unseen.words}".strip()
        pieces = _load().bare
    known = key(text)
    return next(
        (Impostor(kind, text[:_LONGEST]) for one, kind in pieces.items() if one in known), None
    )


def _short_text(outline: Outline) -> str | None:
    """The words of a page that has few and no label of ours, else None."""
    texts: list[str] = []
    room = _SHORT
    for line in outline.content():
        texts.append(line.text)
        room -= len(line.text)
        if room < 0 or _opens(line.text):
            return None
    return " ".join(texts)


def _opens(text: str) -> bool:
    label = load_labels().read(text)
    return label is not None and label.opens


@cache
def _load() -> _Words:
    tables: dict[str, dict[str, list[str]]] = read_table("impostors.toml")

    def keys(name: str) -> dict[str, str]:
        return {key(words): kind for kind, one in tables.items() for words in one.get(name, ())}

    return _Words(
        heads=keys("heads"),
        titles=keys("titles"),
        says=keys("says"),
        pieces=keys("says") | keys("pieces"),
        bare=keys("says") | keys("pieces") | keys("bare"),
        patterns=tuple(
            (kind, re.compile("|".join(f"(?:{one})" for one in table["patterns"]), re.I))
            for kind, table in tables.items()
            if "patterns" in table
        ),
    )
