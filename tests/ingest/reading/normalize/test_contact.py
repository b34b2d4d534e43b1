from collections.abc import Callable

import pytest

from ingest.page import Capture
from ingest.reading.found import Doubt, Fact
from ingest.reading.normalize.contact import contact, web_address
from ingest.reading.read import read_page
from ingest.reading.reading import ContactValue, Reading

MakeFact = Callable[..., Fact]


def read(lines: str) -> Reading:
    body = f"<html><body><p>Established: 2000<p>Contact<p>{lines}</body></html>"
    return read_page(Capture(url="https://www.iom.int/some-process", body=body.encode()))


def found(reading: Reading, kind: str) -> list[str]:
    values = [one for one in reading.of("contact") if isinstance(one, ContactValue)]
    return [one.text for one in values if one.kind == kind]


def doubts(reading: Reading) -> list[str]:
    return [one.message for one in reading.doubts if one.code == "unreadable-address"]


@pytest.mark.parametrize(
    ("words", "given", "kind", "text"),
    [
        ("Rm. DC2-1950", "address", "address", "Rm. DC2-1950"),
        ("+ 1-212-963-2147", "fax", "fax", "+ 1-212-963-2147"),
        ("migrationp@un.org", "email", "email", "migrationp@un.org"),
        ("write to a.b-c@mail.example.org", "address", "email", "a.b-c@mail.example.org"),
        ("midsa@iom.int", "website", "email", "midsa@iom.int"),
        (
            "https://www.iom.int/midsa (in French)",
            "website",
            "website",
            "https://www.iom.int/midsa",
        ),
        ("midsa [at] iom [dot] int", "email", "email", "midsa@iom.int"),
        ("midsa(at)iom.int", "email", "email", "midsa@iom.int"),
        ("midsa {AT} iom(dot)int", "address", "email", "midsa@iom.int"),
        ("midsa [arobase] iom [point] int", "email", "email", "midsa@iom.int"),
        ("The Secretariat (at Pretoria)", "address", "address", "The Secretariat (at Pretoria)"),
    ],
)
def test_a_contact_line_keeps_its_kind_but_an_email_is_one_anywhere(
    fact: MakeFact, words: str, given: str, kind: str, text: str
) -> None:
    (value,) = contact(fact(words, "contact", given))
    assert isinstance(value, ContactValue)
    assert (value.kind, value.text) == (kind, text)


@pytest.mark.parametrize(
    ("words", "given"),
    [
        *(("[email protected]", "email"), ("[email protected]", "address")),
        *(("midsa at iom dot int", "email"), ("midsa@iom", "email"), ("@iom_migration", "email")),
        *(("Contact form", "email"), ("midsa [at] iom dot int", "email")),
        *(("javascript:alert(1)", "website"), ("under construction", "website")),
        *(("http://user:secret@iom.int/", "website"), ("http://exa mple.org", "website")),
    ],
)
def test_what_is_no_address_is_doubted_and_not_served(
    fact: MakeFact, words: str, given: str
) -> None:
    (doubt,) = contact(fact(words, "contact", given))
    assert isinstance(doubt, Doubt)
    assert doubt.code == "unreadable-address"
    assert repr(words) in doubt.message


def test_a_line_may_hold_several_addresses() -> None:
    reading = read(
        "Email: a@iom.int; b@iom.int<br>"
        "Website: www.icmpd.org, https://www.iom.int and www.un.org http://x.example javascript:x"
    )
    assert found(reading, "email") == ["a@iom.int", "b@iom.int"]
    assert found(reading, "website") == [
        "http://www.icmpd.org",
        "https://www.iom.int",
        "http://www.un.org",
    ]
    assert doubts(reading) == [
        "an address by http or https expected, 'http://x.example javascript:x' found"
    ]


@pytest.mark.parametrize(
    ("lines", "kind", "expected"),
    [
        (
            "Email: <a href='mailto:midsa@iom.int?subject=x'>write to us</a>",
            "email",
            "midsa@iom.int",
        ),
        ("Email: <a href='MAILTO:midsa%40iom.int'>us</a>", "email", "midsa@iom.int"),
        ("Email: <a href='mailto:x@un.org'>midsa@iom.int</a>", "email", "midsa@iom.int"),
        (
            "Website: <a href='https://www.iom.int/m'>the site</a>",
            "website",
            "https://www.iom.int/m",
        ),
        ("Website: <a href='javascript:x'>www.iom.int</a>", "website", "http://www.iom.int"),
    ],
)
def test_an_address_may_stand_in_the_link(lines: str, kind: str, expected: str) -> None:
    assert found(read(lines), kind) == [expected]


@pytest.mark.parametrize(
    "lines",
    [
        *("Email: <a href='mailto:'>write to us</a>", "Email: <a href='/form'>write to us</a>"),
        *("Website: <a href='javascript:x'>site</a>", "Website: <a href='/midsa'>the site</a>"),
    ],
)
def test_a_link_that_is_no_address_is_doubted(lines: str) -> None:
    reading = read(lines)
    assert found(reading, "email") == found(reading, "website") == []
    assert len(doubts(reading)) == 1


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("https://www.iom.int/midsa", "https://www.iom.int/midsa"),
        ("http://westmediterraneanforum.org", "http://westmediterraneanforum.org"),
        ("HTTPS://www.iom.int", "HTTPS://www.iom.int"),
        ("<https://www.iom.int/a?b=c#d>.", "https://www.iom.int/a?b=c#d"),
        ("www.icmpd.org", "http://www.icmpd.org"),
        ("www.colomboprocess.org/about", "http://www.colomboprocess.org/about"),
        ("https://www.iom.int:8443/", "https://www.iom.int:8443/"),
        ("https://españa.example/ñ", "https://españa.example/ñ"),
        ("https://xn--espaa-rta.xn--p1ai/", "https://xn--espaa-rta.xn--p1ai/"),
        ("http://www.iom.int/a@b", "http://www.iom.int/a@b"),
    ],
)
def test_an_address_of_the_web_is_one(words: str, expected: str) -> None:
    assert web_address(words) == expected


@pytest.mark.parametrize(
    "words",
    [
        *("javascript:alert(1)", "JavaScript:alert(1)", "java\tscript:alert(1)", "vbscript:x"),
        *(
            "data:text/html,<script>",
            "file:///etc/passwd",
            "ftp://iom.int",
            "mailto:",
            "about:blank",
        ),
        *("mailto:midsa@iom.int", "blob:https://iom.int/x", "view-source:https://iom.int"),
        *("javascript://iom.int/%0aalert(1)", "//iom.int", "/midsa", "#top", "", "n/a", "Geneva"),
        *("http://", "https://", "http:///x", "http:iom.int", "http:\\\\iom.int", "http//iom.int"),
        *(
            "http://localhost/",
            "http://intranet",
            "http://127.0.0.1/",
            "http://[::1]/",
            "http://[x",
        ),
        *("http://user:secret@iom.int/", "http://iom.int@evil.example/", "http://-a.example/"),
        *("http://exa mple.org", "www.iom.int www.un.org", "http://iom..int", "http://.iom.int"),
        *("http://iom.int:x/", "http://iom.int:0/", "http://iom.int:99999/", "http://iom.1/"),
        *("http://iom_x.int_/", "http://" + "a" * 64 + ".int", "http://iom.int/" + "a" * 2_000),
        *("http://iom.int/<script>", 'http://iom.int/"onclick=', "https://", "www.", "www.x"),
        *("index.html", "colomboprocess.org", "www.iom.int:x"),
    ],
)
def test_what_is_no_address_of_the_web_is_none(words: str) -> None:
    assert web_address(words) is None
