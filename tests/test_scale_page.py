"""The page on scale adds up: every total follows from what it says one document costs."""

import re

import pytest

from tests import PROJECT_DIR

PAGE = (PROJECT_DIR / "docs" / "scale.md").read_text(encoding="utf-8")
PLACES_AND_YEARS = {1: (16, 10), 2: (2_800, 20)}


def number(text):
    return float(text.replace(",", ""))


def row(name):
    return [cell.strip() for cell in re.search(rf"^\| {re.escape(name)} \|(.+)\|$", PAGE, re.MULTILINE)[1].split("|")]


@pytest.mark.parametrize("column", [1, 2])
def test_every_total_follows_from_one_document(column):
    places, years = PLACES_AND_YEARS[column]
    assert row("places × years")[column - 1] == f"{places:,} × {years}"
    documents = places * years * number(row("documents of a place and year")[0])

    def total(name):
        return number(row(name)[column - 1])

    assert total("documents") == documents
    assert total("events") == documents * number(row("events read")[0])
    assert total("figures") == documents * number(row("figures read")[0])
    hours = documents * number(row("processor seconds to read")[0]) / 3600
    assert total("core hours to read") == pytest.approx(hours, abs=0.05)
    kept = documents * number(row("MB kept (text, records with quotes, journal)")[0]) / 1000
    assert total("GB kept") == pytest.approx(kept, abs=0.05)
    for minutes in (2, 30):
        assert total(f"hours of people at {minutes} minutes a document") == documents * minutes / 60


def test_money_follows_from_the_prices():
    hourly, database, disk = (
        number(price) for price in re.findall(r"(0\.\d{3,4}) (?:dollars an hour|for the|a GB)", PAGE.replace("\n", " "))
    )
    month = 730
    assert 2 * hourly * month + database * month == pytest.approx(170, abs=5)
    assert number(row("GB kept")[1]) * disk == pytest.approx(9, abs=0.5)
    assert number(row("core hours to read")[1]) / 2 * hourly == pytest.approx(2, abs=0.2)
