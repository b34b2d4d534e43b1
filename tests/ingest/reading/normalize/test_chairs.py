"""Entries about the chair, in the ways in which years stand beside names."""

import pytest

from ingest.reading.normalize.chairs import read_chairs


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("2021: Fiji", [("FJI", "2021")]),
        ("2018-2019 – Vanuatu", [("VUT", "2018/2019")]),
        ("2020: Zambia, 2019: Kenya", [("ZMB", "2020"), ("KEN", "2019")]),
        ("Fiji, 2021", [("FJI", "2021")]),
        ("Fiji: 2021", [("FJI", "2021")]),
        ("Sri Lanka 2021", [("LKA", "2021")]),
        ("Sweden (2013-14); Norway", [("SWE", "2013/2014"), ("NOR", None)]),
        (
            "Côte d’Ivoire (2017-2018) et Sénégal (2016)",
            [("CIV", "2017/2018"), ("SEN", "2016")],
        ),
        (
            "Bolivia (Estado Plurinacional de) (2018), Chile",
            [("BOL", "2018"), ("CHL", None)],
        ),
        ("Botswana (2015)’Zimbabwe (2014)", [("BWA", "2015"), ("ZWE", "2014")]),
        ("Türkiye (Chair), Hungary (Co-chair)", [("TUR", None), ("HUN", None)]),
        ("Mexico (October 2016 – October 2018)", [("MEX", "2016-10/2018-10")]),
        ("Bosnia and Herzegovina (2019) and Serbia", [("BIH", "2019"), ("SRB", None)]),
        ("Atlantis (2019)", [(None, "2019")]),
        ("23", [(None, None)]),
    ],
)
def test_years_stand_beside_a_name_in_many_ways(
    words: str, expected: list[tuple[str | None, str | None]]
) -> None:
    found = [
        (chair.state and chair.state.alpha3, chair.span and chair.span.edtf)
        for chair in read_chairs(words)
    ]
    assert found == expected
