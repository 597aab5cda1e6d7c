"""Events: triggers with their types, who does what to whom, voices, places, dates, repetitions, and disputes."""

import numpy as np
import pytest

from reportedly.read.disputes import find_disputes
from reportedly.read.events import find_events
from reportedly.read.events_lexicon import Trigger
from reportedly.read.events_triggers import Found
from reportedly.read.events_when import interval
from reportedly.read.proposals import Proposal
from reportedly.read.sentences import sentences
from reportedly.read.times import find_times
from reportedly.read.weighing import Candidate, doubtful
from reportedly.record import Entity, Event, Statement, Time, quote_of

TYPED = """
The two leaders agreed to cooperate.|agreed|AGREE|
Pompeo met Lavrov in Sochi.|met|CONSULT|
The minister visited Ankara.|visited|CONSULT|visit
France praised the decision.|praised|SUPPORT|
Riyadh apologized for the killing.|apologized|CONCEDE|
Russia and Iran cooperate on energy.|cooperate|COOPERATE|
Norway donated tents.|donated|AID|
The rebels released the hostages.|released|RETREAT|release
The minister resigned.|resigned|RETREAT|resign
Moscow withdrew its troops from the area.|withdrew|RETREAT|withdraw
The pope called for calm.|called for|REQUEST|
Kyiv accused Moscow of lying.|accused|ACCUSE|allege
Paris condemned the coup.|condemned|ACCUSE|disapprove
Prosecutors are investigating the bank.|investigating|ACCUSE|investigate
Tehran rejected the offer.|rejected|REJECT|
Kim threatened to attack Guam.|threatened|THREATEN|violence
Trump threatened to impose tariffs on China.|threatened|THREATEN|restrict
Thousands of demonstrators marched through the capital.|marched|PROTEST|demo
Workers went on strike in Lagos.|went on strike|PROTEST|strike
Britain expelled 23 Russian diplomats.|expelled|SANCTION|expel
A court sentenced him to ten years.|sentenced|SANCTION|convict
North Korea tested a missile.|tested|MOBILIZE|weapons
The Pentagon deployed two warships.|deployed|MOBILIZE|troops
Police arrested the opposition leader.|arrested|COERCE|arrest
Hackers attacked the bank.|attacked|ASSAULT|
Rebels kidnapped two nuns.|kidnapped|ASSAULT|abduct
The army shelled the town.|shelled|ASSAULT|heavy-weapons
Warplanes carried out an airstrike on Idlib.|airstrike|ASSAULT|aerial
A drone strike killed three militants.|drone strike|ASSAULT|drone
At least nine people died in an attack on a market.|died|ASSAULT|
The general, who died in an airstrike in May, was buried.|died|ASSAULT|
The deaths of four guards in an ambush shocked the town.|deaths|ASSAULT|
More than 900 people were dead after a year of war.|dead|ASSAULT|
The rebels released Captain Duval on Friday.|released|RETREAT|release
The curfew was lifted.|lifted|RETREAT|access
The junta suspended the executions.|suspended|RETREAT|ceasefire
The militia handed in its rifles.|handed in|RETREAT|disarm
The court granted bail to the editor.|granted|RETREAT|access
The border guards let the families return.|let|RETREAT|access
The company accepted the strikers' demands.|accepted|CONCEDE|
The senator dropped his objections to the bill.|dropped|CONCEDE|
The minister backtracked.|backtracked|CONCEDE|
The bishop expressed sympathy with the miners.|expressed|SUPPORT|
The general gave the rebels an ultimatum.|gave|THREATEN|
"""

