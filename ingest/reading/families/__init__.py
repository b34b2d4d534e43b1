"""Page families: one module each, chosen by address or words, listed here by hand."""

from collections.abc import Callable

import msgspec

from ingest.reading.documents.masthead import looks_like_document
from ingest.reading.families import iom_index, iom_process, other, un_document, un_event
from ingest.reading.found import PageFacts
from ingest.reading.outline.lines import Outline


class Family(msgspec.Struct, frozen=True):
    """A family of pages that one module reads."""

    name: str
    """The name that `iscm extract` prints."""
    read: Callable[[Outline, str], PageFacts]
    """Outline and address → what the page says."""
    knows: Callable[[Outline], bool] = lambda _: False
    """Whether a page at an address that tells no family is one of these, by its words."""


FAMILIES: tuple[Family, ...] = (
    Family("iom-iscm", iom_process.read),
    Family("iom-index", iom_index.read),
    Family("un-desa-event", un_event.read),
    Family("un-ga-meeting", un_event.read),
    Family("un-document", un_document.read, looks_like_document),  # copies lie on many sites
    Family("other", other.read),
)
