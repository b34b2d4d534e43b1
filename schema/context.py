"""What every resolver may know: one snapshot, how fresh it is, and the asker's language."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, Final

import msgspec
import strawberry

from schema.errors import bad_input
from snapshots.change import RecordedChange
from snapshots.freshness import Freshness
from snapshots.model import Language, Texts, Version
from snapshots.stores.records import ChangesWanted
from snapshots.view import View


class Budget(msgspec.Struct, frozen=True):
    """How long an answer may take; lists ask before they are made."""

    limit: float
    """Seconds."""
    ends: float
    """By the clock `seconds`, which is monotonic."""
    seconds: Callable[[], float]

    def check(self) -> None:
        """Raises GraphQLError where the time is over."""
        if self.seconds() > self.ends:
            raise bad_input(
                f"an answer within {self.limit:g} s expected, and the time is over",
                "Ask for smaller pages, for fewer fields inside lists, or in several questions.",
                "TIME_BUDGET",
            )


class Past:
    """What is known of versions; where nothing is published there is nothing.

    All methods raise SnapshotError where the store cannot be read.
    """

    def view(self, number: int) -> View | None:
        """The view of a version; None where there is no such version."""

    def versions(self) -> Sequence[Version]:
        """All versions, the newest first."""
        return ()

    def changes(self, _: ChangesWanted) -> Iterable[RecordedChange]:
        """The changes of versions, the oldest first, one at a time."""
        return ()

    def count(self, _: ChangesWanted) -> int:
        """How many they are, whatever `skip` and `first` say."""
        return 0

    def counts(self, _: int) -> Mapping[str, int]:
        """How many changes of each kind a version brought."""
        return {}


class Context(msgspec.Struct, frozen=True):
    """The context of one operation: every answer comes from exactly one version."""

    view: View
    language: Language = Language.EN
    freshness: Freshness = Freshness()
    """Of the same moment as the view."""
    now: datetime | None = None
    """When the question was asked, as the edge's clock says; ages are null without it."""
    budget: Budget | None = None
    """None: as long as it takes."""
    past: Past = Past()

    def check(self) -> None:
        """Raises GraphQLError where the time for the answer is over."""
        if self.budget is not None:
            self.budget.check()

    def timely(self, test: Callable[[Any], bool]) -> Callable[[Any], bool]:
        """The test, which raises GraphQLError where the time for the answer is over."""

        def tested(entry: Any) -> bool:
            self.check()
            return test(entry)

        return tested


_CODES: Final = tuple(map(str, Language))
Info = strawberry.Info[Context, None]


def chosen(info: Info, language: Language | None) -> str:
    """The code of the language asked for by argument, else by the request."""
    return str(language or info.context.language)


def text_in(texts: Texts, language: str) -> str | None:
    """The words in the language, else in English, French or Spanish, in that order."""
    return texts[language] if language in texts else _text_in_any(texts)


def language_in(texts: Texts, language: str) -> Language | None:
    """The language of the words that `text_in` gives."""
    if language in texts:
        return Language(language)
    return next((Language(code) for code in _CODES if code in texts), None)


def _text_in_any(texts: Texts) -> str | None:
    for code in _CODES:
        if code in texts:
            return texts[code]
    return None
