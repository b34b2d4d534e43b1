"""What a comparison prints: a table for each question, and the versions of everything."""

from collections.abc import Iterator, Sequence
from typing import Any, Final

from benchmarks.serving.comparison import Comparison, Plan, Result
from benchmarks.serving.families.table import PEERS
from benchmarks.serving.questions import INTROSPECTION

_BASES: Final = ("mercurius", "memory")
"""What the ratios compare with."""
_COLUMNS: Final = (("req/s", 9), ("p50 ms", 9), ("p99 ms", 9), ("per CPU s", 11))
_RATIOS: Final = (("× Mercurius", 13), ("by CPU", 8), ("× memory", 10), ("by CPU", 8))
_NAME: Final = 28


def lines(plan: Plan, made: Comparison) -> Iterator[str]:
    """The whole report."""
    for question in made.questions:
        results = [one for one in made.results if one.question == question.name]
        connections = question.connections or plan.connections
        yield f"{question.name} {question.title} ({connections} connections)"
        yield " " * _NAME + "".join(f"{name:>{width}}" for name, width in (*_COLUMNS, *_RATIOS))
        yield from (_row(one, results) for one in results)
        yield ""
    for name, why in made.missing.items():
        yield f"without {name}: {why}"
    yield from (f"{name}: {one}" for name, one in made.versions.items())
    yield f"scale {plan.scale}, {plan.rounds} rounds of {plan.seconds} s, medians; {_keeping(plan)}"


def as_json(plan: Plan, made: Comparison) -> dict[str, Any]:
    """The same for programs."""
    return {
        "scale": plan.scale,
        "rounds": plan.rounds,
        "seconds": plan.seconds,
        "connections": plan.connections,
        "kept": plan.kept,
        "questions": {one.name: one.title for one in made.questions},
        "results": [one._asdict() | {"ratios": _ratios(one, made.results)} for one in made.results],
        "missing": made.missing,
        "versions": made.versions,
    }


def _row(one: Result, results: Sequence[Result]) -> str:
    given = (one.rate, one.median, one.slowest, one.efficiency)
    values = [f"{value:,.0f}" if value >= 100 else f"{value:.3g}" for value in given]
    ratios = [f"{value:.2f}" if value else "–" for value in _ratios(one, results).values()]
    widths = [width for _, width in (*_COLUMNS, *_RATIOS)]
    cells = (f"{cell:>{width}}" for cell, width in zip((*values, *ratios), widths, strict=True))
    row = f"{PEERS[one.peer].title:{_NAME}}{''.join(cells)}"
    return "  ".join(filter(None, (row, _remark(one), one.trouble)))


def _remark(one: Result) -> str:
    whole = one.question != INTROSPECTION or PEERS[one.peer].whole_schema
    return "" if whole else "of a smaller schema"


def _ratios(one: Result, results: Sequence[Result]) -> dict[str, float | None]:
    """By answers a second, and by answers for a second of processor time."""
    made: dict[str, float | None] = {}
    for name in _BASES:
        same = (base for base in results if (base.peer, base.question) == (name, one.question))
        base = next(same, None)
        made[name] = one.rate / base.rate if base and base.rate else None
        by_work = one.efficiency / base.efficiency if base and base.efficiency else None
        made[f"{name} by CPU"] = by_work
    return made


def _keeping(plan: Plan) -> str:
    return "iscm keeps answers" if plan.kept else "iscm keeps no answers"
