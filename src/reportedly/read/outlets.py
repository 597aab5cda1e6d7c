"""News outlets and agencies: which one a name or the address of a page belongs to."""

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from typing import NamedTuple
from urllib.parse import urlsplit

from reportedly.read.nations import ARTICLES, POSSESSIVE, Token, capitals_of, mentions_of, tokens_of
from reportedly.read.tables import rows

KINDS = frozenset({"agency", "broadcaster", "paper", "magazine", "site"})
# "Newsmax - Opinion", "CNN (Web News)", "NPR Editorial": the section of an outlet, as feeds and archives write it
SECTION = re.compile(
    r"(?:\s*[-–—:|]\s*|\s+(?=\(|Editorial|Opinion))\(?(?:web |online )?(?:news|opinions?|editorials?|online)\)?\s*$",
    re.I,
)
PLAIN = re.compile(r"\s+\((?:web|online|print|blog|[^)]*\bnews)\)\s*$", re.I)
TRAILING = frozenset(
    {
        "newspaper",
        "newspapers",
        "daily",
        "weekly",
        "magazine",
        "agency",
        "news",
        "service",
        "website",
        "site",
        "network",
    }
    | {
        "channel",
        "television",
        "tv",
        "broadcaster",
        "radio",
        "outlet",
        "station",
        "online",
        "journal",
        "wire",
        "program",
    }
)
LEADING = TRAILING | frozenset(
    {
        "state",
        "run",
        "owned",
        "official",
        "semi",
        "semiofficial",
        "private",
        "independent",
        "local",
        "satellite",
        "cable",
    }
    | {
        "conservative",
        "liberal",
        "based",
        "respected",
        "government",
        "public",
        "pan",
        "arab",
        "privately",
        "the",
        "a",
        "an",
    }
    | {
        "leading",
        "influential",
        "mass",
        "circulation",
        "business",
        "financial",
        "language",
        "english",
        "tabloid",
        "national",
    }
)


class Outlet(NamedTuple):
    """A news outlet: its name, main domain (or None), country (ISO 3166-1 alpha-3) and kind."""

    name: str
    domain: str | None
    country: str
    kind: str


class _Name(NamedTuple):
    outlet: Outlet
    exact: bool
    article: bool
    capitals: tuple[int, ...]


def outlets() -> Iterator[tuple[Outlet, tuple[str, ...], tuple[str, ...]]]:
    """Yield each outlet of `outlets.tsv` with all its names and all its domains."""
    for name, others, domains, country, kind in rows("outlets.tsv"):
        sites = tuple(d for d in domains.split("|") if d)
        names = tuple(n for n in (name, *others.split("|")) if n)
        yield Outlet(name.lstrip("="), sites[0] if sites else None, country, kind), names, sites


def _key(tokens: Sequence[Token]) -> tuple[str, ...]:
    return tuple(t.key for t in tokens)


def _bare(tokens: Sequence[Token]) -> Sequence[Token]:
    return tokens[1:] if len(tokens) > 1 and tokens[0].key == "the" else tokens


@cache
def names() -> dict[tuple[str, ...], list[_Name]]:
    """Return the outlets by the folded words of their names, articles left out."""
    found: dict[tuple[str, ...], list[_Name]] = {}
    for outlet, called, _ in outlets():
        for name in called:
            tokens = tokens_of(name)
            bare = _bare(tokens)
            article = len(bare) < len(tokens) and len(bare) == 1
            entry = _Name(outlet, name.startswith("="), article, tuple(capitals_of(t.raw) for t in bare))
            found.setdefault(_key(bare), []).append(entry)
    return found


@cache
def _domains() -> dict[str, Outlet]:
    return {domain: outlet for outlet, _, sites in outlets() for domain in sites}


def _named(tokens: Sequence[Token]) -> Outlet | None:
    bare = _bare(tokens)
    for entry in names().get(_key(bare), ()):
        if entry.article and len(bare) == len(tokens):
            continue
        if entry.exact and any(capitals_of(t.raw) < c for t, c in zip(bare, entry.capitals, strict=True)):
            continue
        return entry.outlet
    return None


def _called(tokens: Sequence[Token]) -> Outlet | None:
    """Look up tokens as they are, then without closing words like "newspaper"."""
    for end in range(len(tokens), 0, -1):
        if end < len(tokens) and tokens[end].key not in TRAILING:
            return None
        found = _named(tokens[:end])
        if found is not None:
            return found
    return None


def _introduced(name: str, tokens: Sequence[Token]) -> Outlet | None:
    """Look up tokens without what introduces an outlet: "South Korea's Yonhap", "state-run news agency SANA"."""
    for n, token in enumerate(tokens[:-1], 1):
        if POSSESSIVE.search(name[token.start : token.end]):
            found = None if _called(tokens[:n]) else _called(tokens[n:])
            if found is not None:
                return found
    countries = {m.first: m for m in mentions_of(tokens)}
    start, country = 0, None
    while start < len(tokens) - 1:
        mention = countries.get(start)
        if mention is not None and len(mention.codes) == 1:
            start, country = mention.last, mention.codes[0]
        elif tokens[start].key in LEADING:
            start += 1
        else:
            return None
        found = _called(tokens[start:])
        if found is not None and (country is None or found.country == country):
            return found
    return None


@lru_cache(maxsize=4096)
def find_outlet(name: str) -> Outlet | None:
    """Return the outlet that a name is of, or None; names that several go by ("the Post", "the Times") are nobody's.

    Letter case, accents, "the", a possessive 's, "newspaper", "news agency" and the like, a section ("- Opinion") and
    introductions ("Iran's semi-official Fars news agency") do not matter. Names that are common words ("Time", "Vice")
    need their capitals, and "The Hill" its article. A domain ("foxnews.com") is a name as well.
    """
    name = name.strip().strip("\"“”'‘’.,;:")
    if "." in name and " " not in name:
        found = _by_host(name.casefold())
        if found is not None:
            return found
    shown = name
    while True:
        tokens = tokens_of(shown)
        if not tokens or all(t.key in ARTICLES for t in tokens):
            return None
        found = _called(tokens) or _introduced(shown, tokens)
        if found is not None:
            return found
        shorter = PLAIN.sub("", SECTION.sub("", shown))
        if shorter == shown:
            return None
        shown = shorter


def _by_host(host: str) -> Outlet | None:
    domains = _domains()
    parts = host.strip(".").split(".")
    for start in range(len(parts) - 1):
        found = domains.get(".".join(parts[start:]))
        if found is not None:
            return found
    return None


def outlet_of_url(url: str) -> Outlet | None:
    """Return the outlet under whose domain an address is; None for others and for what is no address."""
    url = url.strip()
    try:
        host = urlsplit(url if "://" in url else f"//{url.removeprefix('//')}").hostname
    except ValueError:
        return None
    return _by_host(host.casefold()) if host else None
