"""How fast `iscm serve` answers, beside other GraphQL servers on the same machine.

    python -m benchmarks.serving [--peers iscm,mercurius,memory] [--questions Q1,Q2]
        [--scale 1] [--seconds 5] [--rounds 3] [--connections 16]
        [--kept|--no-kept] [--peers-folder FOLDER] [--json]

The data is a random snapshot (`benchmarks.snapshots`), published into a store for iscm and exported
as plain JSON for the peers, all of which have the same schema. Before anything is measured, every
request is sent to every server once, and all answers must be equal as JSON: a peer whose answers
differ takes no part, and the report says where they do. Every answer under load is looked through
for errors. Servers have one core, wrk the other; rounds go through all servers in turn, the figures
are medians. Answers for a second of the server's processor time are there beside answers a second:
they hold on a machine that has other work, too.

Q1 to Q4 are questions of frontends, Q5 is introspection, Q1V, Q2V and Q4V have variables in
rotation, MIX is all of them with 5 % operations that were never asked before, over 64 connections.

Peers get every advantage: texts are there in one language as plain properties, references are
linked when the data is loaded, only connections have resolvers. Strawberry and graph-gophers have
the part of the schema that Q1 to Q4 ask for, so that their Q5 is a smaller one.

    strawberry, strawberry-cached   as documented; with its caches for parsing and validation
    ariadne, apollo                 as documented
    yoga, mercurius                 with graphql-jit
    raw                             Node's HTTP server and graphql-jit, nothing else
    gophers                         graph-gophers/graphql-go of Debian
    memory                          no GraphQL: iscm's bytes by request body, bare ASGI on uvicorn

Needed beside this environment: wrk and taskset, Node.js with npm for the peers on it, Go and
golang-github-graph-gophers-graphql-go-dev for gophers (all of Debian). Peers are installed at first
use into a folder of their own. What cannot be had is left out and said.

By default all servers, all questions, scale 1 and three rounds of 5 s. Scale 100 is 3,022
processes, 60,000 meetings and 100,000 documents.

Exit codes: 0 all that was asked for took part and answered well, 1 it did not, 2 usage.
"""

import argparse
import json
import sys
from collections.abc import Callable, Collection
from pathlib import Path
from typing import Final

from benchmarks.serving.comparison import Comparison, Plan, compared
from benchmarks.serving.families.table import PEERS
from benchmarks.serving.peer import Missing
from benchmarks.serving.questions import NAMES
from benchmarks.serving.report import as_json, lines

_FOLDER: Final = Path.home() / ".cache" / "iscm-peers"


def main() -> None:
    """Compare, print, and exit with the code that says how it went."""
    asked = _parser().parse_args()
    plan = Plan(
        peers=tuple(PEERS[name] for name in asked.peers),
        questions=asked.questions,
        scale=asked.scale,
        seconds=asked.seconds,
        rounds=asked.rounds,
        connections=asked.connections,
        kept=asked.kept,
        folder=asked.peers_folder.absolute(),
    )
    try:
        made = compared(plan, lambda line: print(line, file=sys.stderr))
    except Missing as error:
        sys.exit(str(error))
    if asked.json:
        print(json.dumps(as_json(plan, made), ensure_ascii=False, indent=1))
    else:
        print(*lines(plan, made), sep="\n")
    sys.exit(_code(made))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.serving",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--peers", type=_names(PEERS), default=tuple(PEERS))
    parser.add_argument("--questions", type=_names(NAMES), default=NAMES)
    parser.add_argument("--scale", type=_positive, default=1)
    parser.add_argument("--seconds", type=_positive, default=5)
    parser.add_argument("--rounds", type=_positive, default=3)
    parser.add_argument("--connections", type=_positive, default=16)
    parser.add_argument("--kept", action=argparse.BooleanOptionalAction, default=True)
    parser.add_argument("--peers-folder", type=Path, default=_FOLDER)
    parser.add_argument("--json", action="store_true")
    return parser


def _names(known: Collection[str]) -> Callable[[str], tuple[str, ...]]:
    """Reads names with commas between."""

    def read(given: str) -> tuple[str, ...]:
        names = tuple(given.split(","))
        for name in names:
            if name not in known:
                message = f"one of {', '.join(known)} expected, {name!r} found"
                raise argparse.ArgumentTypeError(message)
        return names

    return read


def _positive(given: str) -> int:
    if not given.isdecimal() or int(given) == 0:
        raise argparse.ArgumentTypeError(f"a number from 1 expected, {given!r} found")
    return int(given)


def _code(made: Comparison) -> int:
    return 1 if made.missing or any(one.trouble for one in made.results) else 0


if __name__ == "__main__":
    main()
