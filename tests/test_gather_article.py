"""What is known of an article: its date, its language, and what its first and last lines say of its origin."""

import datetime
import hashlib
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.gather import make_article
from reportedly.gather.dates import parse_date
from reportedly.gather.language import language_of
from reportedly.gather.opening import byline_of, credit_of, dateline_of, names_of

ENGLISH = (
    "CARACAS (Reuters) - Venezuelans heeded opposition leader Juan Guaido’s call to take to the streets on Wednesday "
    "in a bid to force President Nicolas Maduro from power, but there was little concrete sign of change."
)


@pytest.mark.parametrize(
    ("written", "iso"),
    [
        ("2019-02-24", "2019-02-24"),
        ("2019-02-24 00:00:00", "2019-02-24"),
        ("2019-02-24T10:15:00Z", "2019-02-24T10:15:00+00:00"),
        ("2019-02-24T10:15:00.000-05:00", "2019-02-24T10:15:00-05:00"),
        ("Sun, 24 Feb 2019 10:15:00 -0500", "2019-02-24T10:15:00-05:00"),
        ("Feb. 24, 2019", "2019-02-24"),
        ("Sunday, February 24, 2019 at 10:30 AM EST", "2019-02-24"),
        ("24 February 2019", "2019-02-24"),
        ("Sept. 3rd, 2018", "2018-09-03"),
        ("2/24/2019", "2019-02-24"),
        ("24.2.2019", "2019-02-24"),
        ("20190224", "2019-02-24"),
        (datetime.date(2019, 2, 24), "2019-02-24"),
        (1551000000, "2019-02-24T09:20:00+00:00"),
        (1551000000000, "2019-02-24T09:20:00+00:00"),
    ],
)
def test_dates_as_sources_write_them(written, iso):
    assert parse_date(written) == iso


@pytest.mark.parametrize("written", ["yesterday", "2019", "2019-02-30", "3/4/2019", "0001-01-01", "Updated soon", ""])
def test_what_is_no_one_day_is_no_date(written):
    with pytest.raises(ValueError):
        parse_date(written)


def test_the_clock_only_refuses_the_future():
    today = datetime.date(2026, 3, 1)
    assert parse_date("2026-03-02", today=today) == "2026-03-02"  # somewhere it is tomorrow
    with pytest.raises(ValueError, match="future"):
        parse_date("2026-03-03", today=today)


def test_a_date_that_cannot_be_read_is_left_out_and_told():
    warnings = []
    assert make_article(ENGLISH, published="last Friday", warnings=warnings).published is None
    assert make_article(ENGLISH, published="2999-01-01", warnings=warnings).published is None
    assert len(warnings) == 2 and "last Friday" in warnings[0] and "future" in warnings[1]
    assert make_article(ENGLISH).published is None


@given(st.text())
def test_text_is_never_changed(text):
    article = make_article(text)
    assert article.text == text
    assert article.sha256 == hashlib.sha256(text.encode()).hexdigest()
    assert article.id == article.sha256[:16]


def test_what_is_stated_goes_before_what_the_text_says():
    article = make_article("By Ann Lee\n" + ENGLISH, id="7", byline="Luc Cohen, Angus Berwick and Mayela Armas")
    assert article.byline == ("Luc Cohen", "Angus Berwick", "Mayela Armas")
    assert (article.id, article.credit, article.dateline) == ("7", "Reuters", "CARACAS (Reuters) -")


