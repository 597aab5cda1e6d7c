"""The label sets of the model's heads, in the order of their outputs."""

from typing import get_args

from reportedly.record.rows import EventType, Force, SourceKind, Status

ROLES = ("none", "source", "cue", "content")
ANCHORS = ("outer", "nested", "bare")
SOURCE_KINDS: tuple[str, ...] = get_args(SourceKind)
FORCES: tuple[str, ...] = get_args(Force)
ENTITY_KINDS = ("person", "organization", "place", "group", "vehicle", "document", "other")
ENTITY_TAGS = ("O", *(f"{prefix}-{kind}" for kind in ENTITY_KINDS for prefix in "BI"))
EVENT_ROLES = ("none", "trigger", "actor", "recipient", "because")
EVENT_TYPES: tuple[str, ...] = get_args(EventType)
STATUSES: tuple[str, ...] = get_args(Status)
