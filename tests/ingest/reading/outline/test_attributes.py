"""What is hidden from robots is read, what is hidden from people is not."""

import pytest

from ingest.reading.outline.html import read_html
from ingest.reading.outline.lines import Link
from ingest.reading.outline.read import read_outline

KEY = 0x5D


def hidden(address: str) -> str:
    return f"{KEY:02x}" + bytes(letter ^ KEY for letter in address.encode()).hex()


def line(html: str) -> str:
    return read_outline(f"<html><body><p>Write: {html}</p></body></html>".encode()).lines[0].text


@pytest.mark.parametrize("address", ["midsa@iom.int", "secretariat+fr@example.org"])
@pytest.mark.parametrize(
    "form",
    [
        '<a href="/cdn-cgi/l/email-protection" data-cfemail="{}">[email&#160;protected]</a>',
        '<a href="/cdn-cgi/l/email-protection#{0}"><span data-cfemail="{0}">[email]</span></a>',
        '<span class="__cf_email__" data-cfemail="{}">[email <b>protected</b>]</span>',
    ],
)
def test_an_address_that_is_hidden_from_robots_is_read(form: str, address: str) -> None:
    assert line(form.format(hidden(address))) == f"Write: {address}"


@pytest.mark.parametrize("code", ["", "5d", "5", "xyz", "5dff", "5d0", "é"])
def test_what_is_no_hidden_address_stays_as_it_is(code: str) -> None:
    assert line(f'<span data-cfemail="{code}">[email protected]</span>').startswith("Write:")
    assert "@" not in line(f'<span data-cfemail="{code}">[email protected]</span>')


@pytest.mark.parametrize("host", ["", "https://www.iom.int"])
def test_a_link_to_a_hidden_address_is_one_to_write_to(host: str) -> None:
    href = f"{host}/cdn-cgi/l/email-protection#{hidden('midsa@iom.int')}"
    (found,) = read_outline(f"<html><p><a href='{href}'>Write to us</a>".encode()).lines
    assert found.links == (Link("Write to us", "mailto:midsa@iom.int"),)


@pytest.mark.parametrize(
    "html",
    [
        "midsa<span style='display:none'>.nospam</span>@iom.int",
        "midsa<b style='color: red; DISPLAY : NONE'>x</b>@iom.int",
        "midsa<i style='visibility:hidden'>x</i>@iom.int",
        "midsa<!-- no robots -->@<span hidden>x</span>iom.int",
        "<span style='unicode-bidi: bidi-override; direction: rtl'>gro.x@y</span>midsa@iom.int",
        "<bdo dir=rtl>gro.x@y</bdo>midsa@iom.int",
    ],
)
def test_what_people_do_not_see_is_no_part_of_an_address(html: str) -> None:
    assert line(html) == "Write: midsa@iom.int"


@pytest.mark.parametrize(
    "html",
    [
        "<del>Kenya</del>",
        "<s>Kenya</s>",
        "<strike>Kenya</strike>",
        "<del><ul><li>Kenya</li></ul></del>",
        "<ul style='text-decoration: line-through'><li>Kenya</li></ul>",
        "<span style='color: red; text-decoration-line:underline line-through'>Kenya</span>",
        "<p class='old text-decoration-line-through'>Kenya</p>",
        "<div style='display:none'><p>Kenya</p></div>",
        "<table style='visibility: hidden'><tr><td>Kenya</td></tr></table>",
        "<ul hidden><li>Kenya</li></ul>",
        "<ul class='list d-none'><li>Kenya</li></ul>",
        "<template><p>Kenya</p></template>",
        "<noscript>Kenya</noscript>",
        "<!-- Kenya -->",
    ],
)
def test_what_is_struck_out_or_hidden_is_not_said(html: str) -> None:
    outline = read_outline(f"<html><body><p>Peru</p>{html}<p>Chile</p></body></html>".encode())
    assert [one.text for one in outline.lines] == ["Peru", "Chile"]


@pytest.mark.parametrize(
    "attribute", ["class='visually-hidden'", "class='d-none d-md-block'", "aria-hidden='true'"]
)
def test_what_some_do_not_see_or_hear_is_said(attribute: str) -> None:
    outline = read_outline(f"<html><body><span {attribute}>Kenya</span></body></html>".encode())
    assert [one.text for one in outline.lines] == ["Kenya"]


def test_a_page_that_is_hidden_until_its_scripts_have_run_is_read() -> None:
    outline = read_outline(b"<html><body style='display:none'><p>Kenya</p></body></html>")
    assert [one.text for one in outline.lines] == ["Kenya"]


@pytest.mark.parametrize("scheme", ["javascript", "JavaScript", "java\nscript", "data", "vbscript"])
def test_a_link_that_is_a_script_leads_nowhere(scheme: str) -> None:
    (found,) = read_html(f"<p><a href='{scheme}:alert(1)'>Documents</a></p>").lines
    assert found.links == ()


@pytest.mark.parametrize("href", ["/a:b", "page.html?x=1:2", "https://x.org", "x.org:80/", "tel:1"])
def test_a_link_to_a_place_stays(href: str) -> None:
    (found,) = read_html(f"<p><a href='{href}'>Documents</a></p>").lines
    assert [link.target for link in found.links] == [href]
