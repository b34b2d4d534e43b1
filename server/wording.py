"""Words around numbers, and columns."""

from collections.abc import Iterable, Sequence


def counted(number: int, noun: str, plural: str = "") -> str:
    """`1 page`, `2 pages`, `12,000 pages`."""
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"


def columns(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterable[str]:
    """Lines with each column as wide as its widest cell; the last one ends where it ends."""
    lines = [headings, *rows]
    widths = [max(len(line[at]) for line in lines) for at in range(len(headings))]
    for line in lines:
        cells = (cell.ljust(width) for cell, width in zip(line, widths, strict=True))
        yield "  ".join(cells).rstrip()
