"""The record as JSON, for programs: indented to be looked at, or on one line that no line reader cuts in two."""

import msgspec

from reportedly.record import Record, encode

# Legal inside JSON strings, yet line ends to `str.splitlines` and to some readers of JSON Lines.
LINE_ENDS = {0x85: "\\u0085", 0x2028: "\\u2028", 0x2029: "\\u2029"}


def render(record: Record, *, indent: int) -> str:
    """Return JSON indented by `indent` spaces, or a single line for 0; both end in a line break."""
    data = encode(record)
    if indent:
        data = msgspec.json.format(data, indent=indent)
    return data.decode("utf-8").translate(LINE_ENDS) + "\n"
