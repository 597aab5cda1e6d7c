"""Reading: one article in, one record out."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from reportedly.read.many import read, read_articles, read_many

__all__ = ["read", "read_articles", "read_many"]


def __getattr__(name: str) -> Any:
    """Load the model's libraries only when something is read."""
    if name not in __all__:
        raise AttributeError(f"module 'reportedly.read' has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module("reportedly.read.many"), name)
