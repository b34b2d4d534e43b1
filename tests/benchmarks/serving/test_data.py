import json
from pathlib import Path
from typing import Any

import httpx
import pytest

from benchmarks.serving.data import exported
from benchmarks.serving.questions import questions
from snapshots.model import Snapshot
from snapshots.stores.address import open_store

pytestmark = pytest.mark.anyio


@pytest.fixture
def data(tmp_path: Path, snapshot: Snapshot) -> dict[str, Any]:
    exported(snapshot, tmp_path / "data.json")
    read: dict[str, Any] = json.loads((tmp_path / "data.json").read_text(encoding="utf-8"))
    return read


def test_the_snapshot_is_the_served_version(address: str, snapshot: Snapshot) -> None:
    found = open_store(address).load()
    assert found is not None
    assert found.snapshot == snapshot


async def test_the_export_says_what_iscm_answers(
    client: httpx.AsyncClient, snapshot: Snapshot, data: dict[str, Any]
) -> None:
    """Every process, every part and every meeting, texts in the language that iscm chooses."""
    processes = {one["slug"]: one for one in data["processes"]}
    states = {one["alpha3"]: one for one in data["states"]}
    asked = {one.name: one for one in questions(snapshot)}
    for name in ("Q1V", "Q2V"):
        for body in asked[name].bodies:
            answer = await client.post("/graphql", json=json.loads(body))
            given = processes[json.loads(body)["variables"]["slug"]]
            found = answer.json()["data"]["process"]
            parts = found.pop("participations", None)
            assert found == {key: given[key] for key in found}
            if parts:
                assert parts["nodes"] == [
                    one | {"state": one["state"] and states[one["state"]]}
                    for one in given["participations"]
                ]


async def test_meetings_and_documents_stand_in_the_order_of_iscm(
    client: httpx.AsyncClient, data: dict[str, Any]
) -> None:
    meetings = {one["id"]: one for one in data["meetings"]}
    documents = {one["id"]: one for one in data["documents"]}
    below = "meetings { nodes { title start documents { nodes { symbol title } } } }"
    query = f"{{ processes {{ nodes {{ {below} }} }} }}"
    answer = await client.post("/graphql", json={"query": query})
    for given, found in zip(
        data["processes"], answer.json()["data"]["processes"]["nodes"], strict=True
    ):
        expected = [meetings[key] for key in given["meetings"]]
        assert [(one["title"], one["start"]) for one in found["meetings"]["nodes"]] == [
            (one["title"], one["start"]) for one in expected
        ]
        assert [one["documents"]["nodes"] for one in found["meetings"]["nodes"]] == [
            [
                {"symbol": documents[key]["symbol"], "title": documents[key]["title"]}
                for key in one["documents"]
            ]
            for one in expected
        ]
