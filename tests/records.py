"""Records built by hand: an invented article, a hostile one, and the seed article where it is present."""

from __future__ import annotations

import hashlib
from pathlib import Path

from reportedly.record import (
    SCHEMA,
    Article,
    Date,
    Dispute,
    Entity,
    Event,
    Link,
    Place,
    Quantity,
    Reader,
    Record,
    Side,
    Span,
    Statement,
    Time,
)

TEXT = """Port of Vessa closed after raid, officials say
VESSA, Norland (Wire) — At least 40 soldiers raided the port of Vessa on Friday, the Interior Ministry said, \
and three dockers were wounded.
“We will not leave,” the union's chair, Ada Lund, told Radio Nord. She denied that workers had attacked the police.
Lund said the mayor had told her that the port would reopen if the troops withdrew.
Two officials who spoke on condition of anonymity said the government was considering a curfew. \
Between 10 and 20 ships are waiting, according to the Harbour Herald, which cited people familiar with the matter.
Reportedly, damage could reach $2.5 million. Talks may begin next week."""

HOSTILE = (
    "<script>alert(1)</script> </script></style><img src=x onerror=alert(2)> \"'& "
    "\u2028\u2029 \u202e ]]> <!-- ${x} $title {{x}}"
)


class Finder:
    """Finds spans by their words: `at("Lund", 2)` is the second occurrence."""

    def __init__(self, text: str) -> None:
        self.text = text

    def one(self, words: str, nth: int = 1) -> Span:
        at = -1
        for _ in range(nth):
            at = self.text.index(words, at + 1)
        return at, at + len(words)

    def __call__(self, words: str, nth: int = 1) -> tuple[Span, ...]:
        return (self.one(words, nth),)


def article(text: str, **fields: object) -> Article:
    digest = hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()
    return Article(**{"id": "a1", "sha256": digest, "text": text, **fields})  # type: ignore[arg-type]


def record(text: str, **fields: object) -> Record:
    held = fields.pop("article", None) or article(text)
    return Record(schema=SCHEMA, reader=Reader(version="0.1.0", model="by hand"), article=held, **fields)  # type: ignore[arg-type]


def invented() -> Record:
    """Every kind of row, a chain of three voices, a denial, a discontinuous and a touching span, unknown times."""
    at = Finder(TEXT)
    return record(
        TEXT,
        article=article(
            TEXT,
            url="https://news.example/vessa?a=1&b=2",
            outlet="The Example",
            title="Port of Vessa closed after raid, officials say",
            byline=("Jo Bloggs", "Mo Major"),
            credit="Wire",
            dateline="VESSA, Norland (Wire)",
            language="en",
            links=(Link(spans=at("Harbour Herald"), url="https://herald.example/ships"),
                   Link(url="javascript:alert(1)")),
        ),
        entities=(
            Entity(id="n1", name="Ada Lund", kind="person",
                   mentions=(*at("Ada Lund"), *at("She"), *at("Lund", 2), *at("her"))),
            Entity(id="n2", name="Vessa", kind="place", country="NOR", mentions=(*at("Vessa"), *at("Vessa", 2))),
            Entity(id="n3", name="Interior Ministry", kind="organization", sector="GOV",
                   mentions=at("the Interior Ministry")),
        ),
        statements=(
            Statement(id="s1", source=at("officials"), source_kind="anonymous", cue=at("say"),
                      content=at("Port of Vessa closed after raid"), force="assert", score=0.9),
            Statement(id="s2", source=at("the Interior Ministry"), source_kind="office", source_entity="n3",
                      cue=at("said"), content=(*at("At least 40 soldiers raided the port of Vessa on Friday"),
                                               *at("and three dockers were wounded")), force="assert", score=0.97),
            Statement(id="s3", source=at("the union's chair, Ada Lund,"), source_kind="named", source_entity="n1",
                      source_count=1, cue=at("told Radio Nord"), content=at("“We will not leave,”"), quote="direct",
                      force="promise", medium=at("Radio Nord"), score=0.95),
            Statement(id="s4", source=at("She"), source_kind="named", source_entity="n1", cue=at("denied"),
                      content=at("that workers had attacked the police"), force="deny", score=0.9),
            Statement(id="s5", source=at("Lund", 2), source_kind="named", source_entity="n1", cue=at("said", 2),
                      content=at("the mayor had told her that the port would reopen if the troops withdrew"),
                      force="assert", score=0.8),
            Statement(id="s6", source=at("the mayor"), source_kind="office", cue=at("had told her"),
                      content=at("that the port would reopen if the troops withdrew"), force="promise", via="s5"),
            Statement(id="s7", source=at("Two officials who spoke on condition of anonymity"), source_kind="anonymous",
                      source_count=2, cue=at("said", 3), content=at("the government was considering a curfew"),
                      force="assert", score=0.85),
            Statement(id="s8", source=at("the government"), source_kind="office", cue=at("was considering"),
                      content=at("a curfew"), force="consider", via="s7", score=0.7),
            Statement(id="s9", source=at("the Harbour Herald"), source_kind="outlet", cue=at("according to"),
                      content=at("Between 10 and 20 ships are waiting"), force="assert"),
            Statement(id="s10", source=at("people familiar with the matter"), source_kind="anonymous", cue=at("cited"),
                      content=at("Between 10 and 20 ships are waiting"), force="assert", via="s9"),
            Statement(id="s11", cue=at("Reportedly"), content=at("damage could reach $2.5 million")),
        ),
        events=(
            Event(id="e1", trigger=at("raided"), type="ASSAULT", mode="firearms", contexts=("military",),
                  actor=at("soldiers"), recipient=at("the port of Vessa"), status="happened", voice="s2",
                  place=Place(spans=at("Vessa", 2), name="Vessa", country="NOR"),
                  date=Date(spans=at("Friday")), score=0.9),
            Event(id="e2", trigger=at("attacked"), type="ASSAULT", actor=at("workers"), recipient=at("the police"),
                  status="did_not_happen", because=at("denied"), voice="s4", score=0.8),
            Event(id="e3", trigger=at("reopen"), type="CONCEDE", status="conditional",
                  because=at("if the troops withdrew"), voice="s6"),
            Event(id="e4", trigger=at("curfew"), type="COERCE", mode="curfew", actor=at("the government"),
                  status="considered", because=at("considering"), voice="s8"),
            Event(id="e5", trigger=at("Talks"), type="CONSULT", status="possible", because=at("may", 2),
                  date=Date(spans=at("next week"))),
            Event(id="e6", trigger=at("closed"), type="COERCE", recipient=at("Port of Vessa"), status="happened",
                  voice="s1", date=Date(earliest="2031-05-02", latest="2031-05-03")),
        ),
        quantities=(
            Quantity(id="q1", spans=at("At least 40"), value=40, bound="at_least", of=at("soldiers"), event="e1",
                     voice="s2", score=0.9),
            Quantity(id="q2", spans=at("three"), value=3, of=at("dockers"), measure=at("were wounded"), voice="s2"),
            Quantity(id="q3", spans=at("Between 10 and 20"), value=10, high=20, bound="range", of=at("ships"),
                     voice="s9", as_of="2031-05-03"),
            Quantity(id="q4", spans=at("$2.5 million"), value=2_500_000, unit="USD", of=at("damage"), voice="s11"),
        ),
        times=(
            Time(spans=at("Friday"), type="DATE"),
            Time(spans=at("next week"), type="DATE"),
        ),
        disputes=(
            Dispute(left=Side(id="e2"), right=Side(spans=at("three dockers were wounded")), reason="who was attacked"),
            Dispute(left=Side(id="s9"), right=Side(id="s7"), reason="only an example of two rows"),
        ),
    )  # fmt: skip


