"""The limits that come with the package."""

from ingest.reading.families import FAMILIES
from ingest.reading.recognition.recognize import OTHER
from ingest.review.losses import load_limits


def test_each_family_says_what_it_exists_for() -> None:
    assert set(load_limits().required) == {family.name for family in FAMILIES} | {OTHER}


def test_no_field_lets_half_of_its_values_go() -> None:
    limits = load_limits()
    assert all(one.lost < 0.5 for one in (limits.defaults, *limits.field.values()))


def test_a_field_without_a_table_of_its_own_has_the_defaults() -> None:
    assert load_limits().of("partners") == load_limits().defaults
    assert load_limits().of("chair").compare == "succession"
    assert load_limits().of("chair").lost == load_limits().defaults.lost
