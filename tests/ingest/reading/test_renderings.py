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
from ingest.reading.vocabulary.labels import load_labels

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


def parted(text: str) -> tuple[str, str]:
    """Label and value of a line, without the sign between them; no label where there is none."""
    found = load_labels().read(text)
    label = text.removesuffix(found.value).rstrip() if found and found.value else ""
    return (label.rstrip(" :"), found.value) if found and label.endswith(":") else ("", text)


def parted_spans(lines: Lines) -> str:
    def shown(line: Line) -> str:
        label, value = map(escape, parted(line.text))
        if line.item:
            return f'<div role="list"><div role="listitem">{escape(line.text)}</div></div>'
        if not label:
            return f'<div style="color: black">{value}</div>'
        return f"<div><span>{label}</span> <span>{value}</span></div>"

    return "".join(map(shown, lines))


def grids_and_fonts(lines: Lines) -> str:
    def shown(line: Line) -> str:
        if line.item:
            mark = '<span style="display: block">&bull;</span>'
            return f"<div>{mark}<div>{escape(line.text)}</div></div>"
        label, value = map(escape, parted(line.text))
        cells = f"<div><b>{label}</b></div><div>{value}</div>" if label else f"<div>{value}</div>"
        return f'<div style="display: grid"><font size="2">{cells}</font></div>'

    return "".join(map(shown, lines))


def custom_elements(lines: Lines) -> str:
    def shown(line: Line) -> str:
        label, value = map(escape, parted(line.text))
        if line.item:
            return f"<x-row><x-mark>–</x-mark><x-item>{escape(line.text)}</x-item></x-row>"
        if not label:
            return f"<x-text>{value}</x-text>"
        return f"<x-field><x-label>{label}</x-label><x-value>{value}</x-value></x-field>"

    return f"<x-page>{''.join(map(shown, lines))}</x-page>"


def tables_of_marks(lines: Lines) -> str:
    def shown(line: Line) -> str:
        if line.item:
            return f"<tr><td>&#9642;</td><td>{escape(line.text)}</td></tr>"
        label, value = map(escape, parted(line.text))
        spoken = f' data-label="{label}"' if label else ""
        return f"<tr><td{spoken}>{value}</td></tr>"

    return f"<table role=presentation>{''.join(map(shown, lines))}</table>"


RENDERINGS = (
    *(nested_divs, paragraphs_and_lists, layout_table, torn_words, line_breaks),
    *(parted_spans, grids_and_fonts, custom_elements, tables_of_marks),
)


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
