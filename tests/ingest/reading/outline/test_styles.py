"""Style sheets in a page hide and strike out what rules that always hold say of one class or id."""

import pytest

from ingest.reading.outline.html import read_html


def lines(head: str, body: str) -> list[str]:
    page = f"<html><head>{head}</head><body>{body}</body></html>"
    return [line.text for line in read_html(page).lines]


@pytest.mark.parametrize(
    ("rule", "element"),
    [
        (".gone{display:none}", "<p class=gone>"),
        (".was { text-decoration: line-through; color: red }", '<p class="old was">'),
        ("p.was, .other {text-decoration-line:line-through}", "<p class=was>"),
        ("#old{visibility:hidden}", "<p id=old>"),
        ("/* .gone{display:block} */ .gone{display:none}", "<p class=gone>"),
    ],
)
def test_what_a_rule_hides_or_strikes_out_is_unseen(rule: str, element: str) -> None:
    assert lines(f"<style>{rule}</style>", f"{element}Angola</p><p>Benin</p>") == ["Benin"]


@pytest.mark.parametrize(
    "sheet",
    [
        "<style>@media print{.x{display:none}}</style>",
        "<style media=print>.x{display:none}</style>",
        "<noscript><style>.x{display:none}</style></noscript>",
        "<style>.x{display:none} .open .x{display:block}</style>",
        "<style>.menu .x{display:none}</style>",
        "<style>.x:empty{display:none}</style>",
        "<style>.x{color:none}</style>",
        "<style>.x{display:none",
    ],
)
def test_what_is_hidden_only_at_times_is_there_to_be_seen(sheet: str) -> None:
    close = "" if sheet.endswith(">") else "</style>"
    assert lines(f"{sheet}{close}", "<p class=x>Angola</p>") == ["Angola"]


def test_a_whole_page_is_never_hidden() -> None:
    assert lines("<style>.x{display:none}</style>", "<main class=x><p>Angola</p></main>") == [
        "Angola"
    ]
