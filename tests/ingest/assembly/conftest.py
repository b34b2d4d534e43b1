"""Makes readings of values, as if a page had been read."""

from collections.abc import Callable

import pytest

from ingest.catalogue.catalogue import Catalogue, CatalogueProcess
from ingest.reading.found import Quote
from ingest.reading.reading import DocumentValue, MeetingValue, Reading, Value
from ingest.reading.vocabulary.dates import read_date
from ingest.reading.vocabulary.symbols import find_symbols
from snapshots.model import Language

PAGES = ("/page", "/other", "/fr", "/press")


MakePage = Callable[..., Reading]
MakeMeeting = Callable[..., MeetingValue]
MakeDocument = Callable[..., DocumentValue]


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    """Processes that have series of meetings, and one that has none."""
    series = {"hld": "hld", "imrf": "imrf", "gfmd": "gfmd", "idm": "idm", "gcm": "gcm-conference"}
    return Catalogue(
        tuple(
            CatalogueProcess(
                id=process,
                names={"en": process},
                series=series.get(process),
                pages=tuple(f"https://www.iom.int/{process}{path}" for path in PAGES),
            )
            for process in (*series, "midsa")
        )
    )


@pytest.fixture(scope="session")
def page() -> MakePage:
    """A reading: `process` is one of the catalogue's, `path` one of its addresses."""

    def make(
        *values: Value,
        process: str = "hld",
        path: str = "/page",
        family: str = "iom-iscm",
        language: Language = Language.EN,
        whole: bool = True,
    ) -> Reading:
        return Reading(
            url=f"https://www.iom.int/{process}{path}",
            capture=f"sha256:{process}{path}",
            language=language,
            family=family,
            whole=whole,
            values=values,
        )

    return make


@pytest.fixture(scope="session")
def meeting() -> MakeMeeting:
    """`meeting("Second Dialogue", "3-4 October 2013", city="New York")`."""

    def make(title: str, date: str = "", kind: str = "PAST", **more: object) -> MeetingValue:
        return MeetingValue(
            field="meetings",
            quote=quoted(f"{title}, {date}"),
            kind=kind,
            title=title,
            date=read_date(date),
            **more,
        )

    return make


@pytest.fixture(scope="session")
def document() -> MakeDocument:
    """`document("A/RES/58/208", adopted="2003-12-23")`; no words are a document without symbol."""

    def make(
        symbol: str = "", adopted: str | None = None, distributed: str | None = None, **more: object
    ) -> DocumentValue:
        (mention,) = find_symbols(symbol) or (None,)
        kind = "adoption" if adopted else "distribution" if distributed else None
        return DocumentValue(
            field="documents",
            quote=quoted(f"{symbol} {adopted or distributed or ''}".strip()),
            symbols=mention.symbols if mention else (),
            double=mention.double if mention else False,
            date=adopted or distributed,
            date_kind=kind,
            **({"where": "list"} | more),
        )

    return make


def quoted(words: str) -> Quote:
    return Quote(words=words, line=1, rule="a rule")
