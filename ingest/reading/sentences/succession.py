"""What a process has followed: "the Panel, which itself followed the Söderköping Process"."""

from collections.abc import Iterator, Sequence

import msgspec

from ingest.reading.sentences.sentence import Page, Said, Sentence
from ingest.reading.sentences.shapes import words_of

_FOLLOWED = r"{follows} {The}\"?(?P<former>{PROCESS}(?: ?\([^()]*\))?(?: {or} {The}{PROCESS})*)"
_ALSO = r"(?P<one>{PROCESS}) {or} {The}(?P<other>{PROCESS})"


def with_former(page: Page, sentences: Sequence[Sentence]) -> Page:
    """The page with the names that its sentences give to what its process has followed."""
    triggers = page.grammar.triggers(("follows",))
    telling = (one for one in sentences if not triggers.isdisjoint(words_of(one.text)))
    main = page.names[:1]
    former = {words for one in telling for words in _followed(Said(one, page)) if words not in main}
    if not former:
        return page
    also = {
        said.words(found.span("other"))
        for said in (Said(one, page) for one in sentences)
        for found in said.find(_ALSO)
        if said.words(found.span("one")) in former
    }
    return msgspec.structs.replace(page, former=(*former, *also))


def _followed(said: Said) -> Iterator[str]:
    for found in said.find(_FOLLOWED):
        for one in said.marked.within(*found.span("former")):
            yield said.sentence.text[one.at : one.to]
