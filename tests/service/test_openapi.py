"""The description of the service: a path for everything that is served, every property as a parameter."""

from __future__ import annotations

import pytest

from mapapp.selection import Selection, select
from mapapp.service.collections import served_collections
from mapapp.service.openapi import openapi
from tests.exports.full_world import build_full_atlas


@pytest.fixture(scope="module")
def served():
    atlas = build_full_atlas()
    return served_collections(atlas, select(atlas, Selection(as_of=2025)))


def test_every_collection_has_its_five_paths(served):
    paths = openapi("http://h/api", "1.2", served)["paths"]
    assert len(paths) == 5 + 5 * len(served)
    assert {
        f"/collections/{name}{end}"
        for name in served
        for end in ("", "/queryables", "/schema", "/items", "/items/{featureId}")
    } < set(paths)


def test_every_property_can_be_asked_for_and_no_two_operations_share_a_name(served):
    described = openapi("http://h/api", "1.2", served)
    asked = described["paths"]["/collections/projects/items"]["get"]["parameters"]
    named = [one["name"] for one in asked if "name" in one]
    assert named == [column.name for column in served["projects"].columns]
    ids = [path["get"]["operationId"] for path in described["paths"].values()]
    assert len(ids) == len(set(ids))


def test_it_names_its_address_and_version_and_every_reference_leads_somewhere(served):
    described = openapi("http://h/api", "1.2", served)
    assert described["servers"] == [{"url": "http://h/api"}]
    assert described["info"]["version"] == "1.2"
    known = described["components"]

    def references(value):
        if isinstance(value, dict):
            yield from ([value["$ref"]] if "$ref" in value else [])
            for inner in value.values():
                yield from references(inner)
        elif isinstance(value, list):
            for inner in value:
                yield from references(inner)

    for reference in references(described["paths"]):
        _, _, kind, name = reference.split("/")
        assert name in known[kind]
