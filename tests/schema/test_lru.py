"""What was used last is kept, so many and so much of it."""

from schema.lru import Lru


def test_what_was_not_used_the_longest_time_goes_first() -> None:
    kept = Lru[str, int](number=2, weight=100)
    kept.put("a", 1, 1)
    kept.put("b", 2, 1)
    assert kept.get("a") == 1
    kept.put("c", 3, 1)
    assert (kept.get("a"), kept.get("b"), kept.get("c")) == (1, None, 3)


def test_all_together_weigh_no_more_than_they_may() -> None:
    kept = Lru[str, int](number=100, weight=10)
    for name in "abc":
        kept.put(name, 1, 4)
    assert (kept.get("a"), kept.get("b"), kept.get("c")) == (None, 1, 1)


def test_what_alone_is_too_heavy_pushes_nothing_out() -> None:
    kept = Lru[str, int](number=100, weight=10)
    kept.put("a", 1, 10)
    kept.put("b", 2, 11)
    assert (kept.get("a"), kept.get("b")) == (1, None)


def test_what_is_put_again_weighs_once() -> None:
    kept = Lru[str, int](number=100, weight=10)
    kept.put("a", 1, 1)
    for _ in range(5):
        kept.put("b", 2, 5)
    kept.put("b", 3, 4)
    kept.put("c", 4, 5)
    assert (kept.get("a"), kept.get("b"), kept.get("c")) == (1, 3, 4)
