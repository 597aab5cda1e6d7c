"""The outlet, platform or occasion that something was said to or on, where the text names it beside the cue."""

import re

from reportedly.record import Span

# "told Fox News", "said on CNN's “State of the Union”", "in a statement", "at a news conference", "by email"
NAME = r"(?:[A-Z0-9][\w&.’'/-]*(?:\s+(?:of|the|for|and|on|to)(?=\s+[A-Z]))?(?:\s+|(?=[,.;:])|$)){1,6}"
TOLD = re.compile(
    rf"\b(?:[Tt]old|[Tt]ells|[Tt]elling|[Tt]ell)\s+((?:the\s+|NPR’s\s+)?{NAME}|reporters|journalists|lawmakers)"
)
OCCASION = (
    r"statement|release|briefing|conference|interview|letter|speech|address|tweet|tweets|post|posts|email|e-mail|memo|op-ed|"
    r"report|testimony|hearing|call|appearance|video|broadcast|message|column|article|remarks|debate|rally|filing|"
    r"note|editorial|podcast|documentary|meeting|ceremony|forum|summit"
)
MODIFIERS = r"(?:(?:[a-z-]+|[A-Z][\w.’'-]*)\s+){0,4}?"
IN_OCCASION = re.compile(
    rf"\b(?:in|at|during|by|via|through|on)\s+((?:a|an|the|his|her|its|their|another|one|two|several)\s+{MODIFIERS}(?:{OCCASION}|Twitter|Facebook)\b"
    rf"|(?:email|e-mail|phone|telephone|tweets)\b)"
)
ON_SHOW = re.compile(
    r"\b(?:on|to|in)\s+((?:the\s+)?[A-Z][\w&.]*(?:\s+[A-Z][\w&.]*){0,3}(?:[’']s)?\s+[“\"][^”\"]{3,60}[”\"]"
    r"|[“\"][A-Z][^”\"]{3,50}[”\"](?=\s+(?:show|program|on)\b|[,.]|\s+(?:when|that|after))"
    r"|(?:Truth Social|Twitter|Facebook|Instagram|Telegram|CNN|MSNBC|NPR|CBS|NBC|ABC|Fox News"
    r"|state television|state TV|television))"
)


def find_medium(text: str, cue: tuple[Span, ...], content: tuple[Span, ...], sentence: Span) -> tuple[Span, ...]:
    """Return the medium's characters, or nothing.

    Looks inside the cue and in what directly follows it, up to the content or the end of the sentence.
    """
    if not cue:
        return ()
    start = cue[0][0]
    following = [s for s, _ in content if s >= cue[-1][1]]
    stop = min([sentence[1], *following])
    room = text[start:stop]
    for pattern in (TOLD, ON_SHOW, IN_OCCASION):
        match = pattern.search(room)
        if match is None:
            continue
        between = room[cue[-1][1] - start : match.start()] if match.start() > cue[-1][1] - start else ""
        if len(between) > 40 or any(mark in between for mark in ".;:”\""):
            continue
        words = match.group(1).rstrip(" .,;:")
        at = start + match.start(1)
        return ((at, at + len(words)),)
    return ()
