"""Captures as a WARC: what an archive reads back is what the store holds, byte for byte."""

import gzip
import hashlib
import re
import subprocess
import sys
from collections.abc import Iterable, Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import msgspec
import pytest
from warcio.archiveiterator import ArchiveIterator

from server.jobs.warc import Export, write_warc
from snapshots.stores.records import StoredCapture

EXPORT = Export(software="iscm/0", store="sqlite:///iscm.db", created_at="2026-02-01T00:00:00Z")
PAGE = "https://www.iom.int/first"
BODY = "<p>Établi : 1996</p>\r\n\r\nWARC/1.1\r\n".encode()


def capture(body: bytes = BODY, **fields: Any) -> StoredCapture:
    known = {
        "digest": f"sha256:{hashlib.sha256(body).hexdigest()}",
        "url": PAGE,
        "media_type": "text/html",
        "retrieved_at": "2026-01-31T04:00:00Z",
        "status": 200,
    }
    return StoredCapture(body=body, **(known | fields))


def written(captures: Iterable[StoredCapture], export: Export = EXPORT) -> bytes:
    out = BytesIO()
    write_warc(captures, out, export)
    return out.getvalue()


def records(content: bytes) -> Iterator[tuple[Any, bytes]]:
    """Each record with its payload, all digests verified."""
    for record in ArchiveIterator(BytesIO(content), check_digests="raise"):
        body = record.content_stream().read()
        assert record.digest_checker.passed is True
        yield record, body


def only(one: StoredCapture) -> tuple[Any, bytes]:
    _, found = records(written([one]))
    return found


def head(content: bytes) -> bytes:
    """The HTTP head of the one response."""
    return content.split(b"HTTP/1.1 200 OK", 1)[1].split(b"\r\n\r\n", 1)[0]


def parted(content: bytes) -> list[bytes]:
    """The bytes of each record."""
    return re.split(rb"(?=WARC/1.1\r\nWARC-Type)", content)[1:]


def without_id(record: bytes) -> bytes:
    return re.sub(rb"<urn:uuid:[0-9a-f-]{36}>", b"", record)


def test_a_page_comes_back_byte_for_byte() -> None:
    record, body = only(capture())
    assert body == BODY
    assert record.rec_headers.protocol == "WARC/1.1"
    assert record.rec_type == "response"
    assert record.rec_headers["WARC-Date"] == "2026-01-31T04:00:00Z"
    assert record.rec_headers["WARC-Target-URI"] == PAGE
    assert record.http_headers.get_statuscode() == "200"
    assert record.http_headers["Content-Length"] == str(len(BODY))


def test_the_payload_digest_is_the_one_that_facts_cite() -> None:
    record, _ = only(capture())
    assert record.rec_headers["WARC-Payload-Digest"] == capture().digest


def test_a_body_that_is_not_what_its_digest_says_is_found_out() -> None:
    damaged = msgspec.structs.replace(capture(), body=BODY + b"!")
    with pytest.raises(Exception, match="payload digest failed"):
        only(damaged)


def test_the_first_record_says_what_the_file_is() -> None:
    ((info, text),) = records(written([], msgspec.structs.replace(EXPORT, filename="a.warc")))
    assert info.rec_type == "warcinfo"
    assert info.rec_headers["WARC-Filename"] == "a.warc"
    assert info.rec_headers["Content-Type"] == "application/warc-fields"
    assert b"software: iscm/0\r\nformat: WARC File Format 1.1\r\nconformsTo: http" in text
    assert b"X-Iscm-Retrieved" in text


def test_codings_that_the_body_no_longer_has_are_not_claimed() -> None:
    record, body = only(
        capture(
            headers=(
                ("content-encoding", "gzip"),
                ("Transfer-Encoding", "chunked"),
                ("Content-Length", "7"),
                ("ETag", '"a"'),
            )
        )
    )
    assert body == BODY
    assert record.http_headers.headers == [("ETag", '"a"'), ("Content-Length", str(len(BODY)))]


def test_fields_of_one_name_are_all_there_in_their_order() -> None:
    fields = (("Set-Cookie", "a=1"), ("Vary", "Accept"), ("set-cookie", "b=2"))
    record, _ = only(capture(headers=fields))
    assert record.http_headers.headers[:3] == list(fields)


def test_a_field_outside_ascii_is_written_as_it_came() -> None:
    value = 'inline; filename="Учасники – São Tomé.html"'
    record, _ = only(capture(headers=(("Content-Disposition", value),)))
    assert record.http_headers["Content-Disposition"] == value
    assert value.encode() in head(written([capture(headers=(("Content-Disposition", value),))]))


def test_no_field_can_break_out_of_its_line() -> None:
    one = capture(headers=(("X-Bad", "a\r\nWARC-Type: warcinfo\r\n\r\n\0b"),))
    record, body = only(one)
    assert body == BODY
    assert record.http_headers["X-Bad"] == "a  WARC-Type: warcinfo     b"


