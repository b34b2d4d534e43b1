"""Meetings that a document names by a known name, with the place and date that follow it."""

import re
from collections.abc import Iterator
from functools import cache

import msgspec

from ingest.dates import find_dates
from ingest.documents.words import load_words, one_of
from ingest.vocabulary.places import load_places

_NAME = r"[A-Z][\w’'-]*(?:\s(?:of\s|de\s)?[A-Z][\w’'-]*){0,3}"
_PLACE = rf"(?:\s(?:in|at|en|à)\s(?:the\s|la\s|el\s)?(?P<place>{_NAME}))?"
_ON = r",?\s(?:on|from|les|le|du|el|los|del|los días|el día)\s"


class MeetingMention(msgspec.Struct, frozen=True):
    """A meeting in a sentence."""

    at: int
    to: int
    title: str
    place: str
    date: str


def meeting_mentions(text: str) -> Iterator[MeetingMention]:
    """Known meetings whose date is said in the same breath: name, held, place, date."""
    for found in _held().finditer(text):
        dates = find_dates(text[found.end() : found.end() + 60])
        first = dates[0] if dates else None
        place = found["place"] or ""
        if first is None or first.at != 0 or not first.precise:
            continue
        if place and load_places().find(place) is None:
            continue
        end = found.end() + first.to
        yield MeetingMention(
            found.start("name"), end, found["name"], place, text[found.end() : end]
        )


@cache
def _held() -> re.Pattern[str]:
    words = load_words().meetings
    return re.compile(
        rf"(?P<name>{one_of(words.series)}),?\s{one_of(words.held)}{_PLACE}{_ON}", re.I
    )