NO_EVENTS = """
The protest leader smiled.|protest
The carrier strike group is in port.|strike
The general attack helicopters fly low.|attack
The company met its target.|met
The conflict of interest rules are old.|conflict
He pleaded guilty to murder charges in the film.|guilty
He had a great deal of money.|deal
She fights inflation.|fights
Her heart attack was mild.|attack
The senator died of cancer on Saturday.|died
Two miners died when a tunnel collapsed.|died
The virus has killed 400 people in the province.|killed
All on board were killed when the ferry capsized.|killed
The lawmaker asked the minister whether faith moved the gunman.|asked
"Are you serious?" he asked.|asked
The agency released a statement on the matter.|released
The reactor poses a threat to the village.|threat
The envoy was charged with negotiating a truce.|charged
He carried documents allowing him to enter the country.|allowing
"""

ROLES = """
Israel struck Iran on Monday.|struck|Israel|Iran
Iran was struck by Israel.|struck|Israel|Iran
The president, who won a disputed election, condemned Israel.|condemned|The president|Israel
Three civilians were killed.|killed||Three civilians
Nine soldiers died in clashes with rebels.|died||Nine soldiers
Police arrested at least 30 people.|arrested|Police|30 people
Two soldiers killed in Kabul were buried.|killed||Two soldiers
Maduro sent a letter to Trump.|letter|Maduro|Trump
Trump read Maduro's letter.|letter|Maduro|
The opposition deplored Maduro's arrest.|arrest||Maduro
Washington urged Tehran to release the sailors.|release|Tehran|the sailors
Washington urged Tehran to release the sailors.|urged|Washington|Tehran
Kerry met with Lavrov in Geneva.|met|Kerry|Lavrov
The army fired on protesters, killing 12 civilians.|killing|The army|12 civilians
Turkey plans to attack the Kurds.|attack|Turkey|the Kurds
The talks between Iran and Oman failed.|talks|Iran|Oman
Pentagon to send troops to Poland|send|Pentagon|
Washington imposed sanctions on Iran.|sanctions|Washington|Iran
U.S. strikes on Syria began at dawn.|strikes|U.S.|Syria
Trump said on Friday that he had condemned Iran.|condemned|Trump|Iran
Mr. Trump on Saturday warned Iran.|warned|Mr. Trump|Iran
"""


def read(text: str, statements=(), entities=(), times=()) -> tuple[Event, ...]:
    return find_events(text, sentences(text), entities, statements, times)


def event_at(text: str, trigger: str, **given) -> Event | None:
    return next((one for one in read(text, **given) if trigger in quote_of(text, one.trigger)), None)


def table(lines: str) -> list[list[str]]:
    return [line.split("|") for line in lines.strip().splitlines()]


@pytest.mark.parametrize(("text", "trigger", "type_", "mode"), table(TYPED))
def test_type_and_mode(text, trigger, type_, mode):
    event = event_at(text, trigger)
    assert event is not None
    assert (event.type, event.mode or "") == (type_, mode)


@pytest.mark.parametrize(("text", "word"), table(NO_EVENTS))
def test_words_that_name_no_event_here(text, word):
    assert event_at(text, word) is None


@pytest.mark.parametrize(("text", "trigger", "actor", "recipient"), table(ROLES))
def test_roles(text, trigger, actor, recipient):
    event = event_at(text, trigger)
    assert event is not None
    assert (quote_of(text, event.actor), quote_of(text, event.recipient)) == (actor, recipient)


def test_there_are_several_events_in_a_sentence():
    text = "Kyiv accused Moscow of shelling the port and urged NATO to send weapons."
    assert [event.type for event in read(text)][:2] == ["ACCUSE", "ASSAULT"]
    assert len(read(text)) >= 3


def test_a_bare_repetition_is_no_new_event_but_a_new_actor_is_one():
    text = "The attack came at dawn. The attack lasted an hour. The attack by rebels on the army was the third."
    assert len(read(text)) == 2


def test_voice_is_the_innermost_statement_that_holds_the_trigger():
    text = "Kyiv said Moscow had claimed that rebels shelled the port."
    outer = Statement(id="s1", source=((0, 4),), cue=((5, 9),), content=((10, len(text)),))
    inner = Statement(id="s2", source=((10, 16),), cue=((21, 28),), content=((29, len(text)),))
    assert event_at(text, "shelled", statements=(outer, inner)).voice == "s2"
    assert event_at(text, "shelled").voice == "author"


