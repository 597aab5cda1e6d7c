"""Denials that name the report which they answer: "denied a report in the Harbour Post that …"."""

import re

from reportedly.read.outlets import find_outlet
from reportedly.record import Span
from reportedly.weave.item import Item, bounds
from reportedly.weave.wording import folded

DENYING = ("deny", "reject")
REPORT = re.compile(r"\b(?:report|reports|story|stories|article|account|accounts)\s+(?:in|by|from|of)\s+(?:the\s+)?"
                    r"(?P<name>(?:[A-Z][\w.'’&-]*\s?){1,5})")  # fmt: skip
WITHIN = 7  # days between a report and its denial


def denials(item: Item) -> list[tuple[Span, str]]:
    """Return the passages that deny a report by name: from the cue to the end of what is denied, and whose it is."""
    found = []
    for one in item.record.statements:
        if one.force in DENYING and one.content and one.cue:
            start, end = bounds((*one.cue, *one.content))
            match = REPORT.search(item.text, start, end)
            if match is not None:
                name = match["name"].strip(" .")
                known = find_outlet(name)
                found.append(((start, end), folded(known.name if known else name)))
    return found
