"""IOM's index pages: lists of processes by type and region, and the series of global meetings."""

import re
from collections.abc import Iterator

from ingest.catalogue.catalogue import load_catalogue
from ingest.catalogue.keys import key
from ingest.errors import UnknownPage
from ingest.reading.found import Doubt, Fact, Ignored, PageFacts, Quote, dropped_lines
from ingest.reading.labels.section import is_open
from ingest.reading.outline.lines import Line, Outline
from ingest.reading.patterns import lazy_pattern
from ingest.reading.recognition.names import names_of_page
from ingest.reading.sentences.secretariat import has_verb, secretariats_in
from ingest.reading.vocabulary.dates import find_dates
from ingest.reading.vocabulary.ordinals import read_ordinal
from ingest.reading.vocabulary.sentence_ends import sentences
from ingest.reading.vocabulary.worded import APOSTROPHES, worded_pattern

_FORMER = worded_pattern(r"\s*(?:\[[^\[\]]{0,200}\]|\({former_name}\b[^()]{0,200}\))")
_LAST_BRACKET = lazy_pattern(r"\s*\((?P<acronym>[^()]{2,60})\)\s*$")
_PROCESS = worded_pattern(r"\b{process_word}\b")
_SINCE = worded_pattern(r"\b{exists}\s(?:{regularly}\s)?{since}\s(?P<year>(?:19|20)\d\d)\b", re.I)
_LEVEL = worded_pattern(
    r"^{all_of_them}\s(?:(?!{treats})[^.;:]){0,80}?"
    r"\b{at_level}\s(?P<kind>{interregional}|{regional}|{global})(?!\w)"
)
"""What a page says of all the processes that it is about."""
_EXAMPLES = worded_pattern(
    r"(?<!\w)(?i:{example})\s?[,:]?\s(?P<list>(?:[^()]|\([^()]{2,20}\)){5,1500})"
)
_ONLY = worded_pattern(r"^{only}\s(?P<list>.{5,200}?\([A-Z]{2,10}\))")
_LEADING = worded_pattern(rf"^(?:{{and}}\s)?(?:{{article}}(?:\s|(?<=[{APOSTROPHES}])))?", re.I)
_DORMANT = worded_pattern(r"^(?:{now}\s)?{dormant}\s", re.I)
_MEETING = worded_pattern(r"\b{numbered_meeting}s?\b", re.I)
_LONGEST = 200


def read(outline: Outline, url: str) -> PageFacts:
    """The processes that the page lists, and what it says of the series that it is about."""
    made: list[Fact | Ignored | Doubt] = []
    lines = outline.lines
    for at, line in enumerate(lines):
        following = lines[at + 1] if at + 1 < len(lines) else None
        made += _line(line, following)
    title = [line for line in lines if not line.navigation][:1]
    # A list of processes names many; only the page of a series is about one.
    made += names_of_page(title, lines if _is_of_series(url) else (), url)
    facts = tuple(_once(made))
    ignored = [one for one in made if isinstance(one, Ignored)]
    ignored += dropped_lines(
        (one for one in made if isinstance(one, Fact)), facts, "named elsewhere"
    )
    return PageFacts(
        facts=facts,
        ignored=tuple(ignored),
        doubts=tuple(one for one in made if isinstance(one, Doubt)),
    )


def _is_of_series(url: str) -> bool:
    try:
        load_catalogue().process_of(url)
    except UnknownPage:
        return False
    return True


def _line(line: Line, following: Line | None) -> Iterator[Fact | Ignored | Doubt]:
    if line.navigation:
        yield Ignored(line.number, "navigation")
    elif _is_meeting_heading(line):
        yield _meeting(line, following)
    elif _is_process(line):
        yield _process(line)
    else:
        yield Ignored(line.number, "prose")
        yield from _told(line)


def _is_process(line: Line) -> bool:
    """A name that the catalogue knows, or a short line of capitals with the noun of a process."""
    bare = _without_former(line.text)
    if load_catalogue().named(_LAST_BRACKET.sub("", bare)) or load_catalogue().named(bare):
        return True
    words = re.findall(r"[^\W\d_]{4,}", bare)
    capitals = sum(word[0].isupper() for word in words)
    told = has_verb(f"{line.text} ") or is_open(line.text)
    closed = told or line.text.rstrip().endswith((".", ":", ";"))
    named = _PROCESS.search(bare) is not None and len(words) > 2 and not closed
    return (
        named and len(line.text) <= _LONGEST and capitals * 2 > len(words) and "Role" not in words
    )


