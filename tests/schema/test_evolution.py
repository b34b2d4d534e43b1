"""How the schema may change: explained throughout, nothing taken away without notice."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from graphql import build_schema

from schema.evolution import Comparison, Notice, compare, notice_of, unannounced, undescribed
from schema.schema import printed

RELEASED = Path(__file__).parents[2] / "schema" / "released.graphql"
TODAY = date(2027, 11, 1)
OVER = 'reason: "Deprecated on 2026-11-01: use `b`; goes on 2027-11-01"'
NOT_YET = 'reason: "Deprecated on 2026-11-02: use `b`; goes on 2027-11-02"'
LIVE = build_schema(printed())


def compared(old: str, new: str) -> Comparison:
    return compare(build_schema(old), build_schema(new), TODAY)


def test_everything_that_the_schema_defines_is_described() -> None:
    assert undescribed(LIVE) == ()


def test_everything_deprecated_says_since_when_and_until_when() -> None:
    assert unannounced(LIVE) == ()


def test_nothing_that_was_released_breaks() -> None:
    if not RELEASED.is_file():
        pytest.skip(f"nothing was released yet: {RELEASED.name} is written at the first release")
    released = build_schema(RELEASED.read_text(encoding="utf-8"))
    assert compare(released, LIVE, datetime.now(UTC).date()).breaking == ()


def test_each_kind_of_element_needs_a_description() -> None:
    bare = build_schema(
        """
        directive @d(a: Int) on FIELD
        type Query { f(a: Int): E  g: I  u: U  s: S  i(x: X): Int }
        interface I { f: Int }
        type T implements I { f: Int }
        union U = T
        enum E { V }
        input X { y: Int }
        scalar S
        """
    )
    assert set(undescribed(bare)) == {
        *("@d", "@d(a:)", "E", "E.V", "I", "I.f", "Query", "Query.f", "Query.f(a:)", "Query.g"),
        *("Query.i", "Query.i(x:)", "Query.s", "Query.u", "S", "T", "T.f", "U", "X", "X.y"),
    }


def test_a_description_of_blanks_is_none() -> None:
    assert undescribed(build_schema('" " type Query { "A field." f: Int }')) == ("Query",)


def test_a_notice_says_since_when_what_instead_and_until_when() -> None:
    reason = "Deprecated on 2026-11-01: use `b; c`; goes on 2027-11-01"
    assert notice_of(reason) == Notice(date(2026, 11, 1), "use `b; c`", date(2027, 11, 1))


@pytest.mark.parametrize(
    ("reason", "words"),
    [
        ("No longer supported", "'No longer supported' found"),
        ("Deprecated on 2026-11-01: use `b`", "goes on"),
        ("Deprecated on 2026-11-01: ; goes on 2027-11-01", "expected"),
        ("Deprecated on 2026-13-01: use `b`; goes on 2027-11-01", "month"),
        ("Deprecated on 2026-11-01: use `b`; goes on 2027-10-31", "364 found"),
        ("Deprecated on 2027-11-01: use `b`; goes on 2026-11-01", "-365 found"),
    ],
)
def test_what_is_no_notice_is_refused(reason: str, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        notice_of(reason)


def test_each_kind_of_element_needs_a_notice_to_be_deprecated() -> None:
    schema = build_schema(
        f"""
        type Query {{ a(x: Int @deprecated, y: Int @deprecated({OVER})): E @deprecated  b(i: I): Int
          c: Int @deprecated({OVER}) }}
        enum E {{ A @deprecated(reason: "old")  B @deprecated({OVER}) C }}
        input I {{ d: Int @deprecated(reason: "old")  e: Int }}
        """
    )
    found = {one.partition(": ")[0] for one in unannounced(schema)}
    assert found == {"Query.a", "Query.a(x:)", "E.A", "I.d"}


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        ("a: Int b: Int", "b: Int", "Field Query.a was removed."),
        ("a(x: Int): Int", "a: Int", "Argument Query.a(x:) was removed."),
        ("a: Int", "a: String", "Field Query.a changed type from Int to String."),
        ("a: Int!", "a: Int", "Field Query.a changed type from Int! to Int."),
        ("a: Int", "a(x: Int!): Int", "A required argument Query.a(x:) was added."),
        (
            f"a: Int b: Int @deprecated({OVER})",
            "a: Int b: String",
            "Field Query.b changed type from Int to String.",
        ),
    ],
)
def test_what_askers_rely_on_breaks(old: str, new: str, what: str) -> None:
    found = compared(f"type Query {{ {old} }}", f"type Query {{ {new} }}")
    assert [one.description for one in found.breaking] == [what]
    assert (found.dangerous, found.retired) == ((), ())


def test_what_is_added_breaks_nothing() -> None:
    found = compared(
        "type Query { a: Int }", 'type Query { a: Int  b(x: Int = 1): T } type T { "" c: Int }'
    )
    assert found == Comparison((), (), ())


def test_a_new_value_of_an_enum_is_dangerous() -> None:
    found = compared("type Query { a: E } enum E { A }", "type Query { a: E } enum E { A B }")
    assert [one.type for one in found.dangerous] == ["VALUE_ADDED_TO_ENUM"]
    assert found.breaking == ()


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        (
            "type Query {{ a: Int @deprecated({}) b: Int }}",
            "type Query { b: Int }",
            "Field Query.a was removed.",
        ),
        (
            "type Query {{ b(a: Int @deprecated({})): Int }}",
            "type Query { b: Int }",
            "Argument Query.b(a:) was removed.",
        ),
        (
            "type Query {{ b: E }} enum E {{ A @deprecated({}) B }}",
            "type Query { b: E } enum E { B }",
            "Enum value E.A was removed.",
        ),
        (
            "type Query {{ b(i: I): Int }} input I {{ a: Int @deprecated({}) b: Int }}",
            "type Query { b(i: I): Int } input I { b: Int }",
            "Field I.a was removed.",
        ),
    ],
)
def test_what_was_given_notice_may_go_from_its_day_on(old: str, new: str, what: str) -> None:
    over = compared(old.format(OVER), new)
    assert [one.description for one in over.retired] == [what]
    assert over.breaking == ()
    early = compared(old.format(NOT_YET), new)
    assert [(one.description, one.reason) for one in early.breaking] == [
        (what, "it was promised until 2027-11-02")
    ]
    undated = compared(old.format('reason: "old"'), new)
    assert [one.description for one in undated.breaking] == [what]
    assert undated.breaking[0].reason.startswith("its notice says no date: ")


def test_a_type_may_go_with_all_that_led_to_it() -> None:
    old = "type Query {{ a: T @deprecated({}) b: Int }} type T {{ u: U }} type U {{ c: Int }}"
    over = compared(old.format(OVER), "type Query { b: Int }")
    assert over.breaking == ()
    assert {one.description for one in over.retired} == {
        "Field Query.a was removed.",
        "T was removed.",
        "U was removed.",
    }
    assert len(compared(old.format(NOT_YET), "type Query { b: Int }").breaking) == 3


def test_a_type_that_something_else_led_to_breaks() -> None:
    old = f"type Query {{ a: T @deprecated({OVER}) b: T }} type T {{ c: Int }}"
    found = compared(old, "type Query { b: Int }")
    assert {one.type for one in found.breaking} == {"TYPE_REMOVED", "FIELD_CHANGED_KIND"}
    assert [one.type for one in found.retired] == ["FIELD_REMOVED"]


def test_a_type_that_an_interface_or_a_union_led_to_breaks() -> None:
    for kind in ("interface K { c: Int } type T implements K", "union K = T | V type T"):
        old = f"type Query {{ k: K }} {kind} {{ c: Int }} type V {{ c: Int }}"
        new = "type Query { k: K } interface K { c: Int }"
        assert "TYPE_REMOVED" in {one.type for one in compared(old, new).breaking}


def test_an_interface_that_a_type_has_breaks_when_it_goes() -> None:
    old = "type Query { t: T } interface K { c: Int } type T implements K { c: Int }"
    found = compared(old, "type Query { t: T } type T { c: Int }")
    assert {one.type for one in found.breaking} == {"TYPE_REMOVED", "IMPLEMENTED_INTERFACE_REMOVED"}


def test_an_input_may_go_with_the_field_that_took_it() -> None:
    old = f"type Query {{ a(i: I): Int @deprecated({OVER}) b: Int }} input I {{ c: Int }}"
    found = compared(old, "type Query { b: Int }")
    assert [one.description for one in found.retired] == [
        "I was removed.",
        "Field Query.a was removed.",
    ]
    assert found.breaking == ()
