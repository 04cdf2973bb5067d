"""KMZ: every project once, in folders by stage, with marks of its own and texts that stay texts."""

import io
import shutil
import subprocess
import xml.etree.ElementTree as ET
import zipfile

import pytest
from PIL import Image
from shapely.geometry import MultiPoint, Point, Polygon

from mapapp.contracts import Modality, Placement, Precision, Stage
from mapapp.exports import export_bytes, write_export
from mapapp.exports.kml import mark_png
from mapapp.exports.stage_marks import NO_STAGE_MARK, STAGE_MARKS
from mapapp.selection import Selection, select

KML = {"k": "http://www.opengis.net/kml/2.2"}


def document(atlas, selection=None):
    raw = export_bytes(atlas, select(atlas, selection or Selection()), "kml")
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        return ET.fromstring(archive.read("doc.kml")).find("k:Document", KML), archive.namelist()


def folders(root):
    return {
        folder.findtext("k:name", namespaces=KML): [
            mark.findtext("k:name", namespaces=KML) for mark in folder.findall("k:Placemark", KML)
        ]
        for folder in root.findall("k:Folder", KML)
    }


def test_every_project_lies_in_one_folder(full_atlas):
    root, _ = document(full_atlas)
    found = folders(root)
    assert found["片区"] == ["青西", "示范区"]
    assert found["项目：开工"] == ["乙线", "丙园", "己馆"]
    assert found["项目：建成"] == ["甲厂"]
    assert found["项目：只知所在街镇或分区（图形是该区域的轮廓）"] == ["丁校"]
    assert found["项目：未上图"] == ["戊桥"]
    assert sum(map(len, found.values())) == 2 + 6


def test_what_is_known_only_to_a_town_is_not_switched_on_and_what_is_unplaced_has_no_point(full_atlas):
    root, _ = document(full_atlas)
    for folder in root.findall("k:Folder", KML):
        name = folder.findtext("k:name", namespaces=KML)
        off = "只知" in name or "未上图" in name
        assert folder.findtext("k:visibility", namespaces=KML) == ("0" if off else "1")
        for placemark in folder.findall("k:Placemark", KML):
            assert (placemark.findtext("k:visibility", namespaces=KML) == "0") is off
            drawn = {child.tag.split("}")[1] for child in placemark} & {
                "Point",
                "LineString",
                "Polygon",
                "MultiGeometry",
            }
            assert bool(drawn) is ("未上图" not in name)


def test_a_balloon_says_stage_year_quote_and_document_in_plain_text(make_atlas, make_event):
    hostile = "甲厂</description><script>alert(1)</script>]]>&lt;"
    root, _ = document(make_atlas((make_event(name=hostile, quote=hostile + "\x01\uffff"),)))
    placemark = root.findall("k:Folder/k:Placemark", KML)[-1]
    assert placemark.findtext("k:name", namespaces=KML) == hostile
    said = placemark.findtext("k:description", namespaces=KML)
    assert "开工（2024）" in said
    assert hostile in said
    assert "900-文件900" in said
    assert not [one for one in root.iter() if one.tag.endswith("script")]


def test_a_project_without_a_stage_says_so_and_has_its_style(make_atlas, make_event):
    root, _ = document(make_atlas((make_event(modality=Modality.PLANNED, year=2026),)))
    placemark = root.findall("k:Folder/k:Placemark", KML)[-1]
    assert placemark.findtext("k:styleUrl", namespaces=KML) == "#stage-none"
    assert placemark.findtext("k:description", namespaces=KML).startswith("未见进展报告")


def test_every_style_that_is_used_is_there_with_its_picture(full_atlas):
    root, names = document(full_atlas)
    styles = {f"#{style.get('id')}" for style in root.findall("k:Style", KML)}
    used = {one.text for one in root.iter("{http://www.opengis.net/kml/2.2}styleUrl")}
    assert used <= styles
    pictures = {one.text for one in root.iter("{http://www.opengis.net/kml/2.2}href")}
    assert pictures <= set(names)
    assert len(pictures) == len(Stage) + 1


def test_properties_keep_their_names_for_programs_and_for_people(full_atlas):
    root, _ = document(full_atlas)
    data = {
        one.get("name"): (one.findtext("k:displayName", namespaces=KML), one.findtext("k:value", namespaces=KML))
        for one in root.findall("k:Folder/k:Placemark", KML)[2].iter("{http://www.opengis.net/kml/2.2}Data")
    }
    assert data["placement_precision_term"] == ("落图精度", "线路")
    assert data["certain"] == ("无疑", "是")


def test_holes_parts_and_points_are_written_with_longitude_first(make_atlas, make_event):
    holed = Polygon([(121, 31), (122, 31), (122, 32), (121, 32)], [[(121.4, 31.4), (121.4, 31.6), (121.6, 31.6)]])
    places = [
        Placement("p1", Precision.AREA, holed, 50.0, ""),
        Placement("p2", Precision.SITE, MultiPoint([(121.1, 31.1), (121.2, 31.2)]), 50.0, ""),
        Placement("p3", Precision.SITE, Point(121.123456789, 31.1), 50.0, ""),
    ]
    events = (make_event(), make_event("e2", "乙", "p2"), make_event("e3", "丙", "p3"))
    root, _ = document(make_atlas(events, placements=places))
    marks = {one.findtext("k:name", namespaces=KML): one for one in root.findall("k:Folder/k:Placemark", KML)}
    assert len(marks["甲厂"].findall(".//k:innerBoundaryIs", KML)) == 1
    assert len(marks["乙"].findall("k:MultiGeometry/k:Point", KML)) == 2
    assert marks["丙"].findtext("k:Point/k:coordinates", namespaces=KML) == "121.123457,31.1"


def test_a_file_called_kml_is_plain_kml(full_atlas, tmp_path):
    path = tmp_path / "plan.KML"
    write_export(full_atlas, select(full_atlas, Selection()), "kml", path)
    root = ET.parse(path).getroot()
    assert root.tag.endswith("}kml")
    assert not list(root.iter("{http://www.opengis.net/kml/2.2}href"))


def test_marks_look_different_from_one_another_and_show_on_white():
    pictures = [mark_png(mark) for mark in STAGE_MARKS.values()] + [mark_png(NO_STAGE_MARK, known=False)]
    assert len(set(pictures)) == len(pictures)
    for raw in pictures:
        image = Image.open(io.BytesIO(raw)).convert("RGBA")
        paper = Image.new("RGBA", image.size, "#ffffff")
        paper.alpha_composite(image)
        grey = (
            paper.convert("L").get_flattened_data()
            if hasattr(paper, "get_flattened_data")
            else paper.convert("L").getdata()
        )
        dark = sum(value < 200 for value in grey)
        assert dark > 200


@pytest.mark.skipif(shutil.which("ogrinfo") is None, reason="ogrinfo (apt: gdal-bin) is not installed")
def test_gdal_reads_it_as_layers(full_atlas, tmp_path):
    path = tmp_path / "plan.kmz"
    write_export(full_atlas, select(full_atlas, Selection()), "kml", path)
    told = subprocess.run(["ogrinfo", "-ro", "-al", path], capture_output=True, text=True, check=True).stdout
    assert "项目：建成" in told
    assert "project_id (String) = p1" in told
    assert "POINT (121.005 31.105)" in told
