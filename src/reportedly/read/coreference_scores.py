"""How well a mention suits a pronoun: features of the pair and their weights, learned on GUM (training/coreference.py).

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
    SHE,
    THEY,
    THING,
    TIME,
    Node,
)  # fmt: skip
from reportedly.read.tables import rows

REACH = {HE: 12, SHE: 12, IT: 4, THEY: 5}


class State(NamedTuple):
    """What is known of a candidate's entity when the pronoun is read."""

    gender: str
    sort: str
    plural: bool
    size: int
    named: bool
    last_subject: int  # sentences since it was last a subject
    speaker: int  # the quotation that it speaks, -1


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


def features(
    what: str, pronoun: Node, node: Node, state: State, between: int, first: bool, gap: int, words: int
) -> list[str]:
    """Return the names of the features that hold of the pair.

    `between` counts the candidates nearer by, `gap` the sentences in between (those that are quotations as a whole left
    out where neither is quoted), `words` the words of the candidate; `first` is whether it opens its sentence.
    """
    side = "poss" if pronoun.owned else "subj" if pronoun.subject else "obj"
    kind = "sub" if node.subject else "obj" if node.object else "mod" if node.modifier else "other"
    found = [
        f"gap{min(gap, 4)}", f"kind:{kind}", f"form:{node.form}", f"sort:{state.sort or 'x'}",
        f"gap{min(gap, 2)}+{kind}+{side}",
        f"gap{min(gap, 3)}+{node.form}",
        f"gap{min(gap, 2)}+between{min(3, between)}+{side}",
        f"count{min(4, int(math.log2(state.size + 1)))}",
        f"between{min(4, int(math.log2(between + 1)))}",
        f"since{min(3, state.last_subject)}",
    ]  # fmt: skip
    if node.form == PRONOUN:
        found.append("same word class" if node.head == pronoun.head else "pronoun")
    if state.named:
        found.append("named")
    if state.gender:
        found.append("gender known")
    if node.form == NOMINAL:
        found.append("definite" if node.definite else "indefinite")
    if first:
        found.append(f"opens{min(gap, 2)}")
    if node.speaker:
        found.append(f"speaker+{side}+{min(gap, 2)}")
    if state.plural and what == THEY:
        found.append("plural")
    if pronoun.region >= 0:
        found.append("quoted both" if node.region == pronoun.region else "quoted pronoun")
        if state.speaker == pronoun.region:
            found.append("own speaker")
    elif node.region >= 0:
        found.append("quoted candidate")
    if pronoun.speaker and node.form != PRONOUN:
        found.append("speaks after speaker" if node.speaker else "speaks")
    if node.form == NAME:
        found.append(f"name of {min(2, words)}" + ("" if state.gender else ", no gender"))
    if gap == 0 and node.span[0] > pronoun.span[0]:
        found.append(f"after+{side}+{kind}")
    return found


NONE = "none"


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
    return sum(table[name] for name in found if name in table)


__all__ = ["NAME", "NONE", "REACH", "State", "features", "score", "suits", "weights"]
