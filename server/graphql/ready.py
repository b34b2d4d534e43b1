"""Answers that need nobody else: from memory, or made on the spot of what is known already.

How a response begins is learned from the application behind, which answers whatever is asked in a
new way; so there is one place that says it.
"""

from collections.abc import Callable, Hashable, Sequence
from typing import Final

from starlette.datastructures import QueryParams

from schema.context import Context
from schema.cursors import number_of
from schema.holds import Holds
from schema.lru import Lru
from server.current import Current, Served
from server.graphql.answer import Answer
from server.graphql.caching import tag_of
from server.graphql.endpoint import GraphQL
from server.graphql.errors import Refused
from server.graphql.memory import Heads, Kept, Memory, Pairs, Reply, Told
from server.graphql.operation import Known
from server.graphql.question import Question
from server.graphql.request import Params, address_params, body_params
from server.http.compression import MINIMUM
from snapshots.model import Language

_HOTTEST: Final = 20
"""Questions that are asked again at once when a version is published."""

_QUESTIONS: Final = (1_000, 500_000)
"""So many of so many bytes together; read, a byte takes 50 at most."""


class Ready:
    """What can be answered at once, of the version that is served."""

    def __init__(
        self,
        current: Current,
        memory: Memory,
        endpoint: GraphQL,
        context: Callable[[Served, Language], Context],
    ) -> None:
        """`context` gives what one answer in a language is made from."""
        self._current = current
        self._memory = memory
        self._endpoint = endpoint
        self._context = context
        self._served = current.served
        self._heads = Heads()
        self._questions = Lru[Hashable, Known](number=_QUESTIONS[0], weight=_QUESTIONS[1])
        self.cooled: Callable[[Sequence[Question]], None] = lambda _: None
        """Told the questions that were asked last, when a version is served that nobody asked."""

    def reply(self, asked: Question) -> Reply | None:
        """The response; None where it takes longer than others should wait for."""
        self._follow()
        found = self._memory.answers.get(asked.key)
        if found is not None:
            self._memory.given += 1
        else:
            found = self._made(asked)
        return found.reply(asked.known) if found is not None else None

    def keep(self, kept: Kept, context: Context) -> None:
        """Learn from an answer, and keep it, if what it was made from is served still."""
        self._follow()
        served, asked = self._served, kept.question
        if context.view is not served.view or context.freshness is not served.freshness:
            return
        if kept.holds is Holds.NOW:
            return
        if (b"x-iscm-version", b"%d" % number_of(served.view)) in kept.head.headers:
            self._heads.put(asked, _named(asked), kept, context.language)
        self._put(kept)

    def is_kept(self, asked: Question) -> bool:
        """Whether the answer is in memory."""
        return self._memory.answers.get(asked.key) is not None

    def _put(self, kept: Kept) -> None:
        if self._memory.room and kept.holds is not Holds.NOW:
            self._memory.answers.put(kept.question.key, kept, kept.weight)

    def _made(self, asked: Question) -> Kept | None:
        told = self._heads.get(asked, _named(asked))
        if told is None:
            return None
        context = self._context(self._served, told.language)
        try:
            known = self._known(asked)
            kind = asked.traits.kind
            answer = self._endpoint.at_once(known, kind, context) if known is not None else None
        except Refused:
            return None  # it is refused in full by who does nothing else
        if answer is None or not answer.complete:
            return None
        if asked.traits.coding is not None and len(answer.content) >= MINIMUM:
            return None
        kept = _kept(answer, told, asked)
        self._put(kept)
        return kept

    def _known(self, asked: Question) -> Known | None:
        """What is asked, read once. Raises Refused."""
        found = self._questions.get(asked.key)
        if found is None:
            found = self._endpoint.known(_params(asked), safe=asked.method != "POST")
            if found is not None:
                self._questions.put(asked.key, found, asked.weight)
        return found

    def _follow(self) -> None:
        """Forget what no longer holds, where something else is served now."""
        served, before = self._current.served, self._served
        if served is before:
            return
        self._served = served
        answers = self._memory.answers
        if served.view is before.view:
            answers.keep(lambda one: one.holds is Holds.VERSION)
            return
        hottest = [one.question for one in answers.newest(_HOTTEST)]
        answers.keep(lambda _: False)
        self._heads.clear()
        self.cooled(hottest)


def _kept(answer: Answer, told: Told, asked: Question) -> Kept:
    own: Pairs = [(b"content-length", b"%d" % len(answer.content))]
    tag = ""
    if asked.method == "GET":
        tag = tag_of(answer.kind, answer.content)
        own.append((b"etag", tag.encode("latin-1")))
    return Kept(told.head.beside(own), answer.content, tag, answer.holds, asked)


def _params(asked: Question) -> Params:
    return body_params(asked.body) if asked.method == "POST" else address_params(asked.query)


def _named(asked: Question) -> str | None:
    """The language that the address names, known or not."""
    return QueryParams(asked.query).get("language") if asked.query else None
