"""Keeping: the story in its database, written in short transactions, and found again."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from reportedly.keep.database import StoryError
    from reportedly.keep.story import Story

__all__ = ["Story", "StoryError"]


def __getattr__(name: str) -> Any:
    """Import a name when it is first used."""
    homes = {"Story": "reportedly.keep.story", "StoryError": "reportedly.keep.database"}
    if name not in homes:
        raise AttributeError(f"module 'reportedly.keep' has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(homes[name]), name)
