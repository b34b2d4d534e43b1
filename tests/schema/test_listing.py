"""A kind of record is declared once: its types, its tests, its keys and its counts come of that."""

from typing import Annotated, Any

import msgspec
import strawberry

from schema.context import Context
from schema.filters.listing import By, Filter, listing
from schema.filters.matching import one_of, speaks_of
from schema.filters.ordering import value
from schema.filters.values import has
from snapshots.model import Language
from snapshots.view import View


class Ship(msgspec.Struct, frozen=True):
    id: str
    flag: str | None
    words: str


class ShipFilter(Filter):
    """Which ships."""

    flags: list[str] | None = one_of("Under one of these flags.", has("flag"))
    text: str | None = speaks_of("Its papers have", has("words"))


SHIPS = listing(
    ShipFilter,
    "ships",
    orders=(By("home_port", "The port.", value("id")),),
    facets=(By("flag", "Their flags.", has("flag")),),
)
FLEET = (
    Ship(id="b", flag="FR", words="Bénin, coal"),
    Ship(id="a", flag=None, words=""),
    Ship(id="c", flag="KE", words="coal"),
)


def kept(view: View, **where: object) -> str:
    test = SHIPS.matching(Context(view), ShipFilter(**where))
    return "".join(one.id for one in FLEET if test(one))


def test_a_field_is_declared_in_one_place_and_filters(bundled: View) -> None:
    assert kept(bundled) == "bac"
    assert kept(bundled, flags=["FR", "UG"]) == "b"
    assert kept(bundled, text="COAL") == "bc"
    assert kept(bundled, text="benin", flags=["KE"]) == ""
    assert kept(bundled, not_=ShipFilter(flags=["FR"])) == "ac"
    assert kept(bundled, or_=[ShipFilter(flags=["FR"]), ShipFilter(text="coal")]) == "bc"


def test_keys_and_counts_are_declared_in_one_place(bundled: View) -> None:
    assert [SHIPS.keys["home_port"](bundled, Language.EN, one) for one in FLEET] == ["b", "a", "c"]
    assert [SHIPS.values(bundled, "flag", one) for one in FLEET] == [["FR"], [], ["KE"]]
    assert [SHIPS.name(one) for one in FLEET] == ["b", "a", "c"]


def test_the_types_of_the_schema_come_of_the_declaration() -> None:
    @strawberry.type
    class Query:
        @strawberry.field
        @staticmethod
        def ships(
            where: Annotated[Any, SHIPS.where] = None,
            order_by: Annotated[Any, SHIPS.order_by] = None,
        ) -> int:
            return len(where or order_by or ())

    types = strawberry.Schema(Query)._schema.type_map
    fields = {name: str(one.type) for name, one in types["ShipFilter"].fields.items()}
    assert fields == {
        "and": "[ShipFilter!]",
        "or": "[ShipFilter!]",
        "not": "ShipFilter",
        "flags": "[String!]",
        "text": "String",
    }
    assert types["ShipFilter"].fields["flags"].description == "Under one of these flags."
    assert types["ShipFilter"].description == "Which ships: all that is said must hold."
    assert list(types["ShipOrderField"].values) == ["HOME_PORT"]
    assert types["ShipOrderField"].values["HOME_PORT"].description == "The port."
    assert {str(one.type) for one in types["Query"].fields["ships"].args.values()} == {
        "ShipFilter",
        "[ShipOrder!]",
    }
