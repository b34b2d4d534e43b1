"""The page cases in markups of our own: what a page says does not depend on its elements."""

import json
from collections.abc import Callable
from html import escape
from pathlib import Path

import pytest

from ingest.page import Capture
from ingest.reading.facts import Json, facts
from ingest.reading.outline.lines import Line
from ingest.reading.outline.read import read_outline
from ingest.reading.read import read_page

Lines = tuple[Line, ...]


def nested_divs(lines: Lines) -> str:
    return "".join(
        f'<div class="row"><span>•</span> {escape(line.text)}</div>'
        if line.item
        else f"<div><div>{escape(line.text)}</div></div>"
        for line in lines
    )


def paragraphs_and_lists(lines: Lines) -> str:
    return "".join(
        f"<ul><li><p>{escape(line.text)}</p></li></ul>"
        if line.item
        else f"<p>{escape(line.text)}</p>"
        for line in lines
    )


def layout_table(lines: Lines) -> str:
    cells = (f"{'• ' if line.item else ''}{escape(line.text)}" for line in lines)
    return "<table>" + "".join(f"<tr><td>{cell}</td></tr>" for cell in cells) + "</table>"


def torn_words(lines: Lines) -> str:
    def torn(word: str) -> str:
        if len(word) < 5:
            return escape(word)
        return f"<span>{escape(word[:2])}</span><b>{escape(word[2:])}</b>"

    shown = ((line.item, " ".join(map(torn, line.text.split(" ")))) for line in lines)
    return "".join(
        f"<ul><li>{words}</li></ul>" if item else f"<section><p>{words}</p></section>"
        for item, words in shown
    )


def line_breaks(lines: Lines) -> str:
    shown = (escape(line.text).replace(" ", "&nbsp;", 1) for line in lines)
    bullets = ("&bull; " if line.item else "" for line in lines)
    return "<div>" + "<br/><br/>".join(map("".join, zip(bullets, shown, strict=True))) + "</div>"


RENDERINGS = (nested_divs, paragraphs_and_lists, layout_table, torn_words, line_breaks)


@pytest.mark.parametrize("render", RENDERINGS, ids=lambda render: str(render.__name__))
def test_a_page_says_the_same_in_every_markup(cases: Path, render: Callable[[Lines], str]) -> None:
    for path in sorted(cases.rglob("*.expected.json")):
        case = json.loads(path.read_text(encoding="utf-8"))
        if case["family"] == "other":
            continue
        url = str(case.get("canonical_url") or case["url"])
        body = path.with_name(path.name.replace(".expected.json", ".txt")).read_bytes()
        html = f"<html><body>{render(read_outline(body).lines)}</body></html>"
        assert said(url, html.encode(), "text/html") == said(url, body, "text/plain"), path.name


def said(url: str, body: bytes, media_type: str) -> Json:
    made = facts(read_page(Capture(url=url, body=body, media_type=f"{media_type}; charset=utf-8")))
    # A text page may wrap an item of a programme; markup that puts each line apart ends it there.
    return {key: value for key, value in made.items() if key != "agenda"}
