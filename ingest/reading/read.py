"""One capture → one reading: the walk of a page as far as the page alone can tell."""

from collections.abc import Iterator
from typing import cast

from ingest.errors import NotThePage
from ingest.page import Capture
from ingest.reading.families import FAMILIES, Family
from ingest.reading.found import Doubt, Quote
from ingest.reading.normalize.normalize import normalize
from ingest.reading.outline.lines import LONGEST, LOST, Outline
from ingest.reading.outline.read import read_outline
from ingest.reading.reading import AnyValue, Reading
from ingest.reading.recognition.belonging import own_part
from ingest.reading.recognition.endings import endings
from ingest.reading.recognition.impostors import impostor_of
from ingest.reading.recognition.recognize import DOCUMENT, INDEX, OTHER, family_of, language_of

_OF_SEVERAL = frozenset({INDEX, DOCUMENT})
"""Families of pages that are of no process alone: lists of processes, and documents."""


def read_page(capture: Capture, family_name: str | None = None) -> Reading:
    """What the page says; no text is too strange for it.

    The family is told by address and head, unless the caller knows it.
    Raises NotText, TooLarge, BadAddress, and NotThePage where another page came in its place.
    """
    outline = read_outline(capture.body, capture.media_type)
    refresh = next((value for name, value in capture.headers if name.lower() == "refresh"), "")
    impostor = impostor_of(outline, capture.final_url or capture.url, refresh)
    if impostor is not None:
        raise NotThePage(impostor.kind, impostor.words)
    family = _family(family_name or family_of(capture.url, outline), outline)
    of_process = family.name not in _OF_SEVERAL
    more = tuple(endings(outline, capture.url)) if of_process else ()
    if of_process:
        outline, others = own_part(outline, capture.url)
        more += others
    found = family.read(outline, capture.url)
    values, doubts, ignored = normalize(found)
    if not outline.lines:
        doubts = (Doubt(code="empty-page", message=f"{capture.url} has no words"), *doubts)
    elif family.name == OTHER:
        message = f"{capture.url} is of no known family; only labels and plain sentences were read"
        doubts = (Doubt(code="unknown-family", message=message), *doubts)
    doubts = (*doubts, *more, *_of_signs(outline, capture.url))
    return Reading(
        url=capture.url,
        capture=capture.digest,
        language=language_of(capture.url, outline),
        family=family.name,
        whole=capture.whole,
        values=cast("tuple[AnyValue, ...]", values),  # all kinds of Value are named there
        doubts=doubts,
        ignored=ignored,
    )


def _of_signs(outline: Outline, url: str) -> Iterator[Doubt]:
    if outline.parted:
        message = (
            f"{outline.parted} lines of {url} are longer than {LONGEST:,} characters and were read "
            "in parts; what stands across a cut is not found"
        )
        yield Doubt(code="long-line", message=message)
    broken = [line for line in outline.lines if LOST in line.text]
    if broken:
        message = f"signs that cannot be read stand, as {LOST}, on {len(broken)} of {url}'s lines"
        first = broken[0]
        said = Quote(words=first.text, line=first.number, rule="signs that cannot be read")
        yield Doubt(code="unreadable-signs", message=message, quote=said)


def _family(name: str, outline: Outline) -> Family:
    if name == OTHER:
        known = (family for family in FAMILIES if family.knows(outline))
    else:
        known = (family for family in FAMILIES if family.name == name)
    return next(known, FAMILIES[-1])
