"""News outlets by name and by address: the table, the rules and their traps."""

import json
import lzma
import re
from collections import defaultdict
from pathlib import Path

import pytest

from reportedly.read.nations import country_names
from reportedly.read.outlets import KINDS, find_outlet, names, outlet_of_url, outlets

# what the corpora's `outlet` holds beside outlets: columnists, politicians, think tanks. A source with one of these
# names is a person or an organisation, so none of them may be found.
NO_OUTLETS = frozenset(
    {
        "Guest Writer",
        "Guest Writer - Left",
        "Guest Writer - Right",
        "Victor Hanson",
        "Rich Lowry",
        "Charles Krauthammer",
    }
    | {"Rand Paul", "Damon Linker", "George Will", "Pat Buchanan", "Michelle Malkin", "Ann Coulter", "Howard Kurtz"}
    | {"John Boehner", "Ted Rall (cartoonist)", "Newt Gingrich", "Ben Shapiro", "Hillary Clinton", "Ross Douthat"}
    | {"Nicholas Kristof", "Jonah Goldberg", "Bret Stephens", "Cato Institute", "Cato Institute (blog)"}
    | {"Brookings Institution", "American Enterprise Institute", "Pew Research Center", "Human Rights Watch"}
    | {"Media Research Center"}
)
LABEL = re.compile(r"^(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}$")


def test_table() -> None:
    table = list(outlets())
    assert len(table) >= 400
    for outlet, called, domains in table:
        assert outlet.name and outlet.kind in KINDS, outlet
        assert outlet.country in country_names() and outlet.country not in ("UNO", "EUR"), outlet
        assert all(LABEL.match(d) for d in domains), outlet
        assert all(name.strip("= ") for name in called)


def test_no_name_or_domain_of_two_outlets() -> None:
    shared = {
        key: {e.outlet.name for e in found} for key, found in names().items() if len({e.outlet for e in found}) > 1
    }
    assert shared == {}
    domains = defaultdict(set)
    for outlet, _, sites in outlets():
        for site in sites:
            domains[site].add(outlet.name)
    assert {d: found for d, found in domains.items() if len(found) > 1} == {}


def test_every_region() -> None:
    countries = {outlet.country for outlet, _, _ in outlets()}
    assert len(countries) >= 120
    assert {
        "VEN",
        "COL",
        "NGA",
        "ETH",
        "SYR",
        "IRN",
        "RUS",
        "UKR",
        "CHN",
        "PRK",
        "IND",
        "MMR",
        "FJI",
        "HTI",
    } <= countries


def test_every_row_finds_itself() -> None:
    for outlet, called, domains in outlets():
        for name in called:
            assert find_outlet(name.lstrip("=")) == outlet, name
        for domain in domains:
            assert outlet_of_url(f"https://www.{domain}/world/1.html") == outlet, domain


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("Fox News", "Fox News"),
        ("fox news", "Fox News"),
        ("Fox News'", "Fox News"),
        ("CNN's", "CNN"),
        ("CNN (Web News)", "CNN"),
        ("CNN - Editorial", "CNN"),
        ("New York Times - News", "New York Times"),
        ("The New York Times", "New York Times"),
        ("the New York Times newspaper", "New York Times"),
        ("USA TODAY", "USA Today"),
        ("NPR Editorial ", "NPR"),
        ("RollingStone.com", "Rolling Stone"),
        ("foxnews.com", "Fox News"),
        ("Yonhap news agency", "Yonhap"),
        ("South Korea’s Yonhap News Agency", "Yonhap"),
        ("Iran's semi-official Fars news agency", "Fars"),
        ("the state-run news agency SANA", "SANA"),
        ("Hezbollah's Al-Manar TV", "Al-Manar"),
        ("KCNA", "KCNA"),
        ("Al Arabiya", "Al Arabiya"),
        ("Al-Arabiya television", "Al Arabiya"),
        ("Interfax", "Interfax"),
        ("the Interfax news agency", "Interfax"),
        ("Haaretz", "Haaretz"),
        ("Xinhua", "Xinhua"),
        ("Der Spiegel magazine", "Der Spiegel"),
        ("El País", "El País"),
        ("El Pais", "El País"),
        ("the Guardian", "Guardian"),
        ("The Hill", "The Hill"),
        ("Time", "Time"),
        ("Lebanon's Daily Star", "Daily Star (Lebanon)"),
        ("AFP", "Agence France-Presse"),
        ("AP", "Associated Press"),
        ("Telesur", "Telesur"),
        ("BFM-TV", "BFMTV"),
    ],
)
def test_found(words: str, name: str) -> None:
    found = find_outlet(words)
    assert found is not None
    assert found.name == name


@pytest.mark.parametrize(
    "words",
    [
        "", "the", "the Post", "Post", "The Times", "the Journal", "the Globe", "the Star", "Daily Star", "Hill",
        "time", "a map", "people", "People", "vice", "CNN's Jake Tapper", "President Trump", "Human Rights Watch",
        "news agency", "the newspaper", "state television", "reporters", "The National", "Washington", "...",
        "Reuters told me",
    ],
)  # fmt: skip
def test_not_found(words: str) -> None:
    assert find_outlet(words) is None


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("https://edition.cnn.com/2019/02/24/venezuela/index.html", "CNN"),
        ("http://abcnews.go.com/International/x", "ABC News"),
        ("www.bbc.co.uk/news/world-1", "BBC"),
        ("//www.reuters.com/article/1", "Reuters"),
        ("https://user:secret@www.NYTimes.com:443/x", "New York Times"),
        ("https://english.alarabiya.net/x", "Al Arabiya"),
        ("https://timesofindia.indiatimes.com/x", "Times of India"),
        ("https://asia.nikkei.com/x", "Nikkei Asia"),
        ("https://www.nikkei.com/x", "Nikkei"),
    ],
)
def test_address(url: str, name: str) -> None:
    found = outlet_of_url(url)
    assert found is not None
    assert found.name == name


@pytest.mark.parametrize(
    "url",
    [
        "",
        "http://[",
        "https://evilcnn.com/",
        "https://go.com/",
        "mailto:x",
        "https://cnn.com.evil.io/",
        "/a/b",
        "C:\\x",
    ],
)
def test_no_address(url: str) -> None:
    assert outlet_of_url(url) is None


def test_corpora(shared: Path) -> None:
    corpora = shared / "corpora"
    called: set[str] = set()
    with lzma.open(corpora / "crisis_news_2012-2020.jsonl.xz", "rt", encoding="utf-8") as lines:
        called.update(json.loads(line)["outlet"] for line in lines)
    called.update(
        json.loads(path.read_text(encoding="utf-8"))["outlet"] for path in (corpora / "venezuela").glob("*.json")
    )
    assert sorted(name for name in called - NO_OUTLETS if find_outlet(name) is None) == []
    assert sorted(name for name in called & NO_OUTLETS if find_outlet(name) is not None) == []
