"""The head of a resolution: who adopted it and when, on which report, its number and title."""

import re

import msgspec

from ingest.reading.outline.passages import Passage
from ingest.reading.patterns import lazy_pattern
from ingest.reading.vocabulary.dates import DateSpan, date_at
from ingest.reading.vocabulary.worded import worded_pattern

_NEAR = 600
"""Characters around the adoption within which the number and title of the resolution stand."""
_TITLE_LENGTH = 400
_BASIS = lazy_pattern(r"\s*[\[(](?P<words>[^\[\]]{8,400})\]")
_FIGURES = (
    r"(?<![\w/])(?P<number>(?:(?:S|ES)[-‐‑–]\s?)?\d{1,2}\s?/\s?\d{1,3})(?:\s?(?P<letter>[A-Z]))?"
)
_NUMBERED = lazy_pattern(rf"{_FIGURES}\s?\.\s?(?=[^\W\d_])")
"""The number before a title; text out of a PDF has blanks in it, or none behind it."""
_ADOPTION = worded_pattern(
    rf"(?:(?P<noun>{{resolution_noun}}|{{decision_noun}})\s(?:{_FIGURES},?\s)?)?{{adopted_by}}\s"
    r"(?:{article}\s?)?(?:{united_nations}\s)?(?P<organ>{organ})(?:\s{united_nations_behind})?(?!\w)"
    r"|(?P<council>{adopted_at})\s[^\[\],.]{1,30},?",
    re.I,
)
_ON = worded_pattern(r",?\s?(?:{adopted_on}\s)?", re.I)
OPENING = worded_pattern(r"(?<!\w){opening_article}\s?{organ}(?!\w)")
"""The organ as the subject of a resolution's one sentence: "The General Assembly, …"."""
_PREAMBLE = worded_pattern(r"(?<!\w){preamble}(?!\w)")
_PLENARY = worded_pattern(
    r"(?<!\w)\d{1,4}(?:{ordinal_ending}|{ordinal_mark})?\s{plenary_meeting},?\s", re.I
)


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
    behind = date.to if date else found.end()
    basis = _BASIS.match(head.text, behind)
    to = basis.end() if basis else behind
    numbered = _numbered(head, found, behind)
    if numbered is None and not (_opens_line(head, found) and (found["noun"] or found["council"])):
        return None
    at = numbered.end() if numbered else to
    title = head.text[at : found.start()] if at <= found.start() else _title(head, max(at, to))
    return ResolutionHead(
        organ=found["organ"] or "",
        adopted=head.text[date.at : date.to] if date else "",
        basis=basis["words"] if basis else "",
        basis_at=basis.start("words") if basis else 0,
        number=_number(numbered),
        title=title.strip(" *.,:") if numbered else "",
        at=min(found.start(), numbered.start() if numbered else found.start()),
        to=max(to, at) + (len(title) if at > found.start() else 0),
    )


def _numbered(head: Passage, found: re.Match[str], behind: int) -> re.Match[str] | None:
    """The number below the adoption, within its line, or before the title above it."""
    below = _NUMBERED.search(head.text, behind, behind + _NEAR)
    sure = found["noun"] or found["council"]
    if below and (sure or (_opens_line(head, found) and below.start() in head.starts)):
        return below
    if not _opens_line(head, found) or behind < head.line_end(head.line_at(found.start())) - 1:
        return None
    if found["number"]:
        return found
    above = _NUMBERED.finditer(head.text, max(0, found.start() - _NEAR), found.start())
    return next((one for one in above if one.start() in head.starts), None)


def _opens_line(head: Passage, found: re.Match[str]) -> bool:
    return found.start() in head.starts


def _number(numbered: re.Match[str] | None) -> str:
    if numbered is None:
        return ""
    number = numbered["number"].replace(" ", "")
    return number + (f" {numbered['letter']}" if numbered["letter"] else "")


def _title(head: Passage, at: int) -> str:
    """The words up to "The General Assembly, recalling"; without it, up to the end of the line."""
    within = (head.text, at, at + _TITLE_LENGTH)
    begins = [one.start() for one in OPENING.finditer(*within) if _opens(head, one)]
    begins += [one.start() for one in _PREAMBLE.finditer(*within) if one.start() > at]
    end = min(begins, default=head.line_end(head.line_at(at)))
    return head.text[at:end] if end - at <= _TITLE_LENGTH else ""


def _opens(head: Passage, organ: re.Match[str]) -> bool:
    """A comma, the end of the line or a capital behind the organ: it is the subject."""
    behind = head.text[organ.end() : organ.end() + 2]
    return behind[:1] == "," or organ.end() + 1 in head.starts or behind[1:].isupper()


def adoption_below(text: str) -> DateSpan | None:
    """The one date that stands under "95th plenary meeting" at the end of a resolution."""
    found = [date for match in _PLENARY.finditer(text) if (date := date_at(text, match.end()))]
    return found[0] if len({date.start for date in found}) == 1 else None
