"""Block keys of a text: hashes such that two articles with a passage in common share at least one.

Two kinds. Winnowed runs of words (Schleimer, Wilkerson and Aiken, 2003) find every verbatim passage of
`RUN + WINDOW - 1` words, however small a part of either article it is. Bands of minimum hashes over content words
(Broder, 1997) find rewritings of whole articles; they hold for neighbouring fortnights only, so that a story's growth
does not slow them.
"""

import datetime
import hashlib
from functools import cache
from itertools import chain

from reportedly.weave.words import STEM, Words, closed_class

RUN = 8  # words that are hashed together
WINDOW = 12  # of so many runs that follow each other, one is kept
BANDS = 16
ROWS = 3  # of a band: likely from a likeness of 0.4
FORTNIGHT = 14
MASK = (1 << 61) - 1


def _hash(text: str) -> int:
    return int.from_bytes(hashlib.blake2b(text.encode("utf-8"), digest_size=8).digest(), "big")


def runs(words: Words) -> tuple[str, ...]:
    """Return the winnowed hashes of a text's runs of words, furniture left out, each once, in order of value."""
    told = [w for w, n in zip(words.folded, words.sentence, strict=True) if n not in words.furniture]
    hashes = [_hash(" ".join(told[i : i + RUN])) for i in range(len(told) - RUN + 1)]
    kept = {min(hashes[i : i + WINDOW]) for i in range(max(1, len(hashes) - WINDOW + 1)) if hashes}
    return tuple(f"r{value:016x}" for value in sorted(kept))


def bands(words: Words, day: str | None) -> tuple[str, ...]:
    """Return the bands of a text's content words for its fortnight and the next; none without a date."""
    if day is None:
        return ()
    closed = closed_class()
    stems = {w[:STEM] for w, n in zip(words.folded, words.sentence, strict=True)
             if n not in words.furniture and w not in closed and len(w) > 2}  # fmt: skip
    try:
        fortnight = datetime.date.fromisoformat(day).toordinal() // FORTNIGHT
    except ValueError:
        return ()
    values = [_hash(stem) for stem in sorted(stems)]
    if not values:
        return ()
    lows = [min((value * factor + shift) & MASK for value in values) for factor, shift in _functions()]
    cut = (lows[n * ROWS : (n + 1) * ROWS] for n in range(BANDS))
    named = [f"{n}.{_hash(','.join(map(str, part))):016x}" for n, part in enumerate(cut)]
    return tuple(chain.from_iterable((f"b{fortnight}.{name}", f"b{fortnight + 1}.{name}") for name in named))


@cache
def _functions() -> list[tuple[int, int]]:
    return [(_hash(f"factor {n}") | 1, _hash(f"shift {n}")) for n in range(BANDS * ROWS)]
