"""What uploaded boundaries are held against: the shipped geography, and the areas as they are drawn in a store of their own."""

from __future__ import annotations

import pytest

from mapapp.boundaries import load_geodata
from mapapp.edits.redrawn_areas import drawn_areas
from mapapp.settings import GEODATA_DIR
from mapapp.store import close_databases, open_store


@pytest.fixture(scope="module")
def geodata():
    return load_geodata(GEODATA_DIR)[0]


@pytest.fixture
def drawn(tmp_path):
    store = open_store(f"sqlite:///{tmp_path / 'store.sqlite'}")
    yield drawn_areas(store, store.journal.as_of(), GEODATA_DIR)
    close_databases()
