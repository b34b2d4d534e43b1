"""Where elements within a line end that it begins with: a label and its value without a colon."""

from collections.abc import Callable, Sequence


class Openings:
    """Follows the elements within one line; words are counted as pieces between tags."""

    def __init__(self) -> None:
        self._first: list[int] = []
        self._second: list[tuple[int, int]] = []
        self._ends: dict[int, int] = {}
        """Behind an element with which the line begins → behind the next one, 0 without one."""

    def start(self, tag: str, depth: int, words: Sequence[str]) -> None:
        """An element within the line begins; a link is no label."""
        opening = max(self._ends, default=0)
        if not all(map(str.isspace, words[opening:])):
            return
        if opening:
            self._second.append((depth, opening))
        elif tag != "a":
            self._first.append(depth)

    def end(self, depth: int, words: Sequence[str]) -> None:
        """An element at that depth ends."""
        if self._first and self._first[-1] == depth:
            self._first.pop()
            self._ends[len(words)] = 0
        if self._second and self._second[-1][0] == depth:
            self._ends[self._second.pop()[1]] = len(words)

    def take(self, line: str, words: Sequence[str], shown: Callable[[str], str]) -> tuple[int, ...]:
        """The places in the line that is shown of the words; the next line begins.

        What goes on small behind an element, and is not in one of its own, is one with it.
        """
        found: list[int] = []
        for at, to in self._ends.items():
            head = shown("".join(words[:at]))
            rest = line[len(head) :].lstrip()
            whole = to and not "".join(words[to:]).strip()
            if head and line.startswith(head) and (whole or not rest[:1].islower()):
                found.append(len(head))
        for held in (self._first, self._second, self._ends):
            held.clear()
        return tuple(found)
