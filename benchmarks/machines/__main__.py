"""Three servers and two workers on one PostgreSQL database, under load, while versions come.

    python -m benchmarks.machines --versions 100

Hosts are played on loopback and keep a log; their pages say something new in each run, so each run
of the workers publishes a version. All the time two clients ask each server, what is kept, what was
never asked before and what was served in the past, and every answer is compared with what the
reference executor makes of the version that it names. In the end it prints how many answers failed
or were mixed, how many requests were impolite, and how long after its publication a version was
answered of by each server. The exit code is 1 where anything was not as it should be.
"""

import argparse
import json
import statistics
import sys
from collections.abc import Sequence

from benchmarks.machines.trial import Outcome, trial


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="Servers and workers on one database.")
    parser.add_argument("--versions", type=int, default=100)
    parser.add_argument("--servers", type=int, default=3)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--json", action="store_true", help="for programs")
    given = parser.parse_args()
    outcome = trial(given.versions, given.servers, given.workers, say=_say)
    if given.json:
        sys.stdout.write(json.dumps(outcome.told()) + "\n")
    else:
        _show(outcome)
    sys.exit(0 if outcome.is_good else 1)


def _spread(lags: Sequence[float]) -> str:
    if not lags:
        return "no version came to all of them"
    middle, last = statistics.median(lags), max(lags)
    return f"median {middle:.3f}, most {last:.3f} ({len(lags)} versions)"


def _say(words: str) -> None:
    sys.stderr.write(f"{words}\n")


def _show(outcome: Outcome) -> None:
    rows = (
        ("versions", f"{outcome.versions} of {outcome.runs} runs"),
        ("answers", str(outcome.answers)),
        ("failed", str(len(outcome.failures))),
        ("mixed", str(len(outcome.mixed))),
        ("requests of the hosts", str(outcome.requests)),
        ("impolite", str(len(outcome.impolite))),
        ("seconds to the last server", _spread(outcome.lags)),
    )
    for name, value in rows:
        sys.stdout.write(f"{name:<28}{value}\n")
    for one in (*outcome.failures, *outcome.mixed, *outcome.impolite)[:20]:
        sys.stdout.write(f"    {one}\n")


if __name__ == "__main__":
    main()
