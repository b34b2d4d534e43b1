"""Small random values for records: words, texts by language, dates, parts of lists."""

import random
from collections.abc import Callable, Sequence
from typing import Final, TypeVar

from snapshots.model import Language

T = TypeVar("T")

_WORDS: Final = (
    *("migration", "mobility", "return", "readmission", "borders", "labour", "remittances"),
    *("diaspora", "development", "protection", "trafficking", "visas", "rights", "integration"),
    *("asylum", "statistics", "climate", "health", "smuggling", "dialogue", "consultation"),
)
AWKWARD: Final = (
    *('"quoted"', "“typographic”", "back\\slash", "a/b", "<b>&amp;</b>", "%s {0}", "it's"),
    *("\0", "\a", "\b", "\t", "\n", "\f", "\r", "\x1b[1m", "\x7f", "\u0085", "\u2028", "\ufeff"),
    *("Côte d’Ivoire", "e\N{COMBINING ACUTE ACCENT}", "移徙", "هجرة", "мигрант", "🕊️", "\U0010ffff"),
)
"""What JSON escapes, what it need not, and what lies beyond ASCII and beyond two bytes."""
_AWKWARD_ONES: Final = 0.03
"""So many of all texts have something awkward in them."""
_ONE_LANGUAGE: Final = 0.3
_FIRST_YEAR: Final = 1985
_YEARS: Final = 45


class Draws:
    """A stream of random values: the same for the same seed, on any machine."""

    def __init__(self, seed: str) -> None:
        self._random = random.Random(seed)

    def chance(self, share: float) -> bool:
        """True in that share of all cases."""
        return self._random.random() < share

    def number(self, least: int, most: int) -> int:
        """A whole number, both ends included."""
        return self._random.randint(least, most)

    def one(self, values: Sequence[T]) -> T:
        """One of the values."""
        return self._random.choice(values)

    def some(self, values: Sequence[T], most: int, least: int = 0) -> tuple[T, ...]:
        """Different ones of the values, in any order."""
        least, most = min(least, len(values)), min(most, len(values))
        return tuple(self._random.sample(values, self.number(least, most)))

    def maybe(self, make: Callable[[], T], share: float = 0.5) -> T | None:
        """A value, or None."""
        return make() if self.chance(share) else None

    def words(self, least: int = 2, most: int = 6) -> str:
        """Words without a sense, now and then with something awkward in them."""
        made = [self.one(_WORDS) for _ in range(self.number(least, most))]
        if self.chance(_AWKWARD_ONES):
            made.insert(self.number(0, len(made)), self.one(AWKWARD))
        return " ".join(made)

    def texts(self, start: str = "", share: float = 1.0) -> dict[str, str]:
        """Words by language: all three, one alone, or (in what is left of the share) none."""
        if not self.chance(share):
            return {}
        languages = self.some(tuple(Language), 1, 1) if self.chance(_ONE_LANGUAGE) else Language
        return {one.value: f"{start}{self.words()} ({one.value})" for one in languages}

    def day(self) -> str:
        """A calendar day: 2013-10-03."""
        return f"{self.month()}-{self.number(1, 28):02}"

    def month(self) -> str:
        """A month: 2013-10."""
        return f"{self.year()}-{self.number(1, 12):02}"

    def year(self) -> str:
        """A year: 2013."""
        return str(_FIRST_YEAR + self.number(0, _YEARS))

    def date(self) -> str:
        """A date as precise as pages are: a year, a month, a day or an interval of days."""
        return self.one((self.year, self.month, self.day, self._days))()

    def time(self) -> str:
        """A time of day: 09:30."""
        return f"{self.number(7, 20):02}:{self.one((0, 15, 30, 45)):02}"

    def _days(self) -> str:
        first = self.number(1, 25)
        month = self.month()
        return f"{month}-{first:02}/{month}-{first + self.number(1, 3):02}"
