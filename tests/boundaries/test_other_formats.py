"""Boundary files of other programs: the same outlines and properties come back, and what a format costs is said."""

import json
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import geopandas as gpd
import pytest
import shapely

from mapapp.boundaries import check_geodata, convert_to_wgs84, write_repaired
from mapapp.boundaries.check import check_file
from mapapp.boundaries.load import load_what_is_usable
from mapapp.boundaries.other_formats import as_geojson, other_format, restored_properties
from mapapp.boundaries.read_geojson import read_geojson
from mapapp.contracts.vocabulary import Severity
from mapapp.errors import GeodataError
from tests.programs.qgis import needs_qgis, run_in_qgis

SHIPPED = Path(__file__).parents[2] / "geodata" / "zones.geojson"


def errors(problems):
    return [problem for problem in problems if problem.severity is Severity.ERROR]


def shipped_frame():
    """Return the shipped zones as people's programs hold them: lists as texts, the id a column."""
    collection = json.loads(SHIPPED.read_text(encoding="utf-8"))
    rows = []
    for feature in collection["features"]:
        row = dict(feature["properties"])
        row["towns"] = ",".join(row.get("towns", ()))
        rows.append(row)
    shapes = [shapely.from_geojson(json.dumps(feature["geometry"])) for feature in collection["features"]]
    return gpd.GeoDataFrame(rows, geometry=shapes, crs=4326)


def saved(folder, suffix, epsg=4326, **options):
    path = folder / f"edited{suffix}"
    shipped_frame().to_crs(epsg).to_file(path, **options)
    return path


def same_as_shipped(raw):
    """Whether features are the shipped zones: ids, names, lists, numbers, and outlines within 20 cm."""
    wanted = {one.properties["zone_id"]: one for one in read_geojson(SHIPPED).features}
    assert {one.properties.get("zone_id") for one in raw.features} == set(wanted)
    for one in raw.features:
        shipped = wanted[one.properties["zone_id"]]
        for key in ("id", "name", "kind", "datum"):
            assert one.properties[key] == shipped.properties[key], key
        assert one.properties["accuracy_m"] == shipped.properties["accuracy_m"]
        assert one.properties.get("towns", []) == shipped.properties.get("towns", [])
        mine, theirs = (shapely.from_geojson(json.dumps(each.geometry)) for each in (one, shipped))
        assert shapely.hausdorff_distance(mine, theirs) < 2e-6


FORMATS = [(".gpkg", "GeoPackage"), (".shp", "Shapefile"), (".fgb", "FlatGeobuf"), (".gml", "GML"), (".kml", "KML")]


@pytest.mark.parametrize(("suffix", "name"), FORMATS)
def test_a_format_is_known_by_its_first_bytes_and_not_by_its_suffix(tmp_path, suffix, name):
    options = {"driver": "LIBKML"} if suffix == ".kml" else {}
    path = saved(tmp_path, suffix, **options)
    assert other_format(path) == name
    shutil.copyfile(path, tmp_path / "unknown")
    assert other_format(tmp_path / "unknown") == name


@pytest.mark.parametrize("content", [b"", b"{}", b"<html><body>kml</body></html>", b"GIF89a", b"\xff\xfe{"])
def test_other_things_are_no_boundary_format(tmp_path, content):
    path = tmp_path / "x.gpkg"
    path.write_bytes(content)
    assert other_format(path) is None


@pytest.mark.parametrize("epsg", [4326, 4490, 4549, 32651, 3857, 4528])
@pytest.mark.parametrize("suffix", [".gpkg", ".fgb"])
def test_zones_come_back_from_every_system(tmp_path, suffix, epsg):
    raw = read_geojson(saved(tmp_path, suffix, epsg))
    assert not errors(raw.problems)
    same_as_shipped(raw)


@pytest.mark.parametrize("epsg", [4490, 4549, 32651])
def test_geojson_that_states_its_system_is_read_in_it(tmp_path, epsg):
    path = saved(tmp_path, ".geojson", epsg, driver="GeoJSON", RFC7946="NO")
    assert str(epsg) in path.read_text(encoding="utf-8")
    raw = read_geojson(path)
    assert not errors(raw.problems)
    same_as_shipped(raw)


def test_kml_and_kmz_give_name_and_id_back(tmp_path):
    path = saved(tmp_path, ".kml", driver="LIBKML")
    same_as_shipped(read_geojson(path))
    with zipfile.ZipFile(tmp_path / "edited.kmz", "w") as archive:
        archive.write(path, "doc.kml")
    same_as_shipped(read_geojson(tmp_path / "edited.kmz"))


