"""The same questions by httpx alone: one task a host, with conditions, and nothing kept."""

import asyncio
import sys
from collections import defaultdict
from pathlib import Path
from urllib.parse import urlsplit

import httpx


async def main(place: Path, delay: float) -> None:
    """Ask for every page once."""
    hosts = defaultdict(list)
    for url in (place / "urls").read_text().split():
        hosts[urlsplit(url).netloc].append(urlsplit(url).path)
    await asyncio.gather(*(ask(netloc, paths, delay) for netloc, paths in hosts.items()))


async def ask(netloc: str, paths: list[str], delay: float) -> None:
    """Ask one host for its pages, one after the other."""
    address = f"http://127.0.0.1:{netloc.partition(':')[2]}"
    async with httpx.AsyncClient(base_url=address, headers={"Host": netloc}) as client:
        for path in paths:
            answer = await client.get(path, headers={"If-None-Match": f'"{path[1:]}"'})
            assert answer.status_code == 304, answer
            await asyncio.sleep(delay)


if __name__ == "__main__":
    asyncio.run(main(Path(sys.argv[1]), float(sys.argv[2])))
