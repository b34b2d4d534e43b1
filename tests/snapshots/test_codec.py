"""The written form of a snapshot: one content, one sequence of bytes, one digest."""

import hashlib
import json
from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from snapshots.codec import FORMAT, decode, digest, encode, pretty
from snapshots.errors import CodecError
from snapshots.model import (
    Citation,
    Meeting,
    MeetingKind,
    Participation,
    ParticipationRole,
    Process,
    ProcessType,
    Snapshot,
    Theme,
)

NAMES = {"en": "Dialogue", "fr": "Dialogue « à » haut niveau", "es": "Diálogo"}

words = st.text(max_size=12)
texts = st.dictionaries(st.sampled_from(["en", "fr", "es"]), words)
maybe = st.none() | words
citations = st.lists(
    st.builds(
        Citation,
        field=words,
        page=words,
        capture=words,
        path=st.lists(words, max_size=2).map(tuple),
        line=st.integers(0, 9999),
        words=words,
        rule=words,
    ),
    max_size=2,
).map(tuple)
participations = st.builds(
    Participation,
    state=maybe,
    listed_as=words,
    role=st.sampled_from(ParticipationRole),
    since=maybe,
    citations=citations,
)
processes = st.builds(
    Process,
    id=words,
    names=texts,
    type=st.none() | st.sampled_from(ProcessType),
    objectives=st.dictionaries(words, st.lists(words, max_size=2).map(tuple), max_size=2),
    participations=st.lists(participations, max_size=3).map(tuple),
    participants_declared=st.none() | st.integers(0, 300),
)
meetings = st.builds(
    Meeting,
    id=words,
    titles=texts,
    kind=st.sampled_from(MeetingKind),
    start=maybe,
    ordinal=st.none() | st.integers(0, 99),
)
snapshots = st.builds(
    Snapshot,
    processes=st.lists(processes, max_size=2).map(tuple),
    meetings=st.lists(meetings, max_size=2).map(tuple),
)


def themed(names: dict[str, str]) -> Snapshot:
    return Snapshot(themes=(Theme(id="labour-migration", names=names),))


@settings(deadline=None)
@given(snapshots)
def test_what_was_written_is_read_back(snapshot: Snapshot) -> None:
    content = encode(snapshot)
    assert decode(content) == snapshot
    assert encode(decode(content)) == content


def test_the_order_in_which_names_were_put_in_leaves_no_trace() -> None:
    written = {encode(themed(dict(order))) for order in permutations(NAMES.items())}
    assert len(written) == 1


def test_the_written_form_is_utf_8_json_without_blanks_and_without_defaults() -> None:
    content = encode(themed({"fr": "à", "en": "a"}))
    expected = (
        '{"format":1,"snapshot":{"themes":[{"id":"labour-migration","names":{"en":"a","fr":"à"}}]}}'
    )
    assert content == expected.encode()


def test_another_word_makes_another_digest() -> None:
    assert digest(encode(themed({"en": "a"}))) != digest(encode(themed({"en": "b"})))


def test_the_digest_is_the_sha256_of_the_bytes() -> None:
    content = encode(themed(NAMES))
    assert digest(content) == "sha256:" + hashlib.sha256(content).hexdigest()


@pytest.mark.parametrize("number", [FORMAT + 1, 0, -1])
def test_another_format_number_is_refused_by_both_numbers(number: int) -> None:
    with pytest.raises(CodecError, match=f"format {number} found, {FORMAT} expected"):
        decode(b'{"format":%d,"snapshot":{}}' % number)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\x00\x01\xff",
        b"null",
        b"[]",
        b"{}",
        b'{"format":1}',
        b'{"format":"1","snapshot":{}}',
        b'{"format":1,"snapshot":{"processes":[{"id":"hld"}]}}',
        b'{"format":1,"snapshot":{"processes":[{"id":"hld","names":{},"type":"LOCAL"}]}}',
        encode(themed(NAMES))[:-1],
    ],
)
def test_noise_is_no_snapshot(content: bytes) -> None:
    with pytest.raises(CodecError, match="this is no snapshot"):
        decode(content)


def test_what_is_wrong_is_told_with_its_place() -> None:
    content = encode(themed({"en": "Labour"})).replace(b'"Labour"', b"7")
    with pytest.raises(CodecError, match=r"\$\.snapshot\.themes\[0\]\.names"):
        decode(content)


def test_lists_and_values_of_later_readers_are_left_out() -> None:
    content = encode(Snapshot()).replace(b'"snapshot":{', b'"snapshot":{"later":[{}],"more":7')
    assert decode(content) == Snapshot()


def test_what_was_written_before_a_record_grew_is_still_read() -> None:
    """A field that was added with a default is no new format: what lacks it is read as meant."""
    old = (
        b'{"format":1,"snapshot":{"meetings":[{"id":"hld-2013-10-03","titles":{},"kind":"PAST"}],'
        b'"documents":[{"id":"A/RES/68/4","symbol":"A/RES/68/4"}]}}'
    )
    read = decode(old)
    assert (read.meetings[0].agenda, read.meetings[0].announced) == ((), False)
    assert (read.documents[0].draft_of, read.documents[0].symbols) == (None, ())
    assert read.series == ()
    assert digest(encode(read)) == digest(old)


def test_the_pretty_form_says_the_same_over_many_lines() -> None:
    content = encode(themed(NAMES))
    shown = pretty(content)
    assert json.loads(shown) == json.loads(content)
    assert shown.count(b"\n") > 5
    assert shown.endswith(b"}\n")
