import gzip
import zlib

import pytest

from ingest.fetching.encodings import Body, WrongEncoding

TEXT = b"<p>Page</p>" * 50


def raw_deflate(data: bytes) -> bytes:
    deflater = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    return deflater.compress(data) + deflater.flush()


ENCODED = {
    "": TEXT,
    "identity": TEXT,
    "gzip": gzip.compress(TEXT),
    "X-Gzip": gzip.compress(TEXT),
    "x-gzip;q=1": gzip.compress(TEXT),
    '"gzip"': gzip.compress(TEXT),
    "deflate": zlib.compress(TEXT),
    "Deflate ": raw_deflate(TEXT),
    " deflate": gzip.compress(TEXT),
    "gzip, gzip": gzip.compress(gzip.compress(TEXT)),
    "gzip,x-gzip": gzip.compress(TEXT),
    "deflate, gzip": gzip.compress(zlib.compress(TEXT)),
    "gzip, identity": gzip.compress(TEXT),
    "utf-8, gzip, none,": gzip.compress(TEXT),
    **dict.fromkeys(("UTF-8", "none", "binary", "8bit", "text/html", "chunked", ",", "*"), TEXT),
}


@pytest.mark.parametrize("size", [1, 7, 10_000])
@pytest.mark.parametrize("encoding", ENCODED)
def test_a_body_is_decoded_whatever_pieces_it_comes_in(encoding: str, size: int) -> None:
    body = Body(encoding, len(TEXT))
    data = ENCODED[encoding]
    for start in range(0, len(data), size):
        assert body.take(data[start : start + size])
    assert body.whole() == TEXT


@pytest.mark.parametrize("encoding", ENCODED)
def test_a_body_over_the_limit_is_seen_before_it_is_whole(encoding: str) -> None:
    body = Body(encoding, len(TEXT) - 1)
    assert not body.take(ENCODED[encoding])
    assert body.size == len(TEXT)
    assert body.beginning() == TEXT[:-1]


def test_a_bomb_takes_no_more_memory_than_the_limit() -> None:
    body = Body("gzip", 1_000)
    assert not body.take(gzip.compress(bytes(10_000_000)))
    assert body.size == 1_001


@pytest.mark.parametrize("encoding", ["gzip", "deflate"])
def test_a_body_that_breaks_off_is_none(encoding: str) -> None:
    body = Body(encoding, 1_000)
    body.take(ENCODED[encoding][:-1])
    with pytest.raises(WrongEncoding, match="only its beginning found"):
        body.whole()


def test_no_bytes_are_no_bytes_in_every_encoding() -> None:
    assert Body("gzip", 10).whole() == b""


@pytest.mark.parametrize("encoding", ["br", "zstd", "Compress", "gzip, br", ",".join(["gzip"] * 6)])
def test_an_encoding_that_was_not_asked_for_is_refused(encoding: str) -> None:
    with pytest.raises(WrongEncoding, match="gzip, deflate or nothing expected"):
        Body(encoding, 10)


@pytest.mark.parametrize("encoding", ["gzip", "none, gzip", "deflate, gzip"])
def test_a_body_that_does_not_begin_as_its_encoding_does_is_refused(encoding: str) -> None:
    with pytest.raises(WrongEncoding, match="gzip expected, bytes that do not begin so found"):
        Body(encoding, 10_000).take(TEXT)


@pytest.mark.parametrize("most", [1_000, 100_000])
def test_a_bomb_within_a_bomb_takes_no_more_memory_than_the_limit(most: int) -> None:
    body = Body("gzip, gzip", most)
    assert not body.take(gzip.compress(gzip.compress(bytes(50_000_000))))
    assert body.size <= most + 1


def test_an_inner_encoding_that_breaks_off_is_seen() -> None:
    body = Body("gzip, gzip", 10_000)
    body.take(gzip.compress(gzip.compress(TEXT)[:-1]))
    with pytest.raises(WrongEncoding, match="only its beginning found"):
        body.whole()


@pytest.mark.parametrize("text", [b"", b"a"])
def test_a_body_too_short_to_say_what_it_is_in_is_itself(text: bytes) -> None:
    body = Body("gzip, gzip", 10)
    body.take(gzip.compress(text))
    assert body.whole() == text


def test_several_members_are_refused_rather_than_half_read() -> None:
    with pytest.raises(WrongEncoding, match="one gzip member expected"):
        Body("gzip", 10_000).take(gzip.compress(TEXT) * 2)


def test_several_members_are_seen_whatever_pieces_they_come_in() -> None:
    body, member = Body("gzip", 10_000), gzip.compress(TEXT)
    for byte in member + member[:1]:
        assert body.take(bytes([byte]))
    with pytest.raises(WrongEncoding, match="one gzip member expected"):
        body.take(member[1:2])


def test_bytes_behind_the_end_are_passed_over_but_not_for_ever() -> None:
    body = Body("gzip", 10_000)
    assert body.take(gzip.compress(TEXT) + bytes(500))
    pieces = 0
    while body.take(bytes(1_000)):
        pieces += 1
        assert pieces < 10
    assert body.is_over
    assert body.beginning() == TEXT


def test_bytes_behind_the_end_are_no_part_of_the_body() -> None:
    body = Body("deflate", 10_000)
    for piece in (zlib.compress(TEXT), b"behind", zlib.compress(TEXT)):
        assert body.take(piece)
    assert body.whole() == TEXT


def test_a_body_that_is_larger_before_it_is_decoded_is_over_the_limit_too() -> None:
    empty_block = b"\x00\x00\x00\xff\xff"
    body = Body("deflate", 100)
    assert body.take(empty_block * 20)
    assert not body.take(empty_block)
    assert body.size == 0
