"""`iscm config`: the settings in force."""

import sys
from typing import Any

import msgspec

from server.commands.options import Json
from server.output import put_json
from server.settings import Settings, load_settings, variables
from server.wording import columns
from snapshots.stores.address import shown


class InForce(msgspec.Struct, frozen=True, kw_only=True):
    """One setting."""

    variable: str
    value: str | int | float | bool
    source: str
    """`environment` or `default`."""
    meaning: str


def config(
    as_json: Json = False,
) -> None:
    """Print every setting that is in force, and where it comes from.

    Options of other commands win over both.

    Example: iscm config --json

    Exit codes: 0 all can be used, 2 some make no sense (a line for each).
    """
    settings, given = load_settings(), variables()
    found = [
        InForce(
            variable=f"ISCM_{name.upper()}",
            value=_shown(name, getattr(settings, name)),
            source="environment" if name in given else "default",
            meaning=field.description or "",
        )
        for name, field in Settings.model_fields.items()
    ]
    if as_json:
        put_json(found)
        return
    rows = ((one.variable, one.source, str(one.value)) for one in found)
    sys.stdout.writelines(f"{line}\n" for line in columns(("SETTING", "FROM", "VALUE"), rows))


def _shown(name: str, value: Any) -> Any:
    return shown(value) if name == "store" else value
