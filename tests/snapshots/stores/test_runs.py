"""Runs, held candidates and decisions, as every store keeps them."""

from collections.abc import Callable

from snapshots.gate import Held
from snapshots.model import Snapshot, Version
from snapshots.stores.base import Store
from snapshots.stores.records import Decision, PageState, Run

AT = "2026-01-31T04:00:00Z"
Content = Callable[..., Snapshot]
Publish = Callable[..., Version]
RunOf = Callable[..., Run]


def test_runs_are_remembered_the_newest_first(store: Store, run_of: RunOf) -> None:
    early = run_of("z", "2026-01-01T00:00:00Z", "published")
    late = run_of("a", "2026-01-02T00:00:00Z", "unchanged")
    store.record(early)
    store.record(late)
    assert store.runs() == (late, early)


def test_runs_of_one_second_keep_the_order_in_which_they_were_recorded(
    store: Store, run_of: RunOf
) -> None:
    runs = [run_of(name) for name in ("m", "z", "a", "q")]
    for run in runs:
        store.record(run)
    assert store.runs() == tuple(reversed(runs))


def test_a_held_candidate_is_kept_with_its_run(
    store: Store, content: Content, run_of: RunOf
) -> None:
    candidate = content("a", "b")
    store.record(run_of("held"), Held(candidate, ()))
    assert store.held("held") == candidate


def test_a_run_that_published_leaves_no_candidate(store: Store, run_of: RunOf) -> None:
    store.record(run_of("run", outcome="published"))
    assert store.held("run") is None
    assert store.held("never ran") is None


def test_a_held_candidate_is_no_version(
    store: Store, content: Content, publish: Publish, run_of: RunOf
) -> None:
    version = publish(store, "a")
    store.record(run_of("held"), Held(content("b"), ()))
    assert store.versions() == (version,)
    assert store.served() == version


def test_the_newest_runs_are_given_as_many_as_are_asked_for(store: Store, run_of: RunOf) -> None:
    for name in "abc":
        store.record(run_of(name), states=(PageState(url="https://a", latest=name),))
    assert [run.id for run in store.runs(2)] == ["c", "b"]
    assert store.run("a") == run_of("a")
    assert store.run("z") is None
    assert [state.latest for state in store.states()] == ["c"]


def test_decisions_are_remembered_the_newest_first(store: Store, run_of: RunOf) -> None:
    store.record(run_of("run"))
    first = Decision(run="run", accepted=False, pages=("https://a",), reason="no", at=AT)
    second = Decision(run="run", accepted=True, pages=(), reason="yes, after all", at=AT)
    store.decide(first)
    store.decide(second)
    assert store.decisions() == (second, first)


def test_one_candidate_of_many_runs_is_kept_once_and_found_by_each(
    store: Store, content: Content, run_of: RunOf
) -> None:
    for name in ("first", "second"):
        store.record(run_of(name), Held(content("a"), ()))
    assert store.held("first") == store.held("second") == content("a")
