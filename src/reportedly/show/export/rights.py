"""How much of an article's text goes along: all of it, the characters that rows stand on, or none."""

from typing import Literal, get_args

import msgspec

from reportedly.record import Record
from reportedly.show.layers import addresses, marks

Text = Literal["full", "cited", "none"]
TEXTS: tuple[Text, ...] = get_args(Text)
HIDDEN = " "  # stands for a character that is left out, so that offsets stay right


def shown(record: Record, text: Text) -> Record:
    """Return the record with as much text as may be shown; offsets stay right, but for "none" where there is no text.

    In "cited" every character that no row stands on is a space; line breaks stay.
    """
    if text == "full":
        return record
    kept = "" if text == "none" else cited(record)
    return msgspec.structs.replace(record, article=msgspec.structs.replace(record.article, text=kept))


def cited(record: Record) -> str:
    """Return the text with a space for every character that no row stands on."""
    text = record.article.text
    kept = [char if char == "\n" else HIDDEN for char in text]
    for mark in marks(record, addresses(record)):
        for start, end in mark.spans:
            kept[start:end] = text[start:end]
    return "".join(kept)
