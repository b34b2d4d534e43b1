"""The succession of processes, as their pages tell it."""

from collections.abc import Callable
from typing import Any

from ingest.assembly.assemble import assemble
from ingest.catalogue.catalogue import Catalogue, load_catalogue
from ingest.page import Capture
from ingest.reading.found import Quote
from ingest.reading.read import read_page
from ingest.reading.reading import SeriesValue
from snapshots.model import Process

Make = Callable[..., Any]
RENAMED = (
    "The High-level Dialogue on International Migration and Development shall be repurposed and "
    "renamed “International Migration Review Forum”."
)


def says(field: str, series: str) -> SeriesValue:
    quote = Quote(words=f"{series} in words", line=1, rule="a rule")
    return SeriesValue(field=field, quote=quote, series=series, words=series)


def succession(made: Process) -> list[tuple[str, str]]:
    return [(one.page, one.words) for one in made.citations if one.field == "replaces"]


def test_a_page_that_tells_of_the_succession_is_cited(page: Make, catalogue: Catalogue) -> None:
    forum = page(says("series", "imrf"), says("replaces", "hld"), process="imrf")
    (made,) = assemble([forum], catalogue).processes
    assert made.replaces == ("hld",)
    assert succession(made) == [("imrf-en", "hld in words")]


def test_a_series_of_no_process_is_replaced_by_none(page: Make, catalogue: Catalogue) -> None:
    forum = page(says("series", "imrf"), says("replaces", "summit-2016"), process="imrf")
    (made,) = assemble([forum], catalogue).processes
    assert (made.replaces, succession(made)) == ((), [])


def test_a_page_of_another_process_tells_nothing_of_its_own_succession(
    page: Make, catalogue: Catalogue
) -> None:
    """The page about the Forum may stand under the process that the Forum took over."""
    about_forum = (says("series", "imrf"), says("replaces", "hld"))
    for process in ("hld", "gfmd", "midsa"):
        (made,) = assemble([page(*about_forum, process=process)], catalogue).processes
        assert (made.replaces, succession(made)) == ((), [])


def test_the_forum_cites_the_resolution_that_renamed_the_dialogue() -> None:
    url = "https://www.un.org/en/migration2022/about-the-forum"
    text = f"International Migration Review Forum\n{RENAMED}\n"
    reading = read_page(Capture(url=url, body=text.encode()))
    (made,) = assemble([reading], load_catalogue()).processes
    assert (made.id, made.replaces) == ("imrf", ("hld",))
    assert succession(made) == [("imrf-en", RENAMED)]


def test_a_website_alone_is_a_link_and_no_contact() -> None:
    text = "Established: 2002\nWebsite: http://westmediterraneanforum.org\n"
    process = next(iter(load_catalogue().processes))
    reading = read_page(Capture(url=process.pages[0], body=text.encode()))
    (made,) = assemble([reading], load_catalogue()).processes
    assert ([one.url for one in made.links], made.contact) == (
        ["http://westmediterraneanforum.org"],
        None,
    )