def test_a_shapefile_alone_or_in_a_zip_is_read_and_says_what_it_cut(tmp_path):
    path = saved(tmp_path, ".shp", encoding="UTF-8")
    raw = read_geojson(path)
    same_as_shipped(raw)
    assert any("截短" in problem.message for problem in raw.problems)
    archive = tmp_path / "edited.zip"
    with zipfile.ZipFile(archive, "w") as packed:
        for part in tmp_path.glob("edited.*"):
            if part.suffix != ".zip":
                packed.write(part, f"folder/{part.name}")
    same_as_shipped(read_geojson(archive))


def test_a_shapefile_in_gbk_without_saying_so_is_read(tmp_path):
    path = saved(tmp_path, ".shp", encoding="GBK")
    path.with_suffix(".cpg").unlink()
    names = {one.properties["name"] for one in read_geojson(path).features}
    assert "青西" in names


@pytest.mark.parametrize(
    ("encoding", "stated"),
    [
        ("UTF-8", "ISO-8859-1"),
        ("UTF-8", "system"),
        ("UTF-8", None),
        ("GBK", "UTF-8"),
        ("GBK", "ISO-8859-1"),
        ("GBK", "OEM 936"),
        ("GB18030", "GB2312"),
        ("BIG5", "BIG5"),
        ("BIG5", "ANSI 950"),
    ],
)
def test_texts_of_a_shapefile_are_read_whatever_is_said_of_them(tmp_path, encoding, stated):
    frame = gpd.GeoDataFrame(
        # Taking three bytes off the second would leave a third of a character.
        {"id": ["a", "b"], "name": ["中山東路", "路" * 84 + "ab"], "basis": ["圖", "x"]},
        geometry=[shapely.box(121.1, 31.1, 121.2, 31.2)] * 2,
        crs=4326,
    )
    frame.to_file(tmp_path / "edited.shp", encoding=encoding)
    (tmp_path / "edited.cpg").unlink()
    if stated is not None:
        (tmp_path / "edited.CPG").write_text(stated)
    names = [one.properties["name"] for one in read_geojson(tmp_path / "edited.shp").features]
    assert names == ["中山東路", "路" * 84 + "ab"]


def zipped(path, members, **options):
    with zipfile.ZipFile(path, "w", **options) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return path


def shape_files(tmp_path):
    """Return the files of a Shapefile by their endings."""
    path = saved(tmp_path, ".shp")
    return {one.suffix: one.read_bytes() for one in tmp_path.glob(f"{path.stem}.*")}


def test_a_zip_made_on_a_mac_or_with_folders_inside_is_read(tmp_path):
    files = shape_files(tmp_path)
    mac = {f"片区{end}": data for end, data in files.items()}
    mac |= {f"__MACOSX/._片区{end}": b"\0\5\x16\7" for end in files}
    same_as_shipped(read_geojson(zipped(tmp_path / "mac.zip", mac)))
    upper = {f"成果/边界/ZONES{end.upper()}": data for end, data in files.items()}
    same_as_shipped(read_geojson(zipped(tmp_path / "upper.zip", upper)))


def test_of_two_folders_in_a_zip_no_file_takes_the_place_of_the_others(tmp_path):
    files = shape_files(tmp_path)
    both = {f"{folder}/{name}{end}": data for folder, name in (("新", "a"), ("旧", "a")) for end, data in files.items()}
    (problem,) = errors(check_file(zipped(tmp_path / "two.zip", both)))
    assert "2 个图层" in problem.message
    one = {**both, **{f"zones{end}": data for end, data in files.items()}}
    same_as_shipped(read_geojson(zipped(tmp_path / "one.zip", one)))


def test_a_damaged_or_locked_zip_is_refused_and_never_a_fault(tmp_path):
    files = {f"zones{end}": data for end, data in shape_files(tmp_path).items()}
    data = bytearray(zipped(tmp_path / "sound.zip", files).read_bytes())
    at = data.find(b"zones.shp") + 300
    data[at : at + 8] = b"\xff" * 8
    (tmp_path / "damaged.zip").write_bytes(data)
    (problem,) = errors(check_file(tmp_path / "damaged.zip"))
    assert "压缩包损坏" in problem.message + problem.remedy
    locked = bytearray((tmp_path / "sound.zip").read_bytes())
    # Bit 0 of the flags, in each head and in the list at the end, says that a file is encrypted.
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        found = locked.find(mark)
        while found >= 0:
            locked[found + offset] |= 1
            found = locked.find(mark, found + 4)
    (tmp_path / "locked.zip").write_bytes(locked)
    (problem,) = errors(check_file(tmp_path / "locked.zip"))
    assert "密码" in problem.message + problem.remedy


def test_a_shapefile_without_its_other_files_is_refused_with_what_is_missing(tmp_path):
    path = saved(tmp_path, ".shp")
    lone = tmp_path / "lone"
    lone.mkdir()
    shutil.copyfile(path, lone / "zones.shp")
    (problem,) = errors(check_file(lone / "zones.shp"))
    assert ".dbf" in problem.message + problem.remedy


