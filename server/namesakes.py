"""Other packages with the names of ours: PyPI has one called `schema`.

Installed into one environment, the later one overwrites the files of the earlier one, or the one
that Python finds first stands in front of the other. Either way one of them breaks far from here.
"""

import re
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Final

from server.errors import UsageError

NAMES: Final = ("ingest", "schema", "server", "snapshots")
"""The top-level packages that iscm is made of."""
_HOME: Final = Path(__file__).parents[1]


def refuse_namesakes() -> None:
    """Raises UsageError where another package of one of our names is installed with ours."""
    for name in NAMES:
        for place in _namesakes(name):
            raise UsageError(
                f"{place} belongs to another package called {name!r}; a part of iscm has its name, "
                "and each breaks the other: install iscm by itself, with pipx, uv tool or venv"
            )


def _namesakes(name: str) -> Iterator[Path]:
    """What Python finds in front of ours, and what is written over ours, or ours over it."""
    spec = find_spec(name)
    if spec is not None and spec.origin is not None and not _is_ours(Path(spec.origin), name):
        yield Path(spec.origin)
    told = re.compile(rf"{name}-[^-]+\.(?:dist|egg)-info")
    yield from (one for one in _HOME.iterdir() if told.fullmatch(one.name.lower()))


def _is_ours(origin: Path, name: str) -> bool:
    return origin.parent.resolve() == (_HOME / name).resolve()
