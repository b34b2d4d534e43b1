"""The head of a resolution: who adopted it and when, on which report, its number and title."""

import re

import msgspec

from ingest.reading.outline.passages import Passage
from ingest.reading.patterns import lazy_pattern
from ingest.reading.vocabulary.dates import DateSpan, date_at
from ingest.reading.vocabulary.worded import worded_pattern

_NEAR = 600
"""Characters behind the adoption within which the number and title of the resolution stand."""
_BASIS = lazy_pattern(r"[\[(](?P<words>[^\[\]]{8,400})\]")
_NUMBERED = lazy_pattern(
    r"(?<![\w/])(?P<number>(?:(?:S|ES)[-‐‑–])?\d{1,2}/\d{1,3})(?:\s?(?P<letter>[A-Z]))?\.\s(?=[^\W\d_])"
)
_TITLE_LENGTH = 400
_ADOPTION = worded_pattern(
    r"(?:{adopted_by}\s(?:{article}\s?)?(?P<organ>{organ})|{adopted_at}\s[^\[\],.]{1,30},?)", re.I
)
_ON = worded_pattern(r",?\s?{adopted_on}\s", re.I)
OPENING = worded_pattern(r"(?<!\w)(?:The\s|L['’]\s?|La\s|Le\s|El\s){organ}(?!\w)")
"""The organ as the subject of a resolution's one sentence: "The General Assembly, …"."""
_PLENARY = worded_pattern(r"(?<!\w)\d{1,4}(?:{ordinal_ending}|ª|a\.)?\s{plenary_meeting},?\s", re.I)


class ResolutionHead(msgspec.Struct, frozen=True, kw_only=True):
    """The pieces, in the page's words, with their places in the passage."""

    organ: str
    adopted: str = ""
    basis: str = ""
    basis_at: int = 0
    number: str = ""
    title: str = ""
    at: int
    to: int


def read_resolution(head: Passage) -> ResolutionHead | None:
    """The head of a resolution in the first lines of a page, or None."""
    found = _ADOPTION.search(head.text)
    if found is None:
        return None
    joint = _ON.match(head.text, found.end())
    date = date_at(head.text, joint.end()) if joint else None
    start = date.to if date else found.end()
    numbered = _NUMBERED.search(head.text, start, start + _NEAR)
    if numbered is None and found.start() not in head.starts:
        return None
    title_at = numbered.end() if numbered else start
    basis = _BASIS.search(head.text, start, numbered.start() if numbered else start + _NEAR)
    title = _title(head, title_at) if numbered else ""
    return ResolutionHead(
        organ=found["organ"] or "",
        adopted=head.text[date.at : date.to] if date else "",
        basis=basis["words"] if basis else "",
        basis_at=basis.start("words") if basis else 0,
        number=_number(numbered),
        title=title,
        at=found.start(),
        to=title_at + len(title),
    )


def _number(numbered: re.Match[str] | None) -> str:
    if numbered is None:
        return ""
    return numbered["number"] + (f" {numbered['letter']}" if numbered["letter"] else "")


def _title(head: Passage, at: int) -> str:
    """The words up to "The General Assembly,"; without it, up to the end of the line."""
    opener = next(
        (one for one in OPENING.finditer(head.text, at, at + _TITLE_LENGTH) if _opens(head, one)),
        None,
    )
    end = opener.start() if opener else head.line_end(head.line_at(at))
    return head.text[at:end].strip(" *") if end - at <= _TITLE_LENGTH else ""


def _opens(head: Passage, organ: re.Match[str]) -> bool:
    """A comma, the end of the line or a capital behind the organ: it is the subject."""
    behind = head.text[organ.end() : organ.end() + 2]
    return behind[:1] == "," or organ.end() + 1 in head.starts or behind[1:].isupper()


def adoption_below(text: str) -> DateSpan | None:
    """The one date that stands under "95th plenary meeting" at the end of a resolution."""
    found = [date for match in _PLENARY.finditer(text) if (date := date_at(text, match.end()))]
    return found[0] if len({date.start for date in found}) == 1 else None
