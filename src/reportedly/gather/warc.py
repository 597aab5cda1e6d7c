"""Web archives (WARC, also gzipped) to articles: every page in them; of one that is cut, what there is."""

import zlib
from collections.abc import Iterator
from typing import Any, BinaryIO

from reportedly.gather.decode import decode
from reportedly.gather.draft import Draft
from reportedly.gather.failure import Failure, Refused
from reportedly.gather.html import MAX_BYTES, charset_of, page_to_draft

PAGES = ("text/html", "application/xhtml+xml")
ENOUGH = 65536
RECORD_END = b"\r\n\r\n"


def is_warc(head: bytes) -> bool:
    """Tell whether a file is a web archive by its first bytes, gzipped or not."""
    if head.startswith(b"\x1f\x8b"):
        try:
            head = zlib.decompressobj(zlib.MAX_WBITS | 16).decompress(head, 64)
        except zlib.error:
            return False
    return head.startswith(b"WARC/")


def _ends_well(stream: BinaryIO, start: int) -> bool:
    """Tell whether the archive ends where a record does; `start` is where its last page began."""
    stream.seek(0)
    packed = stream.read(2) == b"\x1f\x8b"
    stream.seek(start)
    if packed and stream.read(2) != b"\x1f\x8b":
        start = 0  # packed as a whole: positions do not count packed bytes
    if not packed:
        stream.seek(max(0, stream.seek(0, 2) - len(RECORD_END)))
        return stream.read() == RECORD_END
    stream.seek(start)
    unpacker, data = zlib.decompressobj(zlib.MAX_WBITS | 16), b""
    try:
        while data or (data := stream.read(ENOUGH)):
            unpacker.decompress(data)
            data = unpacker.unused_data
            if unpacker.eof:
                if not data and not (data := stream.read(ENOUGH)):
                    return True
                unpacker = zlib.decompressobj(zlib.MAX_WBITS | 16)
    except zlib.error:
        return False
    return unpacker.eof


def _page(record: Any) -> tuple[bytes, bool] | None:
    """Return the page in a record and whether all of it is there; None for a record that is no page."""
    from fastwarc.warc import WarcRecordType

    if record.record_type == WarcRecordType.response:
        http = record.http_headers
        if http is None or http.status_code != 200 or (record.http_content_type or "").lower() not in PAGES:
            return None
    elif (record.headers.get("Content-Type") or "").partition(";")[0].strip().lower() not in PAGES:
        return None
    start = record.reader.tell()
    data: bytes = record.reader.read(MAX_BYTES + 1)
    # what a server packed is counted unpacked here, so that only plain pages can be measured
    plain = not (record.http_headers and (record.http_headers.get("Content-Encoding") or record.http_headers.get(
        "Transfer-Encoding")))  # fmt: skip
    return data, not plain or start + len(data) >= record.content_length or len(data) > MAX_BYTES


def read_warc(stream: BinaryIO, source: str) -> Iterator[Draft | Failure]:
    """Yield the articles of a web archive, and a failure for each page without one.

    An archive that is cut in the middle, or broken there, is read as far as it goes, and the rest is one failure.
    Raises `Refused` for an archive without any page.
    """
    from fastwarc.warc import ArchiveIterator, WarcRecordType

    kinds = WarcRecordType.response | WarcRecordType.resource
    number, last, whole, broken = 0, 0, True, ""
    records = ArchiveIterator(stream, record_types=kinds, parse_http=True, auto_decode="all")
    while True:
        try:
            record = next(records, None)
            if record is None:
                break
            page = _page(record)
            last = record.stream_pos
        except Exception as error:  # whatever a broken archive brings about: what follows cannot be found
            broken = str(error)[:80]
            break
        if page is None:
            continue
        data, whole = page
        if not whole:
            break
        number += 1
        yield _draft(record, data, f"{source} record {number}")
    if broken or not whole or not _ends_well(stream, last):
        after = f"after {number} {'page' if number == 1 else 'pages'}" if number else "before its first page ends"
        yield Failure(source, f"the web archive is cut or broken {after}", "get it again for the rest")
    elif not number:
        raise Refused("the web archive holds no web page")


def _draft(record: Any, data: bytes, name: str) -> Draft | Failure:
    url = record.headers.get("WARC-Target-URI")
    try:
        if len(data) > MAX_BYTES:
            raise Refused(f"is too large for a page: at most {MAX_BYTES // 1_000_000} MB are read")
        charset = record.http_charset if record.http_headers else None
        draft = page_to_draft(decode(data, charset or charset_of(data)), name, url=url)
    except Refused as problem:
        return Failure(f"{name} ({url})", problem.reason, problem.mend)
    when = record.record_date
    return draft._replace(raw=data, retrieved=when.isoformat(timespec="seconds") if when else None)
