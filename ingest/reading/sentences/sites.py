"""Where the process is at home in the web: "Official information is at https://…"."""

from collections.abc import Iterator

from ingest.reading.found import Fact
from ingest.reading.sentences.sentence import Said

TRIGGERS = ("official_site",)
_SHAPE = r"{official_site}[^.;]{0,80}? (?P<url>(?:https?://|www\.)\S+)"
_CLOSING = ".,;:)»”\"'"


def sites(said: Said) -> Iterator[Fact]:
    """The address that a sentence calls the official one; others may be anybody's."""
    for found in said.find(_SHAPE):
        at, to = found.span("url")
        to -= len(found["url"]) - len(found["url"].rstrip(_CLOSING))
        yield said.fact("contact", (at, to), "official address in a sentence", "website")