def test_a_speech_act_is_told_by_the_author_and_its_content_by_its_statement():
    text = "Kyiv accused Moscow of shelling the port."
    statement = Statement(id="s1", source=((0, 4),), cue=((5, 12),), content=((13, 40),), force="accuse")
    accused, shelled = read(text, statements=(statement,))
    assert (accused.type, accused.voice, accused.status) == ("ACCUSE", "author", "happened")
    assert (shelled.type, shelled.voice) == ("ASSAULT", "s1")


def test_the_force_of_a_statement_decides_a_bare_infinitive():
    text = "The envoys clamored to release the prisoners."
    statement = Statement(id="s1", source=((0, 10),), cue=((11, 19),), content=((20, 44),), force="demand")
    event = event_at(text, "release", statements=(statement,))
    assert event.status == "called_for"
    assert quote_of(text, event.because) == "clamored"


def test_entities_places_and_dates_are_linked():
    text = "Israel bombed a convoy near Damascus on Monday, and Iran condemned it."
    entities = (
        Entity(id="n1", name="Israel", kind="country", mentions=((0, 6),)),
        Entity(id="n2", name="Damascus", kind="place", mentions=((28, 36),)),
        Entity(id="n3", name="Iran", kind="country", mentions=((52, 56),)),
    )
    times = (Time(spans=((40, 46),), type="DATE", value="2025-09-01"),)
    bombed = event_at(text, "bombed", entities=entities, times=times)
    assert bombed.actor_entities == ("n1",)
    assert bombed.place.name == "Damascus"
    assert (bombed.date.earliest, bombed.date.latest) == ("2025-09-01", "2025-09-01")
    condemned = event_at(text, "condemned", entities=entities, times=times)
    assert condemned.actor_entities == ("n3",)
    assert condemned.place.name is None and condemned.date.earliest is None


def test_an_unknown_time_stays_unknown():
    text = "Israel bombed a convoy on Monday."
    times = (Time(spans=((26, 32),), type="DATE", value=None),)
    assert event_at(text, "bombed", times=times).date.earliest is None


@pytest.mark.parametrize(
    ("value", "days"),
    [
        ("2025-09-01", ("2025-09-01", "2025-09-01")),
        ("2025-09-01T09:00", ("2025-09-01", "2025-09-01")),
        ("2025-W36", ("2025-09-01", "2025-09-07")),
        ("2024-02", ("2024-02-01", "2024-02-29")),
        ("2023", ("2023-01-01", "2023-12-31")),
        ("199", ("1990-01-01", "1999-12-31")),
        ("1950/1953", ("1950-01-01", "1953-12-31")),
        ("PAST_REF", None),
        ("P3D", None),
        ("2025-13-40", None),
        (None, None),
    ],
)
def test_interval(value, days):
    assert interval(value) == days


@pytest.mark.parametrize("text", ["", " ", "?", "“", "“Attack", "Strikes.", "If", "to strike", "and attacked", "by by"])
def test_any_text_is_read(text):
    for event in read(text):
        assert all(0 <= s < e <= len(text) for s, e in (*event.trigger, *event.actor, *event.recipient, *event.because))


def test_ids_and_order():
    text = "Kim threatened to attack Guam. Trump condemned the threat and urged talks."
    events = read(text)
    assert [event.id for event in events] == [f"e{number}" for number in range(1, len(events) + 1)]
    assert [event.trigger for event in events] == sorted(event.trigger for event in events)


def statement(text: str, id: str, source: str, content: str, force: str) -> Statement:
    s, c = text.index(source), text.index(content)
    return Statement(id=id, source=((s, s + len(source)),), cue=(), content=((c, c + len(content)),), force=force)


def disputes(text: str, *statements: Statement):
    return find_disputes(text, sentences(text), statements, read(text, statements))


