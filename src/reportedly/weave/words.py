"""A text as texts are compared: its words folded, each with its characters, its sentence and whether it is quoted."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from functools import cache, lru_cache
from typing import NamedTuple

from reportedly.read.quotes import quoted_regions
from reportedly.read.sentences import Sentence, sentences
from reportedly.read.tables import rows
from reportedly.record import Span

WORD = re.compile(r"\w+(?:[.,]\d+)*(?:['’]\w+)?")
# The signature of a post that a page embeds: "— Ada Lund (@adalund) May 2, 2031"; its words are the poster's own
POST = re.compile(r"(?:[—–-]+\s*)?[^\n(]{0,60}\(@\w{2,30}\)(?:\s+[A-Z][a-z]+\.? \d{1,2}, \d{4})?")
OFTEN = 8  # times that a text tells a sentence before it is the page's
STEM = 6  # letters of a word that count when inflections shall not matter


class Words(NamedTuple):
    """The words of a text, field by field; `sentence` holds the number of the sentence that each word is in.

    `furniture` are the sentences that belong to the page, not to the article.
    """

    folded: tuple[str, ...]
    spans: tuple[Span, ...]
    quoted: tuple[bool, ...]
    sentence: tuple[int, ...]
    sentences: tuple[Span, ...]
    furniture: frozenset[int]

    def of(self, sentence: int) -> range:
        """Return the positions of a sentence's words."""
        first = self.sentence.index(sentence) if sentence in self.sentence else len(self.sentence)
        last = first
        while last < len(self.sentence) and self.sentence[last] == sentence:
            last += 1
        return range(first, last)


def fold(word: str) -> str:
    """Return a word without case, accents, possessive and typographic marks.

    >>> fold("Guaidó’s")
    'guaido'
    """
    plain = word.replace("’", "'").casefold()
    if not plain.isascii():
        plain = "".join(c for c in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(c))
    return plain.removesuffix("'s").replace("'", "")


@cache
def closed_class() -> frozenset[str]:
    """Return the folded words that carry grammar rather than content, with "said" and its like."""
    grammar = {fold(word) for _, words in rows("closed_class.tsv") for word in words.split()}
    return frozenset(
        grammar | {"said", "says", "say", "told", "also", "has", "have", "had", "is", "are", "was", "were"}
    )


@cache
def _furniture() -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{row[0]})" for row in rows("furniture.tsv")), re.I)


def is_furniture(sentence: str) -> bool:
    """Tell whether a sentence belongs to the page: calls to subscribe, credits of pictures, rights."""
    return _furniture().search(sentence) is not None


def _posts(text: str) -> list[Span]:
    """Return the lines that an embedded post takes: its signature's, and the line above if that holds nothing else."""
    found = []
    for match in POST.finditer(text):
        start = text.rfind("\n", 0, match.start()) + 1
        end = text.find("\n", match.end())
        if not text[start : match.start()].strip(" —–-") and match.group().lstrip().startswith(("—", "–", "-")):
            above = text[:start].rstrip()
            start = above.rfind("\n") + 1
        elif "@" in match.group() and not match.group().lstrip().startswith(("—", "–", "-")) and match[0][-1] == ")":
            start = match.start()  # the signature goes before the post, or is a mention in running text
            if start and text[start - 1] != "\n":
                continue
        found.append((start, len(text) if end < 0 else end))
    return found


def _again(text: str, cut: Iterable[Sentence]) -> frozenset[int]:
    """Return the sentences that a text has had `OFTEN` times before, word for word."""
    seen: Counter[str] = Counter()
    found = set()
    for number, one in enumerate(cut):
        words = text[one.start : one.end]
        seen[words] += 1
        if seen[words] > OFTEN:
            found.add(number)
    return frozenset(found)


@lru_cache(maxsize=1024)
def words_of(text: str) -> Words:
    """Return the words of a text; kept for the texts that were asked for last."""
    cut = sentences(text)
    inside = bytearray(len(text))
    for start, end in (*quoted_regions(text), *_posts(text)):
        inside[start:end] = b"\1" * (end - start)
    folded, spans, quoted, sentence = [], [], [], []
    for number, one in enumerate(cut):
        for match in WORD.finditer(text, one.start, one.end):
            folded.append(fold(match.group()))
            spans.append(match.span())
            quoted.append(bool(inside[match.start()]))
            sentence.append(number)
    page = frozenset(n for n, one in enumerate(cut) if is_furniture(text[one.start : one.end])) | _again(text, cut)
    return Words(
        tuple(folded), tuple(spans), tuple(quoted), tuple(sentence), tuple((s.start, s.end) for s in cut), page
    )
