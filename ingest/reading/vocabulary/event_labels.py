"""The words of `event_labels.toml`, compiled."""

import re
from functools import cache

import msgspec

from ingest.catalogue.keys import key
from ingest.reading.patterns import lazy_pattern
from ingest.reading.vocabulary.loosely import any_of
from ingest.reading.vocabulary.tables import read_table

_COLON = lazy_pattern(r"(?P<label>[^:]{2,60}?)\s?:\s*(?P<value>.*)", re.S)


class EventLabels(msgspec.Struct, frozen=True, kw_only=True):
    """What a line of its own, or the words before its colon, stand for."""

    kinds: dict[str, str]
    """Key of a label → date, place, programme, organizer, documents or other."""
    sessions: frozenset[str]
    nouns: re.Pattern[str]
    bodies: re.Pattern[str]
    venues: re.Pattern[str]
    rooms: re.Pattern[str]
    """Nouns of rooms and buildings: a conference room is no conference."""
    attached: re.Pattern[str]
    """Nouns of what is about a meeting and has a date of its own: report, hearing, deadline…"""
    papers: re.Pattern[str]
    """The beginning of a title that is about a meeting and names none."""
    dated: re.Pattern[str]
    """The end of words behind which a date is that of another event or document."""
    periods: dict[str, int]
    organizers: re.Pattern[str]
    """A label of organizers with the words that follow it without a colon."""

    def read(self, text: str) -> tuple[str, str] | None:
        """Kind of label and the value beside it, or None where the line has no label."""
        kind = self.kinds.get(key(text))
        if kind is not None:
            return kind, ""
        found = _COLON.fullmatch(text)
        kind = self.kinds.get(key(found["label"])) if found else None
        return (kind, found["value"]) if found and kind else None

    def organized(self, text: str) -> str:
        """Who organizes a meeting by words that begin with that label: "Organized by X"."""
        found = self.organizers.match(text)
        return found["body"] if found else ""

    def is_session(self, text: str) -> bool:
        """Whether the line names a part of the day."""
        return key(re.sub(r"\s*\([^)]*\)\s*$", "", text)) in self.sessions


@cache
def load_event_labels() -> EventLabels:
    """Read the labels that come with the package, once."""
    words = read_table("event_labels.toml")
    beside = words["attached"]
    attached = any_of([*words["nouns"]["words"], *beside["papers"], *beside["events"]])
    papers = any_of(beside["papers"])
    return EventLabels(
        kinds={key(one): kind for kind, all_of in words["labels"].items() for one in all_of},
        sessions=frozenset(map(key, words["sessions"]["words"])),
        nouns=_whole(words["nouns"]["words"]),
        bodies=_whole(words["bodies"]["words"]),
        venues=_whole(words["venues"]["words"]),
        rooms=_whole(words["rooms"]["words"]),
        attached=re.compile(rf"(?<!\w)(?:{attached})s?(?!\w)", re.I),
        papers=re.compile(
            rf"(?:[\w-]+\s){{0,2}}?(?:{papers})s?\s"
            rf"(?:{any_of(beside['about'])})\s",
            re.I,
        ),
        dated=re.compile(rf"(?<!\w)(?:{attached})s?\s(?:{any_of(beside['of'])})\s$", re.I),
        organizers=re.compile(
            rf"(?:{any_of(words['labels']['organizer'])})\s?:?\s(?P<body>\S.*)", re.I
        ),
        periods={key(word): years for word, years in words["periods"].items()},
    )


def _whole(phrases: list[str]) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{any_of(phrases)})(?!\w)", re.I)
