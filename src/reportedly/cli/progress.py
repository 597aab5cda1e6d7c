"""A progress bar on stderr where someone is looking, and lines about inputs that do not tear it."""

import sys
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

if TYPE_CHECKING:
    from reportedly.gather import Failure
    from reportedly.keep.adding import Step


class Progress:
    """Counts inputs; how many there will be is not known beforehand. The bar comes with the second input."""

    def __init__(self, done: str) -> None:
        self._done = done
        self._count = 0
        self._bar: Any = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._bar is not None:
            self._bar.stop()
            self._bar = None

    def step(self, step: "Step") -> None:
        """Count an input, and tell of it if it failed."""
        if step.failure is not None:
            self.say(step.failure)
        self.advance()

    def advance(self) -> None:
        """Count an article."""
        self._count += 1
        if self._bar is not None:
            self._bar.update(self._task, completed=self._count)
        elif self._count == 1 and sys.stderr.isatty():
            self._show()

    def say(self, failure: "Failure") -> None:
        """Write a failure's line."""
        if self._bar is not None:
            self._bar.console.print(failure.line(), markup=False, highlight=False, soft_wrap=True)
        else:
            print(failure.line(), file=sys.stderr, flush=True)

    def _show(self) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, TextColumn, TimeElapsedColumn
        from rich.progress import Progress as Bar

        self._bar = Bar(
            TextColumn(f"{{task.completed}} {self._done}"),
            BarColumn(),
            TimeElapsedColumn(),
            console=Console(stderr=True),
            transient=True,
        )
        self._task = self._bar.add_task("", total=None, completed=self._count)
        self._bar.start()
