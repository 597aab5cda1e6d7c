"""What tests share."""

from pathlib import Path

import pytest
from hypothesis import settings

from site_fixture import chromium, served, site, site_reader, visit  # noqa: F401

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


@pytest.fixture(scope="session")
def example_db(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example story, read by the package's reader, its feed's articles among it; never written to by tests."""
    from example_story import EXAMPLES, feed_articles
    from reportedly import Story
    from reportedly.gather import Found

    path = tmp_path_factory.mktemp("example") / "cape-dorn.db"
    with Story(path) as story:
        added = story.add(EXAMPLES / "story")
        added_feed = story.add_found(Found(one.url or "", one, None, one.text.encode()) for one in feed_articles())
    assert not added.failed and not added_feed.failed and added.new + added_feed.new == 15
    return path


@pytest.fixture(scope="session")
def venezuela_db(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A story of 28 real articles, read by the package's reader; never written to by tests."""
    from reportedly import Story

    folder = shared / "corpora" / "venezuela"
    if not folder.is_dir():
        pytest.skip(f"no articles at {folder}")
    path = tmp_path_factory.mktemp("venezuela") / "venezuela.db"
    with Story(path) as story:
        added = story.add(folder, jobs=2)
    assert (added.new, added.failed) == (28, 0)
    return path
