"""Pages that came in the place of the one that was asked for, and real ones that only look so."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from ingest.errors import NotThePage
from ingest.page import Capture
from ingest.reading.outline.read import read_outline
from ingest.reading.read import read_page
from ingest.reading.recognition.impostors import impostor_of

BUNDLED = Path(__file__).parents[4] / "snapshots" / "bundled" / "pages"
MENU = "".join(f"<li><a href='/{n}'>Page {n}</a></li>" for n in range(30))
PROSE = "The process brings States of the region together to talk about migration and development. "


def html(title: str = "", heading: str = "", text: str = "") -> str:
    return (
        f"<html><head><title>{title}</title></head><body><nav><ul>{MENU}</ul></nav>"
        f"<h1>{heading}</h1><p>{text}</p></body></html>"
    )


def kind(text: str) -> str | None:
    found = impostor_of(read_outline(text.encode()))
    return found.kind if found else None


@pytest.mark.parametrize(
    ("expected", "title"),
    [
        ("challenge", "Just a moment..."),
        ("challenge", "Attention Required! | Cloudflare"),
        ("challenge", "Access Denied"),
        ("challenge", "Un instant…"),
        ("challenge", "DDoS-Guard"),
        ("challenge", "403 - Access denied"),
        ("login", "Log in | Drupal"),
        ("login", "Iniciar sesión | OIM"),
        ("login", "Se connecter | OIM"),
        ("error", "404 Not Found"),
        ("error", "404"),
        ("error", "403 Forbidden"),
        ("error", "Page not found | International Organization for Migration"),
        ("error", "Page non trouvée | Organisation internationale pour les migrations"),
        ("error", "Página no encontrada | Organización Internacional para las Migraciones"),
        ("error", "500 Internal Server Error"),
        ("error", "503 Service Temporarily Unavailable"),
        ("error", "Error 503 Service unavailable"),
        ("error", "Service unavailable (HTTP 503)"),
        ("error", "iom.int | 502: Bad gateway"),
        ("error", "Welcome to nginx!"),
        ("error", "Index of /"),
        ("error", "Index of /files/2013"),
        ("error", "Apache2 Ubuntu Default Page: It works"),
        ("error", "Apache2 Debian Default Page: It works"),
        ("maintenance", "Site under maintenance | IOM"),
        ("maintenance", "Site en maintenance"),
        ("maintenance", "Sitio en mantenimiento"),
        ("parked", "processus-rabat.example is for sale"),
        ("parked", "rabat-process.org is for sale"),
        ("parked", "This domain has expired"),
    ],
)
def test_a_title_tells_what_the_page_is(expected: str, title: str) -> None:
    assert kind(html(title=title, text=PROSE * 20)) == expected


@pytest.mark.parametrize(
    ("expected", "heading"),
    [
        ("challenge", "Access denied"),
        ("error", "Page not found"),
        ("error", "Page introuvable"),
        ("error", "It works!"),
        ("maintenance", "Site under maintenance"),
        ("parked", "Buy this domain"),
    ],
)
def test_a_heading_tells_what_the_page_is(expected: str, heading: str) -> None:
    assert kind(html(title="IOM", heading=heading, text=PROSE * 20)) == expected


@pytest.mark.parametrize(
    ("expected", "text"),
    [
        ("error", "Page not found\nThe page has moved.\n"),
        ("error", "It works!\n"),
        ("error", "404\n"),
        ("maintenance", "Maintenance\n"),
        ("challenge", "www.iom.int\nChecking your browser before accessing www.iom.int. Wait.\n"),
        (
            "challenge",
            "Please enable cookies.\nVerify you are human by completing the action below.\n",
        ),
        ("challenge", "Request unsuccessful. Incapsula incident ID: 0-0\n"),
        ("error", "- Home\n- About us\n- News\n\nThe requested page could not be found.\n"),
        ("maintenance", "IOM is currently under maintenance. We should be back shortly.\n"),
        ("maintenance", "Log in\nHome\nNews\nBriefly unavailable for scheduled maintenance.\n"),
        ("login", "Home\nMenu\nUser\nPlease log in to continue\nPassword\n"),
        ("login", "Mot de passe oublié ?\nEnvoyer\n"),
    ],
)
def test_a_text_tells_what_the_page_is(expected: str, text: str) -> None:
    assert kind(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        html(title="Access denied: the right to asylum", heading="A report", text=PROSE * 20),
        html(title="Colombo Process", heading="Colombo Process", text="Maintenance of borders."),
        html(title="Colombo Process", text=PROSE * 20 + "Some migrants met with access denied."),
        html(title="Index of processes", heading="Index of processes", text=PROSE),
        html(title="Resolution 404 on migration", heading="Resolution 404 on migration"),
        html(title="Dialogue", heading="404 participants met in Geneva", text=PROSE),
        "Log in\nHome\nThe Colombo Process\n" + PROSE * 20,
        "Log in\nForgot your password?\nHome\nThe Colombo Process\n" + PROSE * 20,
        "Colombo Process\n"
        + PROSE * 20
        + "The site is currently under maintenance by its members.\n",
        "Colombo Process\nSite of the meeting\nNot found elsewhere\nMaintenance\n",
        "Error\nColombo Process\n" + PROSE * 20,
        "Established: 1996\nParticipating States\n- Kenya\n",
        "500 delegates\nmet in Geneva\n",
        "Log in\nHome\nContact\nColombo Process\nRegional consultations on migration\n",
        "Error\nHome\nColombo Process\n404\n",
        "",
    ],
)
def test_a_real_page_stays(text: str) -> None:
    assert kind(text) is None


@pytest.mark.parametrize(
    ("expected", "page"),
    [
        ("challenge", "<h1>Making sure you&#39;re not a bot!</h1><p>Loading...</p>"),
        ("challenge", "<h1>Checking you are not a bot</h1>"),
        ("challenge", "<h1>Let's confirm you are human</h1><p>Complete the security check.</p>"),
        ("challenge", "<h1>¿Eres un humano?</h1>"),
        ("challenge", "<h1>Vérification que vous n'êtes pas un robot !</h1>"),
        ("challenge", "<p>Please enable JS and disable any ad blocker</p><script>x</script>"),
        ("challenge", "<h1>Press &amp; Hold to confirm you are a human (and not a bot).</h1>"),
        ("challenge", "<title>Robot Challenge Screen</title><p>Checking site connection security"),
        ("challenge", "<h1>Web Page Blocked!</h1><p>URL: /x</p>"),
        ("challenge", "<title>www.gfmd.org</title><h2>The request is blocked.</h2><p>0x12"),
        ("challenge", "<noscript>Please verify you are a human</noscript><script>x</script>"),
        (
            "challenge",
            "<iframe src='/_Incapsula_Resource?x'>Request unsuccessful. Incapsula incident ID: 1"
            "</iframe>",
        ),
        (
            "challenge",
            "<div id=challenge></div><script src=c.js></script><noscript><h1>JavaScript is "
            "disabled</h1>we need to verify that you're not a robot</noscript>",
        ),
        ("scripted", "<noscript>You need to enable JavaScript to run this app.</noscript>"),
        ("scripted", "<div id=root></div><script src=/app.js></script>"),
        ("scripted", "<p>Loading...</p><script src=/app.js></script>"),
        ("scripted", "<nav><a href=/>Home</a></nav><div id=root></div><script src=a></script>"),
        ("scripted", "<p>GFMD</p><p>This site requires JavaScript.</p>"),
        ("scripted", "<noscript><p>A whole page of <b>words</b>. " + PROSE * 9 + "</noscript>"),
        ("framed", "<iframe src='https://other.example/app'></iframe>"),
        ("framed", "<frameset><frame src=a.html><noframes>No frames</noframes></frameset>"),
        ("forwarding", "<script>window.location.href = '/new'</script>"),
        ("forwarding", '<p>Wait</p><script>document.location.replace("/new")</script>'),
        ("forwarding", "<h1>301 Moved Permanently</h1><hr>nginx"),
        ("forwarding", "<h1>Object moved to <a href=/new>here</a>.</h1>"),
        ("forwarding", "<p>This page has moved to <a href=/new>/new</a>.</p>"),
        ("forwarding", "<p>Si vous n'êtes pas redirigé, cliquez ici.</p>"),
    ],
)
def test_a_page_without_words_of_its_own_is_told_by_what_it_holds(expected: str, page: str) -> None:
    assert kind(f"<html><head></head><body>{page}</body></html>") == expected


@pytest.mark.parametrize(
    "beside",
    [
        "<noscript>Please enable JavaScript to view the comments.</noscript>",
        "<noscript><iframe src='https://tags.example/ns.html'></iframe></noscript>",
        "<iframe src='https://maps.example/'>Your browser does not support iframes.</iframe>",
        "<script>if (x) { location.href = '/login' }</script>",
        "<p>You need JavaScript enabled to view this e-mail address.</p>",
        "<p>Please enable JavaScript to see the map.</p>",
        "<p>You will be redirected to the registration of our partners.</p>",
        "<p>The Secretariat has moved to Manila.</p>",
        "<p>Every migrant is a human being. Are you human enough to see it? Robots are not.</p>",
    ],
)
def test_a_real_page_stays_whatever_stands_beside(beside: str) -> None:
    assert kind(f"<html><body><h1>Colombo Process</h1><p>{PROSE * 3}</p>{beside}") is None
    short = "<p>Established: 2003</p><h2>Participating States</h2><ul><li>Nepal</li></ul>"
    assert kind(f"<html><body>{short}{beside}</body></html>") is None


def test_a_page_that_stands_in_its_unclosed_menu_is_no_impostor() -> None:
    assert (
        kind(f"<html><body><nav>Home<h1>Colombo Process</h1><p>{PROSE * 3}<script>x</script>")
        is None
    )


def test_reading_such_a_page_says_what_it_is() -> None:
    body = html(title="404 Not Found").encode()
    with pytest.raises(NotThePage) as raised:
        read_page(Capture(url="https://www.iom.int/some-process", body=body))
    assert raised.value.kind == "error"
    assert str(raised.value) == (
        "the page that was asked for expected, error page found: '404 Not Found'"
    )


def test_no_case_and_no_transcript_is_taken_for_an_impostor(cases: Path) -> None:
    known = tuple(_pages(cases))
    assert len(known) > 200
    assert [path.name for path in known if kind(path.read_text(encoding="utf-8"))] == []


def test_no_bundled_transcript_is_taken_for_an_impostor() -> None:
    known = tuple(BUNDLED.glob("*.txt"))
    assert known
    assert [path.name for path in known if kind(path.read_text(encoding="utf-8"))] == []


def _pages(cases: Path) -> Iterator[Path]:
    yield from cases.rglob("*.txt")
    yield from cases.rglob("*.html")
