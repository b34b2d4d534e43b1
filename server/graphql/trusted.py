"""Documents that the operator names: JSON, id → document, as build tools of clients write it."""

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

import msgspec

from server.errors import UsageError
from server.graphql.errors import Refused
from server.graphql.execution import Executor
from server.graphql.identifiers import id_of, is_hash, is_id
from server.graphql.operation import Document

Trusted = Mapping[str, Document]
"""By each id of the file, and by the id of each document's own bytes."""

NO_DOCUMENTS: Trusted = MappingProxyType({})


def load_trusted(path: str, executor: Executor) -> Trusted:
    """The documents of the file; none where the path is empty.

    Raises UsageError, which names the document that the schema does not answer: better at the
    start than to the first user.
    """
    if not path:
        return NO_DOCUMENTS
    trusted = {}
    for identifier, text in _read(path).items():
        document = _document(identifier, text, executor, path)
        trusted[identifier] = trusted[id_of(text)] = document
    return MappingProxyType(trusted)


def _read(path: str) -> dict[str, str]:
    try:
        return msgspec.json.decode(Path(path).read_bytes(), type=dict[str, str])
    except (OSError, msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise UsageError(f"ISCM_DOCUMENTS: {path}: {error}") from error


def _document(identifier: str, text: str, executor: Executor, path: str) -> Document:
    where = f"ISCM_DOCUMENTS: {path}: document {identifier!r}"
    if not is_id(identifier):
        raise UsageError(f"{where}: an id of letters, digits and -._~ expected")
    if is_hash(identifier) and identifier != id_of(text):
        raise UsageError(f"{where}: its own hash expected, that of the document is {id_of(text)}")
    try:
        document = executor.document(text)
    except Refused as error:
        raise UsageError(f"{where} cannot be parsed: {error}") from error
    if document.faults:
        first = document.faults[0]
        place = "".join(f" (line {one.line}, column {one.column})" for one in first.locations or ())
        raise UsageError(f"{where} does not fit the schema: {first.message}{place}")
    return document
