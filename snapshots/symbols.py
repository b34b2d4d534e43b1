"""The parts of a UN document symbol."""

import msgspec


class SymbolParts(msgspec.Struct, frozen=True, omit_defaults=True, kw_only=True):
    """A UN document symbol taken apart (Dag Hammarskjöld Library, UN Document Symbols)."""

    organ: str
    """A, S, E, ST or the series of a treaty body, CRC/C."""
    body: str | None = None
    """Committee, commission or conference: AC.293, C.2, CONF.231."""
    session: str | None = None
    year: str | None = None
    kind: str | None = None
    """RES, L, PV, SR, INF…"""
    number: str | None = None
    modifiers: tuple[str, ...] = ()
