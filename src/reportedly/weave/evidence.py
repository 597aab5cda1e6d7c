"""What speaks for and against two rows being one claim: a sign for each thing that compares, with its reason.

A sign has a name under which `data/lexicons/claim_weights.tsv` holds its log-odds (weave/weights.py), how much of it
there is, and whether it is a field that agrees: STORY.md asks for two of those.
"""

from functools import lru_cache
from typing import NamedTuple

from reportedly.record import overlap
from reportedly.weave.actors import sides
from reportedly.weave.agreement import Agreement
from reportedly.weave.comparing import STALE, dates, deeds, gap, places, synonyms, telling, things
from reportedly.weave.facts import Fact, Interval, Where
from reportedly.weave.party import Party
from reportedly.weave.spelling import one_word
from reportedly.weave.wording import Bag, containment, folded, likeness, mass, shared, stem

RARE = 0.75  # weight of a word from which it is rare
REAL = frozenset({"happened", "ongoing"})
ARMED = frozenset({"weapons", "heavy-weapons", "aerial", "drone"})
LATE = 31
MORE = 1.0  # weight of the words beyond the deed and its roles that make such a field
WORDING = 0.3  # likeness from which the words close by are a field that agrees


class Sign(NamedTuple):
    """One thing that was compared: `name` with `amount` of it; `agrees` if it is a field that speaks for."""

    name: str
    amount: float = 1.0
    agrees: bool = False
    reason: str = ""


def _deed(left: Fact, right: Fact) -> Sign:
    if left.head & right.head:
        return Sign("deed same", agrees=False, reason="one word for the deed")
    classes = deeds(left) & deeds(right)
    if classes & synonyms():
        return Sign("deed synonym", reason="words that mean one deed")
    if classes:
        return Sign("deed class", reason="words for one deed")
    if left.mode and right.mode:
        return Sign("deed mode" if left.mode == right.mode or {left.mode, right.mode} <= ARMED else "deed modes differ")
    return Sign("deed open")


def _level(name: str, found: Agreement, known: bool) -> Sign:
    if found.score >= 0.75:
        return Sign(f"{name} same", agrees=True, reason=found.reason)
    if found.score > 0:
        return Sign(f"{name} like", agrees=True, reason=found.reason)
    if found.score < 0:
        return Sign(f"{name} other", reason=found.reason)
    return Sign(f"{name} open" if known else f"{name} unknown")


def _crossed(left: Fact, right: Fact) -> bool:
    """Tell whether the doer of one deed is the one who suffers the other."""
    return any(sides(one.actors, two.recipients).score > 0 for one, two in ((left, right), (right, left)))


def strangers(left: Fact, right: Fact) -> str:
    """Return why two deeds have other doers or other places, where neither sentence names both; "" if nothing does."""
    actor = sides(left.actors, right.actors)
    if actor.score < 0:
        one, two = ({p.id for p in f.actors} | {p.country for p in f.actors if p.country} for f in (left, right))
        if not one & _all(right) and not two & _all(left):
            return actor.reason
    place = places(left.place, right.place)
    if place.score < 0 and left.place and right.place and not (_told(left.place, right) or _told(right.place, left)):
        return place.reason
    return ""


def _all(fact: Fact) -> set[str]:
    """Return everybody whom a row and its sentences name, and their countries."""
    parties = (*fact.actors, *fact.recipients, *fact.named)
    return {p.id for p in parties} | {p.country for p in parties if p.country}


def _told(place: Where, fact: Fact) -> bool:
    """Tell whether a row's sentences name a place."""
    return bool(place.name) and any(word in fact.around for word in map(stem, str(place.name).split()))


def _named(fact: Fact) -> list[Party]:
    """Return everybody who takes part or is named in the sentence, but for countries and kinds of people."""
    own = [party for party in (*fact.actors, *fact.recipients, *fact.named) if party.kind in ("person", "body")]
    return list(dict.fromkeys(own))


def _one_party(left: Party, right: Party) -> bool:
    if left.kind != right.kind:
        return False
    if left.kind == "person":
        return one_word(left.key.split()[-1], right.key.split()[-1])
    return left.key == right.key


def _company(left: Fact, right: Fact) -> Sign:
    one, two = _named(left), _named(right)
    both = [a for a in one for b in two if _one_party(a, b)]
    if both:
        return Sign("named both", agrees=True, reason=f"both name {both[0].name}")
    return Sign("named others") if one and two else Sign("named none")


def _countries(left: Fact, right: Fact) -> Sign:
    """Compare which countries two sentences name, in whatever role."""
    one, two = ({p.country for p in (*f.actors, *f.recipients, *f.named) if p.country} for f in (left, right))
    both = one & two
    if not one or not two:
        return Sign("countries unknown")
    reason = f"both of {', '.join(sorted(both))}" if both else ""
    return Sign(f"countries {min(len(both), 2)}", agrees=len(both) > 1, reason=reason)