def hostile() -> Record:
    """The same words that would break out of a page, in every field that a page shows."""
    text = f"{HOSTILE}\r\nand\r {HOSTILE}\x1b[31m\tred\x00 é 👩‍👩‍👧"
    end = len(text)
    return record(
        text,
        article=article(text, id=HOSTILE, title=HOSTILE, outlet=HOSTILE, byline=(HOSTILE,), credit=HOSTILE,
                        dateline=HOSTILE, url="javascript:alert(3)//" + HOSTILE, published=HOSTILE, language='"><b',
                        links=(Link(spans=((0, 8),), url=HOSTILE),)),
        entities=(Entity(id='"><b>', name=HOSTILE, kind="other", country="<b>", sector="<b>", mentions=((0, 8),)),),
        statements=(
            Statement(id="s 1", source=((0, 8),), cue=((9, 14),), content=((0, end),), via="x<y"),
            Statement(id="x<y", source_entity='"><b>', content=((3, end - 3), (end - 2, end)), via="s 1"),
        ),
        events=(Event(id="page-rows", trigger=((2, 20),), type="ASSAULT", mode="<b>", contexts=("<b>",),
                      because=((1, 9),), status="possible", voice="x<y", place=Place(name="<b>", country="<b>")),
                Event(id="e2", trigger=((end - 5, end + 50),), type="AID", status="planned", voice="nobody"),),
        quantities=(Quantity(id="q<", spans=((5, 5),), value=None, unit="<b>", event="nothing", as_of="<b>"),),
        times=(Time(spans=((0, 3),), type="DATE", value="<b>"),),
        disputes=(Dispute(left=Side(id="none"), right=Side(id="s 1"), reason=HOSTILE),),
    )  # fmt: skip


def seed(shared: Path) -> Record:
    """A few rows of the article that the project was born from."""
    text = (shared / "gold" / "dev" / "seed.txt").read_text(encoding="utf-8")
    at = Finder(text)
    return record(
        text,
        statements=(
            Statement(id="s1", source=at("White House Press Secretary Karoline Leavitt"), source_kind="named",
                      cue=at("affirmed"), content=at("the President’s willingness to “use any and all means necessary” "
                      "to halt the flow of illegal drugs from Venezuela"), quote="mixed", force="assert"),
            Statement(id="s2", source=at("the President"), source_kind="office", cue=at("willingness to"),
                      content=at("“use any and all means necessary” to halt the flow of illegal drugs from Venezuela"),
                      quote="mixed", force="threaten", via="s1"),
            Statement(id="s3", cue=at("reportedly"), content=(*at("Secretary of State Marco Rubio has"),
                      *at("been a vocal advocate for regime change")), force="assert"),
        ),
        events=(
            Event(id="e1", trigger=at("deploying"), type="MOBILIZE", actor=at("The U.S. military"), status="happened"),
            Event(id="e2", trigger=at("halt"), type="COERCE", actor=at("the President"), status="possible", voice="s2"),
        ),
        quantities=(Quantity(id="q1", spans=at("at least eight ships"), value=8, bound="at_least", of=at("ships")),),
        times=(Time(spans=at("last Friday"), type="DATE"),),
    )  # fmt: skip
