"""Labels and lists whose markup says nothing, in the ways in which sites write them."""

from typing import Any

import pytest

from ingest.page import Capture
from ingest.reading.facts import facts
from ingest.reading.read import read_page


def read(html: str) -> dict[str, Any]:
    body = f"<html><body><h1>Colombo Process</h1>{html}</body></html>".encode()
    return facts(read_page(Capture(url="https://www.iom.int/colombo-process", body=body)))


@pytest.mark.parametrize(
    "html",
    [
        "<div><span>Type</span> <span>Regional</span></div><p><b>Chairing Country</b> Peru</p>",
        "<p><span>Tipo</span><span>regional</span></p><p><i>Presidencia</i> <b>Perú</b></p>",
        "<font><b>Type</b> Régional<br><b>Présidence</b> Pérou</font>",
        "<div>Type</div><div>Regional</div><div>Chairing Country</div><div>Peru</div>",
        "<dl><dt>Type</dt><dd>Regional</dd><dt>Chair</dt><dd>Peru</dd></dl>",
        "<x-l>Type</x-l><x-v>Regional</x-v><x-l>Chair</x-l> <x-v>Peru</x-v>",
        "<table><tr><td data-label='Type'>Regional</td><td data-label=Chair>Peru</td></tr></table>",
        "<section aria-label=Type><p>Regional</p></section><div aria-label=Chair>Peru</div>",
        "<p>Type Regional</p><span role=heading aria-level=3>Chair</span><p>Peru</p>",
        "<span style='display:block'>Type</span><span>Regional</span><p>Chair: Peru</p>",
    ],
)
def test_a_label_is_told_from_its_value(html: str) -> None:
    found = read(html)
    assert (found["type"], found["chair_current"]) == ("REGIONAL", ["PER"])


@pytest.mark.parametrize(
    "html",
    [
        "<p><b>Members</b> of the group met in Peru</p>",
        "<p><b>Chair</b> and <b>co-chair</b> came from Peru</p>",
        "<p><a href='/chair'>Chair</a> Peru</p>",
        "<p><span>Ch</span><b>air</b> Peru</p>",
        "<div aria-label='Close'>Peru</div>",
    ],
)
def test_a_word_in_an_element_of_its_own_is_no_label_by_that(html: str) -> None:
    assert not {"chair_current", "participating_states"} & read(html).keys()


def test_labels_of_the_markup_may_stand_in_each_other() -> None:
    entries = "<div aria-label=Peru>Peru</div><div aria-label=Chile>Chile</div>"
    found = read(f"<div aria-label='Member States'>{entries}</div>")
    assert found["participating_states"] == ["PER", "CHL"]


def test_a_label_of_the_markup_that_the_page_shows_counts_once() -> None:
    found = read("<section aria-label='Members'><h2>Members</h2><ul><li>Peru<li>Chile</ul>")
    assert found["participating_states"] == ["PER", "CHL"]


@pytest.mark.parametrize(
    "html",
    [
        "<div role=list><div role=listitem>Bosnia and<br>Herzegovina</div><p role=listitem>Peru</p>"
        "</div>",
        "<div>•</div><div>Bosnia and Herzegovina</div><div>•</div><div>Peru</div>",
        "<table><tr><td>–</td><td>Bosnia and Herzegovina</td></tr><tr><td>–</td><td>Peru</td></tr>"
        "</table>",
        "<x-list><x-item>Bosnia and <x-b>Herzegovina</x-b></x-item><x-item>Peru</x-item></x-list>",
        "<ol><li><div>1</div><div>Bosnia and Herzegovina</div></li><li><div>2</div>Peru</li></ol>",
        "<div><i>1</i> Bosnia and Herzegovina</div><div><i>2</i>Peru</div>",
        "<p>Bosnia and Herzegovina<small>1</small></p><p>Peru<sup>a</sup></p>",
        "<p>Bosnia and Herzegovina1</p><p>Peru2, 3</p>",
    ],
)
def test_marks_are_told_from_what_they_mark(html: str) -> None:
    found = read(f"<h2>Member States</h2>{html}")
    assert found["participating_states"] == ["BIH", "PER"]


@pytest.mark.parametrize(
    "html",
    [
        "<ul><li><div>(a)</div><div>Remittances</div></li><li><div>(b)</div><div>Return</div></li>"
        "</ul>",
        "<div>1</div><div>Remittances</div><div>2</div><div>Return</div>",
        "<p><span>1</span><span>Remittances</span></p><p><span>2</span> <span>Return</span></p>",
        "<table><tr><td>1.</td><td>Remittances</td></tr><tr><td>2.</td><td>Return</td></tr></table>",
    ],
)
def test_a_number_in_an_element_of_its_own_is_no_theme(html: str) -> None:
    assert read(f"<h2>Thematic Focus</h2>{html}")["themes"] == ["Remittances", "Return"]
