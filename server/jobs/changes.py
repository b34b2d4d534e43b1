"""Changes as lines for people, and as objects for programs."""

from typing import Any, Final

import msgspec

from server.output import one_line
from snapshots.change import Change, Reason
from snapshots.model import Citation

_SHOWN: Final = 100
"""Characters of a value that are shown to people; `--json` has all of it."""
_WHY: Final = {
    Reason.PAGE: "the page says otherwise",
    Reason.READER: "it is read better",
    Reason.CATALOGUE: "the catalogue says otherwise",
    Reason.DECISION: "a person accepted it",
}


class ChangeObject(msgspec.Struct, frozen=True, kw_only=True):
    """A change as JSON: see `Change`; values are JSON, too, and null where there is none."""

    kind: str
    id: str
    field: str
    element: str | None
    before: msgspec.Raw
    after: msgspec.Raw
    citation: Citation | None
    reason: Reason | None


def as_object(change: Change) -> ChangeObject:
    """The change for programs."""
    return ChangeObject(
        kind=change.kind,
        id=change.id,
        field=change.field,
        element=change.element,
        before=msgspec.Raw((change.before or "null").encode()),
        after=msgspec.Raw((change.after or "null").encode()),
        citation=change.citation,
        reason=change.reason,
    )


def in_words(change: Change) -> str:
    """The change for people, on one line: `process hld: established: 2003 → 2006`."""
    what = (change.field.replace("_", " "), change.element or "")
    named = " ".join(one for one in what if one)
    before, after = _value(change.before), _value(change.after)
    if change.before is None:
        said = f"new: {after}"
    elif change.after is None:
        said = f"gone: {before}"
    else:
        said = f"{before} → {after}"
    name = f"{change.kind} {change.id}: " + (f"{named}: " if named else "")
    return one_line(name + said + _why(change))


def _why(change: Change) -> str:
    where = change.citation
    told = (
        _WHY[change.reason] if change.reason else "",
        f"{where.page}, line {where.line}" if where and where.line else where.page if where else "",
    )
    said = "; ".join(one for one in told if one)
    return f" ({said})" if said else ""


def _value(text: str | None) -> str:
    words = "nothing" if text is None else _words(msgspec.json.decode(text))
    return words if len(words) <= _SHOWN else words[:_SHOWN] + "…"


def _words(value: Any) -> str:
    """JSON as people put it: no quotes and no brackets."""
    if isinstance(value, dict):
        pairs = ((key.replace("_", " "), _words(one)) for key, one in value.items() if key != "id")
        return ", ".join(f"{key} {words}" for key, words in pairs)
    if isinstance(value, list):
        return ", ".join(map(_words, value))
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "nothing" if value is None else str(value)
