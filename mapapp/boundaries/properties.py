"""The properties every drawn feature must carry: id, name, kind, datum, accuracy_m, basis, and the right types."""

from __future__ import annotations

from typing import Any

from mapapp.boundaries import boundary_problems as findings
from mapapp.boundaries.coordinates import is_number
from mapapp.boundaries.read_geojson import RawFeature
from mapapp.contracts.atlas import Problem

REQUIRED_TEXTS = ("id", "name", "kind", "datum", "basis")
LAYER_TEXTS = {"zones": ("zone_id",), "towns": ("town", "district"), "districts": ("district",), "placed": ("source",)}
WGS84_NAMES = ("WGS 84", "WGS84", "WGS-84", "EPSG:4326")
# The keys under which other people's files keep the name, in the order they are believed.
NAME_KEYS = ("name", "NAME", "Name", "名称", "zone_id", "town", "XZQMC", "district")
# Worse than this and a drawing says nothing about a place: the widest town is some 20 km across.
WORST_ACCURACY_M = 20_000.0

_WHAT_TO_WRITE = {
    "id": "写一个全目录唯一的短名",
    "name": "写图上显示的名称",
    "kind": "写类别，例如 镇、街道、站点、公路",
    "datum": "写坐标基准；本目录一律 WGS 84",
    "basis": "写依据：照什么画的，哪一段不确定",
    "zone_id": "写分区编号，例如 青西",
    "town": "写街镇全名",
    "source": "写核实来源：凭什么知道在这里",
    "district": "写所在区，例如 青浦区",
}


def examine_properties(feature: RawFeature, layer: str) -> tuple[Problem, ...]:
    """Check one feature's properties for its layer: present, of the right type, on the right datum."""
    found: list[Problem] = []
    for key in (*REQUIRED_TEXTS, *LAYER_TEXTS.get(layer, ())):
        value = feature.properties.get(key)
        if key == "id" and layer == "zones" and (value is None or value == ""):
            # A zone is known by its zone_id; a lost id must not cost the whole zone.
            message = "缺少属性 id（有些软件存盘时会丢），分区按 zone_id 认"
            found.append(findings.warning("missing-property", feature.place, message, _WHAT_TO_WRITE[key]))
            continue
        if value is None or (isinstance(value, str) and not value.strip()):
            found.append(findings.error("missing-property", feature.place, f"缺少属性 {key}", _WHAT_TO_WRITE[key]))
        elif not isinstance(value, str):
            found.append(
                findings.error(
                    "property-type", feature.place, f"属性 {key} 不是文字：{value!r:.40}", _WHAT_TO_WRITE[key]
                )
            )
    datum = feature.properties.get("datum")
    if isinstance(datum, str) and datum.strip() and datum.strip() not in WGS84_NAMES:
        message = f"坐标基准写着“{datum}”，本图只用 WGS 84（GCJ-02 在此地偏约 485 米）"
        found.append(findings.error("datum", feature.place, message, "先转成 WGS 84，再把 datum 改成 WGS 84"))
    found.extend(_examine_accuracy(feature))
    for key in ("aliases", "towns"):
        value = feature.properties.get(key)
        if value is not None and not (isinstance(value, list) and all(isinstance(item, str) for item in value)):
            found.append(
                findings.error(
                    "property-type", feature.place, f"属性 {key} 不是文字的列表", '写成 ["…", "…"]，没有就写 []'
                )
            )
    return tuple(found)


def _examine_accuracy(feature: RawFeature) -> list[Problem]:
    value = feature.properties.get("accuracy_m")
    if value is None:
        return [findings.error("missing-property", feature.place, "缺少属性 accuracy_m", "写可能偏差的米数，例如 150")]
    if not is_number(value) or not 0 < value <= WORST_ACCURACY_M:
        return [
            findings.error(
                "property-type",
                feature.place,
                f"accuracy_m 不是合理的米数：{value!r:.40}",
                f"写大于 0、不超过 {WORST_ACCURACY_M:.0f} 的数",
            )
        ]
    return []


def read_text(properties: dict[str, Any], key: str) -> str:
    """Return a text property without its outer blanks; "" when absent or not text."""
    value = properties.get(key)
    return value.strip() if isinstance(value, str) else ""


def read_name(properties: dict[str, Any]) -> str:
    """Return the name a feature of somebody else's file goes by, whatever the key is called; "" when none is text."""
    return next((text for key in NAME_KEYS if (text := read_text(properties, key))), "")


def read_texts(properties: dict[str, Any], key: str) -> tuple[str, ...]:
    """Return a list-of-texts property without blanks and empty items; () when absent."""
    value = properties.get(key)
    if not isinstance(value, list):
        return ()
    return tuple(item.strip() for item in value if isinstance(item, str) and item.strip())


def read_number(properties: dict[str, Any], key: str) -> float:
    """Return a number property that `examine_properties` has accepted; 0.0 when absent."""
    value = properties.get(key)
    return float(value) if is_number(value) else 0.0  # type: ignore[arg-type]
