"""Ariadne over iscm's schema; what is no connection is a key of a dict."""

import json
import os
from pathlib import Path

from ariadne import ObjectType, QueryType, make_executable_schema
from ariadne.asgi import GraphQL

DEFAULT_PAGE = 100


def _loaded():
    """The exported data with its references linked."""
    given = json.loads(Path(os.environ["DATA"]).read_text())
    documents = {one["id"]: one for one in given["documents"]}
    meetings = {one["id"]: one for one in given["meetings"]}
    states = {one["alpha3"]: one | {"participations": []} for one in given["states"]}
    for meeting in meetings.values():
        meeting["documents"] = [documents[key] for key in meeting["documents"]]
    for process in given["processes"]:
        process["meetings"] = [meetings[key] for key in process["meetings"]]
        for part in process["participations"]:
            part["process"] = process
            part["state"] = states.get(part["state"])
            if part["state"]:
                part["state"]["participations"].append(part)
    return {one["slug"]: one for one in given["processes"]}, states


PROCESSES, STATES = _loaded()
LIST = list(PROCESSES.values())


def _page(entries, first):
    return {
        "totalCount": len(entries),
        "nodes": entries[: DEFAULT_PAGE if first is None else first],
    }


def _connection(key):
    return lambda parent, _info, first=None, **_: _page(parent[key], first)


query, process, state, meeting = QueryType(), *map(ObjectType, ("Process", "State", "Meeting"))
query.set_field("process", lambda _, _info, slug, **_more: PROCESSES.get(slug))
query.set_field("state", lambda _, _info, code, **_more: STATES.get(code))
query.set_field("processes", lambda _, _info, first=None, **_more: _page(LIST, first))
process.set_field("participations", _connection("participations"))
process.set_field("meetings", _connection("meetings"))
state.set_field("participations", _connection("participations"))
meeting.set_field("documents", _connection("documents"))

app = GraphQL(
    make_executable_schema(Path(os.environ["SCHEMA"]).read_text(), query, process, state, meeting)
)
