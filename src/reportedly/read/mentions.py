"""Named mentions: the model's tags as characters and kinds, with names that its cut left ragged made whole."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np

from reportedly.read.events_words import closed_class
from reportedly.read.labels import ENTITY_TAGS
from reportedly.read.windows import Floats, Ints, first_of_each
from reportedly.record import Span

# the rest of "U" + ".S.", "W." + "Va.", what stands before ". Louis", ".S."
REST = re.compile(r"(?:\.[A-Z](?![a-z]))+\.?|(?<=-)[A-Z][\w'’]+")
DOT = re.compile(r"\.(?=\s+[a-z,;)])")
FRONT = re.compile(r"(?:\b[A-Z][A-Za-z]{0,3}\.?)+$")
JOIN = re.compile(r",\s+|\s+and\s+")
LEADING = re.compile(r"^(?:of|in|at|near|from|and|the)\s+(?=[A-Z])", re.I)
TITLES = frozenset(
    ["Minister", "Secretary", "President", "Governor", "Ambassador", "General", "Spokesman", "Spokeswoman"]
)
OFFICES = ("Minister ", "Secretary ")
EDGES = " -–—([{,;:"


class Mention(NamedTuple):
    """A named mention: its characters and the model's kind."""

    span: Span
    kind: str


def tagged(starts: Ints, ends: Ints, words: Ints, logits: Floats) -> list[Mention]:
    """Decode the tags (n, tags) of one window; a mention begins and ends with a word."""
    if not len(starts):
        return []
    firsts = first_of_each(words)
    lasts = np.append(firsts[1:], len(words)) - 1
    best = logits[firsts].argmax(-1).tolist()
    begins, closes = starts[firsts].tolist(), ends[lasts].tolist()
    found: list[Mention] = []
    opened: tuple[int, str] | None = None
    end = 0
    for start, close, tag in zip(begins, closes, best, strict=True):
        name = ENTITY_TAGS[tag]
        if name[0] == "I" and opened is not None and name[2:] == opened[1]:
            end = close
            continue
        if opened is not None:
            found.append(Mention((opened[0], end), opened[1]))
            opened = None
        if name != "O":
            opened, end = (start, name[2:]), close
    if opened is not None:
        found.append(Mention((opened[0], end), opened[1]))
    return found


def _pronoun(words: str) -> bool:
    """Tell whether a mention is only "its", "the", "who": what the model tags now and then is no name ("US" is one)."""
    return not words[1:].isupper() and closed_class().get(words.lower()) in ("D", "R", "S", "W")


def mended(text: str, mentions: Sequence[Mention]) -> list[Mention]:
    """Make ragged names whole: the rest of "U.S.", "St. Louis" taken in, places joined by a comma parted."""
    done: list[Mention] = []
    for mention in _joined(text, mentions):
        if _pronoun(text[slice(*mention.span)]):
            continue
        for span in _parted(text, _whole(text, mention.span), mention.kind):
            if done and span[0] < done[-1].span[1]:
                if span[1] <= done[-1].span[1]:
                    continue
                if done[-1].span[0] >= span[0]:
                    done.pop()
            done.append(Mention(span, mention.kind))
    return done


def _joined(text: str, mentions: Sequence[Mention]) -> Iterator[Mention]:
    """Yield the mentions, "Islamic" and "State" as one body: a name of a people or body right before a body's."""
    held: Mention | None = None
    for mention in mentions:
        if held is not None and mention.kind == "person" and _portfolio(text, held, mention):
            held = None  # "Defence" is no body before "Minister Ilka Brandt"
        elif (
            held is not None
            and mention.kind == "organization"
            and held.kind in ("group", "organization")
            and text[held.span[1] : mention.span[0]] == " "
            and text[mention.span[0]].isupper()
            and text[held.span[1] - 1].isalpha()
        ):
            held = Mention((held.span[0], mention.span[1]), "organization")
            continue
        if held is not None:
            yield held
        held = mention
    if held is not None:
        yield held


def _portfolio(text: str, held: Mention, person: Mention) -> bool:
    """Tell whether a mention is but the title of the person right after it, or what he is minister of."""
    between = text[held.span[1] : person.span[0]]
    if between != " ":
        return between[1:] in OFFICES and between[:1] == " "
    last = text[slice(*held.span)].rsplit(None, 1)[-1]
    of_state = last == "State" and text[: held.span[0]].endswith("Secretary of ")
    return last in TITLES or of_state or text[person.span[0] :].startswith(OFFICES)


def _whole(text: str, span: Span) -> Span:
    start, end = span
    while end - start > 1 and text[end - 1] in EDGES:
        end -= 1
    if text[end - 1] == ")" and "(" not in text[start:end] and end - start > 1:
        end -= 1
    if text[start] == "." and (front := FRONT.search(text, max(0, start - 8), start)):
        start = front.start()
    elif text[start].isupper() and text[max(0, start - 2) : start].endswith("."):  # the "S" of "U.S."
        front = FRONT.search(text, max(0, start - 8), start)
        if front is not None and text[start : start + 2] in ("S.", "N.", "K.", "A.", "C.", "Y.", "J.", "S", "N"):
            start = front.start()
    if rest := REST.match(text, end):
        end = rest.end()
    elif text[end : end + 1] == "." and text[start:end].count(".") and DOT.match(text, end):
        end += 1
    return start, end


def _parted(text: str, span: Span, kind: str) -> Iterator[Span]:
    if kind != "place":
        yield span
        return
    at = span[0]
    for joint in [*JOIN.finditer(text, *span), None]:
        end = joint.start() if joint else span[1]
        lead = LEADING.match(text[at:end])
        if lead and lead[0].lower() != "the ":
            at += lead.end()
        if end > at:
            yield at, end
        at = joint.end() if joint else end
