"""The headline of a text that comes without one: its first line, where that reads like a headline and nothing else."""

import re

from reportedly.gather.opening import BY, dateline_of

LONGEST = 120  # characters
SHORTEST = 4  # words
STARTS = re.compile(r"[“\"‘']?[A-Z0-9]")
# A line of running text ends in one of these; a headline may end in a question or an exclamation mark.
RUNS_ON = re.compile(r"[.,;:…\-–—](?:[”\"’')\]]|\s)*$")
ENDS = re.compile(r"[.!?…][”\"’')\]]*\s*$")
NO_HEADLINE = re.compile(
    r"(?:(?:read|see|watch|listen)\b(?:\s+\w+){0,2}:|(?:photo|image|picture|video|credit|source|caption|updated"
    r"|published|posted|share|follow|close|collapse|listen to|this (?:article|story)|sign up|story highlights|advertisement|copyright|transcript)\b|©|[qa]\s?[:.]\s|https?://"
    r"|\d+ \w+ ago\b)",
    re.I,
)
# A caption ends in a credit, or goes on after a sentence.
CREDITED = re.compile(r"\||/(?:Getty|AFP|Reuters|AP)\b|\([^()]*(?:Reuters|Getty|AFP|AP|Pool|photo)[^()]*\)$", re.I)
SENTENCE_WITHIN = re.compile(r"[a-z]{3}[.?!][”\"’']? [A-Z]")
NAMES = re.compile(r"(?:[A-Z][\w.’'-]+ ?){2,4}(?:(?:,|and|&) ?(?:[A-Z][\w.’'-]+ ?){2,4})+$")


def headline_of(text: str) -> str | None:
    r"""Return the first line if it is a headline: short, without a full stop, above text that has one; else None.

    >>> headline_of("Port reopens after talks\n\nThe port opened on Friday.")
    'Port reopens after talks'
    >>> headline_of("The port opened on Friday.\n\nShips came.") is None
    True
    """
    lines = [line.strip() for line in text[:6000].lstrip("\ufeff").splitlines() if line.strip()]
    if len(lines) < 2:
        return None
    first, rest = lines[0], lines[1:]
    if len(first) > LONGEST or len(first.split()) < SHORTEST or not STARTS.match(first) or RUNS_ON.search(first):
        return None
    if BY.match(first) or NO_HEADLINE.match(first) or NAMES.match(first) or dateline_of(first):
        return None
    if CREDITED.search(first) or SENTENCE_WITHIN.search(first):
        return None
    if sum(character.isalpha() for character in first) < 0.6 * len(first):
        return None
    if not any(ENDS.search(line) and len(line) > 20 for line in rest):
        return None
    return first
