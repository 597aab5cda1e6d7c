"""Minimal pairs for the status grammar: one bracketed trigger a sentence, and how real it is."""

import pytest

from reportedly.read.events import find_events
from reportedly.read.sentences import sentences

PAIRS = """
happened | Israel [struck] Iran on Monday.
possible | Israel may [strike] Iran.
possible | Israel might [strike] Iran within days.
possible | Israel could [strike] Iran.
planned | Israel will [strike] Iran.
called_for | Israel should [strike] Iran.
called_for | Israel must [strike] Iran.
did_not_happen | Israel did not [strike] Iran.
did_not_happen | Israel didn't [strike] Iran.
did_not_happen | Israel didn’t [strike] Iran.
did_not_happen | Israel has never [struck] Iran.
did_not_happen | Israel will not [strike] Iran.
did_not_happen | Israel won't [strike] Iran.
possible | Israel may not [strike] Iran.
possible | Israel should not [strike] Iran.
did_not_happen | Israel cannot [strike] Iran.
did_not_happen | Israel would have [struck] Iran.
possible | Israel could have [struck] Iran.
possible | Israel may have [struck] Iran.
happened | Israel has [struck] Iran.
happened | Iran was [struck] by Israel.
ongoing | Israel is [striking] Iran.
did_not_happen | Israel is not [striking] Iran.
possible | Iran could be [struck] by Israel.
did_not_happen | Iran was not [struck] by Israel.
called_for | Israel was urged to [strike] Iran.
called_for | The senator urged Israel to [strike] Iran.
called_for | Washington asked Israel to [strike] Iran.
called_for | The king called on Israel to [attack] Iran.
possible | Washington urged Israel not to [strike] Iran.
did_not_happen | Israel denied [striking] Iran.
did_not_happen | Israel denied that it had [struck] Iran.
did_not_happen | The ministry rejected reports in the German press on Tuesday that the army had [attacked] the village.
did_not_happen | A spokesman denied a report in the Standard that the cabinet had approved [strikes] on the port.
did_not_happen | The minister denied an account by witnesses in the capital that soldiers had [fired] on the crowd.
happened | The minister said in a report on Tuesday that soldiers had [fired] on the crowd.
happened | He cited a report in the Standard that rebels had [attacked] the base.
did_not_happen | Maduro denied that troops had [crossed] the border.
did_not_happen | Israel failed to [strike] Iran.
possible | Israel may fail to [strike] Iran.
did_not_happen | Israel refused to [strike] Iran.
did_not_happen | Israel declined to [attack] Iran.
did_not_happen | Israel has yet to [attack] Iran.
happened | Israel managed to [strike] Iran.
did_not_happen | Israel did not manage to [strike] Iran.
possible | Israel tried to [strike] Iran.
conditional | If Israel [strikes] Iran, oil prices will rise.
conditional | Oil prices will rise if Israel [strikes] Iran.
conditional | If Israel strikes Iran, the militia would [attack] its ports.
conditional | Unless Israel [strikes] Iran, the talks will go on.
possible | It is unclear whether Israel [struck] Iran.
possible | Reporters asked whether Israel would [strike] Iran.
planned | Israel plans to [strike] Iran.
planned | Israel is planning to [strike] Iran.
planned | Israel is set to [strike] Iran.
planned | Israel is preparing to [attack] Iran.
planned | Israel decided to [strike] Iran.
planned | Israel vowed to [strike] Iran.
planned | Israel agreed to [strike] Iran.
planned | Israel is about to [strike] Iran.
planned | Israel is going to [strike] Iran.
did_not_happen | Israel does not plan to [strike] Iran.
did_not_happen | Israel has no plans to [strike] Iran.
did_not_happen | Israel is unlikely to [strike] Iran.
did_not_happen | Israel vowed not to [strike] Iran.
possible | Israel threatened to [strike] Iran.
possible | Israel is able to [strike] Iran.
did_not_happen | Israel is not able to [strike] Iran.
considered | Israel is considering [striking] Iran.
did_not_happen | Israel is not considering [striking] Iran.
considered | Israel is weighing whether to launch [strikes] on Iran.
did_not_happen | Israel stopped short of [striking] Iran.
did_not_happen | Israel withdrew without [striking] Iran.
did_not_happen | Israel refrained from [attacking] Iran.
did_not_happen | The truce prevented Israel from [attacking] Iran.
happened | Israel was accused of [attacking] the base.
happened | After [attacking] the base, Israel withdrew.
ongoing | Israel continued to [attack] Iran.
ongoing | Israel began [attacking] Iran.
possible | Israel reported a possible [strike] on its embassy.
possible | Officials fear a [strike] on the embassy.
possible | Markets fell on fears of a [strike].
possible | The threat of a [strike] remains.
possible | The army warned of [strikes] on the capital.
possible | There is a risk of [strikes] on the capital.
possible | Trump has not ruled out [strikes] on Iran.
possible | Trump refused to rule out a [strike].
did_not_happen | Trump ruled out [strikes] on Iran.
planned | Trump ordered [strikes] on Iran.
planned | Trump approved [strikes] on Iran.
did_not_happen | Trump did not order [strikes] on Iran.
considered | Trump is considering [strikes] on Iran.
considered | Trump is weighing military [strikes] on Iran.
did_not_happen | Trump is not weighing [strikes] on Iran.
called_for | Critics called for [strikes] on Iran.
called_for | The senator demanded [strikes] on Iran.
did_not_happen | Trump cancelled [strikes] on Iran.
did_not_happen | The [strikes] were cancelled.
did_not_happen | The [visit] was called off.
did_not_happen | The [visit] has been postponed.
planned | The [talks] are scheduled for Monday.
planned | A [strike] is planned for Monday.
possible | A [strike] is possible.
possible | The [talks] could collapse.
happened | Iran launched a [strike] on the base.
planned | Iran will launch a [strike] on the base.
did_not_happen | Iran did not launch a [strike] on the base.
did_not_happen | There were no [strikes] on the base.
did_not_happen | There is no evidence of [strikes] on the base.
did_not_happen | No evidence has surfaced that Iran [attacked] the base.
happened | The [strikes] killed 12 people.
happened | Monday's [strike] killed 12 people.
did_not_happen | The [strike] did not take place.
planned | They met ahead of the [summit] in Geneva.
called_for | The pope called for [talks] with the rebels.
happened | The two sides held [talks] in Oman.
planned | The two sides will hold [talks] in Oman.
planned | The two sides agreed to hold [talks] in Oman.
did_not_happen | The rebels rejected [talks] with the government.
possible | The rebels may accept [talks] with the government.
happened | Iran rejected the [accusations].
happened | Iran denied the [accusations].
happened | Iran denied involvement in the [attack].
did_not_happen | Iran denied an [attack] on the base.
did_not_happen | Police foiled an [attack] on the embassy.
happened | Police failed to prevent the [attack].
possible | Police fear another could try to [attack] the embassy.
happened | Washington [accused] Iran of lying.
happened | Washington [accuses] Iran of lying.
happened | The minister [threatened] Iran with war.
did_not_happen | The minister did not [accuse] Iran.
called_for | She urged Iran to [release] the prisoners.
called_for | She called for the [release] of the prisoners.
called_for | She demanded that Iran [release] the prisoners.
happened | Iran [released] the prisoners on Friday.
planned | Iran agreed to [release] the prisoners.
did_not_happen | Iran refused to [release] the prisoners.
planned | Iran said it would [release] the prisoners.
conditional | Iran would [release] the prisoners if sanctions were lifted.
planned | The army sent tanks to [attack] the town.
happened | The army attacked the town, [killing] 12 people.
possible | The army may attack the town, [killing] civilians.
conditional | Had Israel [attacked], Iran would have responded.
possible | Iran is suspected of possibly [attacking] the ship.
possible | The rebels allegedly [attacked] the convoy.
did_not_happen | The rebels nearly [attacked] the convoy.
did_not_happen | The rebels no longer [attack] convoys.
happened | Soldiers [killed] and wounded civilians.
planned | Russia and China will meet and [discuss] the crisis.
happened | Moscow [deployed] troops in the region.
considered | Moscow is considering [deploying] troops in the region.
planned | Moscow ordered the army to be ready, and planned to [deploy] troops.
did_not_happen | Moscow abandoned plans to [deploy] troops.
possible | The [intervention] in Syria that Washington could launch worries Moscow.
planned | The company faces [sanctions] to be announced on Friday.
did_not_happen | Far from [attacking] Iran, he praised its leaders.
did_not_happen | He praised Iran instead of [attacking] it.
possible | The army is guarding against [attacks] on the pipeline.
possible | Anyone who [attacks] the embassy will pay.
possible | Had the rebels been [attacked] before winter?
conditional | They would have learned more, had they [captured] the gunman alive.
conditional | The envoy could have left, had the rebels [attacked] the port.
planned | Oslo was willing to work with Madrid in carrying out [raids] at sea.
called_for | The candidate urged the hackers to meddle by [seizing] her files.
did_not_happen | While denying bribery and [attacking] the judge, the governor waved.
possible | The cables undermine the claim that there was an [attack] on the port.
possible | The law allows [sanctions] on any shipping company.
did_not_happen | Clinics are places where immigration [arrests] are not allowed.
possible | Under the accord, [strikes] are permitted.
called_for | The envoy was charged with [negotiating] a truce.
possible | The film depicts Iranian boats [opening fire] on a cruiser.
did_not_happen | Police stormed the building without [killing] anyone.
happened | Reporters asked about his role in [ousting] the mayor.
"""


