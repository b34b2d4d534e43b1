"""Which meeting a page is about: by a heading with its date, else by a sentence that dates it.

What tells of the page before it is read: its series, its number, the year it was issued.
"""

import re
from collections.abc import Iterable, Sequence
from urllib.parse import urlsplit

import msgspec

from ingest.reading.events.agenda import find_programme
from ingest.reading.events.heading import Heading, headings, is_event, title_only
from ingest.reading.outline.lines import Line
from ingest.reading.patterns import lazy_pattern
from ingest.reading.sentences.mentions import Mention, mentions
from ingest.reading.vocabulary.dates import find_dates, read_date
from ingest.reading.vocabulary.series import Naming, Series, acronym_in, namings, series_of
from ingest.reading.vocabulary.worded import worded_pattern

_PRESS = worded_pattern(r"^{press_host}\.|/{press_folder}/")
_YEAR = lazy_pattern(r"/(?P<year>(?:19|20)\d\d)/")
_DATELINE = lazy_pattern(r"^[A-ZÀ-Þ][A-ZÀ-Þ\s.]+,\s(?P<date>[^()–-]{3,20}?)\s(?:\(|--|–|—)")
_HIGH = 12
"""So many lines from the top the date of a release stands at most."""


class Surroundings(msgspec.Struct, frozen=True, kw_only=True):
    """What address and release line tell."""

    own: Series | None = None
    """The series that the address belongs to, or a title near the top names."""
    addressed: bool = False
    """Whether the address tells the series: a title may as well be an entry of a menu."""
    number: int | None = None
    """The number of the meeting in it, where the address has it."""
    released: bool = False
    """Whether a press service issued the page: its dates may lack the year of the release."""
    year: int | None = None
    """The year of the release."""


class Subject(msgspec.Struct, frozen=True, kw_only=True):
    """What a page is about, as far as it tells; `others` where it lists several events."""

    heading: Heading | None = None
    mention: Mention | None = None
    """The sentence that dates it, beside a heading or in place of one."""
    own: Series | None = None
    others: tuple[Heading, ...] = ()
    mentioned: tuple[Mention, ...] = ()
    """All dated meetings of sentences, in page order."""
    scheduled: tuple[str, ...] = ()
    """The words of the days of the programme, where nothing else dates the event."""

    @property
    def days(self) -> tuple[str, str] | None:
        """First and last day, as precise as the page."""
        if self.heading and self.heading.date:
            span = self.heading.date.span
            return span.start, span.end or span.start
        if self.mention:
            return self.mention.days
        days = [day.start for words in self.scheduled if (day := read_date(words))]
        return (days[0], days[-1]) if days and days == sorted(days) else None

    @property
    def year(self) -> int | None:
        """The year in which it begins."""
        return int(self.days[0][:4]) if self.days else None

    @property
    def naming(self) -> Naming | None:
        """Where title or sentence name its series; only the sentence may have the number."""
        titled = next(namings(self.heading.title, self.own), None) if self.heading else None
        told = self.mention.naming if self.mention else None
        if titled is None or (titled.ordinal is None and told and told.ordinal is not None):
            return told
        return titled


def find_subject(lines: Sequence[Line], page: Surroundings) -> Subject:
    """The event of the heading or of a sentence; nothing where the page is about several."""
    told = tuple(one for line in lines for one in mentions(line, page.own, page.year))
    found, own = _headings(lines, page)
    subject = Subject(own=own, mentioned=told)
    if len({_first_day(one) for one in found}) > 1:
        return msgspec.structs.replace(subject, others=tuple(found))
    if found:
        same = next((one for one in told if one.days[0] == _first_day(found[0])), None)
        # A headline tells a story; where a sentence names the event, that is its name.
        headline = page.released and found[0].naming is None and same is not None
        heading = None if headline else found[0]
        return msgspec.structs.replace(subject, heading=heading, mention=same)
    return _undated(subject, lines, page)


