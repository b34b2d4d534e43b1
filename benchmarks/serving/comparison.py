"""A whole comparison: start all servers, see that their answers are equal, measure in rounds."""

import json
import statistics
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Final, NamedTuple

from benchmarks.serving.answers import Differs, ask, compare, data_of
from benchmarks.serving.data import exported, published
from benchmarks.serving.families.ours import ISCM
from benchmarks.serving.load import Measured, measure
from benchmarks.serving.machine import machine
from benchmarks.serving.peer import Missing, Peer, Place
from benchmarks.serving.questions import INTROSPECTION, Question, questions
from benchmarks.serving.servers import Server, cores, running
from schema.schema import committed

_WARM_UP: Final = 2
"""Seconds of load before the first measurement: compilers at run time need them."""

_TICK: Final = 0.01
"""Seconds: less processor time is not counted."""


class Plan(NamedTuple):
    """What is compared, and for how long."""

    peers: tuple[Peer, ...]
    questions: tuple[str, ...]
    """Their names."""
    scale: int
    seconds: int
    """Of each measurement."""
    rounds: int
    connections: int
    kept: bool
    """Whether iscm may keep answers."""
    folder: Path
    """Where peers are installed."""


class Result(NamedTuple):
    """One server and one question: the medians of all rounds."""

    peer: str
    question: str
    rate: float
    """Answers a second."""
    median: float
    """Milliseconds, as `slowest`: the 50th and the 99th percentile."""
    slowest: float
    efficiency: float
    """Answers for each second of the server's processor time: no matter what else the core does."""
    rates: tuple[float, ...]
    """Of each round."""
    trouble: str
    """What was wrong with answers; empty where all was well."""


class Comparison(NamedTuple):
    """What was found."""

    questions: tuple[Question, ...]
    results: tuple[Result, ...]
    versions: dict[str, str]
    """Of the servers by their names, and of what they ran on."""
    missing: dict[str, str]
    """Why a peer did not take part."""


class _Round(NamedTuple):
    """One server and one question once."""

    load: Measured
    work: float
    """Seconds of processor time of the server."""


class _Run(NamedTuple):
    """What all steps need."""

    plan: Plan
    place: Place
    asked: tuple[Question, ...]
    tell: Callable[[str], None]


def compared(plan: Plan, tell: Callable[[str], None]) -> Comparison:
    """Do as planned. Raises Missing where iscm cannot be asked or there is no wrk."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="iscm-serving-")))
        tell(f"making the data of scale {plan.scale}")
        run = _prepared(plan, folder, tell)
        servers, missing = _started(run, stack)
        results = tuple(_measured(run, servers, folder))
        versions = {one.peer.name: one.peer.versions(plan.folder) for one in servers}
    return Comparison(run.asked, results, versions | machine(), missing)


def _prepared(plan: Plan, folder: Path, tell: Callable[[str], None]) -> _Run:
    place = Place(
        peers=plan.folder,
        store=f"sqlite:///{folder / 'iscm.db'}",
        data=folder / "data.json",
        schema=folder / "schema.graphql",
        answers=folder / "answers.json",
        kept=plan.kept,
    )
    place.schema.write_text(committed(), encoding="utf-8")
    snapshot = published(plan.scale, place.store)
    exported(snapshot, place.data)
    asked = tuple(one for one in questions(snapshot) if one.name in plan.questions)
    return _Run(plan, place, asked, tell)


def _started(run: _Run, stack: ExitStack) -> tuple[list[Server], dict[str, str]]:
    """iscm, and all peers that can be had and answer the same; and why others do not."""
    iscm = _start(run, stack, ISCM)
    answers = {body: ask(iscm.url, body) for one in run.asked for body in one.fixed}
    run.place.answers.write_text(json.dumps({key: one.decode() for key, one in answers.items()}))
    expected = {body: data_of(one) for body, one in answers.items()}
    servers, missing = [iscm], {}
    for peer in run.plan.peers:
        if peer is ISCM:
            continue
        try:
            server = _start(run, stack, peer)
            _check(run, server, expected)
        except (Missing, Differs) as error:
            missing[peer.name] = str(error)
            run.tell(f"without {peer.name}: {error}")
        else:
            servers.append(server)
    return servers, missing


def _start(run: _Run, stack: ExitStack, peer: Peer) -> Server:
    run.tell(f"starting {peer.name}")
    peer.install(run.plan.folder)
    return stack.enter_context(running(peer, run.place, cores()[0], run.asked[0].bodies[0]))


def _check(run: _Run, server: Server, expected: dict[str, object]) -> None:
    for question in run.asked:
        for body in question.fixed:
            try:
                found = data_of(ask(server.url, body))
                if question.name != INTROSPECTION or server.peer.whole_schema:
                    compare(expected[body], found)
            except Differs as error:
                raise Differs(f"{question.name}, {body[:200]}: {error}") from error


def _measured(run: _Run, servers: list[Server], folder: Path) -> Iterator[Result]:
    for question in run.asked:
        bodies = folder / question.name
        bodies.write_text("".join(f"{one}\n" for one in question.bodies))
        able = [one for one in servers if not one.peer.only_known or _is_fixed(question)]
        runs = _rounds(run, question, able, bodies)
        for server in able:
            yield _result(server.peer, question, runs[server.peer.name])


def _is_fixed(question: Question) -> bool:
    return question.fixed == question.bodies


def _rounds(
    run: _Run, question: Question, servers: list[Server], bodies: Path
) -> dict[str, list[_Round]]:
    """Every server once a round, in turn forward and backward: what drifts, drifts for all."""
    plan = run.plan
    connections = question.connections or plan.connections

    def once(server: Server, seconds: int) -> _Round:
        core, before = cores()[1], server.worked()
        one = measure(server.url, bodies, core=core, connections=connections, seconds=seconds)
        work = server.worked() - before
        server.rest()
        return _Round(one, work)

    for server in servers:
        once(server, _WARM_UP)
    found: dict[str, list[_Round]] = {one.peer.name: [] for one in servers}
    for number in range(plan.rounds):
        run.tell(f"{question.name}, round {number + 1} of {plan.rounds}")
        for server in servers if number % 2 == 0 else reversed(servers):
            found[server.peer.name].append(once(server, plan.seconds))
    return found


def _result(peer: Peer, question: Question, rounds: list[_Round]) -> Result:
    loads = [one.load for one in rounds]
    return Result(
        peer=peer.name,
        question=question.name,
        rate=statistics.median(one.rate for one in loads),
        median=statistics.median(one.median for one in loads),
        slowest=statistics.median(one.slowest for one in loads),
        efficiency=statistics.median(one.load.answers / (one.work or _TICK) for one in rounds),
        rates=tuple(one.rate for one in loads),
        trouble=_trouble(loads),
    )


def _trouble(loads: list[Measured]) -> str:
    wrong, failed = sum(one.wrong for one in loads), sum(one.failed for one in loads)
    unseen = sum(abs(one.requests - one.answers) for one in loads)
    if wrong or failed or unseen:
        example = next((one.example for one in loads if one.example), "none")
        return f"{wrong} wrong answers, {failed} failures, {unseen} not looked at; {example}"
    return "" if all(one.answers for one in loads) else "no answer within a round"