def read(line: str) -> tuple[str, str, int]:
    status, marked = (part.strip() for part in line.split(" | ", 1))
    return status, marked.replace("[", "").replace("]", ""), marked.index("[")


def of(text: str, at: int):
    found = find_events(text, sentences(text), (), (), ())
    return next((event for event in found if event.trigger[0][0] <= at < event.trigger[-1][1]), None)


LINES = [line for line in PAIRS.strip().splitlines() if line.strip()]


def test_there_are_enough_pairs_for_every_status():
    assert len(LINES) >= 120
    assert {read(line)[0] for line in LINES} == {
        "happened", "ongoing", "planned", "considered", "possible", "called_for", "conditional", "did_not_happen",
    }  # fmt: skip


@pytest.mark.parametrize("line", LINES)
def test_status(line):
    status, text, at = read(line)
    event = of(text, at)
    assert event is not None, "no event at the bracket"
    assert event.status == status, [text[s:e] for s, e in event.because]


@pytest.mark.parametrize("line", [line for line in LINES if not line.startswith(("happened", "ongoing"))])
def test_what_is_not_told_as_done_has_words_that_decide_it(line):
    _, text, at = read(line)
    event = of(text, at)
    assert event is not None and event.because
    assert all(0 <= start < end <= len(text) for start, end in event.because)