def test_a_datum_without_published_parameters_is_refused(tmp_path):
    path = tmp_path / "old.gpkg"
    shipped_frame().set_crs(4610, allow_override=True).to_file(path)
    (problem,) = errors(check_file(path))
    assert "参数没有公开" in problem.message
    assert "QGIS" in problem.remedy


def test_of_several_layers_the_one_called_like_ours_is_read(tmp_path):
    path = tmp_path / "many.gpkg"
    shipped_frame().to_file(path, layer="zones")
    shipped_frame().head(1).to_file(path, layer="other")
    same_as_shipped(read_geojson(path))
    unclear = tmp_path / "unclear.gpkg"
    for layer in ("a", "b"):
        shipped_frame().head(1).to_file(unclear, layer=layer)
    (problem,) = errors(check_file(unclear))
    assert "a、b" in problem.message


@pytest.mark.parametrize(
    "content", [b"SQLite format 3\x00", b"fgb\x03fgb\x00", b"<?xml version='1.0'?><kml", b"\x00\x00\x27\x0a"]
)
def test_a_broken_file_is_refused_and_never_a_fault(tmp_path, content):
    path = tmp_path / "broken.bin"
    path.write_bytes(content + b"\x00" * 50)
    with pytest.raises(GeodataError, match="broken"):
        as_geojson(path)
    assert errors(check_file(path))


@pytest.mark.parametrize("kind", ["cut", "head", "other"])
def test_a_zip_without_a_map_in_it_is_told_as_a_zip_and_not_as_a_text(tmp_path, kind):
    path = zipped(tmp_path / "a.zip", {f"zones{end}": data for end, data in shape_files(tmp_path).items()})
    if kind == "cut":
        path.write_bytes(path.read_bytes()[:5_000])
    elif kind == "head":
        path.write_bytes(b"PK\x03\x04broken")
    else:
        zipped(path, {"报告.docx": b"x"})
    (problem,) = errors(check_file(path))
    assert "压缩包" in problem.message and "UTF-8" not in problem.message + problem.remedy
    with pytest.raises(GeodataError, match="压缩包"):
        convert_to_wgs84(path)


def test_layers_may_have_the_chinese_names_people_give_them(tmp_path):
    path = tmp_path / "many.gpkg"
    shipped_frame().to_file(path, layer="片区")
    shipped_frame().head(1).to_file(path, layer="备份")
    same_as_shipped(read_geojson(path))


def test_a_zip_that_unfolds_beyond_measure_is_refused(tmp_path, monkeypatch):
    from mapapp.boundaries import other_formats

    path = tmp_path / "bomb.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.shp", b"\x00" * 2_000_000)
    monkeypatch.setattr(other_formats, "MAX_GEODATA_BYTES", 1_000_000)
    with pytest.raises(GeodataError, match="上限"):
        as_geojson(path)


@pytest.mark.parametrize(
    ("saved_as", "meant"),
    [
        ('["甲","乙"]', ["甲", "乙"]),
        ('[ "甲", "乙" ]', ["甲", "乙"]),
        ("(2:甲,乙)", ["甲", "乙"]),
        ("甲,乙", ["甲", "乙"]),
        ("甲，乙", ["甲", "乙"]),
        ("甲；乙", ["甲", "乙"]),
        ("甲", ["甲"]),
        ("", []),
        (["甲"], ["甲"]),
    ],
)
def test_lists_come_back_from_texts(saved_as, meant):
    assert restored_properties({"towns": saved_as})["towns"] == meant


def test_numbers_and_flags_come_back_from_texts():
    found = restored_properties({"accuracy_m": "500", "uncertain": "1"})
    assert found == {"accuracy_m": 500.0, "uncertain": True}
    assert restored_properties({"accuracy_m": "about"}) == {"accuracy_m": "about"}


def test_an_id_beside_the_properties_is_the_id(tmp_path):
    collection = json.loads(SHIPPED.read_text(encoding="utf-8"))
    for feature in collection["features"]:
        feature["id"] = feature["properties"].pop("id")
    path = tmp_path / "zones.geojson"
    path.write_text(json.dumps(collection, ensure_ascii=False), encoding="utf-8")
    assert not errors(check_file(path))
    same_as_shipped(read_geojson(path))


@pytest.mark.parametrize("layer", ["zones", "towns"])
def test_a_file_that_passes_alone_is_taken_in_the_folder(tmp_path, layer):
    source = SHIPPED.with_name(f"{layer}.geojson")
    collection = json.loads(source.read_text(encoding="utf-8"))
    for feature in collection["features"]:
        feature["properties"].pop("id", None)
        feature.pop("id", None)
    path = tmp_path / f"{layer}.geojson"
    path.write_text(json.dumps(collection, ensure_ascii=False), encoding="utf-8")
    alone = bool(errors(check_file(path)))
    geodata, _ = load_what_is_usable(tmp_path)
    taken = len(geodata.zones) + len(geodata.features)
    assert taken == (0 if alone else len(collection["features"]))
    # A zone is known by its zone_id; a town is not known without its id.
    assert alone is (layer == "towns")


