"""Which expressions give a value whatever the record."""

from typing import Any

import pytest

from schema.engine.read import Reader, is_there
from snapshots.model import Process
from snapshots.view import PartOf


def of_a_part(part: PartOf) -> Any:
    return part


def of_a_process(process: Process) -> Any:
    return process


PART = Reader(function=of_a_part, parent="part")
PROCESS = Reader(function=of_a_process, parent="process")


@pytest.mark.parametrize(
    ("reader", "read"),
    [
        (PROCESS, "(_v1.id)"),
        (PROCESS, "(_v1.established or _v1.id)"),
        (PROCESS, "((_v1.names[h1] if h1 in _v1.names else g2(_v1.names)) or _v1.id)"),
        (PART, "(_v1.record.listed_as)"),
        (PART, "(_v1.process.names)"),
    ],
)
def test_what_the_types_of_records_have_always_is_there(reader: Reader, read: str) -> None:
    assert is_there(reader, read, "_v1")


@pytest.mark.parametrize(
    ("reader", "read"),
    [
        (PROCESS, "(_v1.established)"),
        (PROCESS, "(_v1.id or _v1.established)"),
        (PROCESS, "(_v1.names[h1] if h1 in _v1.names else _v1.id)"),
        (PROCESS, "(g2(_v1.established or _v1.id))"),
        (PROCESS, "(_v1.unheard_of)"),
        (PROCESS, "(_v2.id)"),
        (PROCESS, "(_v1.contact.email)"),
        (PART, "(_v1.record.state)"),
        (Reader(attribute="id"), "_v1.id"),
    ],
)
def test_anything_else_may_be_null(reader: Reader, read: str) -> None:
    assert not is_there(reader, read, "_v1")
