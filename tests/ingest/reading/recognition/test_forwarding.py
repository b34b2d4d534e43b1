"""A page that leads to another one by itself is not read, and says where it leads."""

import pytest

from ingest.errors import NotThePage
from ingest.page import Capture
from ingest.reading.read import read_page

URL = "https://www.gfmd.org/process"
PROSE = "The process brings States of the region together to talk about migration. " * 20


def leads(head: str, body: str = "", **headers: str) -> str | None:
    html = f"<html><head>{head}</head><body>{body}</body></html>"
    try:
        read_page(Capture(url=URL, body=html.encode(), headers=tuple(headers.items())))
    except NotThePage as error:
        return error.words if error.kind == "forwarding" else None
    return None


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("0; url=/new", "https://www.gfmd.org/new"),
        ("0;URL='https://www.iom.int/gfmd'", "https://www.iom.int/gfmd"),
        ("0, /new", "https://www.gfmd.org/new"),
        ("0 url = new", "https://www.gfmd.org/new"),
        ("  3.5 ; url=?lang=en", "https://www.gfmd.org/process?lang=en"),
        (";url=/new", "https://www.gfmd.org/new"),
        ("0; url=http://[x", "http://[x"),
    ],
)
def test_a_refresh_leads_on(content: str, expected: str) -> None:
    head = f'<meta http-equiv="Refresh" content="{content}">'
    assert leads(head, "<p>Redirecting") == expected
    assert leads(head, PROSE) == expected
    assert leads("", f"<p>One moment</p>{head}") == expected
    assert leads("", "<p>One moment</p>", Refresh=content) == expected


def test_a_page_that_says_little_leads_on_after_any_time() -> None:
    head = '<meta http-equiv=refresh content="30; url=/new">'
    assert leads(head, "<p>Our new site is ready.</p>") == "https://www.gfmd.org/new"
    assert leads(head, PROSE) is None


@pytest.mark.parametrize(
    "head",
    [
        '<meta http-equiv=refresh content="300">',
        '<meta http-equiv=refresh content="0; url=">',
        '<meta http-equiv=refresh content="5; url=/process">',
        '<meta http-equiv=refresh content="5; url=#top">',
        '<meta http-equiv=refresh content="words">',
        '<meta name=refresh content="0; url=/new">',
        '<noscript><meta http-equiv=refresh content="0; url=/plain"></noscript>',
        '<!-- <meta http-equiv=refresh content="0; url=/new"> -->',
        "<script>x = '<meta http-equiv=refresh content=\"0; url=/new\">'</script>",
        "<script>menu.onclick = () => { location.href = '/new' }</script>",
    ],
)
def test_a_page_that_stays_is_read(head: str) -> None:
    assert leads(head, f"<p>{PROSE}") is None


@pytest.mark.parametrize(
    "script",
    [
        *("location = '/new'", "window.location.href='/new'", 'location.replace("/new")'),
        *("top.location.assign( `/new` );", "self.location.href = \n'/new'"),
    ],
)
def test_a_script_of_a_page_without_words_leads_on(script: str) -> None:
    assert leads(f"<script>{script}</script>") == "https://www.gfmd.org/new"
    assert leads("", f"<p>Please wait</p><script>{script}</script>") == "https://www.gfmd.org/new"


@pytest.mark.parametrize(
    "script", ["location.reload()", "if (location == '/new') x()", "x.location"]
)
def test_a_script_that_leads_nowhere_is_none(script: str) -> None:
    assert leads(f"<script>{script}</script>") is None
