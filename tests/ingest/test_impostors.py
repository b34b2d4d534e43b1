"""Pages that came in the place of the one that was asked for, and real ones that only look so."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from ingest.errors import NotThePage
from ingest.impostors import impostor_of
from ingest.outline.read import read_outline
from ingest.page import Capture
from ingest.read import read_page

BUNDLED = Path(__file__).parents[2] / "snapshots" / "bundled" / "pages"
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
