"""Servers and workers on one database, in small; and that what would be wrong is seen."""

import httpx
import pytest

from benchmarks.machines.asking import Answers, mixed
from benchmarks.machines.hosts import HOSTS, PAGES, Hosts
from benchmarks.machines.trial import trial
from benchmarks.postgres import installed
from benchmarks.world import World
from snapshots.gate import Approved, review
from snapshots.model import Process, Snapshot
from snapshots.stores.address import open_store
from snapshots.stores.base import Store

VERSIONS = 3


@pytest.mark.skipif(not installed(), reason="no PostgreSQL is installed")
def test_versions_of_two_workers_reach_three_servers_whole_and_hosts_are_asked_politely() -> None:
    outcome = trial(VERSIONS, servers=3, workers=2, say=lambda _: None)
    assert (outcome.failures, outcome.mixed, outcome.impolite) == ((), (), ())
    assert (outcome.runs, outcome.versions, len(outcome.lags)) == (VERSIONS,) * 3
    assert outcome.requests == HOSTS + (VERSIONS + 1) * HOSTS * PAGES  # robots.txt once each
    assert outcome.answers > VERSIONS
    assert outcome.is_good


def published(store: Store) -> Store:
    for number in (1, 2):
        processes = tuple(Process(id=f"p{one}", names={"en": f"P{one}"}) for one in range(number))
        verdict = review(Snapshot(processes=processes), None)
        assert isinstance(verdict, Approved)
        store.publish(verdict, run=f"run-{number}", at="2026-01-31T04:00:00Z")
    return store


def nodes(*slugs: str) -> bytes:
    none = '{"totalCount": 0}'
    meetings = '{"totalCount": 0, "nodes": []}'
    listed = ", ".join(
        f'{{"slug": "{one}", "participations": {none}, "meetings": {meetings}}}' for one in slugs
    )
    return f'{{"processes": {{"nodes": [{listed}]}}, "state": null}}'.encode()


def test_an_answer_of_another_version_is_mixed(tmp_path: object) -> None:
    store = published(open_store(f"sqlite:///{tmp_path}/iscm.db"))
    good = {1: frozenset({nodes("p0")}), 2: frozenset({nodes("p0", "p1")})}
    assert mixed(Answers(failures=(), number=2, first={}, told=good), store) == ()
    bad = {1: frozenset({nodes("p0"), nodes("p0", "p1")})}
    found = mixed(Answers(failures=(), number=2, first={}, told=bad), store)
    assert [one.startswith("version 1: ") for one in found] == [True]


def test_a_request_without_a_rest_before_it_is_impolite() -> None:
    with World() as world:
        hosts = Hosts(world)
        address = f"http://{world.address}:{world.port}/host0a-dialogue"
        with httpx.Client(headers={"Host": "host0.test"}) as http:
            assert [http.get(address).status_code for _ in range(3)] == [200] * 3
        assert len(hosts.impolite()) == 2
        assert all(one.startswith("host0.test/host0a-dialogue +0.0") for one in hosts.impolite())
