"""How well a mention suits a pronoun: features of the pair and their weights, learned by training/coreference.py.

A mention-ranking model in the manner of Denis & Baldridge (2008), "Specialized models and ranking for coreference
resolution": a table of weights for each class of pronouns, and one candidate that stands for none.
"""

from bisect import bisect_right
from functools import cache, lru_cache
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
GRADES = (0.003, 0.01, 0.03, 0.08, 0.16, 0.3, 0.5, 0.7, 0.85, 0.94, 0.98)  # where shares of the model are told apart
Group = tuple[str, ...]  # names of features that hang on the same few values
Names = tuple[Group, ...]  # all that hold of a candidate


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


def suits(what: str, node: Node, sort: str, gender: str, plural: bool) -> bool:
    """Tell whether number, gender and sort of its entity let the pronoun's class stand for the mention."""
    if sort == TIME:
        return False
    if what in (HE, SHE):
        if plural or sort in (ORG, PLACE, PEOPLE, THING):
            return False
        return gender in ("", "m" if what == HE else "f")
    if what == IT:
        return not plural and sort not in (PERSON, PEOPLE) and not gender
    return plural or sort in (ORG, PEOPLE, PLACE) or node.form == PAIR


def features(what: str, pronoun: Node, verb: str, pairs: list[Pair]) -> list[Names]:
    """Return the names of the features that hold of each candidate, nearest first, in groups.

    `verb` is what the pronoun's does ("says", "is", "does"). A group's names hang on few values, so that the same
    groups come again and again: they are made and weighed once.
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
        low, over = min(gap, 2), min(3, gap - least)
        size = min(4, (state.size + 1).bit_length() - 1)
        total = min(4, (state.total + 1).bit_length() - 1)
        names = [
            _form(min(gap, 4), form, side), _part(kind, side, low, over), _sort(sort, state.plural, side, verb),
            _place(between, low, over, side),
            _entity(size, total, min(3, state.last_subject), min(named, 3), state.lead, bool(state.gender)),
        ]  # fmt: skip
        if node.subject:
            names.append(_subject(min(subjects, 3), side, low, form))
            subjects += 1
        if state.named:
            names.append(_named(size, low))
            named += 1
        if opens:
            names.append(_opening(low, side))
        quoted = "pronoun" if pronoun.region >= 0 else "candidate" if node.region >= 0 else ""
        if quoted or voice:
            names.append(_quoted(quoted, node.region == pronoun.region, voice, side, low))
        if pronoun.speaker or node.speaker:
            names.append(_speaking(pronoun.speaker, node.speaker, form, low, kind, side))
        if node.form == NAME:
            names.append((f"name of {min(2, words)}" + ("" if state.gender else ", no gender"),))
        if gap == 0 and node.span[0] > pronoun.span[0]:
            names.append((f"after:{side}:{kind}",))
        found.append(tuple(names))
    return found


@cache
def _form(near: int, form: str, side: str) -> Group:
    return f"gap{near}", f"form:{form}", f"gap{min(near, 3)}:{form}", f"form:{form}:{side}"


@cache
def _part(kind: str, side: str, low: int, over: int) -> Group:
    return f"{kind}:{side}", f"gap{low}:{kind}:{side}", f"over{over}:{kind}:{side}"


@cache
def _sort(sort: str, plural: bool, side: str, verb: str) -> Group:
    names = f"sort:{sort}:{'s' if plural else ''}", f"{side}:{sort}"
    return (*names, f"{verb}:{sort}") if verb else names


@cache
def _place(between: int, low: int, over: int, side: str) -> Group:
    return (
        f"gap{low}:between{min(4, between)}:{side}", f"between{min(4, (between + 1).bit_length() - 1)}",
        f"over{min(2, over)}:between{min(3, between)}",
    )  # fmt: skip


@cache
def _entity(size: int, total: int, since: int, named: int, lead: bool, gender: bool) -> Group:
    names = f"size{size}", f"total{total}", f"since{since}", f"named{named}"
    return (*names, *["lead"] * lead, *["gender known"] * gender)


@cache
def _subject(rank: int, side: str, low: int, form: str) -> Group:
    return f"sub{rank}:{side}", f"sub{rank}:gap{low}", f"sub{rank}:gap{low}:{form}"


@cache
def _named(size: int, low: int) -> Group:
    return "named", f"named:gap{low}", f"size{size}:gap{low}"


@cache
def _opening(low: int, side: str) -> Group:
    return f"opens{low}", f"opens{low}:{side}"


@cache
def _quoted(quoted: str, together: bool, voice: str, side: str, low: int) -> Group:
    names = [voice, f"{voice}:{side}", f"{voice}:{low}"] if voice else []
    if quoted == "pronoun":
        names.append("quoted both" if together else "quoted pronoun")
    elif quoted:
        names += ["quoted candidate", f"quoted candidate:{low}"]
    return tuple(names)


@cache
def _speaking(pronoun: bool, node: bool, form: str, low: int, kind: str, side: str) -> Group:
    if pronoun:
        return "speaks after speaker" if node else f"speaks:{form}", f"speaks:gap{low}:{kind}"
    return (f"speaker:{side}:{low}",)


def link(share: float | None, form: str) -> Group:
    """Return the features of the share (0 to 1, None: out of sight) that the model gives to a candidate of a form."""
    grade = "out" if share is None else str(bisect_right(GRADES, share))
    return _link(grade, form)


@cache
def _link(grade: str, form: str) -> Group:
    return f"link{grade}", f"link{grade}:{form}"


@cache
def weights() -> dict[str, dict[str, float]]:
    """Return the weight of each feature by the pronoun's class."""
    found: dict[str, dict[str, float]] = {}
    for what, name, weight in rows("coreference_weights.tsv"):
        found.setdefault(what, {})[name] = float(weight)
    return found


@lru_cache(maxsize=16384)
def _weight(what: str, group: Group) -> float:
    table = weights().get(what, {})
    return sum([table[name] for name in group if name in table])


def score(what: str, found: Names) -> float:
    """Return the sum of the weights, to nine digits, so that what weighs the same is the same."""
    return round(sum([_weight(what, group) for group in found]), 9)


__all__ = ["NAME", "NONE", "REACH", "Names", "Pair", "State", "features", "link", "score", "suits", "weights"]
