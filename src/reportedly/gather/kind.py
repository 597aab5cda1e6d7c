"""What a file is, by its first bytes and its name: a text, a page, a table, or something to refuse by name."""

import re
from pathlib import PurePath
from typing import Literal

from reportedly.gather.decode import encoding_of
from reportedly.gather.failure import Refused
from reportedly.gather.warc import is_warc

Kind = Literal["text", "html", "json", "jsonl", "csv", "parquet", "feed", "warc"]

SUFFIXES: dict[str, Kind] = {
    ".txt": "text", ".text": "text", ".md": "text",
    ".html": "html", ".htm": "html", ".xhtml": "html",
    ".json": "json", ".jsonl": "jsonl", ".ndjson": "jsonl",
    ".csv": "csv", ".tsv": "csv", ".tab": "csv",
    ".parquet": "parquet", ".pq": "parquet",
    ".rss": "feed", ".atom": "feed", ".xml": "feed",
    ".warc": "warc", ".warc.gz": "warc",
}  # fmt: skip
CONTENT_TYPES: dict[str, Kind] = {
    "text/html": "html", "application/xhtml+xml": "html", "text/plain": "text",
    "application/json": "json", "text/csv": "csv", "application/x-ndjson": "jsonl", "application/jsonl": "jsonl",
}  # fmt: skip
TO_TEXT = "convert it to text first"
UNPACK = "unpack it first"
# First bytes of what is often among articles and cannot be read as one: what it is, and what to do.
MAGIC: tuple[tuple[bytes, str, str], ...] = (
    (b"%PDF-", "a PDF", TO_TEXT),
    (b"PK\x03\x04", "a ZIP archive or an office document", TO_TEXT),
    (b"\xd0\xcf\x11\xe0", "an old office document", TO_TEXT),
    (b"{\\rtf", "an RTF document", TO_TEXT),
    (b"\x1f\x8b", "compressed with gzip", UNPACK),
    (b"BZh", "compressed with bzip2", UNPACK),
    (b"\xfd7zXZ\x00", "compressed with xz", UNPACK),
    (b"\x28\xb5\x2f\xfd", "compressed with zstd", UNPACK),
    (b"\x89PNG", "an image", ""),
    (b"\xff\xd8\xff", "an image", ""),
    (b"GIF8", "an image", ""),
    (b"SQLite format 3\0", "an SQLite database", ""),
)
# In a folder these are looked at too, so that people learn that they were not read.
NAMED_WHEN_REFUSED = frozenset((".pdf", ".doc", ".docx", ".odt", ".rtf"))

SPACE = "\ufeff \t\r\n"
PAGE = re.compile(r"(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.I | re.S)
BEFORE = r"(?:<\?xml[^>]*>\s*)?(?:<\?[^>]*>\s*|<!--.*?-->\s*)*"
FEED = re.compile(BEFORE + r"<(?:rss|feed|rdf:RDF)\b", re.I | re.S)
SITE_MAP = re.compile(BEFORE + r"<(?:urlset|sitemapindex)\b", re.I | re.S)
XML = re.compile(r"<\?xml\b")


def _by_content(opening: str) -> Kind | None:
    """Tell a page or JSON by how it opens."""
    if PAGE.match(opening):
        return "html"
    if FEED.match(opening):
        return "feed"
    if SITE_MAP.match(opening):
        raise Refused("is a site map, not an article", "give the addresses of its articles")
    if XML.match(opening):
        raise Refused("is an XML file, not an article", TO_TEXT)
    if re.match(r'\[\s*[{\]]|\{\s*["}]', opening):
        first_line = opening.split("\n", 1)[0].rstrip()
        rest = opening[len(first_line) :].lstrip()
        return "jsonl" if first_line.endswith("}") and rest.startswith("{") else "json"
    return None


def suffix_of(name: str) -> str:
    """Return a file name's suffix in lower case, ".warc.gz" being one.

    >>> suffix_of("b/A.WARC.gz"), suffix_of("a.txt")
    ('.warc.gz', '.txt')
    """
    suffixes = [suffix.lower() for suffix in PurePath(name).suffixes]
    return ".warc.gz" if suffixes[-2:] == [".warc", ".gz"] else suffixes[-1] if suffixes else ""


def refuse_by_magic(head: bytes) -> None:
    """Raise `Refused` for what the first bytes name as no text: a PDF, an archive, an image."""
    for magic, what, mend in MAGIC:
        if head.startswith(magic) or (magic == b"%PDF-" and magic in head[:1024]):
            raise Refused(f"is {what}" if what.startswith("a") else f"is a file {what}", mend)


def kind_of(head: bytes, name: str = "", content_type: str | None = None) -> Kind:
    """Return what the input is: `head` its first bytes, `name` its file name or address.

    A suffix decides between text and tables; a text that opens as a page is a page. Raises `Refused`.
    """
    if not head:
        raise Refused("is empty")
    if head.startswith(b"PAR1"):
        return "parquet"
    if is_warc(head):
        return "warc"
    refuse_by_magic(head)
    named = CONTENT_TYPES.get(content_type or "") or SUFFIXES.get(suffix_of(name))
    if named == "parquet":
        raise Refused("is not a Parquet file, though its name says so")
    if named == "warc":
        raise Refused("is no web archive, though its name says so")
    opening = head.decode(encoding_of(head), errors="replace").lstrip(SPACE)
    if named in ("json", "jsonl", "csv", "html"):
        # many ".json" files are one object a line
        return "jsonl" if named == "json" and _by_content(opening) == "jsonl" else named
    found = _by_content(opening)
    return "text" if found is None or (named == "text" and found not in ("html", "feed")) else found
