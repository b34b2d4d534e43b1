"""The head of a document as its marks and headings tell it, and the record that they make."""

import re
from itertools import pairwise

import msgspec

from ingest.reading.documents.marks import Mark
from ingest.reading.outline.lines import Line
from ingest.reading.patterns import lazy_pattern
from ingest.reading.vocabulary.dates import find_dates
from ingest.reading.vocabulary.document_words import DocumentType, load_words, named
from ingest.reading.vocabulary.places import load_places
from ingest.reading.vocabulary.states import load_states
from ingest.reading.vocabulary.worded import worded_pattern

_DISTRIBUTION = worded_pattern(r"\W*{distribution_kind}\W*", re.I)
_BY = worded_pattern(r"\b{by}\s?$", re.I)
_ARTICLE = worded_pattern(r"^{article}\s?\b", re.I)

_BEHIND_CITY = lazy_pattern(r"(?:,\s(?P<comma>[^,()]{2,50})|\s?\((?P<bracket>[^()]{2,50})\))$")
_LONGEST_CITY = 3
"""Words of a city's name: Port of Spain."""


class Occasion(msgspec.Struct, frozen=True):
    """What stands before the date, parted into title and place."""

    title: str
    place: str
    date: str


class Head(msgspec.Struct, frozen=True, kw_only=True):
    """The head of a document, as far as its lines tell."""

    marks: tuple[Mark, ...]
    type: DocumentType | None = None
    type_words: str = ""
    type_rest: str = ""
    title: str = ""
    title_line: Line | None = None
    agenda_title: str = ""
    body: str = ""
    occasion: Occasion | None = None
    occasion_line: Line | None = None

    @property
    def lines(self) -> frozenset[int]:
        """The numbers of the lines that are nothing but pieces of a head."""
        texts = {mark.line.number for mark in self.marks if mark.kind == "text"}
        return frozenset({mark.line.number for mark in self.marks} - texts)

    def first(self, kind: str) -> Mark | None:
        """The first mark of a kind."""
        return next((mark for mark in self.marks if mark.kind == kind), None)

    def parts(self) -> dict[str, str]:
        """The pieces of the document's own record, in the page's words."""
        made = {
            "symbol": self._value("symbol"),
            "title": self.title,
            "type": self.type.name if self.type else "",
            "type_as_written": self.type_words if self.type and self.type.title != "in" else "",
            **self._bodies(),
            "agenda_item": self._value("item"),
            "agenda_title": self.agenda_title,
            "distribution": self._distribution(),
            "original_language": self._original(),
            "official_records": self._value("records"),
            "job_number": self._job(),
            "sponsor": self._sponsor(),
            **self._distributed(),
        }
        return {key: one for key, one in made.items() if one}

    def _value(self, kind: str) -> str:
        mark = self.first(kind)
        return mark.value if mark else ""

    def _bodies(self) -> dict[str, str]:
        """The body, and the principal organ above it where both are printed."""
        organs = [mark.value for mark in self.marks if mark.kind == "organ"]
        lower = [organ for organ in organs if not _is_principal(organ)]
        body = self.body or next(iter(lower), "") or next(iter(organs), "")
        above = [organ for organ in organs if _is_principal(organ) and organ != body]
        return {"body": body, "parent_body": above[0] if above and body else ""}

    def _distribution(self) -> str:
        """The word behind "Distr.", on the same line or the next."""
        for mark, behind in pairwise(self.marks):
            if mark.kind == "distribution" and not mark.value and _between(behind):
                return behind.words
        return self._value("distribution")

    def _distributed(self) -> dict[str, str]:
        """The date behind "Distr.: General", also where the language stands between."""
        kinds = [mark for mark in self.marks if not _between(mark)]
        for before, mark in pairwise(kinds):
            if before.kind == "distribution" and mark.kind == "date":
                return {"date": mark.value, "date_kind": "distribution"}
        return {}

    def _original(self) -> str:
        """The code of the language behind "Original:", on the same line or the next."""
        for at, mark in enumerate(self.marks):
            if mark.kind == "original":
                behind = self.marks[at + 1 : at + 2]
                if not mark.value and behind and behind[0].kind == "language":
                    return load_words().language(behind[0].value) or ""
                return load_words().language(mark.value) or ""
        return ""

    def _job(self) -> str:
        numbers = (
            re.match(r"(?:GE\.)?\d{2}-\d{5,6}", m.words) for m in self.marks if m.kind == "job"
        )
        return next((number[0] for number in numbers if number), "")

    def _sponsor(self) -> str:
        if self.type is None or not _BY.search(self.type_words.removesuffix(self.type_rest)):
            return ""
        return _ARTICLE.sub("", self.type_rest.strip(" *"))


def _is_principal(name: str) -> bool:
    organ = named(load_words().organ, name)
    return organ is not None and organ.principal


def _between(mark: Mark) -> bool:
    """Whether a piece may stand between "Distr." and its date, and parts them not."""
    known = mark.kind in ("language", "original", "organ", "symbol", "united-nations", "job")
    return known or (mark.kind == "text" and _DISTRIBUTION.fullmatch(mark.words) is not None)


def read_occasion(line: str) -> Occasion | None:
    """The occasion of a line that ends in a date, or None."""
    bare = line.rstrip(" .*")
    date = next((one for one in find_dates(bare) if one.to == len(bare) and one.precise), None)
    if date is None:
        return None
    before = bare[: date.at].rstrip(" ,(–—-")
    place = _place_at_end(before)
    title = before[: len(before) - len(place)].rstrip(" ,") if place else before
    return Occasion(title, place, bare[date.at : date.to])


def _place_at_end(words: str) -> str:
    """`City`, `City, State` or `City (State)` at the end of the words, if we know it."""
    behind = _BEHIND_CITY.search(words)
    state = (behind["comma"] or behind["bracket"]) if behind else ""
    if behind and load_states().find(state):
        city = _city_at_end(words[: behind.start()])
        return words[behind.start() - len(city) :] if city else ""
    return _city_at_end(words)


def _city_at_end(words: str) -> str:
    pieces = words.split(" ")
    for count in range(_LONGEST_CITY, 0, -1):
        city = " ".join(pieces[-count:])
        if len(pieces) >= count and load_places().find(city):
            return city
    return ""
