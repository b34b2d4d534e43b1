"""Only what a browser may safely be sent to is an address of the web."""

import pytest

from ingest.reading.normalize.links import web_address


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
