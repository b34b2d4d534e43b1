"""A plan as Python: one expression that reads the records and builds what is encoded.

For `{ process(slug: "hld") { name chairs { current } } }` it comes to about this:

    def answer(context, given, meter, enter, prices, kept):
        if 0 > meter.left: wrong()
        h0 = context.view.processes.get("hld")
        h1 = str(None or context.language)
        h2 = context.view.chairs_of_process
        return S0(
            None if (_v1 := h0) is None
            else S1(
                (_v1.names[h1] if h1 in _v1.names else _text_in_any(_v1.names)) or _v1.id,
                [S2(_v2.record.current) for _v2 in meter.listed(h2[_v1.id], 1)],
            )
        )

S0, S1, S2 are structs whose fields are the keys of the answer: msgspec writes them faster than
dictionaries. What records always have, by their types, is not looked at for null. Anything that
goes wrong ends the run, and `walk` says what it was, and where; so does a price that is too high,
before what it is for is worked out. What is asked of a record without variables is the same every
time: `kept` has its bytes.
"""

from collections.abc import Callable
from functools import lru_cache, partial
from typing import Any, Final

import msgspec
from graphql import (
    GraphQLEnumType,
    GraphQLOutputType,
    get_nullable_type,
    is_leaf_type,
    is_list_type,
    is_non_null_type,
    is_object_type,
)

from schema.engine.inline import inlined
from schema.engine.plan import Constant, Field, Plan, Selection
from schema.engine.read import Bound, FieldInfo, is_there
from schema.engine.walk import type_name
from schema.prices import is_priced

Answer = Callable[..., Any]
"""(context, given, meter, enter, prices, kept) → what is encoded; `enter` gives the last two for
what is asked of another context. Raises what resolvers raise; Costly."""

_TEXTS: Final = ("String", "ID", "Boolean")
_LEAST_KEPT: Final = 8
"""Values below which making a subtree again costs no more than to look for it."""
_INT: Final = 2**31


def emitted(plan: Plan, *, keep: bool) -> Answer:
    """The plan as a function; `keep` tells whether bytes of subtrees are kept."""
    return _Writer(plan, keep).function(plan.root, "None")


