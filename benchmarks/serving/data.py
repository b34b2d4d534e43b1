"""The data of a comparison: published into a store for iscm, exported as plain JSON for peers."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

import msgspec

from benchmarks.snapshots import snapshot_of
from schema.context import text_in
from snapshots.gate import Approved, review
from snapshots.model import Language, Participation, Snapshot, Texts
from snapshots.stores.address import open_store
from snapshots.view import View

_SEED: Final = 1
_PUBLISHED_AT: Final = "2026-01-01T00:00:00Z"


def published(scale: int, address: str) -> Snapshot:
    """The snapshot of that scale, by way of the gate the served version of the store."""
    snapshot = snapshot_of(_SEED, scale)
    approved = review(snapshot, None)
    if not isinstance(approved, Approved):
        raise TypeError(f"an approved snapshot expected, {approved.findings} found")
    open_store(address).publish(approved, run="benchmark", at=_PUBLISHED_AT)
    return snapshot


def exported(snapshot: Snapshot, path: Path) -> None:
    """Write what the questions ask for, so that a peer need not work out anything.

    Texts are in English as iscm answers them; references are ids, which a peer links when it loads.
    """
    view = View(snapshot, "", None)
    made = {
        "states": [{"alpha3": one.id, "name": _name(one)} for one in snapshot.states],
        "documents": [
            {"id": one.id, "symbol": one.symbol, "title": _text(one.titles)}
            for one in snapshot.documents
        ],
        "meetings": [
            {
                "id": one.id,
                "title": _text(one.titles),
                "start": one.start,
                "documents": one.documents,
            }
            for one in snapshot.meetings
        ],
        "processes": [_process(view, one) for one in snapshot.processes],
    }
    path.write_bytes(msgspec.json.encode(made))


def _process(view: View, process: Any) -> Mapping[str, Any]:
    return {
        "slug": process.id,
        "name": _name(process),
        "acronym": _text(process.acronyms),
        "established": process.established,
        "status": process.status,
        "type": process.type,
        "participations": [_participation(one) for one in process.participations],
        "meetings": [one.id for one in view.meetings_of(process)],
    }


def _participation(part: Participation) -> Mapping[str, Any]:
    return {"listedAs": part.listed_as, "role": part.role, "state": part.state}


def _name(record: Any) -> str:
    return _text(record.names) or record.id


def _text(texts: Texts) -> str | None:
    return text_in(texts, Language.EN)
