"""Which document a request means: sent along, known by its id, or trusted beforehand."""

from typing import Final

from schema.lru import Lru
from server.graphql.errors import Refused
from server.graphql.execution import Executor
from server.graphql.identifiers import asked_id, id_of, is_hash
from server.graphql.operation import Document
from server.graphql.request import Params
from server.graphql.trusted import NO_DOCUMENTS, Trusted

_PARSED: Final = (1_000, 500_000)
"""So many documents of so many characters together; parsed, a character takes 50 to 250 bytes."""
_REGISTERED: Final = (10_000, 10_000_000)
"""So many documents of so many characters together, as text."""


class Documents:
    """Documents that are parsed and checked, so that one asked for again is not parsed again.

    Only what the schema can answer is kept. With `only_trusted` the trusted documents, by id or
    by their text, are the only ones; without, anybody may register a document by its hash.
    """

    def __init__(
        self,
        executor: Executor,
        trusted: Trusted = NO_DOCUMENTS,
        *,
        only_trusted: bool = False,
    ) -> None:
        self._executor = executor
        self._trusted = trusted
        self._by_text = {one.text: one for one in trusted.values()}
        self._only_trusted = only_trusted
        self._parsed = Lru[str, Document](number=_PARSED[0], weight=_PARSED[1])
        self._registered = Lru[str, str](number=_REGISTERED[0], weight=_REGISTERED[1])

    def find(self, params: Params) -> Document:
        """The document that is meant. Raises Refused."""
        identifier = asked_id(params)
        if params.query is None:
            return self._known(identifier or "")
        if identifier is not None:
            self._check(identifier, params.query)
        document = self._given(params.query)
        if identifier is not None and not document.faults:
            self._registered.put(identifier, document.text, len(document.text))
        return document

    def known(self, params: Params) -> Document | None:
        """The document, where it is at hand by its text and need not be registered."""
        if params.query is None or asked_id(params) is not None:
            return None
        return self._by_text.get(params.query) or self._parsed.get(params.query)

    def _known(self, identifier: str) -> Document:
        trusted = self._trusted.get(identifier)
        if trusted is not None:
            return trusted
        text = self._registered.get(identifier)
        if text is None:
            # The message is the one that clients look for.
            raise Refused("PERSISTED_QUERY_NOT_FOUND", "PersistedQueryNotFound")
        return self._given(text)

    def _given(self, text: str) -> Document:
        trusted = self._by_text.get(text)
        if trusted is not None:
            return trusted
        if self._only_trusted:
            message = "a document that this server knows beforehand expected, another one found"
            raise Refused("DOCUMENT_NOT_TRUSTED", message)
        kept = self._parsed.get(text)
        if kept is not None:
            return kept
        document = self._executor.document(text)
        if not document.faults:
            self._parsed.put(text, document, len(text))
        return document

    def _check(self, identifier: str, text: str) -> None:
        """A document comes with its own hash, or with the id that the operator gave it."""
        trusted = self._trusted.get(identifier)
        if trusted is not None and trusted.text == text:
            return
        if trusted is None and not is_hash(identifier):
            message = "a document can be registered by its sha256: id only, or sent without an id"
            raise Refused("BAD_REQUEST", f"{message}; {identifier!r} found")
        own = id_of(text)
        if identifier != own:
            message = f"the id {own} of the document expected, {identifier} found"
            raise Refused("PERSISTED_QUERY_HASH_MISMATCH", message)
