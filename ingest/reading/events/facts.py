"""What follows from a page's subject: its names, its meeting, and the meetings beside it."""

from collections.abc import Iterator, Sequence
from itertools import islice

from ingest.reading.events.heading import Heading
from ingest.reading.events.subject import Subject, Surroundings
from ingest.reading.found import Doubt, Fact, Quote
from ingest.reading.outline.lines import Line
from ingest.reading.sentences.mentions import Mention, mentioned, told_quote
from ingest.reading.vocabulary.series import Naming, Series, acronym_in, namings

_HEADING = "heading of the event"


def subject_facts(
    subject: Subject, lines: Sequence[Line], page: Surroundings
) -> Iterator[Fact | Doubt]:
    """Name, number, theme and the meeting itself."""
    heading = subject.heading
    yield from _name(subject, lines)
    yield from _number(subject, lines, page.number)
    if heading and heading.theme and heading.theme_line:
        said = Quote(
            words=heading.theme_line.text, line=heading.theme_line.number, rule="quoted theme"
        )
        yield Fact(field="theme", words=heading.theme, quote=said)
    if subject.days:
        yield _meeting(subject)


def other_meetings(subject: Subject) -> Iterator[Fact]:
    """The further meetings of headings and sentences, each once."""
    listed = {one.date.span.start: one for one in subject.others if one.date}
    yield from (_listed(heading) for heading in listed.values())
    known = [(subject.own.id if subject.own else "", subject.days[0])] if subject.days else []
    known += [(one.naming.key if one.naming else "", start) for start, one in listed.items()]
    kind = "RELATED" if subject.days else "PAST"
    # The most precise first: "the 2013 Dialogue" is the one of 3 October 2013.
    for one in sorted(subject.mentioned, key=lambda one: -len(one.days[0])):
        if not any(_is_same(one, key, start) for key, start in known):
            known.append((one.key, one.days[0]))
            yield mentioned(one, kind)


def _is_same(mention: Mention, key: str, start: str) -> bool:
    """The day decides; a year alone does so only within one series."""
    day = mention.days[0]
    return day == start or (mention.key == key and key != "" and start.startswith(day))


def series_facts(
    lines: Sequence[Line], own: Series | None, heading: Heading | None = None
) -> Iterator[Fact]:
    """The series of the page and its acronym, where the words name them; the title first."""
    if own is None:
        return
    acronym = next(((line, one) for line in lines if (one := acronym_in(line.text, own))), None)
    if acronym:
        line, words = acronym
        said = Quote(words=line.text, line=line.number, rule="acronym of the series")
        yield Fact(field="acronym", words=words, quote=said)
    named = list(islice(_named(lines, own, heading), 1))
    for line, words in (named or filter(None, [acronym])) if not own.once else ():
        said = Quote(words=line.text, line=line.number, rule="name of the series")
        yield Fact(field="series", words=words, quote=said, parts={"series": own.id})


def _named(
    lines: Sequence[Line], own: Series, heading: Heading | None
) -> Iterator[tuple[Line, str]]:
    """Where the series is named: in the title, which may go over two lines, else in a line."""
    title = heading.naming if heading else None
    if heading and title and title.series is own:
        yield heading.line, heading.title[title.at : title.to]
    for line in lines:
        for one in namings(line.text, own):
            if one.series is own:
                yield line, line.text[one.at : one.to]


def _name(subject: Subject, lines: Sequence[Line]) -> Iterator[Fact]:
    """The title, else the name in the sentence that dates it, else the series' full name."""
    if subject.heading:
        said = _quote(subject.heading.line, subject.heading.title)
        yield Fact(field="name", words=subject.heading.name, quote=said)
    elif subject.mention:
        said = told_quote(subject.mention)
        yield Fact(field="name", words=subject.mention.title, quote=said)
    elif not subject.others:
        named = (
            (line, line.text[one.at : one.to])
            for line in lines
            for one in namings(line.text, subject.own)
            if subject.own and one.series is subject.own and one.language and not one.ordinal
        )
        for line, words in islice(named, 1):
            said = Quote(words=line.text, line=line.number, rule="name of the series")
            yield Fact(field="name", words=words, quote=said)


