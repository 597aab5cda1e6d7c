"""Find what stands inside double quotation marks, and tell direct from mixed and indirect speech."""

import re
from collections.abc import Iterable

from reportedly.record import Span
from reportedly.record.rows import Quote

MARK = re.compile(r"[“”„‟\"＂«»]|``|''")
OPENERS = frozenset("“„‟«") | {"``"}
CLOSERS = frozenset("”»")
WORD = re.compile(r"\w+")


def _opens(text: str, start: int, end: int, is_open: bool) -> bool:
    """Decide what a straight mark does from its neighbours; where they do not tell, it toggles."""
    before = text[start - 1 : start]
    after = text[end : end + 1]
    opening = (not before or before.isspace() or before in "([—–-") and bool(after) and not after.isspace()
    closing = (not after or after.isspace() or after in ".,;:!?)]—–-") and bool(before) and not before.isspace()
    if opening != closing:
        return opening
    return not is_open


def quoted_regions(text: str) -> tuple[Span, ...]:
    """Return the spans inside double quotation marks, marks included, paragraph by paragraph.

    Curly, low and angle marks say themselves whether they open; a straight mark is judged by the white space
    beside it. A quotation left open runs to the end of its paragraph (a quotation over several paragraphs opens
    each of them anew). Curly marks nest where a paragraph has as many of both kinds; else a second opening mark, like a
    stray closing one, is ignored.
    """
    regions: list[Span] = []
    position = 0
    for line in text.splitlines(keepends=True):
        opened: int | None = None
        depth = 0  # of curly marks, where they balance
        balanced = line.count("“") == line.count("”")
        for match in MARK.finditer(line):
            mark = match.group()
            if balanced and mark in "“”":
                depth += 1 if mark == "“" else -1
                if (mark == "“" and depth > 1) or (mark == "”" and depth > 0):
                    continue
                depth = max(depth, 0)
            if mark in OPENERS:
                opens = True
            elif mark in CLOSERS:
                opens = False
            else:
                opens = _opens(line, match.start(), match.end(), opened is not None)
            if opens and opened is None:
                opened = match.start()
            elif not opens and opened is not None:
                regions.append((position + opened, position + match.end()))
                opened = None
        if opened is not None:
            regions.append((position + opened, position + len(line.rstrip())))
        position += len(line)
    return tuple(regions)


FIRST_PERSON = re.compile(r"(?:I|we|We|me|us|my|My|our|Our)$")


def own_regions(text: str, source: Iterable[Span], cue: Iterable[Span], regions: Iterable[Span]) -> tuple[Span, ...]:
    """Return the quoted regions that can quote this statement's voice.

    A region that holds the cue quotes whoever speaks outside it, not the voice told of inside, unless that voice is
    the speaker's own ("I believe").
    """
    if any(FIRST_PERSON.match(text[s:e]) for s, e in source):
        return tuple(regions)
    cue = tuple(cue)
    kept = []
    for s, e in regions:
        for b, f in cue:
            if s <= b and f <= e:
                break
        else:
            kept.append((s, e))
    return tuple(kept)


def quote_kind(text: str, content: Iterable[Span], regions: Iterable[Span]) -> Quote:
    """Tell whether all words of `content` lie in the quoted regions (direct), some (mixed) or none (indirect)."""
    content, regions = tuple(content), tuple(regions)
    near = []
    for s, e in regions:  # plain loops: this is called for every statement
        for start, end in content:
            if s < end and start < e:
                near.append((s, e))
                break
    if not near:
        return "indirect"
    words = quoted = 0
    for start, end in content:
        for match in WORD.finditer(text, start, end):
            at = match.start()
            words += 1
            for s, e in near:
                if s <= at < e:
                    quoted += 1
                    break
    if not quoted:
        return "indirect"
    return "direct" if quoted == words else "mixed"
