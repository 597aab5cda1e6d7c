"""An event told in a line, for maps and timelines: what, by whom, to whom, how real, and whose word it is."""

from reportedly.record import Event
from reportedly.show.export.source import Entry
from reportedly.show.labels import EVENT_TYPES, STATUSES
from reportedly.show.phrases import kind_of_event


def headline(entry: Entry, event: Event) -> str:
    """Return "raided: 40 soldiers → the port of Vessa", or the type's gloss where no words are taken along."""
    what = entry.words(event.trigger) or f"{kind_of_event(event)} ({EVENT_TYPES[event.type]})"
    actor = entry.parties(event.actor_entities, event.actor)
    recipient = entry.parties(event.recipient_entities, event.recipient)
    who = f"{actor or '—'} → {recipient}" if recipient else actor
    return f"{what}: {who}" if who else what


def standing(entry: Entry, event: Event) -> str:
    """Return how real it is and whose word that is: "Planned; the Harbour Post ← three people"."""
    if entry.denied_by(event):
        return f"Denied by {entry.voice(event.voice)}"
    return f"{STATUSES[event.status][0]}; {entry.voice(event.voice)}"
