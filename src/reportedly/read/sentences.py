"""Cut a text into paragraphs and sentences without changing a character: offsets only."""

import re
from functools import cache
from importlib.resources import files
from typing import NamedTuple

PARAGRAPH = re.compile(r"[^\n\r\u2028\u2029]+")
# A sentence may end after . ! ? … (with closing quotation marks or brackets), and after a missing space
# as in "off.The", where scraped text has lost one.
STOP = re.compile(r"[.!?…]+[\"”’')\]]*(?=\s|$)|[.!?][\"”’)\]]*(?=[A-Z“\"][a-z])")
WORD_BEFORE = re.compile(r"[\w.\-’']+$")
OPENS = re.compile(
    r"[\"“]?(?:(?:Mr|Mrs|Ms)\.|(?:The|But|He|She|They|It|In|On|And|A|An|This|That|These|Those|We|You|I|If|When|While|As|After"
    r"|Before|For|There|His|Her|Its|Their|Our|My|Some|Many|What|Who|Why|How|However|Meanwhile|Still|Yet|So|Since|Although"
    r"|Though|Despite|According|At|By|With|From|To|Of|Also|Then|No|Not|Both|Such|Now|Last|Earlier|Later|Until|Because"
    r"|Asked|Among|Another|Even|During)\b(?!-))"
)
CLOSERS = "\"”’')]"


class Sentence(NamedTuple):
    """Characters [start, end) of one sentence, white space at its edges left out, and its paragraph's number."""

    start: int
    end: int
    paragraph: int


@cache
def abbreviations() -> frozenset[str]:
    """Return the words after which a full stop ends no sentence."""
    table = files("reportedly.data").joinpath("lexicons/abbreviations.txt").read_text(encoding="utf-8")
    return frozenset(line for line in table.splitlines() if line and not line.startswith("#"))


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def paragraphs(text: str) -> tuple[tuple[int, int], ...]:
    """Return the non-empty lines of the text: news text has one paragraph a line, or empty lines between."""
    spans = (_trim(text, match.start(), match.end()) for match in PARAGRAPH.finditer(text))
    return tuple((start, end) for start, end in spans if end > start)


def _ends_here(text: str, match: re.Match[str], paragraph_start: int, paragraph_end: int) -> bool:
    """Decide whether the punctuation of `match` closes a sentence."""
    mark = match.group()
    rest = text[match.end() : paragraph_end].lstrip()
    if not rest:
        return False
    before = WORD_BEFORE.search(text, max(paragraph_start, match.start() - 24), match.start())
    word = before.group().lower().strip("’'") if before else ""
    following = rest.lstrip("\"“‘'([")[:1]
    if mark[0] == "." and len(mark.rstrip(CLOSERS)) == 1:
        if word in abbreviations() or (len(word) == 1 and word.isalpha() and word != "i"):
            # "U.S. The", "p.m. He": after a dotted abbreviation only an unmistakable opener starts a sentence
            return "." in word and bool(OPENS.match(rest))
        if match.end() < paragraph_end and not text[match.end()].isspace():  # "off.The": a lost space
            return len(word) > 2 and word.isalpha() and text[match.start() - 1].islower()
    if following and following.islower():
        return False
    if "…" in mark or mark.startswith("..."):
        return bool(following) and following.isupper()
    # '"Why?" he asked' stays one sentence through the lower case test; ', "Stop!" Obama said' is cut, as is right
    return True


def sentences(text: str) -> tuple[Sentence, ...]:
    """Return the sentences of the text in order; a sentence never crosses a line break.

    >>> [text[s.start:s.end] for text in ["He left. She stayed."] for s in sentences(text)]
    ['He left.', 'She stayed.']
    """
    found = []
    for number, (start, end) in enumerate(paragraphs(text)):
        at = start
        for match in STOP.finditer(text, start, end):
            if match.end() <= at or not _ends_here(text, match, at, end):
                continue
            left, right = _trim(text, at, match.end())
            if right > left:
                found.append(Sentence(left, right, number))
            at = match.end()
        left, right = _trim(text, at, end)
        if right > left:
            found.append(Sentence(left, right, number))
    return tuple(found)
