"""What a page calls its process: the name and the acronym, in the page's own words.

Three places tell: a title line before the first label, the first sentences ("The South American
Conference on Migration (SACM) or Lima Process is…"), and the title element of the markup. Names
that the catalogue knows are recognized anywhere in them; others need a bracket or capitals.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache

import msgspec

from ingest.catalogue.catalogue import CatalogueProcess, load_catalogue
from ingest.catalogue.keys import key
from ingest.errors import UnknownPage
from ingest.reading.found import Fact, Quote
from ingest.reading.outline.lines import Line
from ingest.reading.patterns import lazy_pattern
from ingest.reading.vocabulary.tables import read_table
from ingest.reading.vocabulary.worded import worded_pattern

_BRACKET = lazy_pattern(r"\s*[(\[](?P<inside>[^()\[\]]{2,200})[)\]]")
_LAST_BRACKET = lazy_pattern(r"\s*[(\[][^()\[\]]{2,90}[)\]]\s*$")
_LONGEST_TITLE = 200
_ACRONYM = worded_pattern(
    r"(?=[\d+ -]*[A-Za-z])[A-Z0-9][\w+&’'-]*[A-Z0-9][\w+&’'-]*(?:[ -]{acronym_end})?"
    r"|\d ?\+ ?\d"
)
_WORD_BEGINS = lazy_pattern(r"(?<![^\W_])(?=[^\W_])")
_SHORTEST_NAME = 6
"""Letters below which a name may be any word."""
_TELLING = 12
"""Letters of a name that is not met by chance."""
_EARLY = 12
"""Lines behind the first label in which a page introduces its subject."""


class _Words(msgspec.Struct, frozen=True, kw_only=True):
    """The words of `process_names.toml`, of all languages at once."""

    noun: re.Pattern[str]
    article: re.Pattern[str]
    links: frozenset[str]
    verb: re.Pattern[str]
    alternative: re.Pattern[str]
    """Another name behind "or"."""
    nickname: re.Pattern[str]


@cache
def _words() -> _Words:
    tables = read_table("process_names.toml").values()
    said = {
        kind: [word for table in tables for word in table.get(kind, ())]
        for kind in ("nouns", "articles", "links", "verbs", "or", "behind", "before")
    }
    one_of = {kind: "|".join(map(re.escape, words)) for kind, words in said.items()}
    articles = rf"(?i:{one_of['articles']})"
    return _Words(
        noun=re.compile(rf"\b(?:{one_of['nouns']})\b"),
        article=re.compile(rf"^{articles}(?:(?<=[’'])\s?|\s)"),
        links=frozenset(said["links"]),
        verb=re.compile(rf"\b(?:{one_of['verbs']})\s"),
        alternative=re.compile(
            rf",?\s(?:{one_of['or']})\s(?:{articles}\s)?(?P<other>[A-Z][\w-]*(?:\s[A-Z][\w-]*)?)"
        ),
        nickname=re.compile(
            rf"(?:{articles}\s)?(?P<name>(?:[A-Z][\w’-]+\s){{1,3}}(?:{one_of['behind']})"
            rf"|(?:{one_of['before']})\s\w+)"
        ),
    )


class Known(msgspec.Struct, frozen=True):
    """What the catalogue knows of the process that an address belongs to."""

    names: tuple[str, ...] = ()
    nicknames: tuple[str, ...] = ()
    acronyms: tuple[str, ...] = ()


def names_of_page(title_lines: Iterable[Line], prose: Iterable[Line], url: str) -> Iterator[Fact]:
    """At most one fact for the name and one for the acronym."""
    titles, first = list(title_lines), list(prose)[:_EARLY]
    known = _known(url, [*titles, *first])
    name = _known_name([*titles, *first], known) or _titled(titles) or _introduced(first)
    if name is not None:
        yield _fact("name", *name)
    acronym = _known_acronym([*titles, *first], known) or _bracketed([*titles, *first], name)
    if acronym is not None:
        yield _fact("acronym", *acronym)


def _known(url: str, lines: list[Line]) -> Known:
    """What the catalogue has for the address, else for the process that the page names first."""
    try:
        process = load_catalogue().process_of(url)
    except UnknownPage:
        named = _first_named(lines)
        if named is None:
            return Known()
        process = named
    return Known(
        names=tuple(process.names.values()),
        nicknames=process.aliases,
        acronyms=tuple(dict.fromkeys(process.acronyms.values())),
    )


def _fact(field: str, line: Line, words: str) -> Fact:
    rule = f"{field} in the title or the first sentences"
    return Fact(field=field, words=words, quote=Quote(words=words, line=line.number, rule=rule))


def _first_named(lines: list[Line]) -> CatalogueProcess | None:
    """The process that a page of another site speaks of: the longest name on the first line."""
    for line in lines:
        folded = key(line.text)
        found = [(len(name), process) for name, process in _telling_names() if name in folded]
        if found:
            return max(found, key=lambda pair: pair[0])[1]
    return None


@cache
def _telling_names() -> tuple[tuple[str, CatalogueProcess], ...]:
    """The folded names of all processes that are long enough not to be met by chance."""
    return tuple(
        (folded, process)
        for process in load_catalogue().processes
        for name in (*process.names.values(), *process.aliases)
        if len(folded := key(name)) >= _TELLING
    )


_Place = tuple[Line, str]


def _known_name(lines: list[Line], known: Known) -> _Place | None:
    """The best known name: official before nickname, then the longest, then the earliest."""
    folded = [(line, key(line.text)) for line in lines]
    for names in (known.names, known.nicknames):
        for name in sorted(names, key=len, reverse=True):
            wanted = key(name)
            holding = [line for line, text in folded if wanted in text]
            for line in holding if len(wanted) >= _SHORTEST_NAME else ():
                if words := _occurrence(line.text, name, wanted):
                    return line, _words().article.sub("", words)
    return None


def _occurrence(text: str, name: str, wanted: str) -> str | None:
    """The words of the text that are the name, whatever case, accents and punctuation."""
    starts = [match.start() for match in _WORD_BEGINS.finditer(text)]
    for start in starts:
        if key(text[start : start + 2 * len(name) + 10]).startswith(wanted):
            for end in range(
                start + len(name) // 2, min(len(text), start + 2 * len(name) + 10) + 1
            ):
                if key(text[start:end]) == wanted and (end == len(text) or not text[end].isalnum()):
                    return text[start:end].strip()
    return None


def _titled(lines: list[Line]) -> _Place | None:
    """A title of its own: short, a process by its noun, no sentence."""
    for line in lines:
        bare = _words().article.sub("", _LAST_BRACKET.sub("", line.text)).strip()
        sentence = bare.endswith((".", ":", "?")) or ". " in bare
        if _words().noun.search(bare) and len(bare) <= _LONGEST_TITLE and not sentence:
            return line, bare
    return None


def _introduced(lines: list[Line]) -> _Place | None:
    """The subject of a first sentence: up to its bracketed acronym, or as far as capitals reach."""
    for line in lines:
        if not _words().article.match(line.text):
            continue
        words = _words().article.sub("", line.text)
        bracket = _BRACKET.search(words)
        head = words[: bracket.start()] if bracket and bracket.start() <= 200 else ""
        run = _capitals(words)
        named = bracket and _ACRONYM.match(bracket["inside"]) and _words().noun.search(head.title())
        if named and (run.startswith(head.strip()) or not _words().verb.search(head)):
            return line, head.strip(" ,")
        if _words().noun.search(run) and len(run.split()) > 1:
            return line, run
    return None


def _capitals(words: str) -> str:
    """The leading run of capitalized words, with the small words that link them."""
    taken: list[str] = []
    for word in words.split():
        if not (word[:1].isupper() or word[:1].isdigit() or word.strip(",") in _words().links):
            break
        taken.append(word)
        if word.endswith((",", ".", ";", ":")):
            break
    while taken and taken[-1] in _words().links:
        taken.pop()
    return " ".join(taken).strip(" ,.;:")


def _known_acronym(lines: list[Line], known: Known) -> _Place | None:
    """The first known acronym; one that is a word of the very name must stand alone once."""
    for acronym in sorted(known.acronyms, key=len, reverse=True):
        pattern = re.compile(rf"(?<![\w-]){re.escape(acronym)}(?![\w-])")
        in_name = any(pattern.search(name) for name in known.names)
        longer = [name for name in (*known.names, *known.nicknames) if pattern.search(name)]
        for line in lines:
            text = _without(line.text, longer) if in_name else line.text
            if pattern.search(text):
                return line, acronym
    return None


def _without(text: str, names: Iterable[str]) -> str:
    for name in sorted(names, key=len, reverse=True):
        wanted = key(name)
        while wanted in key(text) and (words := _occurrence(text, name, wanted)):
            text = text.replace(words, " ")
    return text


def _bracketed(lines: list[Line], name: _Place | None) -> _Place | None:
    """What stands in the bracket behind the name, or behind "or": (SACM), or Lima Process."""
    if name is None:
        return None
    line, words = name
    for one in [line, *lines]:
        at = one.text.find(words)
        if at < 0:
            continue
        rest = one.text[at + len(words) :]
        bracket = _BRACKET.match(rest)
        if bracket and (acronym := _acronym_of(bracket["inside"])):
            return one, acronym
        alternative = _words().alternative.match(rest, bracket.end() if bracket else 0)
        if alternative and (acronym := _acronym_of(alternative["other"])):
            return one, acronym
    return None


def _acronym_of(inside: str) -> str | None:
    """The first acronym of a bracket, "FIBEMYD, Foro…", or the nickname that it is."""
    acronym = _ACRONYM.match(inside)
    if acronym and (acronym.end() == len(inside) or inside[acronym.end()] in ",; "):
        return acronym[0]
    nickname = _words().nickname.fullmatch(inside)
    return nickname["name"] if nickname else None
