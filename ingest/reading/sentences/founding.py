"""Since when a process exists: "was established in 1996", "Nacida en febrero de 1996, …"."""

from collections.abc import Iterator

from ingest.reading.found import Fact
from ingest.reading.sentences.sentence import Said

TRIGGERS = ("founded", "began", "launch", "exists")
_RULE = "beginning told in a sentence"
_IN_DATE = r"(?: {adverb})?,? {to_date} ?{date}"
_SUBJECT = "{starts}{subject}"
_ASIDE = r"(?:, (?P<aside>[^,.;:()]{3,60}),)?"
_SHAPES = (
    # "It was conceived in 2010 and operationalized in 2013"
    _SUBJECT
    + _ASIDE
    + r",?(?: {which})? {been}(?: \w+ {to_date} ?{DATE},? {and})?(?: {adverb})? {founded}"
    + r"(?: {by} [^,.;:]{2,60}?)?"
    + _IN_DATE,
    # "the Process (LIP), established in 1996,"
    _SUBJECT + r", {founded}" + _IN_DATE,
    # "the Process is a forum for dialogue, established in 1996"
    _SUBJECT + r" (?i:{is}) {A}(?P<aside>[^.;:]{0,200}?),? {founded}" + _IN_DATE,
    # "… of the Process (a regional process founded in 2013)"
    r"{PROCESS}(?: ?\([^()]*\))?,? \(?{A}(?P<aside>{process_noun}[^.;:,]{0,80}?),? {founded}"
    + _IN_DATE,
    # "Founded in 2008, the Process seeks …"
    r"{opens}{founded}" + _IN_DATE + r"(?P<aside>[^.;]{0,90}?), {subject}",
    # "Since its establishment in 1996, the Process has met"
    r"{opens}{since} {its} {launch}" + _IN_DATE + r", {subject}",
    # "The Process dates back to 2007"; what it began then is another thing
    _SUBJECT + _ASIDE + r"(?:,? {which})? {began}" + _IN_DATE + r"(?! ?(?:{a}|{the}|{its})(?: |$))",
    # "Since 2003 the Process meets"
    r"{opens}{since} {date},? {subject} {exists}",
    # "Switzerland has founded in 1985 the Process", "Ministers founded the Process in 1996"
    r"{<!not} {have_done} (?:{adverb} )?{founded}" + _IN_DATE + r" {The}{PROCESS}",
    r"{<!not} {founded} {The}{PROCESS}" + _IN_DATE,
    # "2006 saw the launch of the Process", "the launch of the Process in 2006"
    r"{date} {saw} {The}{launch} {Of}{owner}",
    r"{The}{launch} {Of}{owner}" + _IN_DATE,
)


def founding(said: Said) -> Iterator[Fact]:
    """The date since when the process itself exists, once at most."""
    for shape in _SHAPES:
        for found in said.find(shape):
            aside = found.groupdict().get("aside")
            if not aside or _is_plain(said, *found.span("aside")):
                yield said.fact("established", found.span("date"), _RULE)
                return


def _is_plain(said: Said, at: int, to: int) -> bool:
    """Whether the words between subject and verb bring in nothing that might begin instead."""
    if said.text[max(at, to - 1) : to] == ",":  # set off from the verb
        return not said.holds("{part}", at, to)
    near = max(at, to - 40)
    return not (
        said.holds("{part}|{which}|{with} ", at, to) or said.holds("{BODY}|{OTHER}", near, to)
    )
