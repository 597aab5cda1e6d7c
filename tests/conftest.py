"""What tests share."""

from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def shared() -> Path:
    """The research corpora beside a developer's checkout; they are no part of the project."""
    path = Path(__file__).resolve().parents[1].parent / "shared"
    if not (path / "corpora").is_dir():
        pytest.skip(f"no research corpora at {path}")
    return path
