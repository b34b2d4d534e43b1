"""Pages that were made before, for as long as the same is served."""

from collections.abc import Callable, Hashable
from typing import Final

from schema.lru import Lru
from server.current import Served

_NUMBER: Final = 100
_BYTES: Final = 4_000_000


class KeptPages:
    """HTML by what it depends on besides what is served."""

    def __init__(self) -> None:
        self._pages = Lru[Hashable, bytes](number=_NUMBER, weight=_BYTES)
        self._served: Served | None = None

    def html(self, served: Served, key: Hashable, make: Callable[[], bytes]) -> bytes:
        """The page, made anew only where it is not kept."""
        if served is not self._served:
            self._pages.keep(lambda _: False)
            self._served = served
        found = self._pages.get(key)
        if found is None:
            found = make()
            self._pages.put(key, found, len(found))
        return found
