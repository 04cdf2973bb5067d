"""The GeoPackage opened in QGIS: its map has every layer, names, labels, tips and a sheet to print."""

import pytest
from PIL import Image

from mapapp.exports import diff_lines, write_export
from mapapp.selection import Selection, select
from tests.programs.qgis import needs_qgis, run_in_qgis

pytestmark = [pytest.mark.slow, needs_qgis]

OPEN = """
    path, picture = sys.argv[1:3]
    storage = QgsApplication.projectStorageRegistry().projectStorageFromType("geopackage")
    names = storage.listProjects(path)
    project = QgsProject.instance()
    read = project.read(f"geopackage:{path}?projectName={names[0]}")
    root = project.layerTreeRoot()
    layers = {}
    for layer in project.mapLayers().values():
        node = root.findLayer(layer.id())
        fields = layer.fields()
        stage = layer.editorWidgetSetup(fields.indexOf("stage"))
        layers[layer.name()] = {
            "valid": layer.isValid(), "count": layer.featureCount(), "group": node.parent().name(),
            "shown": node.itemVisibilityChecked(), "labels": layer.labelsEnabled(),
            "aliases": [layer.attributeDisplayName(index) for index in range(len(fields))],
            "widget": stage.type(), "values": stage.config().get("map", []), "display": layer.displayExpression(),
            "renderer": layer.renderer().type() if layer.isSpatial() else None,
        }
    points = next(one for one in project.mapLayers().values() if one.name() == "项目（点）")
    feature = next(points.getFeatures())
    context = QgsExpressionContext(QgsExpressionContextUtils.globalProjectLayerScopes(points))
    context.setFeature(feature)
    tip = QgsExpression.replaceExpressionText(points.mapTipTemplate(), context)
    layout = project.layoutManager().layouts()[0]
    settings = QgsLayoutExporter.ImageExportSettings()
    settings.dpi = 72
    done = QgsLayoutExporter(layout).exportToImage(picture, settings)
    answer({"read": read, "names": names, "crs": project.crs().authid(), "title": project.title(), "layers": layers,
            "tip": tip, "layout": layout.name(), "done": int(done)})
"""


def test_the_map_opens_with_everything_a_planner_looks_for(full_atlas, tmp_path):
    path, picture = tmp_path / "青浦.gpkg", tmp_path / "sheet.png"
    write_export(full_atlas, select(full_atlas, Selection()), "gpkg", path)
    found = run_in_qgis(OPEN, path, picture)
    assert found["read"]
    assert found["crs"] == "EPSG:32651"
    layers = found["layers"]
    assert all(layer["valid"] for layer in layers.values())
    counts = {name: layer["count"] for name, layer in layers.items() if name.startswith("项目")}
    assert counts == {
        "项目（点）": 1,
        "项目（线）": 1,
        "项目（面）": 2,
        "项目（只知街镇或分区）": 1,
        "项目（未上图）": 1,
    }
    assert {layer["group"] for layer in layers.values()} == {"项目", "片区", "街镇和区", "底图（示意）", "表"}
    assert not layers["项目（只知街镇或分区）"]["shown"]
    points = layers["项目（点）"]
    assert points["labels"]
    assert points["renderer"] == "categorizedSymbol"
    assert {"名称", "阶段", "原句", "片区"} <= set(points["aliases"])
    assert points["widget"] == "ValueMap"
    assert {"建成": "completed"} in points["values"]
    assert "甲厂建成" in found["tip"]
    assert (found["layout"], found["done"]) == ("A3 横", 0)


def test_the_sheet_shows_marks_zones_legend_and_title(full_atlas, tmp_path):
    path, picture = tmp_path / "plan.gpkg", tmp_path / "sheet.png"
    write_export(full_atlas, select(full_atlas, Selection()), "gpkg", path)
    run_in_qgis(OPEN, path, picture)
    image = Image.open(picture).convert("RGB")
    width, height = image.size
    assert width > height

    def inked(left, top, right, bottom):
        part = image.crop((int(left * width), int(top * height), int(right * width), int(bottom * height)))
        return sum(count for count, colour in part.getcolors(1 << 24) if min(colour) < 160)

    assert inked(0.02, 0.02, 0.5, 0.08) > 200, "title"
    assert inked(0.79, 0.08, 1.0, 0.6) > 500, "legend"
    assert inked(0.03, 0.1, 0.77, 0.9) > 500, "map"
    assert inked(0.79, 0.85, 1.0, 0.93) > 20, "scale bar"


def test_a_hostile_quote_stays_text_in_a_map_tip(make_atlas, make_event, tmp_path):
    hostile = "甲厂<img src=x onerror=alert(1)>&[% 1 + 1 %]"
    atlas = make_atlas((make_event(quote=hostile),))
    path = tmp_path / "plan.gpkg"
    write_export(atlas, select(atlas, Selection()), "gpkg", path)
    tip = run_in_qgis(OPEN, path, tmp_path / "sheet.png")["tip"]
    assert "<img" not in tip
    assert "&lt;img src=x" in tip
    assert "[% 1 + 1 %]" in tip


def test_a_layer_added_without_the_map_has_its_style_and_names(full_atlas, tmp_path):
    path = tmp_path / "plan.gpkg"
    write_export(full_atlas, select(full_atlas, Selection()), "gpkg", path)
    script = """
        layer = QgsVectorLayer(sys.argv[1] + "|layername=projects_lines", "lines", "ogr")
        answer({"renderer": layer.renderer().type(), "labels": layer.labelsEnabled(),
                "names": [layer.attributeDisplayName(i) for i in range(len(layer.fields()))],
                "categories": [one.label() for one in layer.renderer().categories()]})
    """
    found = run_in_qgis(script, path)
    assert (found["renderer"], found["labels"]) == ("categorizedSymbol", True)
    assert "原句" in found["names"]
    assert found["categories"][-1] == "未见进展报告"


def test_geojson_tables_are_whole_in_qgis_and_a_file_saved_again_has_not_changed(full_atlas, tmp_path):
    selected = select(full_atlas, Selection(as_of=2026))
    figures, projects = tmp_path / "figures.geojson", tmp_path / "projects.geojson"
    write_export(full_atlas, selected, "geojson", figures, table="indicators")
    write_export(full_atlas, selected, "geojson", projects)
    script = """
        figures, projects, again = sys.argv[1:4]
        layer = QgsVectorLayer(figures, "figures", "ogr")
        periods = [str(one["period"]) for one in layer.getFeatures()]
        whole = QgsVectorLayer(projects + "|geometrytype=Polygon", "areas", "ogr")
        options = QgsVectorFileWriter.SaveVectorOptions()
        options.driverName = "GeoJSON"
        done = QgsVectorFileWriter.writeAsVectorFormatV3(whole, again, project.transformContext()
            if "project" in dir() else QgsCoordinateTransformContext(), options)
        answer({"periods": periods, "count": whole.featureCount(), "done": int(done[0])})
    """
    found = run_in_qgis(script, figures, projects, tmp_path / "again.geojson")
    assert sorted(found["periods"]) == ["2021-2025", "2024"]
    assert found["done"] == 0
    said = list(diff_lines(projects, tmp_path / "again.geojson"))
    # Only the areas were saved: the others are gone, and none that is left has changed.
    summary = next(line for line in said if line.startswith("项目"))
    assert "新增 0" in summary
    assert "变化 0" in summary
