"""A plain text: all of it is the article, its headline included."""

from typing import BinaryIO

from reportedly.gather.article import MAX_CHARACTERS
from reportedly.gather.decode import decode
from reportedly.gather.draft import Draft
from reportedly.gather.failure import Refused
from reportedly.gather.headline import headline_of

MAX_BYTES = 4 * MAX_CHARACTERS + 4  # no text of MAX_CHARACTERS has more in UTF-8, UTF-16 or UTF-32


def read_text(stream: BinaryIO, source: str, *, url: str | None = None, charset: str | None = None) -> Draft:
    """Return the article that a text file is; raises `Refused`, before reading it all if it is too long."""
    data = stream.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise Refused(f"is too long: at most {MAX_CHARACTERS:,} characters are read as one article", "split it")
    text = decode(data, charset)
    return Draft(source, text, url=url, title=headline_of(text), raw=data)