def _place(left: Fact, right: Fact) -> Sign:
    found = places(left.place, right.place)
    if found.score > 0:
        return Sign("place same" if found.score >= 0.75 else "place country", agrees=True, reason=found.reason)
    if found.score < 0:
        return Sign("place other", reason=found.reason)
    for one, other in ((left, right), (right, left)):
        if one.place and one.place.geonameid and one.place.name and _told(one.place, other):
            return Sign("place named", agrees=True, reason=f"both name {one.place.name}")
    return Sign("place open" if left.place and right.place else "place unknown")


def _narrow(when: Interval | None) -> bool:
    return when is not None and (when[1] - when[0]).days <= 1


def _date(left: Fact, right: Fact) -> Sign:
    if left.when is None or right.when is None:
        return Sign("date unknown")
    apart, found = gap(left.when, right.when), dates(left.when, right.when)
    if found.score > 0:
        level = "day" if _narrow(left.when) and _narrow(right.when) else "week" if found.score >= 0.75 else "month"
        return Sign(f"date {level}", agrees=True, reason=found.reason)
    if not (left.firm and right.firm):
        return Sign("date unsure")
    if apart <= 1:
        return Sign("date next" if apart == 1 and _narrow(left.when) and _narrow(right.when) else "date open")
    return Sign("date near" if apart <= 3 else "date other", reason=found.reason)


def _reports(left: Fact, right: Fact) -> Sign:
    if left.day is None or right.day is None:
        return Sign("report unknown")
    apart = abs((left.day - right.day).days)
    for most in (1, 3, 7, LATE):
        if apart <= most:
            return Sign(f"report {most}")
    return Sign("report late")


def _after(left: Fact, right: Fact) -> Sign:
    """Compare one's date with the other's report, where only one is dated."""
    for dated, other in ((left, right), (right, left)):
        if dated.when is not None and other.when is None and other.day is not None:
            late = (other.day - dated.when[1]).days
            early = (dated.when[0] - other.day).days
            if early > 1:
                return Sign("told before" if dated.status in REAL else "told ahead")
            return Sign("told soon" if late <= 7 else "told later" if late <= LATE else "told late")
    return Sign("told open")


def _rare(left: Fact, right: Fact, one: Bag, two: Bag) -> Sign:
    """Compare the rare words that two wordings share; two beyond the deed and its roles are a field."""
    both = sorted(word for word in one.keys() & two.keys() if one[word] >= RARE and not word[0].isdigit())
    beyond = set(_beyond(left, right)).intersection(both)
    reason = f"both say {', '.join(both[:3])}" if both else ""
    return Sign("rare words", float(min(len(both), 4)), agrees=len(beyond) >= 2, reason=reason)


def _alike(left: Fact, right: Fact) -> Sign:
    """Compare the words close by; they are a field if they share more than the deed and its roles."""
    alike = likeness(left.near, right.near)
    more = sum(min(left.near[word], right.near[word]) for word in _beyond(left, right))
    return Sign("near alike", alike, agrees=alike >= WORDING and more >= MORE, reason=f"wordings alike by {alike:.2f}")


def _beyond(left: Fact, right: Fact) -> list[str]:
    """Return the words close by that both share, but those of the deed, the roles, places, and numbers."""
    told = set(left.head | right.head)
    for fact in (left, right):
        for party in (*fact.actors, *fact.recipients):
            told |= _called(party.name, party.key)
        if fact.place and fact.place.name:
            told.update(map(stem, fact.place.name.split()))
    return sorted(word for word in (left.near.keys() & right.near.keys()) - told if not word[0].isdigit())


@lru_cache(maxsize=50_000)
def _called(name: str, key: str) -> frozenset[str]:
    """Return the stems of the words that a party is called by."""
    return frozenset(stem(folded(word)) for word in (*name.split(), *key.split()))


def _undated(left: Fact, right: Fact) -> Sign:
    """Compare reports days apart of what is not dated: one attack on a town is not the next; people die once."""
    far = left.day is not None and right.day is not None and abs((left.day - right.day).days) > STALE
    if not far or (left.when is not None and right.when is not None):
        return Sign("timely")
    victims = [{p.key.split()[-1] for p in f.recipients if p.kind == "person"} for f in (left, right)]
    unique = any(one_word(one, two) for one in victims[0] for two in victims[1])
    rare = [word for word in _beyond(left, right) if left.near[word] >= RARE]
    return Sign("late but unique" if unique or len(rare) >= 2 else "late and undated")


def _victim(left: Fact, right: Fact) -> Sign:
    """Compare whom two attacks struck: a person is killed once, and armed attacks on one person are rare."""
    people = [[p for p in f.recipients if p.kind == "person"] for f in (left, right)]
    both = [a for a in people[0] for b in people[1] if _one_party(a, b)]
    struck = "kill" in deeds(left) | deeds(right) and {left.type, right.type} <= {"ASSAULT"}
    if both and struck and "did_not_happen" not in (left.status, right.status):
        return Sign("victim same", agrees=True, reason=f"both strike {both[0].name}")
    return Sign("victim open")