def _headings(lines: Sequence[Line], page: Surroundings) -> tuple[list[Heading], Series | None]:
    """The dated headings of the page's own series; where a mere title named it, of any event."""
    dated = tuple(headings(lines, page.year, page.released))
    found = [one for one in dated if _is_own(one, page)]
    if found or page.addressed:
        return found, page.own
    found = [one for one in dated if is_event(one)]
    named = next((one.naming for one in found), None)
    return found, (named.series if named else None) if found else page.own


def _first_day(heading: Heading) -> str:
    return heading.date.span.start if heading.date else ""


def _is_own(heading: Heading, page: Surroundings) -> bool:
    """Whether a heading names an event, and where the address tells the series, one of it."""
    if not is_event(heading):
        return False
    if page.own is None:
        return True
    if acronym_in(heading.title, page.own) and is_event(heading):
        return True  # "Third GFMD Preparatory Meetings" is one of the series' meetings, too
    named = [one for one in namings(heading.title, page.own) if one.series is page.own]
    return any(one.ordinal in (None, page.number) or page.number is None for one in named)


def _undated(subject: Subject, lines: Sequence[Line], page: Surroundings) -> Subject:
    """A title without date line: a sentence or the days of the programme may date it."""
    title = title_only(lines)
    heading = title if title and _is_own(title, page) else None
    mention = _dated_by_sentence(subject.mentioned, lines, page)
    scheduled = find_programme(lines, None).days if heading and mention is None else ()
    return msgspec.structs.replace(
        subject,
        heading=heading,
        mention=mention,
        scheduled=scheduled,
        own=page.own or (mention.naming.series if mention else None),
    )


def _dated_by_sentence(
    told: Iterable[Mention], lines: Sequence[Line], page: Surroundings
) -> Mention | None:
    """The first sentence that must speak of the page's own meeting.

    That is so where it has the number of the address, where the conference was held once, and
    where its days lie within those that a line of the page is.
    """
    own = [one for one in told if page.own is None or one.naming.series is page.own]
    if page.number is not None:
        return next((one for one in own if one.naming.ordinal == page.number), None)
    around = _date_lines(lines, page.year)
    once = page.own is not None and page.own.once
    held = [one for one in own if once or _within(one, around)]
    return max(held, key=lambda one: len(one.days[0]), default=None)


def _date_lines(lines: Iterable[Line], year: int | None) -> tuple[tuple[str, str], ...]:
    """Days of the lines that are nothing but a date."""
    alone = [
        spans[0]
        for line in lines
        if len(spans := find_dates(line.text, year)) == 1
        and spans[0].precise
        and (spans[0].at, spans[0].to) == (0, len(line.text))
    ]
    return tuple((span.start, span.end or span.start) for span in alone)


def _within(mention: Mention, around: tuple[tuple[str, str], ...]) -> bool:
    first, last = mention.days
    return mention.span.precise and any(start <= first and last <= end for start, end in around)


def surroundings(lines: Sequence[Line], url: str) -> Surroundings:
    """The series by the address, else the one that the first title names; year of a release."""
    own, number = series_of(url)
    parts = urlsplit(url)
    released = _PRESS.search(f"{parts.hostname}{parts.path}") is not None
    return Surroundings(
        own=own or _titled(lines),
        addressed=own is not None,
        number=number,
        released=released,
        year=_year(lines, parts.path) if released else None,
    )


def _titled(lines: Sequence[Line]) -> Series | None:
    """The series of which a line near the top is nothing but the name."""
    for line in lines[:_HIGH]:
        for naming in namings(line.text):
            if naming.at <= 1 and naming.to >= len(line.text) // 2 and not line.item:
                return naming.series
    return None


def _year(lines: Sequence[Line], path: str) -> int | None:
    """Of the line that is a date, else of the address where a dateline has day and month."""
    for line in lines[:_HIGH]:
        span = next(iter(find_dates(line.text)), None)
        if span and span.precise and (span.at, span.to) == (0, len(line.text)):
            return int(span.start[:4])
    told = _YEAR.search(path)
    dated = any(_has_dateline(line.text, told) for line in lines[:_HIGH]) if told else False
    return int(told["year"]) if told and dated else None


def _has_dateline(text: str, told: re.Match[str] | None) -> bool:
    line = _DATELINE.match(text)
    return bool(line and told and read_date(line["date"], int(told["year"])))
