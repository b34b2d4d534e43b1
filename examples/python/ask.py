"""Ask iscm by gql, at once and concurrently: `python ask.py http://127.0.0.1:8000`."""

import asyncio
import sys
from typing import Any

from gql import Client, GraphQLRequest
from gql.transport.exceptions import TransportQueryError
from gql.transport.httpx import HTTPXAsyncTransport, HTTPXTransport

STATE = """
query State($code: String!) {
  state(code: $code) {
    name
    participations { nodes { listedAs process { slug } } }
  }
}
"""
PROCESSES = "query Processes($first: Int!) { processes(first: $first) { totalCount } }"


def show(state: dict[str, Any]) -> None:
    """Print in which processes a State takes part, and under which name."""
    parts = (
        f"{one['process']['slug']} (as {one['listedAs']})"
        for one in state["participations"]["nodes"]
    )
    print(f"{state['name']}: {', '.join(parts)}")


def ask(endpoint: str) -> None:
    """One question after the other; the client checks each against the server's schema first."""
    with Client(transport=HTTPXTransport(endpoint), fetch_schema_from_transport=True) as session:
        show(session.execute(GraphQLRequest(STATE, variable_values={"code": "sz"}))["state"])
        try:
            session.execute(GraphQLRequest(PROCESSES, variable_values={"first": 5000}))
        except TransportQueryError as refused:
            for error in refused.errors or ():
                print(f"error {error['extensions']['code']}: {error['message']}")
        else:
            sys.exit("a page of 5000 is refused")


async def ask_concurrently(endpoint: str) -> None:
    """Several questions at the same time, in French."""
    transport = HTTPXAsyncTransport(endpoint, headers={"Accept-Language": "fr"})
    async with Client(transport=transport) as session:
        questions = (GraphQLRequest(STATE, variable_values={"code": code}) for code in ("sz", "et"))
        for answer in await asyncio.gather(*map(session.execute, questions)):
            show(answer["state"])


if __name__ == "__main__":
    server = sys.argv[1] if len(sys.argv) > 1 else "http://127.0.0.1:8000"
    ask(f"{server}/graphql")
    asyncio.run(ask_concurrently(f"{server}/graphql"))
