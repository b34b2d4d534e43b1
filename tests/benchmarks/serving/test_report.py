from pathlib import Path

from benchmarks.serving.comparison import Comparison, Plan, Result
from benchmarks.serving.families.table import PEERS
from benchmarks.serving.questions import Question
from benchmarks.serving.report import as_json, lines

PLAN = Plan(tuple(PEERS.values()), ("Q1", "Q5"), 1, 5, 3, 16, kept=True, folder=Path("peers"))


def result(peer: str, question: str, rate: float, trouble: str = "") -> Result:
    return Result(peer, question, rate, 1.5, 12.25, 2 * rate, (rate,), trouble)


MADE = Comparison(
    questions=(Question("Q1", "one record", ("{}",)), Question("Q5", "introspection", ("{}",), 64)),
    results=(
        result("iscm", "Q1", 9_000),
        result("mercurius", "Q1", 6_000),
        result("memory", "Q1", 12_000),
        result("iscm", "Q5", 12.5, "3 wrong answers"),
        result("gophers", "Q5", 25),
    ),
    versions={"mercurius": "mercurius 16", "wrk": "4.1"},
    missing={"yoga": "no npm"},
)


def row(of: str) -> list[str]:
    return next(line for line in lines(PLAN, MADE) if line.startswith(of)).split()


def test_rates_are_compared_with_mercurius_and_with_memory() -> None:
    assert row("iscm ") == [
        "iscm",
        "9,000",
        "1.5",
        "12.2",
        "18,000",
        *("1.50", "1.50", "0.75", "0.75"),
    ]
    ratios = as_json(PLAN, MADE)["results"][0]["ratios"]
    assert ratios["mercurius"] == 1.5
    assert ratios["memory by CPU"] == 0.75


def test_what_was_not_measured_is_no_base() -> None:
    ratios = as_json(PLAN, MADE)["results"][3]["ratios"]
    assert set(ratios.values()) == {None}


def test_trouble_a_smaller_schema_and_missing_peers_are_said() -> None:
    text = "\n".join(lines(PLAN, MADE))
    assert "3 wrong answers" in text
    assert "without yoga: no npm" in text
    assert row("graph-gophers")[-4:] == ["of", "a", "smaller", "schema"]
    assert "Q5 introspection (64 connections)" in text
    assert "mercurius: mercurius 16" in text
