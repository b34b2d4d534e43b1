"""What an asker takes, by weight."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.http.negotiation import best_coding, best_type, parameters

OFFERS = ("a/new", "a/old", "b/page")


@pytest.mark.parametrize(
    ("accept", "best"),
    [
        ("", "a/old"),
        (" , ,", "a/old"),
        ("*/*", "a/old"),
        ("a/*", "a/old"),
        ("b/*", "b/page"),
        ("A/New", "a/new"),
        ("a/new, a/old", "a/new"),
        ("a/old, a/new", "a/new"),
        ("a/old, */*", "a/old"),
        ("a/new, */*", "a/new"),
        ("a/new;q=0.8, */*;q=0.8", "a/new"),
        ("a/new;q=0.1, a/*;q=0.2", "a/old"),
        ("a/*;q=0.3, */*;q=0.4", "b/page"),
        ("a/old;q=0, a/*", "a/new"),
        ("*/*, a/old;q=0, a/new;q=0", "b/page"),
        ("a/new;q=0.001", "a/new"),
        ("a/new ; q=0.5 , b/page ; Q=0.6", "b/page"),
        ("a/new;q=0.5;ext=1, b/page;ext=1;q=0.4", "a/new"),
        ('c/d;x="a/old,b/page", a/new', "a/new"),
        ("a/new;charset=utf-8", "a/new"),
        ('a/new;charset="UTF-8"', "a/new"),
        ("a/new;charset=latin1, b/page", "b/page"),
        ("a/new;q=often, b/page;q=0.9", "a/new"),
        ("a/new;q=-1, b/page;q=0.9", "a/new"),
    ],
)
def test_the_type_that_is_liked_best_wins(accept: str, best: str) -> None:
    assert best_type(accept, OFFERS, "a/old") == best


@pytest.mark.parametrize(
    "accept",
    ["c/d", "c/*", "a", "a/ne", "*/*;q=0", "a/*;q=0.0, b/page;q=0.000", "a/new/*", '"a/new"'],
)
def test_none_is_liked_where_none_is_named(accept: str) -> None:
    assert best_type(accept, OFFERS, "a/old") is None


@pytest.mark.parametrize(
    ("header", "best"),
    [
        ("", None),
        ("identity", None),
        ("br", None),
        ("gzip", "gzip"),
        ("GZIP", "gzip"),
        ("gzip, zstd", "zstd"),
        ("gzip, deflate, br, zstd", "zstd"),
        ("gzip;q=1, zstd;q=0.5", "gzip"),
        ("gzip;q=0", None),
        ("gzip;q=0, zstd;q=0, *", None),
        ("*", "zstd"),
        ("zstd;q=0, *", "gzip"),
        ("identity, gzip;q=0.5", None),
        ("identity;q=0.5, gzip;q=0.5", "gzip"),
        ("x-gzip", None),
    ],
)
def test_the_coding_that_is_liked_best_wins(header: str, best: str | None) -> None:
    assert best_coding(header, ("zstd", "gzip")) == best


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("", ("", {})),
        ("A/B", ("a/b", {})),
        ('a/b; Charset = "UTF-8"', ("a/b", {"charset": "utf-8"})),
        ("a/b;;x", ("a/b", {"": "", "x": ""})),
    ],
)
def test_parameters_are_read(value: str, expected: tuple[str, dict[str, str]]) -> None:
    assert parameters(value) == expected


@given(st.text(alphabet='a/newold*b,;q=0.15" \\', max_size=60))
def test_whatever_is_written_one_of_the_offers_or_none_is_the_best(accept: str) -> None:
    assert best_type(accept, OFFERS, "a/old") in (*OFFERS, None)
    assert best_coding(accept, ("zstd", "gzip")) in ("zstd", "gzip", None)


def test_a_header_of_quotes_takes_no_time() -> None:
    assert best_type('"' * 65_535, OFFERS, "a/old") is None
    assert best_type("a/new," * 10_000 + "b/page;q=0.5", OFFERS, "a/old") == "a/new"
