"""Regular expressions that are compiled when they are first asked.

One page needs a quarter of those that all families have, and compiling takes longer than reading.
"""

import re
from functools import cached_property
from typing import Any, cast


def lazy_pattern(source: str, flags: int = 0) -> re.Pattern[str]:
    """The pattern; a fault in its source shows when it is first asked (in the tests, for all)."""
    return cast(re.Pattern[str], LazyPattern(source, flags))


class LazyPattern:
    """Behaves as the pattern that it becomes."""

    def __init__(self, source: str, flags: int) -> None:
        self.pattern = source  # to make others of, for which it need not be compiled
        self._flags = flags

    @cached_property
    def compiled(self) -> re.Pattern[str]:
        """The pattern itself; raises re.error where the source is none."""
        return re.compile(self.pattern, self._flags)

    def __getattr__(self, name: str) -> Any:
        """What the pattern has by that name."""
        found = getattr(self.compiled, name)
        self.__dict__[name] = found  # from now on it is found before this method is asked
        return found
