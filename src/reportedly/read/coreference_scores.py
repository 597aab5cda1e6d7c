"""How well a mention suits a pronoun: features of the pair and their weights, learned by training/coreference.py.

A mention-ranking model in the manner of Denis & Baldridge (2008), "Specialized models and ranking for coreference
resolution": a table of weights for each class of pronouns, and one candidate that stands for none.
"""

import math
from functools import cache
from typing import NamedTuple

from reportedly.read.coreference_mentions import (
    HE,
    IT,
    NAME,
    NOMINAL,
    ORG,
    PAIR,
    PEOPLE,
    PERSON,
    PLACE,
    PRONOUN,
    REFLEXIVE,
    SHE,
    THEY,
    THING,
    TIME,
    Node,
)  # fmt: skip
from reportedly.read.tables import rows

REACH = {HE: 12, SHE: 12, IT: 4, THEY: 5}
NONE = "none"


class State(NamedTuple):
    """What is known of a candidate's entity when the pronoun is read."""

    gender: str
    sort: str
    plural: bool
    size: int
    named: bool
    last_subject: int  # sentences since it was last a subject
    lead: bool  # whether it is first mentioned in the first two sentences
    total: int  # how often the whole article has its name
    land: bool


class Pair(NamedTuple):
    """A candidate as a pronoun sees it."""

    node: Node
    state: State
    gap: int  # sentences in between (those that are quotations as a whole left out where neither is quoted)
    opens: bool  # whether it is the first subject of its sentence
    words: int
    voice: str  # what it has to do with the quotation at hand: "own", "last", "quoted" or ""


def suits(what: str, node: Node, state: State) -> bool:
    """Tell whether number, gender and sort let the pronoun's class stand for the mention."""
    sort = state.sort
    if sort == TIME:
        return False
    if what in (HE, SHE):
        if state.plural or sort in (ORG, PLACE, PEOPLE, THING):
            return False
        return state.gender in ("", "m" if what == HE else "f")
    if what == IT:
        return not state.plural and sort not in (PERSON, PEOPLE) and not state.gender
    return state.plural or sort in (ORG, PEOPLE, PLACE) or node.form == PAIR


def features(what: str, pronoun: Node, verb: str, pairs: list[Pair]) -> list[list[str]]:
    """Return the names of the features that hold of each candidate, nearest first.

    `verb` is what the pronoun's does ("says", "is", "does").
    """
    side = "poss" if pronoun.owned else "subj" if pronoun.subject else "obj"
    side = "self" if pronoun.head in REFLEXIVE else side
    least = min((pair.gap for pair in pairs), default=0)
    found = []
    subjects = named = 0
    for between, (node, state, gap, opens, words, voice) in enumerate(pairs):
        kind = "sub" if node.subject else "obj" if node.object else "mod" if node.modifier else "other"
        sort = "land" if state.land else state.sort or "x"
        form = "same" if node.form == PRONOUN and node.head == pronoun.head else node.form
        if form == NOMINAL:
            form = "bare" if node.first == node.last else "owned" if node.owned else "the" if node.definite else NOMINAL
        near, low = min(gap, 4), min(gap, 2)
        size = min(4, int(math.log2(state.size + 1)))
        total = min(4, int(math.log2(state.total + 1)))
        rank = min(subjects, 3)
        names = [
            f"gap{near}", f"form:{form}", f"sort:{sort}:{'s' if state.plural else ''}", f"{kind}:{side}",
            f"gap{low}:{kind}:{side}", f"gap{min(gap, 3)}:{form}", f"gap{low}:between{min(4, between)}:{side}",
            f"size{size}", f"total{total}", f"between{min(4, int(math.log2(between + 1)))}",
            f"since{min(3, state.last_subject)}", f"over{min(3, gap - least)}:{kind}:{side}",
            f"over{min(2, gap - least)}:between{min(3, between)}", f"form:{form}:{side}", f"named{min(named, 3)}",
        ]  # fmt: skip
        if node.subject:
            names += [f"sub{rank}:{side}", f"sub{rank}:gap{low}", f"sub{rank}:gap{low}:{form}"]
            subjects += 1
        if state.named:
            names += ["named", f"named:gap{low}", f"size{size}:gap{low}"]
            named += 1
        if state.lead:
            names.append("lead")
        if state.gender:
            names.append("gender known")
        if opens:
            names += [f"opens{low}", f"opens{low}:{side}"]
        if verb:
            names.append(f"{verb}:{sort}")
        names.append(f"{side}:{sort}")
        if pronoun.region >= 0:
            names.append("quoted both" if node.region == pronoun.region else "quoted pronoun")
        elif node.region >= 0:
            names += ["quoted candidate", f"quoted candidate:{low}"]
        if voice:
            names += [voice, f"{voice}:{side}", f"{voice}:{low}"]
        if pronoun.speaker:
            names.append("speaks after speaker" if node.speaker else f"speaks:{form}")
            names.append(f"speaks:gap{low}:{kind}")
        elif node.speaker:
            names.append(f"speaker:{side}:{low}")
        if node.form == NAME:
            names.append(f"name of {min(2, words)}" + ("" if state.gender else ", no gender"))
        if gap == 0 and node.span[0] > pronoun.span[0]:
            names.append(f"after:{side}:{kind}")
        found.append(names)
    return found


@cache
def weights() -> dict[str, dict[str, float]]:
    """Return the weight of each feature by the pronoun's class."""
    found: dict[str, dict[str, float]] = {}
    for what, name, weight in rows("coreference_weights.tsv"):
        found.setdefault(what, {})[name] = float(weight)
    return found


def score(what: str, found: list[str]) -> float:
    """Return the sum of the weights."""
    table = weights().get(what, {})
    return sum([table[name] for name in found if name in table])


__all__ = ["NAME", "NONE", "REACH", "Pair", "State", "features", "score", "suits", "weights"]
