"""Who is the secretariat: "ICMPD hosts the Secretariat", "est assuré par le CIDPM"."""

import re
from collections.abc import Iterator

from ingest.catalogue.catalogue import load_catalogue
from ingest.reading.found import Fact
from ingest.reading.outline.lines import Line
from ingest.reading.sentences.grammar import load_grammar
from ingest.reading.sentences.lists import known_ending
from ingest.reading.sentences.sentence import Page, Said, sentences_of
from ingest.reading.vocabulary.folding import plain
from ingest.reading.vocabulary.organizations import load_organizations

TRIGGERS = ("secretariat", "support_unit")
_RULE = "secretariat named in a sentence"
_NAME = r"(?:[A-Z][\w'&-]*|{PROCESS}|{OTHER}|{BODY}|{STATE})"
_BODY = rf"(?P<body>{{The}}{_NAME}(?:,? (?:{{of}} ?|{{the}} ?|{{and}} ){{0,3}}{_NAME}){{0,12}})"
_SECRETARIAT = r"(?:{PROCESS} |{OTHER} |(?:[\w-]+ ){0,3}?){secretariat}(?! {Of}(?!{owner}))"
_UNIT = rf"(?P<unit>(?:{_NAME} ){{1,5}}{{support_unit}}|{{BODY}})"
_SHAPES = (
    # "The Technical Support Unit, hosted by IOM, assists …"; "IOM hosts the Regional Secretariat"
    rf"(?:^|[.;] ){{the}} ?{_UNIT},",
    rf"{{runs}} {{the}} ?{_UNIT}",
    # "IOM and UNHCR host the secretariat", "La OIM ejerce la Secretaría Técnica"
    rf"{_BODY} (?:{{adverb}} )?{{runs}} {{The}}{_SECRETARIAT}",
    rf"{_BODY} (?:{{adverb}} )?{{acts_as}} {{The}}{_SECRETARIAT}",
    rf"{_BODY} {{has_acted_as}} {{The}}{_SECRETARIAT} {{since}}",
    # "IOM supports the Process and hosts its secretariat"
    rf"{{opens}}{_BODY} [^.;:,()]{{3,90}} {{and}} {{runs}} (?:{{its}} |{{the}} ?){{secretariat}}",
    rf"{_BODY},? {{forms}} {{The}}{_SECRETARIAT}",
    # "The Secretariat sits in Lima and is administered by IOM"
    rf"(?P<before>){{run_by}} ?{_BODY}(?=\s?[,.;:]|\s?$| {{body_end}})",
)
_ELSEWHERE = "{secretariat} {Of}(?!{owner})|{not}|{occasion}"
"""What is run by somebody is not the secretariat of the process."""
_GOES_ON = r"{opens}{The}{BODY},? (?!{and} ){body_end} "
_NONE = "{no_secretariat}"
_SPOKEN_OF = "{secretariat}|{support_unit}"
_BARE = r"(?:[A-Z][\w'-]* ){0,6}(?=[A-Z])(?:{secretariat}|{support_unit})(?:\s?\([^()]{2,90}\))?"


def secretariats(said: Said) -> Iterator[Fact]:
    """The bodies that a sentence names as secretariat; none where it says that there is none."""
    spoken_of = said.page.grammar.pattern(_SPOKEN_OF).search(plain(said.sentence.text))
    if spoken_of is None or said.holds(_NONE):
        return
    for shape in _SHAPES:
        for found in said.find(shape):
            made = tuple(_made(said, found))
            yield from made
            if made:
                return


def _made(said: Said, found: re.Match[str]) -> Iterator[Fact]:
    if found.groupdict().get("unit"):
        words = said.words(found.span("unit"))
        unit = said.page.grammar.pattern(_SPOKEN_OF).search(plain(words))
        if unit and all(word[0].isupper() for word in plain(words).split() if word.isalpha()):
            yield said.fact("secretariat", found.span("unit"), _RULE)
        return
    if "before" in found.groupdict() and said.holds(_ELSEWHERE, 0, found.start()):
        return
    at, to = found.span("body")
    known = [one for one in known_ending(said, at, to) if one.sign == "BODY"]
    yield from (said.fact_of("secretariat", one, _RULE) for one in known)
    if not known and said.page.grammar.pattern(r"{in} {The}$").search(said.text[:at]):
        return  # it is where somebody is: "IOM in Lima acts as the secretariat"
    for span in _pieces(said, at, to) if not known else ():
        yield said.fact("secretariat", span, _RULE)


def _pieces(said: Said, at: int, to: int) -> Iterator[tuple[int, int]]:
    """The names of bodies that nobody knows, parted where there is a comma; else the one name."""
    joints = list(said.page.grammar.pattern(r",\s(?:{and} )?").finditer(said.text, at, to))
    begins = [at, *(one.end() for one in joints)]
    for begin, end in zip(begins, [*(one.start() for one in joints), to], strict=True):
        article = said.page.grammar.pattern(r"{The}").match(said.text, begin)
        yield (article.end() if article else begin), end


def secretariats_in(text: str) -> tuple[str, ...]:
    """The bodies that the sentences of a text on its own name as secretariat."""
    page = Page(grammar=load_grammar())
    read = (Said(one, page) for one in sentences_of((Line(number=0, text=text),)))
    return tuple(fact.words for said in read for fact in secretariats(said))


def goes_on(text: str) -> bool:
    """Whether the words begin with a known body and tell something of it: "IOM under the theme"."""
    said = Said(next(sentences_of((Line(number=0, text=text),))), Page(grammar=load_grammar()))
    return said.holds(_GOES_ON)


def has_verb(text: str) -> bool:
    """Whether the words hold a verb that no name has: "have established the"."""
    return load_grammar().pattern(r" {goes_on} ").search(plain(text)) is not None


def says_no_secretariat(text: str) -> bool:
    """Whether the words say that there is no secretariat, or none yet."""
    return load_grammar().pattern(_NONE).search(plain(text)) is not None


def bare_secretariat(text: str) -> str | None:
    """A line that is nothing but a secretariat's name, or an organization's; no process is one."""
    line = text.strip(" .")
    if load_grammar().pattern(_BARE).fullmatch(plain(line)):
        return line
    if load_catalogue().named(line):
        return None
    return line if load_organizations().find(line) else None
