"""Reportedly turns news coverage of a developing crisis into a record that can be checked."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from reportedly.keep import Story, StoryError
    from reportedly.read import read, read_many
    from reportedly.record import Article, Record, schema

__version__ = "0.1.0"
__all__ = ["Article", "Record", "Story", "StoryError", "__version__", "read", "read_many", "schema"]

_HOMES = {
    "Article": "reportedly.record",
    "Record": "reportedly.record",
    "Story": "reportedly.keep",
    "StoryError": "reportedly.keep",
    "schema": "reportedly.record",
    "read": "reportedly.read",
    "read_many": "reportedly.read",
}


def __getattr__(name: str) -> Any:
    """Import a public name when it is first used, so that `import reportedly` stays fast."""
    if name not in _HOMES:
        raise AttributeError(f"module 'reportedly' has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_HOMES[name]), name)
