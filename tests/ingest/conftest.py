"""The whole real page as text, read, and the same page in three markups."""

import re
from collections.abc import Iterator, Mapping
from html import escape
from pathlib import Path
from typing import NamedTuple

import pytest

from ingest.page import Capture
from ingest.reading.read import read_page
from ingest.reading.reading import Reading
from snapshots.stores.sqlite.store import SqliteStore

URL = (
    "https://www.iom.int/fr/dialogue-de-haut-niveau-des-nations-unies"
    "-sur-les-migrations-internationales-et-le-developpement"
)
FIRST = "Date d’établissement"
LABELS = {
    "Objectifs",
    "Axes stratégiques actuels",
    "États participants (195 États)",
    "Observateurs",
    "Partenaires",
    "Secrétariat",
    "Réunion récente",
    "Réunion précédente",
    "Réunions connexes",
    "Principaux documents",
    "Liens connexes",
    "Coordonnées",
}
FOREIGN = ("Kenya", "Atlantis", "Genève, 4 juillet 2006", "175", "A/RES/70/1")
"""What stands behind the contact block in a footer, and must not be read."""


class Part(NamedTuple):
    """A label and the entries below it, without bullets."""

    label: str
    entries: tuple[str, ...]
    listed: bool


class Page(NamedTuple):
    """The text page cut up by the names of its labels."""

    navigation: tuple[str, ...]
    established: str
    parts: tuple[Part, ...]


def cut(text: str) -> Page:
    lines = [line for line in text.splitlines() if line.strip(" -")]
    start = next(n for n, line in enumerate(lines) if line.startswith(FIRST))
    return Page(
        navigation=tuple(line.removeprefix("- ") for line in lines[:start]),
        established=lines[start].split(" : ")[1],
        parts=tuple(_parts(lines[start + 1 :])),
    )


def _parts(lines: list[str]) -> Iterator[Part]:
    starts = [n for n, line in enumerate(lines) if line.removeprefix("- ") in LABELS]
    for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
        below = lines[start + 1 : end]
        yield Part(
            label=lines[start].removeprefix("- "),
            entries=tuple(line.removeprefix("- ") for line in below),
            listed=any(line.startswith("- ") for line in below),
        )


def accordions(page: Page) -> str:
    """`<details>` and buttons with panels; furniture in the elements that HTML has for it."""
    navigation = _list(page.navigation)
    made = [f"<p>{FIRST} : {page.established}</p>"]
    for n, part in enumerate(page.parts):
        body = _list(part.entries) if part.listed else _paragraphs(part.entries)
        label = escape(part.label)
        if n % 2:
            made.append(f"<details><summary>{label}</summary>{body}</details>")
        else:
            made.append(
                f'<button class="accordion">{label}</button><div class="panel">{body}</div>'
            )
    footer = f"<footer>{_list(FOREIGN)}</footer>"
    return _html(f"<header><nav>{navigation}</nav></header><main>{''.join(made)}</main>{footer}")


def strong_paragraphs(page: Page) -> str:
    """A paragraph for each label, its entries parted by `<br>`."""
    made = [f"<p>{escape(line)}</p>" for line in page.navigation]
    made.append(f"<p><strong>{FIRST} :</strong> {page.established}</p>")
    for part in page.parts:
        entries = "".join(f"<br>\n{escape(entry)}" for entry in part.entries)
        made.append(f"<p><strong>{escape(part.label)}</strong>{entries}</p>")
    return _html("\n".join(made))


def plain_divisions(page: Page) -> str:
    """Nothing but `<div>`, and names broken by inline tags."""
    made = [_divisions(escape(line)) for line in page.navigation]
    made.append(_divisions(f"{FIRST}&nbsp;: <span>{page.established}</span>"))
    for part in page.parts:
        entries = "".join(_divisions(_split(entry)) for entry in part.entries)
        made.append(f"<div>{_divisions(escape(part.label))}<div>{entries}</div></div>")
    return _html("".join(made))


MARKUPS = {one.__name__: one for one in (accordions, strong_paragraphs, plain_divisions)}


def _html(body: str) -> str:
    return f'<!DOCTYPE html><html lang="fr"><body>{body}</body>'


def _list(entries: tuple[str, ...]) -> str:
    return "<ul>" + "".join(f"<li>{escape(entry)}</li>" for entry in entries) + "</ul>"


def _paragraphs(entries: tuple[str, ...]) -> str:
    return "".join(f"<p>{escape(entry)}</p>" for entry in entries)


def _divisions(inner: str) -> str:
    return f"<div><div>{inner}</div></div>"


def _split(entry: str) -> str:
    """`<span>Bosnia and</span><b>Herzegovina</b>`: the tags stand where the page lost a blank."""
    glued = re.fullmatch(r"(.*[a-zé])([A-Z].*)", entry)
    if glued and len(entry) < 40:
        return f"<span>{escape(glued[1])}</span><b>{escape(glued[2])}</b>"
    return f"<span>{escape(entry)}</span>"


@pytest.fixture(scope="session")
def hld_body(cases: Path) -> bytes:
    return (cases / "iom" / "hld-fr-whole.txt").read_bytes()


@pytest.fixture(scope="session")
def hld(hld_body: bytes) -> Reading:
    return read_page(Capture(url=URL, body=hld_body))


@pytest.fixture(scope="session")
def renderings(hld_body: bytes) -> Mapping[str, Capture]:
    page = cut(hld_body.decode())
    return {
        name: Capture(url=URL, body=render(page).encode(), media_type="text/html; charset=utf-8")
        for name, render in MARKUPS.items()
    }


@pytest.fixture
def store(tmp_path: Path) -> SqliteStore:
    return SqliteStore(tmp_path / "iscm.db")