def test_a_charge_against_which_the_text_sets_a_fact():
    text = "The U.S. accuses Maduro of facilitating drug shipments, despite Venezuela not being a producer itself."
    one = statement(text, "s1", "The U.S.", "Maduro of facilitating drug shipments", "accuse")
    (dispute,) = disputes(text, one)
    assert dispute.left.id == "s1"
    assert quote_of(text, dispute.right.spans) == "Venezuela not being a producer itself"


def test_a_denial_in_the_same_words_and_a_denial_of_something_else():
    text = (
        "Kyiv said Russian troops shelled the port. Moscow denied that its troops shelled the port. Rome denied rifts."
    )
    one = statement(text, "s1", "Kyiv", "Russian troops shelled the port", "assert")
    two = statement(text, "s2", "Moscow", "its troops shelled the port", "deny")
    three = statement(text, "s3", "Rome", "rifts", "deny")
    found = [(d.left.id, d.right.id) for d in disputes(text, one, two, three) if d.left.id == "s1"]
    assert found == [("s1", "s2")]
    assert not any("s3" in (d.left.id, d.right.id) for d in disputes(text, one, two, three))


def test_a_denial_that_names_the_charge_only():
    text = "Kyiv accused Moscow of shelling the port. Moscow denied the allegations."
    one = statement(text, "s1", "Kyiv", "Moscow of shelling the port", "accuse")
    two = Statement(id="s2", source=((42, 48),), content=((56, 71),), force="deny")
    assert [(d.left.id, d.right.id) for d in disputes(text, one, two)] == [("s1", "s2")]


def test_no_evidence_for_a_claim():
    text = "Trump claimed millions voted illegally. There is no evidence that millions voted illegally."
    one = statement(text, "s1", "Trump", "millions voted illegally", "assert")
    (dispute,) = disputes(text, one)
    assert dispute.left.id == "s1" and dispute.right.spans


def test_one_source_is_not_in_dispute_with_itself():
    text = "Kyiv said troops shelled the port. Kyiv denied that troops shelled the port."
    one = statement(text, "s1", "Kyiv", "troops shelled the port", "assert")
    two = Statement(id="s2", source=((35, 39),), content=((52, 75),), force="deny")
    assert not [d for d in disputes(text, one, two) if d.right.id == "s2"]


@pytest.mark.parametrize(
    ("text", "trigger", "day"),
    [
        ("The mayor closed the port on Friday.", "closed", "2025-03-07"),
        ("The navy blockaded the port until Saturday.", "blockaded", None),
        ("Veldania called off strikes that had been planned for Sunday.", "called off", None),
        ("The visit is planned for Wednesday.", "visit", "2025-03-12"),
    ],
)
def test_what_happened_is_not_dated_by_its_end_or_its_plan(text: str, trigger: str, day: str | None) -> None:
    cut = sentences(text)
    found = find_events(text, cut, [], [], find_times(text, cut, "2025-03-10"))
    dates = {quote_of(text, event.trigger): event.date.earliest for event in found}
    assert dates.get(trigger) == day


def test_the_deciding_words_are_whole_words() -> None:
    text = "They weren't going to attack the town. Iran hasn’t struck the port."
    found = find_events(text, sentences(text), [], [], [])
    assert [quote_of(text, event.because) for event in found] == ["weren't going", "hasn’t"]


def test_a_trigger_that_only_the_model_sees_must_be_surer_to_be_told_as_real():
    def seen(chance: float, listed: bool) -> Candidate:
        found = Found(Trigger("oust", "v", "COERCE", None, "act", ()), 0, 0, 0, True)
        flat = np.full(16, 1 / 16, np.float32)
        return Candidate(found, Proposal((0, 4), chance, flat, flat[:8], (), 0.0, (), 0.0, ()), listed)

    assert doubtful(seen(0.72, listed=False))
    assert not doubtful(seen(0.95, listed=False))
    assert not doubtful(seen(0.72, listed=True))
