"""Which language a request asks for."""

import pytest
from starlette.requests import Request

from server.http.languages import language_of


def language(header: str | None = None, query: str = "") -> str:
    headers = [] if header is None else [(b"accept-language", header.encode("latin-1"))]
    scope = {"type": "http", "headers": headers, "query_string": query.encode()}
    return language_of(Request(scope)).value


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("fr", "fr"),
        ("FR", "fr"),
        ("es-MX", "es"),
        ("fr-CH, fr;q=0.9, en;q=0.8, de;q=0.7, *;q=0.5", "fr"),
        ("de, es;q=0.5", "es"),
        ("en;q=0.2, es;q=0.8", "es"),
        ("en;q=0.5,fr;q=0.9", "fr"),
        (" es ; q=0.8 ", "es"),
        ("es, fr", "es"),
    ],
)
def test_the_header_is_read_by_its_weights(header: str, expected: str) -> None:
    assert language(header) == expected


@pytest.mark.parametrize("header", [None, "", "de", "*", "zh-Hant, ja;q=0.4", ",,;;q=", "q=1"])
def test_a_header_that_names_no_known_language_leaves_english(header: str | None) -> None:
    assert language(header) == "en"


def test_a_weight_that_is_no_number_counts_nothing() -> None:
    assert language("fr;q=much, es;q=0.1") == "es"


@pytest.mark.parametrize("query", ["language=es", "language=ES", "a=b&language=es"])
def test_the_parameter_wins_over_the_header(query: str) -> None:
    assert language("fr", query) == "es"


@pytest.mark.parametrize("query", ["language=de", "language=", "language=es-MX-x", "lang=es"])
def test_a_parameter_that_is_no_known_language_leaves_the_header(query: str) -> None:
    assert language("fr", query) == "fr"
