"""Places that words name beyond doubt: a known city, a State, a venue of the United Nations."""

from ingest.reading.normalize.meetings import Place, read_place
from ingest.reading.normalize.states import find_state
from ingest.reading.patterns import lazy_pattern
from ingest.reading.vocabulary.event_labels import load_event_labels
from ingest.reading.vocabulary.worded import worded_pattern

_WORD = r"[A-ZÀ-ÖØ-Þ][\w’'.-]*"
_NAME = rf"{_WORD}(?:\s(?:{{name_link}}\s)?{_WORD}){{0,4}}"
_CANDIDATE = worded_pattern(
    rf"(?:\b{{located}}|,)\s(?:{{article}}\s)?"
    rf"(?P<place>{_NAME}(?:,\s{_NAME})?(?:\s\({_NAME}\))?)"
)
_HOST = worded_pattern(rf"\b{{hosted_by}}\s(?:{{article}}\s)?(?P<state>{_NAME})")
_NAME_BEFORE = lazy_pattern(r"(?<!\w)[^\W\d_]*[A-ZÀ-Þ][\w’'.-]*\s$")
"""A capital makes what stands behind a part of a name: "ESCAP Headquarters"."""


def is_place(words: str) -> bool:
    """Whether the words are nothing but a place."""
    if len(words) > 120:
        return False
    place, labels = read_place(words), load_event_labels()
    venue = place.venue or ""
    if labels.nouns.search(venue) and not labels.rooms.search(venue):
        return False  # "Symposium on migrants, New York" is an event and where it was
    return bool(_is_known(place) or labels.venues.fullmatch(words.strip(" ,.")))


def place_in(words: str) -> str:
    """The first place of a phrase, with its State where one stands behind it, or nothing."""
    for found in _CANDIDATE.finditer(words):
        for candidate in (found["place"], found["place"].split(",")[0]):
            if _is_known(read_place(candidate)):
                return candidate.rstrip(".")
    host = _HOST.search(words)
    return host["state"] if host and find_state(host["state"]) else ""


def venue_in(words: str) -> str:
    """The venue of a phrase, or nothing where it is the end of another name."""
    found = load_event_labels().venues.search(words)
    return found[0] if found and not _NAME_BEFORE.search(words[: found.start()]) else ""


def _is_known(place: Place) -> bool:
    return bool(place.state or place.city)
