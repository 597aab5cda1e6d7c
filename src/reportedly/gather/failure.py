"""What could not be read, and how a person mends it: one value, one line."""

import msgspec


class Failure(msgspec.Struct, frozen=True):
    """One input that was not read: where it is, why, and what to do about it (empty if nothing can be said)."""

    source: str
    reason: str
    mend: str = ""

    def line(self) -> str:
        """Return the failure as the one line that is shown on stderr.

        >>> Failure("report.pdf", "is a PDF", "convert it to text first").line()
        'reportedly: report.pdf: is a PDF (convert it to text first)'
        """
        said = f"reportedly: {self.source}: {self.reason}" + (f" ({self.mend})" if self.mend else "")
        return " ".join(said.split())

    def __str__(self) -> str:
        return self.line()


class Refused(ValueError):
    """Raised inside `gather` for a bad input; becomes a `Failure` once the name of the source is known."""

    def __init__(self, reason: str, mend: str = "") -> None:
        super().__init__(f"{reason} ({mend})" if mend else reason)
        self.reason = reason
        self.mend = mend

    def at(self, source: str) -> Failure:
        """Return the failure of `source` for this reason."""
        return Failure(source, self.reason, self.mend)