def _without_former(text: str) -> str:
    """The words without the bracket that tells a former name."""
    return " ".join(_FORMER.sub(" ", text).split())


def _process(line: Line) -> Fact:
    bare = _without_former(line.text)
    bracket = _LAST_BRACKET.search(bare)
    parts = {"acronym": bracket["acronym"]} if bracket else {}
    if line.links:
        parts["url"] = line.links[0].target
    name = bare[: bracket.start()] if bracket else bare
    rule = "name in the index"
    return Fact(
        field="processes",
        words=name.strip(),
        quote=Quote(words=line.text, line=line.number, rule=rule),
        parts=parts,
    )


def _is_meeting_heading(line: Line) -> bool:
    short = len(line.text) <= 80 and not line.text.endswith(".")
    return short and _number(line) is not None and _MEETING.search(line.text) is not None


def _number(line: Line) -> int | None:
    """The ordinal that a heading begins with: "Second Global RCP Meeting"."""
    return read_ordinal(line.text.split()[0])


def _meeting(line: Line, following: Line | None) -> Fact:
    """A heading such as "Second Global RCP Meeting", dated by the paragraph below it."""
    dates = find_dates(following.text) if following else ()
    parts = {"title": line.text, "ordinal": str(_number(line))}
    if following and dates:
        parts["date"] = following.text[dates[0].at : dates[0].to]
    rule = "heading with the number of the meeting"
    return Fact(
        field="meetings",
        words=line.text,
        quote=Quote(words=line.text, line=line.number, rule=rule),
        kind="PAST",
        parts=parts,
    )


def _told(line: Line) -> Iterator[Fact]:
    for sentence in sentences(line.text):
        yield from _kind(line, sentence)
        yield from _examples(line, sentence)
    since = _SINCE.search(line.text)
    if since:
        said = Quote(words=since[0], line=line.number, rule="year since when it is held")
        yield Fact(field="established", words=since["year"], quote=said)
    for name in secretariats_in(line.text):
        said = Quote(words=line.text[:200], line=line.number, rule="secretariat in prose")
        yield Fact(field="secretariat", words=name, quote=said)


def _kind(line: Line, sentence: str) -> Iterator[Fact]:
    """The type that all processes of the page have: "They are talks at the global level"."""
    found = _LEVEL.search(sentence)
    if found:
        said = Quote(words=found[0], line=line.number, rule="type of all processes in prose")
        yield Fact(field="type", words=found["kind"], quote=said)


def _examples(line: Line, sentence: str) -> Iterator[Fact]:
    """Processes that a sentence gives as examples, as far as the catalogue knows them."""
    for found in (*_EXAMPLES.finditer(sentence), *_ONLY.finditer(sentence)):
        for piece in found["list"].split(";"):
            bare = _LEADING.sub("", piece.strip(" ."))
            name = _known_name(_DORMANT.sub("", bare))
            if name is None:
                continue
            bracket = _LAST_BRACKET.search(name)
            parts = {"acronym": bracket["acronym"]} if bracket else {}
            parts |= {"status": "dormant"} if _DORMANT.match(bare) else {}
            said = Quote(words=sentence, line=line.number, rule="example in a sentence")
            words = name[: bracket.start()] if bracket else name
            yield Fact(field="processes", words=words, quote=said, parts=parts)


def _known_name(words: str) -> str | None:
    """The longest beginning of the words that is the name of a process."""
    ends = [found.start() for found in re.finditer(r"(?=[\s,.])|$", words)]
    return next(
        (words[:end] for end in reversed(ends) if load_catalogue().named(words[:end])), None
    )


def _once(made: list[Fact | Ignored | Doubt]) -> Iterator[Fact]:
    """The facts with each process once: where it says most, else where it stands first."""
    best: dict[str, Fact] = {}
    facts = [one for one in made if isinstance(one, Fact)]
    for fact in facts:
        if fact.field == "processes":
            known = load_catalogue().named(fact.words)
            ident = known.id if known else key(fact.words)
            if ident not in best or len(fact.parts) > len(best[ident].parts):
                best[ident] = fact
    kept = set(map(id, best.values()))
    yield from (one for one in facts if one.field != "processes" or id(one) in kept)
