"""What is served: every table, and projects by kind of geometry."""

import pytest

from mapapp.selection import Selection, select
from mapapp.service.collections import served_collections
from tests.exports.full_world import LAYER_OF, build_full_atlas


@pytest.fixture(scope="module")
def collections():
    atlas = build_full_atlas()
    return served_collections(atlas, select(atlas, Selection(as_of=2025)))


def names(collection):
    return [row["name"] for row in collection.rows]


def test_every_project_is_in_the_layer_of_its_geometry_and_in_no_other(collections):
    assert names(collections["projects"]) == list(LAYER_OF)
    for layer in ("points", "lines", "areas", "regions"):
        assert names(collections[f"projects_{layer}"]) == [name for name, own in LAYER_OF.items() if own == layer]


def test_a_row_is_found_by_its_id(collections):
    projects = collections["projects"]
    assert {key: projects.rows[index]["name"] for key, index in projects.index_by_id.items()}["p3"] == "丙园"


def test_the_bounds_are_those_of_what_has_a_place(collections):
    west, south, east, north = collections["projects_lines"].bbox
    assert (west, south, east, north) == (121.0, 31.1, 121.02, 31.1)
    assert collections["indicators"].bbox is None
    assert collections["indicators"].interval is not None


def test_the_tables_are_served_beside_the_layers(collections):
    tables = {"projects", "events", "promises", "indicators", "zones", "sources"}
    layers = {f"projects_{layer}" for layer in ("points", "lines", "areas", "regions")}
    assert set(collections) == tables | layers
    assert collections["promises"].time_field == "promised_year"
    assert collections["zones"].geometry_format == "geometry-polygon-or-multipolygon"
    assert collections["projects"].geometry_format == "geometry-any"