def test_no_address_can_break_out_of_its_line() -> None:
    record, _ = only(capture(url="https://www.iom.int/a b\r\nX: é%20?q=[1]"))
    assert (
        record.rec_headers["WARC-Target-URI"]
        == "https://www.iom.int/a%20b%0D%0AX:%20%C3%A9%20?q=[1]"
    )


def test_a_redirected_page_stands_under_the_address_that_answered() -> None:
    record, _ = only(capture(final_url="https://www.iom.int/new"))
    assert record.rec_headers["WARC-Target-URI"] == "https://www.iom.int/new"
    assert record.rec_headers["X-Iscm-Asked-URI"] == PAGE


def test_a_page_that_was_not_redirected_was_asked_by_one_address() -> None:
    record, _ = only(capture(final_url=PAGE))
    assert record.rec_headers["X-Iscm-Asked-URI"] is None


@pytest.mark.parametrize(
    ("status", "line"), [(203, "203 Non-Authoritative Information"), (299, "299")]
)
def test_the_status_is_the_one_that_came(status: int, line: str) -> None:
    record, _ = only(capture(status=status))
    assert record.http_headers.statusline.strip() == line


def test_a_file_is_a_resource() -> None:
    record, body = only(capture(status=None, media_type="text/plain; charset=utf-8"))
    assert (record.rec_type, body) == ("resource", BODY)
    assert record.rec_headers["Content-Type"] == "text/plain; charset=utf-8"
    assert record.http_headers is None


def test_a_file_of_unknown_type_and_time_says_so() -> None:
    record, _ = only(capture(status=None, media_type="", retrieved_at=None))
    assert record.rec_headers["Content-Type"] == "application/octet-stream"
    assert record.rec_headers["WARC-Date"] == EXPORT.created_at
    assert record.rec_headers["X-Iscm-Retrieved"] == "unknown"


def test_a_page_of_known_time_does_not_say_that_it_is_unknown() -> None:
    record, _ = only(capture())
    assert record.rec_headers["X-Iscm-Retrieved"] is None


def test_a_part_of_a_page_is_marked_as_cut() -> None:
    cut, _ = only(capture(whole=False))
    whole, _ = only(capture())
    assert cut.rec_headers["WARC-Truncated"] == "unspecified"
    assert whole.rec_headers["WARC-Truncated"] is None


def test_an_empty_body_is_a_body() -> None:
    for status in (200, None):
        ((_, _), (record, body)) = records(written([capture(b"", status=status)]))
        assert body == b""
        assert record.rec_headers["WARC-Payload-Digest"] == capture(b"").digest


def test_two_exports_differ_in_their_dates_alone() -> None:
    captures = [capture(), capture(b"other"), capture(b"file", status=None, retrieved_at=None)]
    later = msgspec.structs.replace(EXPORT, created_at="2027-05-05T05:05:05Z")
    first, second = written(captures), written(captures, later)
    assert first != second
    assert first == written(captures)
    dated = first.replace(EXPORT.created_at.encode(), later.created_at.encode())
    (info, *rest), (later_info, *later_rest) = map(parted, (dated, second))
    assert rest == later_rest
    assert without_id(info) == without_id(later_info)


def test_no_two_records_share_an_id() -> None:
    captures = [capture(), capture(b"other"), capture(url=PAGE + "/fr"), capture(b"")]
    ids = [record.rec_headers["WARC-Record-ID"] for record, _ in records(written(captures))]
    assert len(set(ids)) == len(ids) == 5


def test_each_record_is_compressed_by_itself() -> None:
    compressed = msgspec.structs.replace(EXPORT, compressed=True)
    captures = [capture(), capture(b"other")]
    content = written(captures, compressed)
    assert gzip.decompress(content) == written(captures)
    iterator = ArchiveIterator(BytesIO(content))
    for _ in iterator:
        offset, length = iterator.get_record_offset(), iterator.get_record_length()
        assert gzip.decompress(content[offset : offset + length]).startswith(b"WARC/1.1\r\n")


def test_captures_are_taken_one_at_a_time() -> None:
    out = BytesIO()
    sizes = []

    def growing() -> Iterator[StoredCapture]:
        for number in range(3):
            sizes.append(len(out.getvalue()))
            yield capture(f"body {number}".encode())

    assert write_warc(growing(), out, EXPORT) == 3
    assert 0 < sizes[0] < sizes[1] < sizes[2]


@pytest.mark.parametrize("name", ["pages.warc", "pages.warc.gz"])
def test_the_checker_of_the_library_finds_no_fault(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    compressed = msgspec.structs.replace(EXPORT, compressed=name.endswith(".gz"))
    headers = (("Content-Encoding", "gzip"), ("X", "é"), ("X", "б"))
    captures = [capture(headers=headers), capture(b"file", status=None), capture(b"")]
    path.write_bytes(written(captures, compressed))
    done = subprocess.run(
        [sys.executable, "-m", "warcio.cli", "check", "-v", path],
        capture_output=True,
        check=False,
        text=True,
        timeout=60,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.count("digest pass") == 4
