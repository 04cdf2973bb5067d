"""The worlds the tests of exports look at."""

import json
from pathlib import Path

import pytest

from tests.exports.full_world import build_full_atlas


@pytest.fixture
def full_atlas():
    """Return the world in which every table, every kind of place and every optional field occurs."""
    return build_full_atlas()


@pytest.fixture(scope="session")
def naughty():
    """Return strings that break careless writers; a pair in the list is (character, how many)."""
    listed = json.loads((Path(__file__).parent / "naughty_strings.json").read_text(encoding="ascii"))
    return [entry if isinstance(entry, str) else entry[0] * entry[1] for entry in listed]


@pytest.fixture
def naughty_atlas(make_atlas, make_event, naughty):
    """Make a world with one project for each naughty string, which is its name."""
    return make_atlas([make_event(f"e{i}", name, f"p{i:03}") for i, name in enumerate(naughty)])
