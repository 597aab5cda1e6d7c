"""The word tables behind events: they parse, name known types, modes and statuses, and say nothing twice."""

from typing import get_args

import pytest

from reportedly.read import inflect
from reportedly.read.events_lexicon import classes, cue_forms, cues, trigger_forms, triggers
from reportedly.read.events_words import closed_class
from reportedly.read.tables import rows
from reportedly.record.rows import EventType, Status

# The modes of PLOVER's manual, as shared/spec/plover.yaml lists them.
MODES = {
    "CONSULT": "visit third-party multilateral phone",
    "RETREAT": "withdraw release disarm ceasefire access resign",
    "REQUEST": "assist change yield meet",
    "ACCUSE": "disapprove investigate allege",
    "REJECT": "assist change yield meet",
    "THREATEN": "restrict arrest relations expel territory violence",
    "PROTEST": "demo riot strike hunger boycott obstruct vandalize",
    "SANCTION": "convict expel withdraw discontinue",
    "MOBILIZE": "troops weapons police militia",
    "COERCE": "seize restrict censor curfew martial-law arrest deport withhold misinformation cyber",
    "ASSAULT": "abduct beat torture sexual targeted destroy primitive firearms explosives suicide-attack aerial drone "
    "heavy-weapons crowd-control unconventional",
}
FRAMES = {"modal", "inf", "obj", "bare", "ger", "objinf", "objfrom", "that", "part", "mod", "adj", "clause",
          "pred"}  # fmt: skip


def test_every_type_has_verbs_and_nouns():
    for type_ in get_args(EventType):
        parts = {row.part for row in triggers() if row.type == type_}
        assert {"v", "n"} <= parts, type_
    assert len(triggers()) > 1000


def test_modes_are_those_of_the_type():
    for row in triggers():
        assert row.mode is None or row.mode in MODES.get(row.type, "").split(), row.lemma


def test_no_trigger_row_is_given_twice():
    keys = [(row[0], row[1], row[5]) for row in rows("plover_triggers.tsv")]
    assert len(keys) == len(set(keys)), sorted(key for key in keys if keys.count(key) > 1)


def test_neighbours_name_classes_that_exist():
    assert all(words for words in classes().values())
    assert all(condition.words for row in triggers() for condition in row.neighbours)


def test_cues():
    seen = set()
    for row in cues():
        assert row.frames <= FRAMES, row.lemma
        assert row.status in get_args(Status) and row.negated in get_args(Status)
        assert row.part in ("v", "n", "x") and row.actor in ("self", "obj", "other"), row.lemma
        for frame in row.frames:
            assert (row.lemma, row.part, frame) not in seen, (row.lemma, frame)
            seen.add((row.lemma, row.part, frame))


def test_words_are_in_lower_case():
    for table in ("plover_triggers.tsv", "status_cues.tsv", "closed_class.tsv", "grammar_words.tsv"):
        for row in rows(table):
            assert row[0] == row[0].lower() or table == "closed_class.tsv", row


def test_every_closed_class_word_has_one_tag():
    words = [word for row in rows("closed_class.tsv") for word in row[1].split()]
    assert len(words) == len(set(words)) == len(closed_class())


def test_forms_are_found():
    assert "struck" in trigger_forms() and "arrests" in trigger_forms()
    assert "has yet" in cue_forms() and "refusing" in cue_forms()


@pytest.mark.parametrize(
    ("lemma", "past", "third", "gerund"),
    [
        ("strike", "struck", "strikes", "striking"),
        ("deny", "denied", "denies", "denying"),
        ("bar", "barred", "bars", "barring"),
        ("tie", "tied", "ties", "tying"),
        ("veto", "vetoed", "vetoes", "vetoing"),
        ("flee", "fled", "flees", "fleeing"),
        ("clash", "clashed", "clashes", "clashing"),
        ("withhold", "withheld", "withholds", "withholding"),
        ("deploy", "deployed", "deploys", "deploying"),
        ("admit", "admitted", "admits", "admitting"),
        ("offer", "offered", "offers", "offering"),
        ("have", "had", "has", "having"),
    ],
)
def test_verb_forms(lemma, past, third, gerund):
    forms = inflect.verb(lemma)
    assert (forms.past[0], forms.third, forms.gerund[0]) == (past, third, gerund)


def test_both_spellings_are_known():
    assert set(inflect.verb("cancel").past) == {"canceled", "cancelled"}


@pytest.mark.parametrize(
    ("noun", "plural"), [("embassy", "embassies"), ("clash", "clashes"), ("gunman", "gunmen"), ("visit", "visits"),
                         ("envoy", "envoys"), ("crisis", "crises")]
)  # fmt: skip
def test_plurals(noun, plural):
    assert inflect.plural(noun) == plural


def test_the_first_word_of_a_verb_phrase_inflects_and_the_last_of_a_noun_phrase():
    assert {"called for", "calls for", "calling for", "call for"} <= set(inflect.phrase("call for", "v"))
    assert set(inflect.phrase("drone strike", "n")) == {"drone strike", "drone strikes"}
    assert set(inflect.phrase("at war", "x")) == {"at war"}