def _weapons(left: Fact, right: Fact) -> Sign:
    if left.weapon & right.weapon:
        return Sign("weapon same", reason=f"both say {min(left.weapon & right.weapon)}")
    return Sign("weapons differ" if left.weapon and right.weapon else "weapon open")


def _figures(left: Fact, right: Fact) -> Sign:
    one, two = ({word for word in fact.around if word[0].isdigit()} for fact in (left, right))
    both = {word for word in one & two if telling(_value(word)) >= 0.5}
    if both:
        return Sign("figure both", agrees=True, reason=f"both say {min(both)}")
    return Sign("figure others") if one and two and not one & two else Sign("figure none")


def _value(word: str) -> float | None:
    try:
        return float(word)
    except ValueError:
        return None


def _status(left: Fact, right: Fact) -> Sign:
    one, two = left.status in REAL, right.status in REAL
    if one and two:
        return Sign("status real")
    if one or two:
        other = right.status if one else left.status
        return Sign("status denied" if other == "did_not_happen" else "status mixed")
    return Sign("status unreal" if left.status == right.status else "status talk")


def _where_told(left: Fact, right: Fact) -> Sign:
    if left.item != right.item:
        return Sign("articles two")
    return Sign("sentence one" if left.around == right.around else "article one")


def events(left: Fact, right: Fact) -> tuple[Sign, ...]:
    """Return the signs of two events of one type (or of two that can tell one deed)."""
    actor, recipient = sides(left.actors, right.actors), sides(left.recipients, right.recipients)
    return (
        Sign("base"), _deed(left, right), Sign("type same" if left.type == right.type else "type other"),
        Sign("sides crossed" if _crossed(left, right) and actor.score <= 0 else "sides kept"),
        _level("actor", actor, bool(left.actors and right.actors)),
        _level("recipient", recipient, bool(left.recipients and right.recipients)),
        _company(left, right), _countries(left, right), _place(left, right), _date(left, right),
        _reports(left, right), _after(left, right), _undated(left, right), _alike(left, right),
        Sign("near part", containment(left.near, right.near)),
        Sign("sentence alike", likeness(left.around, right.around)), _rare(left, right, left.near, right.near),
        _figures(left, right), _status(left, right), _where_told(left, right), _victim(left, right),
        _weapons(left, right),
    )  # fmt: skip


def numbers(left: Fact, right: Fact) -> tuple[Sign, ...]:
    """Return the signs of two quantities that can be one number of one thing."""
    thing = things(left, right)
    equal = left.value is not None and left.value == right.value
    actor, recipient = sides(left.actors, right.actors), sides(left.recipients, right.recipients)
    measured = bool(left.head & right.head)
    level = "same" if left.type and left.type == right.type else "like" if thing.score > 0 else "open"
    return (
        Sign("base"), Sign(f"thing {level}", reason=thing.reason),
        Sign("measure same", agrees=equal and telling(left.value) >= 0.5, reason="one measure") if measured
        else Sign("measure class" if deeds(left) & deeds(right) else "measure open"),
        Sign("value equal" if equal else "value possible"),
        Sign("value telling", telling(left.value) if equal else 0.0, agrees=equal and telling(left.value) >= 0.5,
             reason=f"both say {left.said}"),
        Sign("bound same" if left.bound == right.bound else "bound other"),
        _level("actor", actor, bool(left.actors and right.actors)),
        _level("recipient", recipient, bool(left.recipients and right.recipients)),
        _company(left, right), _countries(left, right), _place(left, right), _date(left, right),
        _reports(left, right), _alike(left, right),
        Sign("sentence alike", likeness(left.around, right.around)), _rare(left, right, left.around, right.around),
        _where_told(left, right),
    )  # fmt: skip


def contents(left: Fact, right: Fact) -> tuple[Sign, ...]:
    """Return the signs of two statements' contents."""
    speaker = sides(left.actors, right.actors)
    alike, part = likeness(left.words, right.words), containment(left.words, right.words)
    common, least = shared(left.words, right.words), min(mass(left.words), mass(right.words))
    inside = left.item == right.item and overlap(left.spans, right.spans) > 0
    numbers_left, numbers_right = ({word for word in fact.words if word[0].isdigit()} for fact in (left, right))
    return (
        Sign("base"), _level("speaker", speaker, bool(left.actors and right.actors)),
        Sign("content alike", alike, agrees=alike >= 0.3, reason=f"contents alike by {alike:.2f}"),
        Sign("content part", part, agrees=part >= 0.5, reason=f"one holds {part:.2f} of the other"),
        Sign("common", min(common, 4.0)), Sign("short", 1.0 if least < 1.8 else 0.0),
        Sign("numbers both" if numbers_left & numbers_right else "numbers none"),
        Sign("force same" if left.force == right.force else "force other"),
        _company(left, right), _countries(left, right), _date(left, right), _reports(left, right),
        Sign("sentence alike", likeness(left.around, right.around)), _rare(left, right, left.words, right.words),
        Sign("inside" if inside else _where_told(left, right).name),
    )  # fmt: skip