class _Writer:
    def __init__(self, plan: Plan, keep: bool, scope: str = "") -> None:
        self._plan = plan
        self._keep = keep
        self._names: dict[str, Any] = {"FieldInfo": FieldInfo, "wrong": wrong}
        self._known: dict[int, str] = {}
        self._known_once: dict[str, str] = {}
        self._prices: dict[str, str] = {}
        self._functions: list[str] = []
        self._variables = 0
        self._scope = scope

    def function(self, selection: Selection, record: str) -> Answer:
        body = self._object(selection, record)
        lines = [
            "def answer(context, given, meter, enter, prices, kept):",
            *(f"    {name} = {one}" for name, one in self._prices.items()),
            f"    if {' + '.join(self._prices) or 0} > meter.left: wrong()",
            *(f"    {name} = {one}" for one, name in self._known_once.items()),
            *(f"    {line}" for line in self._functions),
            f"    return {body}",
        ]
        exec(compile("\n".join(lines), "<plan>", "exec"), self._names)
        made: Answer = self._names["answer"]
        return made

    def _name(self, one: Any, sort: str = "g") -> str:
        """The name of an object in the namespace of the function."""
        known = self._known.setdefault(id(one), f"{sort}{len(self._names)}")
        self._names[known] = one
        return known

    def _variable(self) -> str:
        self._variables += 1
        return f"_v{self._scope}{self._variables}"

    def _once(self, expression: str) -> str:
        """The variable that has the value of an expression for the whole answer."""
        return self._known_once.setdefault(expression, f"h{len(self._known_once)}")

    def _object(self, selection: Selection, record: str) -> str:
        """An object of the answer, of a record in a variable."""
        shape = _shape(selection.kind.name, tuple(one.key for one in selection.fields))
        values = ", ".join(self._field(one, record) for one in selection.fields)
        return f"{self._name(shape, 's')}({values})"

    def _field(self, field: Constant | Field, record: str) -> str:
        if isinstance(field, Constant):
            return self._name(field.value, "c")
        kind: Any = field.definition.type
        read = self._read(field, record)
        sure = is_non_null_type(kind) and is_there(field.reader, read, record)
        return self._value(field, kind.of_type if sure else kind, read)

    def _read(self, field: Field, record: str) -> str:
        """The expression that reads the field."""
        reader = field.reader
        if reader.attribute is not None:
            return f"{record}.{reader.attribute}"
        assert reader.function is not None
        given = {one: self._argument(field, one) for one in reader.defaults}
        if reader.parent is not None:
            given[reader.parent] = record
        if reader.info is not None:
            parent = f"t_{field.parent.name}"
            self._names[parent] = field.parent
            given[reader.info] = f"FieldInfo(context, {field.name!r}, {parent})"
        read = inlined(reader.function, given, record, self._name, self._once)
        if read is None:
            if reader.info is not None:
                given[reader.info] = self._once(given[reader.info])
            words = ", ".join(f"{one}={value}" for one, value in given.items())
            read = f"{self._name(reader.function, 'r')}({words})"
        if not is_priced(field.definition):
            return read
        price = f"p{field.number}"
        self._prices[price] = f"prices.get({field.number}, 0)"
        return f"({price} and meter.spend({price}) or {read})"

    def _argument(self, field: Field, name: str) -> str:
        """The variable that has an argument."""
        made = self._plan.constant.get(field.number)
        if isinstance(made, Bound):
            return self._name(made.given[name])
        return self._once(f"given[{field.number}].given[{name!r}]")

    def _value(self, field: Field, kind: GraphQLOutputType, read: str) -> str:
        """What the answer has of the value that an expression gives."""
        inner = get_nullable_type(kind)
        one = read if read.isidentifier() else self._variable()
        bound = one if read == one else f"({one} := {read})"
        shown = self._shown(field, inner, one)
        if shown == one and not is_non_null_type(kind):
            return read
        empty = "wrong()" if is_non_null_type(kind) else "None"
        return f"({empty} if {bound} is None else {shown})"

    def _shown(self, field: Field, kind: Any, one: str) -> str:
        """What the answer has of a value in a variable that is not null."""
        if is_leaf_type(kind):
            return self._leaf(kind, one)
        if is_list_type(kind):
            return self._list(field, kind.of_type, one)
        return self._record(field, kind, one)

    def _leaf(self, kind: Any, one: str) -> str:
        if isinstance(kind, GraphQLEnumType) and _named_alike(kind):
            # What is encoded of a member is its value.
            return (
                one
                if all(name == of.value for name, of in kind.values.items())
                else f"{one}._name_"
            )
        if kind.name in _TEXTS or kind.serialize is str:
            return one
        if kind.name == "Int":
            return f"({one} if {-_INT} <= {one} < {_INT} else wrong())"
        return f"{self._name(kind, 'k')}.coerce_output_value({one})"

    def _list(self, field: Field, item: GraphQLOutputType, one: str) -> str:
        entries = f"meter.listed({one}, {field.entry_width})"
        entry = self._variable()
        shown = self._value(field, item, entry)
        return entries if shown == entry else f"[{shown} for {entry} in {entries}]"

    def _record(self, field: Field, kind: Any, one: str) -> str:
        if field.scope is not None:
            writer = _Writer(self._plan, self._keep, f"{field.number}_")
            answer = self._name(writer.function(field.below[kind.name], "context.view"))
            enter = f"*enter({self._name(field.scope)}, {one})"
            return f"{answer}({one}, given, meter, enter, {enter})"
        if is_object_type(kind):
            return self._kept(field.below[kind.name], one)
        cases = {of: self._function(below, self._kept) for of, below in field.below.items()}
        table = ", ".join(f"{of!r}: {function}" for of, function in cases.items())
        self._functions.append(f"d{field.number} = {{{table}}}")
        name = self._name(partial(type_name, self._plan, kind), "k")
        return f"d{field.number}[{name}({one})]({one})"

    def _function(self, below: Selection, made: Callable[[Selection, str], str]) -> str:
        record = self._variable()
        self._functions.append(f"def o{record}({record}): return {made(below, record)}")
        return f"o{record}"

    def _kept(self, below: Selection, one: str) -> str:
        if not self._keep or not keepable(below):
            return self._object(below, one)
        make = self._function(below, self._object)
        return f"kept.bytes_of({make!r}, {one}, {make}, meter)"


@lru_cache(maxsize=1_000)
def _shape(name: str, keys: tuple[str, ...]) -> type[msgspec.Struct]:
    """What is encoded as an object with these keys."""
    fields = {f"f{place}": key for place, key in enumerate(keys)}
    return msgspec.defstruct(name, fields, rename=fields, gc=False)


def keepable(selection: Selection) -> bool:
    """Whether it is worth keeping: of a record with an identity, and the same every time."""
    is_record = any(one.name == "Node" for one in selection.kind.interfaces)
    return is_record and not selection.varies and selection.weight >= _LEAST_KEPT


def wrong() -> Any:
    """Ends the run: at null where there must be a value, no Int of 32 bits, what costs too much."""
    raise TypeError


def _named_alike(kind: GraphQLEnumType) -> bool:
    """Whether the names of an enum are those of its members, as they nearly always are."""
    members = getattr(getattr(kind, "wrapped_cls", None), "__members__", {})
    values = kind.values.items()
    return all(name in members and members[name].value == of.value for name, of in values)