def test_what_lies_in_the_folder_unread_is_told(tmp_path):
    shutil.copyfile(SHIPPED, tmp_path / "zones.geojson")
    saved(tmp_path, ".gpkg")
    told = [problem for problem in check_geodata(tmp_path) if problem.code == "geodata-not-read"]
    assert len(told) == 1
    assert "edited.gpkg" in told[0].where + told[0].remedy


@pytest.mark.parametrize(("suffix", "epsg"), [(".gpkg", 4549), (".gpkg", 4326), (".fgb", 4490)])
def test_datum_writes_the_copy_the_app_reads(tmp_path, suffix, epsg):
    message, copy = convert_to_wgs84(saved(tmp_path, suffix, epsg))
    assert message
    assert copy is not None
    assert copy.name == "edited.wgs84.geojson"
    assert not errors(check_file(copy))
    same_as_shipped(read_geojson(copy))


def test_cgcs2000_does_not_go_in_a_circle_between_check_and_datum(tmp_path):
    path = saved(tmp_path, ".geojson", 4490, driver="GeoJSON", RFC7946="NO")
    assert not errors(check_file(path))
    _, copy = convert_to_wgs84(path)
    assert copy is not None
    assert "crs" not in json.loads(copy.read_text(encoding="utf-8"))
    (fixed,), _ = write_repaired(path)
    assert "crs" not in json.loads(fixed.read_text(encoding="utf-8"))


@pytest.mark.slow
@pytest.mark.parametrize("name", ["edited.gpkg", "edited.kml"])
def test_the_commands_take_them_too(tmp_path, name):
    path = saved(tmp_path, Path(name).suffix, **({"driver": "LIBKML"} if name.endswith("kml") else {}))
    for arguments in (["datum", str(path)], ["check", "--geodata", str(path)]):
        done = subprocess.run([sys.executable, "-m", "mapapp", *arguments], capture_output=True, text=True)
        assert done.returncode == 0, done.stderr


@pytest.mark.slow
@needs_qgis
def test_a_zone_edited_in_qgis_and_saved_in_place_or_in_another_form_is_taken(tmp_path):
    path = tmp_path / "zones.geojson"
    shutil.copyfile(SHIPPED, path)
    script = """
        path, folder = sys.argv[1:3]
        layer = QgsVectorLayer(path, "zones", "ogr")
        layer.startEditing()
        feature = next(one for one in layer.getFeatures() if one["zone_id"] == "青西")
        geometry = feature.geometry()
        geometry.translate(0.001, 0)
        layer.changeGeometry(feature.id(), geometry)
        saved = layer.commitChanges()
        forms = {}
        for driver, suffix in (("GPKG", "gpkg"), ("ESRI Shapefile", "shp"), ("KML", "kml"), ("LIBKML", "kmz"), ("GeoJSON", "geojson")):
            for code in (4326,) if driver in ("KML", "LIBKML") else (4326, 4490, 4549, 32651):
                options = QgsVectorFileWriter.SaveVectorOptions()
                options.driverName = driver
                options.fileEncoding = "UTF-8"
                options.layerOptions = ["RFC7946=NO"] if driver == "GeoJSON" else []
                options.ct = QgsCoordinateTransform(layer.crs(), QgsCoordinateReferenceSystem(f"EPSG:{code}"), QgsProject.instance())
                target = f"{folder}/out{code}.{suffix}"
                forms[target] = int(QgsVectorFileWriter.writeAsVectorFormatV3(layer, target, QgsCoordinateTransformContext(), options)[0])
        answer({"saved": saved, "forms": forms})
    """
    found = run_in_qgis(script, path, tmp_path)
    assert found["saved"]
    assert '"id": "zone-' in path.read_text(encoding="utf-8")
    for file in (path, *(Path(name) for name, code in found["forms"].items() if code == 0)):
        raw = read_geojson(file)
        assert not errors(check_file(file)), file.name
        ids = {one.properties["zone_id"]: one for one in raw.features}
        assert len(ids) == 6, file.name
        assert ids["青西"].properties["id"].startswith("zone-"), file.name
        moved = shapely.from_geojson(json.dumps(ids["青西"].geometry)).bounds[0]
        before = next(one for one in read_geojson(SHIPPED).features if one.properties["zone_id"] == "青西")
        assert moved - shapely.from_geojson(json.dumps(before.geometry)).bounds[0] == pytest.approx(0.001, abs=2e-6)
    assert len(found["forms"]) == 14
