"""Bytes to characters: strictly, and with another encoding than UTF-8 only where there is no doubt."""

import codecs
import re

from reportedly.gather.failure import Refused

BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
CONTROLS = bytes(set(range(32)) - set(b"\t\n\r\f\v\x1b"))
# A character of more than one byte in UTF-8: where a broken file has one, it is broken UTF-8 and not another encoding.
MULTIBYTE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
# What an English text in Windows-1252 has beside ASCII: typographic marks, and accented letters next to plain ones.
MARKS = frozenset("‘’“”‚„–—…•€£¥¢§©®™°·«»½¼¾±×¡¿†‡‹›\xa0\xad")
ACCENTED = re.compile(r"(?<=[A-Za-z])[À-ÖØ-öø-ÿŒœŠšŽžŸ]|[À-ÖØ-öø-ÿŒœŠšŽžŸ](?=[A-Za-z])")
SAVE_AS = "save it as UTF-8"
LOOKED_AT = 65536


def _utf16_without_bom(data: bytes) -> str | None:
    """Return the byte order of what looks like English in UTF-16: every second byte is zero."""
    head = data[:LOOKED_AT]
    even, odd = head[0::2], head[1::2]
    if odd and odd.count(0) > 0.9 * len(odd) and even.count(0) == 0:
        return "utf-16-le"
    if even and even.count(0) > 0.9 * len(even) and odd.count(0) == 0:
        return "utf-16-be"
    return None


def _surely_1252(data: bytes) -> str | None:
    """Return `data` read as Windows-1252 (and so Latin-1) if nothing speaks against it."""
    if MULTIBYTE.search(data):
        return None
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError:
        return None
    high = [character for character in text if ord(character) > 127]
    accented = len(ACCENTED.findall(text))
    marks = sum(character in MARKS for character in high)
    return text if len(high) <= 0.1 * len(text) and accented + marks == len(high) else None


def looks_binary(data: bytes) -> bool:
    """Tell whether the beginning of `data` is no text in UTF-8 or an eight-bit encoding."""
    head = data[:LOOKED_AT]
    controls = len(head) - len(head.translate(None, CONTROLS))
    return b"\0" in head or controls > 0.02 * len(head)


def encoding_of(data: bytes, declared: str | None = None) -> str:
    """Return the name of the encoding that `data`, or what it is the beginning of, is to be read in.

    Raises `Refused` for what is no text. UTF-8 is the default; whether all of the data keeps to it shows in decoding.
    """
    for mark, name in BOMS:
        if data.startswith(mark):
            return name
    wide = _utf16_without_bom(data)
    if wide:
        return wide
    if looks_binary(data):
        raise Refused("is binary, not text")
    if declared:
        try:
            name = codecs.lookup(declared.strip()).name
        except (LookupError, ValueError):
            return "utf-8"
        return "cp1252" if name in ("iso8859-1", "ascii") else name  # as browsers read these labels
    return "utf-8"


def decode(data: bytes, declared: str | None = None) -> str:
    """Return the characters of `data`; `declared` is the encoding that a page or server names.

    A byte order mark is dropped, line ends are kept. Raises `Refused` for binary data and where the encoding is
    in doubt.
    """
    encoding = encoding_of(data, declared)
    if encoding == "cp1252":  # a label that is often wrong: UTF-8 does not come about by chance
        try:
            return data.decode("utf-8")
        except UnicodeDecodeError:
            pass
    try:
        return data.decode(encoding)
    except (UnicodeDecodeError, LookupError) as error:
        problem = error
    if encoding in ("utf-8", "cp1252"):
        text = _surely_1252(data)
        if text is not None:
            return text
    where = f": byte {problem.start + 1:,} is broken" if isinstance(problem, UnicodeDecodeError) else ""
    raise Refused(f"is not valid {encoding.upper().removesuffix('-SIG')}{where}", SAVE_AS)