def _number(
    subject: Subject, lines: Sequence[Line], addressed: int | None
) -> Iterator[Fact | Doubt]:
    """The number of the meeting: before the series, or that of the address, where words have it,
    too; where none have, the page is in doubt."""
    naming = subject.naming
    place = subject.heading or subject.mention
    if naming and naming.ordinal is not None and place:
        yield _ordinal_fact(naming.ordinal, place.line)
    elif addressed is not None and place is None:
        told = [
            (line, one)
            for line in lines
            for one in namings(line.text, subject.own)
            if one.series is subject.own and one.ordinal is not None
        ]
        same = [line for line, one in told if one.ordinal == addressed]
        yield _ordinal_fact(addressed, same[0]) if same else _unconfirmed(addressed, told)


def _ordinal_fact(number: int, line: Line) -> Fact:
    said = Quote(words=line.text, line=line.number, rule="number before the series")
    return Fact(field="ordinal", words=str(number), quote=said)


def _unconfirmed(addressed: int, told: Sequence[tuple[Line, Naming]]) -> Doubt:
    """The number of the address, and the other one that the words have, where they have one."""
    message = f"the address has number {addressed} of the series, the words have"
    if not told:
        return Doubt(code="unconfirmed-number", message=f"{message} none", field="ordinal")
    line, one = told[0]
    words = line.text[one.at : one.to]
    said = Quote(words=words, line=line.number, rule="number in a sentence")
    return Doubt(
        code="unconfirmed-number", message=f"{message} {words!r}", field="ordinal", quote=said
    )


def _meeting(subject: Subject) -> Fact:
    heading, mention, naming = subject.heading, subject.mention, subject.naming
    parts = {
        "title": heading.title if heading else mention.title if mention else "",
        "date": _date_words(subject),
        "until": subject.scheduled[-1] if subject.scheduled and not mention else "",
        "year": str(subject.year or ""),
        "place": (heading.place if heading else "") or (mention.place if mention else ""),
        "venue": mention.venue if mention else "",
        "ordinal": _ordinal(naming),
        "series": subject.own.id if subject.own else "",
        "announced": "true" if mention and mention.announced else "",
        "role": "subject",
    }
    return Fact(
        field="meetings",
        kind="PAST",
        words=parts["title"],
        quote=_quote_of(subject),
        parts=_said(parts),
    )


def _date_words(subject: Subject) -> str:
    if subject.heading and subject.heading.date:
        return subject.heading.date.date
    return subject.mention.date if subject.mention else subject.scheduled[0]


def _quote_of(subject: Subject) -> Quote:
    """Where the meeting is told: the sentence counts where the title has no date of its own."""
    heading, mention = subject.heading, subject.mention
    if heading and (heading.date or mention is None):
        return _quote(heading.line, heading.title)
    if mention is None:
        raise ValueError("a subject has a heading or a sentence")
    return told_quote(mention)


def _listed(heading: Heading) -> Fact:
    naming = heading.naming
    parts = {
        "title": heading.title,
        "date": heading.date.date if heading.date else "",
        "year": heading.date.span.start[:4] if heading.date else "",
        "place": heading.place,
        "ordinal": _ordinal(naming),
        "series": naming.key if naming else "",
    }
    said = _quote(heading.line, heading.title)
    return Fact(field="meetings", kind="PAST", words=heading.title, quote=said, parts=_said(parts))


def _ordinal(naming: Naming | None) -> str:
    return str(naming.ordinal) if naming and naming.ordinal is not None else ""


def _said(parts: dict[str, str]) -> dict[str, str]:
    return {key: words for key, words in parts.items() if words}


def _quote(line: Line, words: str) -> Quote:
    return Quote(words=words, line=line.number, rule=_HEADING)
