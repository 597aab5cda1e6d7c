"""What tests share."""

from pathlib import Path

import pytest
from hypothesis import settings

# No test is about time, and a busy machine can make any example slow.
settings.register_profile("reportedly", deadline=None)
settings.load_profile("reportedly")


@pytest.fixture(scope="session")
def shared() -> Path:
    """The research corpora beside a developer's checkout; they are no part of the project."""
    path = Path(__file__).resolve().parents[1].parent / "shared"
    if not (path / "corpora").is_dir():
        pytest.skip(f"no research corpora at {path}")
    return path
