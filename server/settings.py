"""Settings: environment variables that begin with ISCM_, or the options of a command."""

import os
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from typing import Any, Final, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError
from pydantic_core import ErrorDetails

from server.errors import UsageError
from server.setting_values import PARSERS

_PREFIX: Final = "iscm_"


class Settings(BaseModel):
    """Everything that an operator can set; README shows the table."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)

    store: str = Field(default="sqlite:///iscm.db", description="Where versions are kept.")
    host: str = Field(default="127.0.0.1", description="The address that the server listens on.")
    port: int = Field(default=8000, ge=0, le=65535, description="The port; 0 takes a free one.")
    root_path: str = Field(
        default="",
        pattern=r"^(/[A-Za-z0-9._~-]+)*$",
        description="The path under which a proxy serves all of this, such as /iscm.",
    )
    workers: int = Field(
        default=1, ge=1, le=256, description="Processes that answer, each on a core of its own."
    )
    poll: float = Field(
        default=5, gt=0, description="Seconds between two looks for a newly published version."
    )
    cache_control: str = Field(
        default="public, max-age=60, stale-while-revalidate=600",
        pattern=r"^[\x20-\x7e]*$",
        description="The header Cache-Control of complete answers to GraphQL by GET.",
    )
    documents: str = Field(
        default="", description="A file of trusted GraphQL documents (JSON, id to document)."
    )
    only_trusted: bool = Field(
        default=False, description="Whether no other GraphQL documents are answered."
    )
    catalogue: str = Field(
        default="", description="A file of other processes and pages (TOML); empty: our own."
    )
    contact: str = Field(
        default="",
        description="A web or e-mail address for those whose pages are fetched; ingest needs it.",
    )
    delay: float = Field(
        default=2, ge=0, description="Seconds of rest between two requests to one host, at least."
    )
    hosts_at_once: int = Field(
        default=16, ge=1, le=1000, description="So many hosts are asked at the same time."
    )
    timeout: float = Field(
        default=90, gt=0, description="Seconds that one request may take, to the last byte."
    )
    attempts: int = Field(
        default=3,
        ge=1,
        le=10,
        description="So often a page is asked for before it counts as failed.",
    )
    networks: str = Field(
        default="",
        description="Private networks that may be fetched from, with commas: 10.1.0.0/16.",
    )
    connect_to: str = Field(
        default="",
        description="Other addresses for hosts, with commas: www.iom.int:443=127.0.0.1:8443.",
    )
    ca_file: str = Field(default="", description="A file of further certificate authorities (PEM).")
    origins: str = Field(
        default="",
        description="Origins whose pages may listen, with commas: https://example.org; empty: any.",
    )
    live_connections: int = Field(
        default=1000, ge=1, description="WebSockets and event streams open at the same time."
    )
    live_operations: int = Field(
        default=50, ge=1, description="Operations under way at the same time on one WebSocket."
    )
    live_keep_alive: float = Field(
        default=20, gt=0, description="Seconds between two signs of life on a live connection."
    )
    live_patience: float = Field(
        default=30,
        gt=0,
        description="Seconds that a client may take to send a request, or to take an answer.",
    )
    max_cost: int = Field(
        default=100_000, ge=1, description="Values that one answer of GraphQL may have at most."
    )
    keep: int = Field(
        default=64,
        ge=0,
        description="Megabytes of answers that are kept for who asks the same; 0 keeps nothing.",
    )
    time_budget: float = Field(
        default=10, gt=0, description="Seconds that one answer of GraphQL may take."
    )
    rate: str = Field(
        default="", description="Requests to GraphQL that one client may send, such as 120/1m."
    )
    trusted_proxies: str = Field(
        default="",
        description="Proxies whose X-Forwarded-For is believed, with commas: 10.0.0.0/8.",
    )
    log_level: Literal["debug", "info", "warning", "error"] = Field(
        default="info", description="How much is logged."
    )


def load_settings(**options: Any) -> Settings:
    """Settings from the environment; options that are not None win.

    Raises UsageError with all that is wrong, a line for each variable.
    """
    given = {key: value for key, value in options.items() if value is not None}
    found = variables() | given
    problems = [*_unknown(variables()), *_unreadable(found)]
    try:
        settings = Settings.model_validate(
            {name: one for name, one in found.items() if name in Settings.model_fields}
        )
    except ValidationError as error:
        problems += map(_said, error.errors())
    if problems:
        raise UsageError("\n".join(problems))
    return settings


def variables() -> dict[str, str]:
    """Setting → what the environment says of it, known or not; names are in lower case."""
    return {
        name.lower().removeprefix(_PREFIX): value
        for name, value in os.environ.items()
        if name.lower().startswith(_PREFIX)
    }


def _unknown(found: Mapping[str, str]) -> Iterator[str]:
    for name in sorted(found.keys() - Settings.model_fields.keys()):
        near = get_close_matches(name, Settings.model_fields, n=1)
        meant = f"{_variable(near[0])} expected" if near else "see iscm config"
        yield f"{_variable(name)}: there is no such setting; {meant}"


def _unreadable(found: Mapping[str, Any]) -> Iterator[str]:
    for name, parse in PARSERS.items():
        if found.get(name):
            try:
                parse(str(found[name]))
            except UsageError as error:
                yield str(error)


def _said(error: ErrorDetails) -> str:
    name = _variable("_".join(str(part) for part in error["loc"]))
    return f"{name}: {error['msg']}, {error['input']!r} found"


def _variable(name: str) -> str:
    return (_PREFIX + name).upper()
