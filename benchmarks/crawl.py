"""Ten thousand pages over twenty hosts: iscm and Scrapy, one request a host, robots obeyed.

    python -m benchmarks.crawl --pages 10000 --scrapy /path/to/python-with-scrapy

Both fetch every page from one local server and keep it, first all anew, then with conditions, as
nothing has changed. iscm reads the pages besides, checks and publishes them: `fetch` is what
compares with Scrapy. Bare httpx asks the same questions and keeps nothing: what iscm costs beyond
it is what iscm costs. Scrapy keeps pages by its own HTTP cache (RFC 9111 policy).
"""

import argparse
import json
import multiprocessing
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing.connection import Connection
from pathlib import Path
from typing import NamedTuple

from benchmarks.world import Reply, World

HOSTS = 20
STATES = (
    *("Albania", "Benin", "Chile", "Cuba", "Fiji", "Gabon", "Ghana", "Haiti", "India", "Iraq"),
    *("Japan", "Kenya", "Latvia", "Malta", "Nepal", "Oman", "Peru", "Qatar", "Samoa", "Togo"),
)
PEERS = Path(__file__).parent / "peers"


class Cost(NamedTuple):
    """What a program took."""

    wall: float
    """Seconds."""
    cpu: float
    """Seconds of all its processor time."""
    peak: float
    """Megabytes of memory."""
    out: str


def main() -> None:
    """Measure, and print a table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--pages", type=int, default=10_000)
    parser.add_argument("--delay", type=float, default=0, help="seconds between requests to a host")
    parser.add_argument("--scrapy", help="a Python that has Scrapy; without it iscm stands alone")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, served(asked.pages) as port:
        place = Path(folder)
        urls = [f"http://{host(n)}:{port}/{n}" for n in range(asked.pages)]
        (place / "urls").write_text("\n".join(urls))
        print(f"{asked.pages} pages of {len(body(0))} bytes, {HOSTS} hosts, delay {asked.delay} s")
        compare(place, urls, port, asked)


def compare(place: Path, urls: list[str], port: int, asked: argparse.Namespace) -> None:
    """The rows of the table."""
    rounds = ("first run", "second run, nothing changed")
    ours = [show(f"iscm, {name}", iscm(place, urls, port, asked.delay), urls) for name in rounds]
    bare = show(
        "bare httpx with conditions", peer(sys.executable, "bare", place, asked.delay), urls
    )
    beyond = 1000 * (ours[1].cpu - bare.cpu) / len(urls)
    print(f"iscm beyond HTTP on the second run: {beyond:.2f} ms CPU a page")
    if asked.scrapy:
        theirs = [
            show(f"Scrapy, {name}", peer(asked.scrapy, "spider", place, asked.delay), urls)
            for name in rounds
        ]
        for name, one, other in zip(rounds, ours, theirs, strict=True):
            fetch = json.loads(one.out)["seconds"]["fetch"]
            print(
                f"iscm / Scrapy, {name}: fetching {fetch / other.wall:.2f}, all wall "
                f"{one.wall / other.wall:.2f}, CPU {one.cpu / other.cpu:.2f}, "
                f"memory {one.peak / other.peak:.2f}"
            )


def show(name: str, cost: Cost, urls: list[str]) -> Cost:
    """A row."""
    print(
        f"{name:<42} {cost.wall:7.1f} s {len(urls) / cost.wall:7.0f} pages/s "
        f"{1000 * cost.cpu / len(urls):6.2f} ms CPU/page {cost.peak:6.0f} MB"
    )
    if cost.out.startswith("{"):
        report = json.loads(cost.out)
        print(f"    {report['outcome']}, {report['read']} read, seconds {report['seconds']}")
    return cost


def host(number: int) -> str:
    """The host of a page."""
    return f"host{number % HOSTS}.test"


def body(number: int) -> bytes:
    """A page: the usual furniture, and some facts."""
    navigation = "".join(f'<li><a href="/menu/{one}">Menu {one}</a></li>' for one in range(60))
    members = "".join(f"<li>{state}</li>" for state in STATES[: 10 + number % 10])
    return (
        f"<!DOCTYPE html><html lang='en'><head><title>Dialogue {number}</title></head><body>"
        f"<nav><ul>{navigation}</ul></nav><main><h1>Dialogue {number}</h1>"
        f"<p><strong>Established:</strong> {1990 + number % 30}</p>"
        f"<h2>Members</h2><ul>{members}</ul>"
        f"<h2>Latest meeting</h2><ul><li>Accra, 3 May {1991 + number % 30}</li></ul>"
        "</main></body></html>"
    ).encode()


@contextmanager
def served(pages: int) -> Iterator[int]:
    """A server in a process of its own; its port."""
    here, there = multiprocessing.get_context("spawn").Pipe()
    process = multiprocessing.get_context("spawn").Process(target=serve, args=(pages, there))
    process.start()
    try:
        yield here.recv()
    finally:
        here.send("over")
        process.join()


def serve(pages: int, wire: Connection) -> None:
    """Serve the pages until told that it is over."""
    with World() as world:
        for number in range(pages):
            reply = Reply(body=body(number), etag=f'"{number}"')
            world.script(host(number), f"/{number}", reply)
        wire.send(world.port)
        wire.recv()


def iscm(place: Path, urls: list[str], port: int, delay: float) -> Cost:
    """One run of `iscm ingest`."""
    lines = [
        f'[[process]]\nid = "p{n}"\nname_en = "Dialogue {n}"\npages = ["{url}"]\n'
        for n, url in enumerate(urls)
    ]
    (place / "catalogue.toml").write_text("".join(lines))
    places = ",".join(f"{host(n)}:{port}=127.0.0.1:{port}" for n in range(HOSTS))
    settings = {
        "ISCM_STORE": f"sqlite:///{place / 'iscm.db'}",
        "ISCM_CATALOGUE": str(place / "catalogue.toml"),
        "ISCM_CONTACT": "https://example.org",
        "ISCM_DELAY": str(delay),
        "ISCM_HOSTS_AT_ONCE": str(HOSTS),
        "ISCM_NETWORKS": "127.0.0.0/8",
        "ISCM_CONNECT_TO": places,
    }
    command = [str(Path(sys.executable).parent / "iscm"), "ingest", "--json"]
    return measured(command, place, os.environ | settings)


def peer(python: str, name: str, place: Path, delay: float) -> Cost:
    """One run of another program over the same pages."""
    command = [python, str(PEERS / f"{name}.py"), str(place), str(delay)]
    return measured(command, place, dict(os.environ))


def measured(command: list[str], place: Path, environment: dict[str, str]) -> Cost:
    """Run a program to its end; raises CalledProcessError where that is a bad one."""
    with (place / "out").open("w+") as out:
        began = os.times().elapsed
        process = subprocess.Popen(command, cwd=place, env=environment, stdout=out)
        _, status, used = os.wait4(process.pid, 0)
        wall = os.times().elapsed - began
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            raise subprocess.CalledProcessError(process.returncode, command)
        out.seek(0)
        cpu = used.ru_utime + used.ru_stime
        return Cost(wall, cpu, used.ru_maxrss / 1024, out.read())


if __name__ == "__main__":
    main()
