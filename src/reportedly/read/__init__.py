"""Reading: one article in, one record out. The module is also the function: `reportedly.read(text)`."""

import sys
from types import ModuleType
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


class _Callable(ModuleType):
    """The package and its main function have one name; importing a part of it must not hide the function."""

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        from reportedly.read.many import read as function

        return function(*args, **kwargs)


sys.modules[__name__].__class__ = _Callable
