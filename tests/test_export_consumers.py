"""Every export loads in what it is made for: of a story made by hand, of the example story, of real news."""

from pathlib import Path

import pytest

from consumers import CHECKS
from exporting import add_claims, make_story, run
from reportedly.show.export import FORMATS


@pytest.fixture(scope="module")
def hand_db(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = make_story(tmp_path_factory.mktemp("story") / "vessa.db")
    add_claims(path)
    return path


@pytest.fixture(scope="module", params=["hand_db", "example_db", "venezuela_db"])
def db(request: pytest.FixtureRequest) -> Path:
    found: Path = request.getfixturevalue(request.param)
    return found


@pytest.mark.parametrize("format", FORMATS)
def test_an_export_loads_in_its_consumer(db, tmp_path, format):
    made = run(db, format, tmp_path / "out", statuses=["all"] if FORMATS[format].statuses else None)
    assert made.articles == {"vessa": 3, "cape-dorn": 15, "venezuela": 28}[db.stem]
    invented = format == "geojson" and db.stem == "cape-dorn"  # a country that is on no map
    assert made.written == 0 if invented else made.written > 0
    CHECKS[format](db, tmp_path / "out")


def test_every_format_has_a_consumer():
    assert CHECKS.keys() == FORMATS.keys()
