"""What a boundary file would change: old and new area for each, what stays, and what cannot be kept."""

from __future__ import annotations

from datetime import date

import pytest
from shapely.geometry import shape

from mapapp.edits.new_areas import AreaWords
from mapapp.edits.redrawn_areas import examine_redrawn
from mapapp.geometry.measure import measure_area_km2
from mapapp.uploads.upload_proposals import not_in_file, outlines_before_and_after, propose
from mapapp.uploads.uploaded_boundaries import match_areas, read_upload
from tests.boundary_files import features, geojson

WORDS = AreaWords(200, "批复图", "王工", date(2026, 11, 29))


def proposals_of(found, drawn, geodata, layer="areas"):
    file = read_upload("批复.geojson", geojson(found))
    return propose(file, match_areas(file, drawn), drawn, WORDS, layer, geodata)


def test_changed_same_and_new_are_told_apart(drawn, geodata):
    same, changed = features("towns", "练塘镇"), features("towns", "金泽镇", move=lambda at: at + 0.001)
    new = features("towns", "华新镇", move=lambda at: at + 0.3, rename=lambda old: {"name": "远处"})
    one, two, three = proposals_of(same + changed + new, drawn, geodata)
    assert (one.same, one.changes, two.same, two.changes) == (True, False, False, True)
    assert two.redrawn.before_km2 == pytest.approx(measure_area_km2(shape(features("towns", "金泽镇")[0]["geometry"])))
    assert two.redrawn.feature["properties"]["basis"].endswith(
        "〔改〕王工于2026-11-29按文件《批复.geojson》改动边界，核实来源：批复图"
    )
    assert (three.by, three.layer, three.redrawn.feature["properties"]["accuracy_m"]) == ("", "areas", 200)
    rows = outlines_before_and_after((one, two, three), drawn)
    assert [(row["name"], bool(row["before"])) for row in rows] == [("金泽镇", True), ("远处", False)]
    assert rows[0]["before"] != rows[0]["after"]


def test_what_the_file_lacks_stays_and_is_named(drawn, geodata):
    everything = {one["properties"]["name"] for one in features("towns")}
    rest = not_in_file(proposals_of(features("towns", "练塘镇", "金泽镇"), drawn, geodata), drawn)
    assert set(rest) == everything - {"练塘镇", "金泽镇"}


def test_a_town_moved_over_its_neighbours_is_an_error_and_a_nameless_area_is_refused(drawn, geodata):
    (moved,) = proposals_of(features("towns", "练塘镇", move=lambda at: at + 0.01), drawn, geodata)
    codes = {problem.code for problem in examine_redrawn(geodata, (moved.redrawn,))}
    assert "geodata-town-overlap" in codes
    nameless = features("towns", "华新镇", move=lambda at: at + 0.3, rename=lambda old: {})
    (one,) = proposals_of(nameless, drawn, geodata)
    assert one.redrawn is None
    assert "名称" in one.refused


def test_a_new_area_over_a_town_is_found_as_an_overlap_before_it_is_kept(drawn, geodata):
    over = features(
        "towns",
        "华新镇",
        move=lambda at: (at - at.mean(axis=0)) * 0.2 + at.mean(axis=0),
        rename=lambda old: {"name": "镇中镇"},
    )
    (town,) = proposals_of(over, drawn, geodata, layer="towns")
    assert town.by == ""
    assert "geodata-town-overlap" in {problem.code for problem in examine_redrawn(geodata, (town.redrawn,))}
