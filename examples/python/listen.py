"""Wait until iscm publishes a version: `python listen.py http://127.0.0.1:8000`."""

import asyncio
import sys

from gql import Client, gql
from gql.transport.websockets import WebsocketsTransport

PUBLISHED = gql("subscription { snapshotPublished(now: true) { version publishedAt } }")


async def listen(server: str) -> None:
    """Show the version that is served, and the next one as soon as it is."""
    transport = WebsocketsTransport(f"{server}/graphql".replace("http", "ws", 1))
    async with Client(transport=transport) as session:
        heard = 0
        async for answer in session.subscribe(PUBLISHED):
            print(f"version {answer['snapshotPublished']['version']} is served", flush=True)
            heard += 1
            if heard == 2:
                break


if __name__ == "__main__":
    asyncio.run(listen(sys.argv[1] if len(sys.argv) > 1 else "http://127.0.0.1:8000"))