@pytest.mark.parametrize(
    ("line", "dateline", "credit"),
    [
        ("SEOUL (Reuters) - North Korea said on Sunday", "SEOUL (Reuters) -", "Reuters"),
        ("HEMPSTEAD, N.Y., Sept. 26 (UPI) — The candidates met", "HEMPSTEAD, N.Y., Sept. 26 (UPI) —", "UPI"),
        ("CAIRO/ISTANBUL, Jan 14 (Reuters) - Crowds met", "CAIRO/ISTANBUL, Jan 14 (Reuters) -", "Reuters"),
        ("WASHINGTON — The Pentagon said on Friday", "WASHINGTON —", None),
        ("ERBIL, Iraq– Kurdish forces said on Friday", "ERBIL, Iraq–", None),
        ("Al ASAD AIR BASE, Iraq (Reuters) - Soldiers said", "Al ASAD AIR BASE, Iraq (Reuters) -", "Reuters"),
        ("McLEAN, Va. — Neighbours said they heard it", "McLEAN, Va. —", None),
        ("Washington (CNN) President Obama said it would", "Washington (CNN)", "CNN"),
        ("Christchurch, New Zealand (AP) -- A man said", "Christchurch, New Zealand (AP) --", "Associated Press"),
        ("MIAMI (CBSMiami) – Police said that two men", "MIAMI (CBSMiami) –", None),
        ("FILE PHOTO - U.S. Secretary of State Mike Pompeo takes part", None, None),
        ("Palestinian Authority (PA) President Mahmoud Abbas said", None, None),
        ("Yes — the deal is off, officials said", None, None),
        ("BREAKING NEWS - Officials say the bridge is closed", None, None),
        ("TRUMP TO KIM - COME TO WASHINGTON AND TALK TO US", None, None),
        ("In the end, Obama — after months — listened", None, None),
        ("The U.S. military has increased its presence", None, None),
    ],
)
def test_datelines_and_the_agencies_they_name(line, dateline, credit):
    text = f"A title of some words\n\n{line} and more follows here.\n\nAnother paragraph follows."
    assert dateline_of(text) == dateline
    assert credit_of(text) == credit
    assert dateline is None or dateline in text


@pytest.mark.parametrize(
    ("text", "credit"),
    [
        ("He said so.\n\nThe Associated Press contributed to this report.", "Associated Press"),
        ("He said so.\n\nFox News' Ed Henry and The Associated Press contributed to this report.", "Associated Press"),
        ("He said so.\n\nThe Associated Press and Reuters contributed to this report.", "Associated Press; Reuters"),
        ("He said so.\n\nCNN's Athena Jones contributed to this report.", None),
        ("By the Associated Press\n\nHe said so.", "Associated Press"),
        ("By Jean H. Lee, Associated Press\n\nHe said so.", "Associated Press"),
        ("He said so.\n\nCopyright 2013 The Associated Press. All rights reserved.", "Associated Press"),
        ("He told Reuters on Monday that AP and AFP were wrong.", None),
    ],
)
def test_credit_lines(text, credit):
    assert credit_of(text) == credit


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("By Rebecca Morin and David S. Bernstein", ("Rebecca Morin", "David S. Bernstein")),
        ("By Jake Tapper, CNN Chief Washington Correspondent", ("Jake Tapper",)),
        ("By Zachary Fryer-Biggs, Center for Public Integrity", ("Zachary Fryer-Biggs",)),
        ("By MATTHEW LEE | February 24, 2019", ("MATTHEW LEE",)),
        ("By September, the proposal of city leader Carrie Lam that ignited the protests", ()),
        ("By all rights, President Obama should be having a lousy 2015", ()),
        ("By the Associated Press", ()),
    ],
)
def test_bylines(line, names):
    assert byline_of(f"A title\n\n{line}\n\nThe text begins.") == names


def test_names_keep_their_suffix():
    assert names_of("By Ann Lee, Martin King, Jr. and Bo Wu") == ("Ann Lee", "Martin King, Jr.", "Bo Wu")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (ENGLISH, "en"),
        ("Nicolás Maduro dijo el lunes que no habrá negociaciones con la oposición en Caracas.", "es"),
        ("Le président a déclaré mardi que la France ne participerait pas aux frappes.", "fr"),
        ("Президент заявил во вторник, что страна не будет участвовать в переговорах.", "ru"),
        ("Maduro, Guaidó", None),
        ("", None),
        ("1234", None),
    ],
)
def test_language(text, code):
    assert language_of(text) == code


def test_real_articles_are_english_and_their_agencies_found(shared):
    articles = [json.loads(path.read_text()) for path in sorted((shared / "corpora" / "venezuela").glob("*.json"))]
    made = [make_article(row["text"], published=row["published"], byline=row["authors"]) for row in articles]
    assert {article.language for article in made} == {"en"}
    assert all(article.published == row["published"] for article, row in zip(made, articles, strict=True))
    by_reuters = [article for article in made if "(Reuters) -" in article.text[:200]]
    assert by_reuters and all(article.credit == "Reuters" for article in by_reuters)
    assert all(article.dateline.endswith("(Reuters) -") for article in by_reuters)
