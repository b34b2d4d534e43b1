"""Publishers that are killed at any instant: never half a version, never a lost one.

`TEST_KILLS=1000` kills so many on each store. Each is a fork that looks at all that is there and
then publishes on and on, until it is killed; the next one finds what the last one has told, and
perhaps one version more.
"""

import os
import subprocess
import sys
from itertools import pairwise

KILLS = int(os.environ.get("TEST_KILLS", "12"))
SCRIPT = """\
import os, random, signal, sys, time
from itertools import count
from snapshots.codec import digest, encode
from snapshots.gate import review
from snapshots.model import Snapshot, Theme
from snapshots.stores.address import open_store

address, kills = sys.argv[1], int(sys.argv[2])
open_store(address)

def sound(store):
    versions = store.versions()
    assert [one.number for one in versions] == list(range(len(versions), 0, -1))
    assert store.served() == (versions[0] if versions else None)
    for version in versions[:2]:
        assert digest(encode(store.load(version.number).snapshot)) == version.digest
        assert len(store.changes(version.number)) == (50 if version.number == 1 else 100)
    return len(versions)

def publish(tell):
    store = open_store(address)
    found = sound(store)
    os.write(tell, b"%d\\n" % found)
    for number in count(found):
        names = [f"{number}-{part}" for part in range(50)]
        themes = tuple(Theme(id=name, names={"en": name}) for name in names)
        wanted = review(Snapshot(themes=themes), None)
        version = store.publish(wanted, run=str(number), at="2026-01-31T04:00:00Z")
        os.write(tell, b"%d\\n" % version.number)

chance = random.Random(1)
for _ in range(kills):
    told, tell = os.pipe()
    child = os.fork()
    if child == 0:
        publish(tell)
    os.close(tell)
    lines = os.read(told, 100)
    time.sleep(chance.uniform(0, 0.05))
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    while more := os.read(told, 10_000):
        lines += more
    os.close(told)
    numbers = lines.split()
    print(int(numbers[0]), int(numbers[-1]), flush=True)
"""


def test_a_publisher_killed_at_any_instant_leaves_no_half_version_and_loses_none(
    address: str,
) -> None:
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, address, str(KILLS)],
        capture_output=True,
        check=False,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    kills = [tuple(map(int, line.split())) for line in done.stdout.splitlines()]
    assert len(kills) == KILLS
    assert kills[-1][1] > KILLS // 2, "too few versions were published to tell anything"
    for (_, told), (found, _) in pairwise(kills):
        assert found in (told, told + 1)
