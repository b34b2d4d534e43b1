import pytest

from ingest.catalogue.addresses import ascii_host


@pytest.mark.parametrize(
    ("host", "ascii_form"),
    [
        ("WWW.IOM.int", "www.iom.int"),
        ("mün.example", "xn--mn-xka.example"),
        ("MÜN.example", "xn--mn-xka.example"),
        ("mu\u0308n.example", "xn--mn-xka.example"),
        ("mün。example", "xn--mn-xka.example"),
        ("XN--MN-XKA.example", "xn--mn-xka.example"),
        ("россия.рф", "xn--h1alffa9f.xn--p1ai"),
        ("127.0.0.1", "127.0.0.1"),
        ("::1", "::1"),
        ("", ""),
        ("☃\u00a0.example", "☃\u00a0.example"),
    ],
)
def test_a_host_has_one_form(host: str, ascii_form: str) -> None:
    assert ascii_host(host) == ascii_form
