"""A real server that has more to answer than it can."""

import json
from collections.abc import Callable
from typing import Any

import anyio
import httpx
import pytest

pytestmark = pytest.mark.anyio
Serve = Callable[..., Any]
GRAPHQL = "application/graphql-response+json"
COUNTS = " ".join(f"a{n}: states(first: 0, where: {{or: $w}}) {{ totalCount }}" for n in range(2))
LONG = {
    "query": f"query($w: [StateFilter!]) {{ {COUNTS} }}",
    "variables": {"w": [{"text": f"zz{n}"} for n in range(100)]},
}
"""Texts that no State has: each is looked for in every one of them."""


async def test_what_cannot_be_answered_in_good_time_is_refused_and_health_is_not(
    serve: Serve,
) -> None:
    serving = serve(time_budget=60, max_cost=10_000_000, keep=0)
    limits = httpx.Limits(max_connections=200)
    async with httpx.AsyncClient(base_url=serving.http, timeout=60, limits=limits) as client:
        answers: list[httpx.Response] = []

        async def ask() -> None:
            headers = {"Accept": GRAPHQL}
            answers.append(await client.post("/graphql", json=LONG, headers=headers))

        async with anyio.create_task_group() as tasks:
            for _ in range(150):
                tasks.start_soon(ask)
            await anyio.sleep(0.2)
            assert (await client.get("/healthz")).text == "ok\n"
        refused = [one for one in answers if one.status_code == 503]
        metrics = (await client.get("/metrics")).text
        after = await client.post("/graphql", json={"query": "{ __typename }"})
    assert refused
    assert {one.status_code for one in answers} == {200, 503}
    for one in refused:
        assert one.headers["Content-Type"].startswith(GRAPHQL)
        assert one.headers["Retry-After"] == "1"
        assert one.headers["Access-Control-Allow-Origin"] == "*"
        assert one.json()["errors"][0]["extensions"]["code"] == "OVERLOADED"
    assert f'iscm_questions_shed_total{{reason="full"}} {len(refused)}.0' in metrics
    assert after.json()["data"] == {"__typename": "Query"}


async def test_nothing_is_worked_on_for_clients_that_have_gone(serve: Serve) -> None:
    serving = serve(time_budget=60, max_cost=10_000_000, keep=0)
    body = json.dumps(LONG).encode()
    request = (
        b"POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
        b"Content-Length: %d\r\n\r\n" % len(body)
    ) + body
    host, _, port = serving.host.partition(":")
    streams = [await anyio.connect_tcp(host, int(port)) for _ in range(4)]
    for one in streams:
        await one.send(request)
    async with httpx.AsyncClient(base_url=serving.http, timeout=60) as client:
        await anyio.sleep(0.1)
        for one in streams:
            await one.aclose()
        with anyio.fail_after(20):
            while (
                "iscm_questions_working 0.0" not in (metrics := await client.get("/metrics")).text
            ):
                await anyio.sleep(0.02)
    shed = [line for line in metrics.text.splitlines() if line.startswith("iscm_questions_shed")]
    assert sum(float(line.rpartition(" ")[2]) for line in shed) > 0
