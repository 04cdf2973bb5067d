"""What a file says of itself: version, as of when, filtered how, from which documents, under which licence."""

from __future__ import annotations

import json
from collections.abc import Iterable

from mapapp.contracts import Atlas, Selected
from mapapp.exports.dictionary import dictionary_rows
from mapapp.exports.flat_columns import flat_dictionary_rows
from mapapp.exports.geojson import bbox_of
from mapapp.exports.rows import Row
from mapapp.exports.tables import TABLES, count_rows
from mapapp.open_workspace import active

CREDIT = "项目与指标摘自所列公开文件；边界为手绘示意，非法定界线；部分走向参照 © OpenStreetMap contributors (ODbL)"
VERDICTS = (
    "判定只由两端有原句的区间和承诺年份得出，未提不作证据。"
    "已发生：用全部文件来核，早年的承诺也看后来的文件；当时承诺：只用截至那一年的文件，不知道后来的事"
)
WITHIN = (
    "筛选中的 within 是一个范围，角写成“经度_纬度”（WGS 84）：项目的点、线、面碰到它即算；只知街镇或片区的，看图上计数处是否在内；"
    "没有位置或只知区的不算，个数见 nowhere"
)
LICENCE = "原文著作权归发布机关；摘录仅供规划研究引用。手绘边界按 ODbL 提供"


def about(atlas: Atlas, selected: Selected, *tables: str, nested: bool = False) -> Row:
    """Describe a selection's file: everything needed to answer "says who, as of when, filtered how".

    `tables` are those the file holds; their fields, flat or `nested`, are explained in `fields`, the whole in `dataset`
    (schema.org).
    """
    explain = dictionary_rows if nested else flat_dictionary_rows
    return {
        "title": active().title,
        "version": atlas.version,
        "tables": {name: count_rows(atlas, selected, name) for name in tables},
        "as_of": selected.as_of,
        "clock": selected.clock.value,
        "clock_term": selected.clock.term,
        "filters": dict(selected.filters),
        "mapped": selected.mapped,
        "unmapped": selected.unmapped,
        "total": selected.total,
        **({"nowhere": selected.nowhere, "within": WITHIN} if "within" in dict(selected.filters) else {}),
        "datum": "WGS 84 (EPSG:4326, lon/lat)",
        "boundaries": "示意边界，非法定",
        "verdicts": VERDICTS,
        "licence": LICENCE,
        "credit": CREDIT,
        "documents": [
            {
                "doc": document.named_id,
                "title": document.title,
                "issued": document.issued,
                "sha256": document.sha256,
                **({"recognised_pages": pages} if (pages := document.recognised_pages) else {}),
            }
            for document in atlas.documents
        ],
        "fields": explain(*(TABLES[name].entry for name in tables)) if tables else [],
        "dataset": dataset(atlas, selected),
    }


def filters_phrase(filters: Iterable[tuple[str, str]]) -> str:
    """Return filters in one phrase for people; an area by its corners only, which stand in full in `filters`.

    >>> filters_phrase([("zone", "青西"), ("within", "121_31~121.1_31~121.1_31.1")])
    'zone=青西；within=3 个角的范围'
    """
    return "；".join(
        f"{key}={value.count('_')} 个角的范围" if key == "within" else f"{key}={value}" for key, value in filters
    )


def about_lines(described: Row) -> list[tuple[str, str]]:
    """Lay the description out as (term, text) lines for a sheet or a metadata table; `fields` stand apart there."""
    lines = [
        ("标题", described["title"]),
        ("版本", described["version"]),
        ("截至", str(described["as_of"])),
        ("时钟", described["clock_term"]),
        ("筛选", "；".join(f"{key}={value}" for key, value in described["filters"].items()) or "无"),
        ("已上图", str(described["mapped"])),
        ("未上图", str(described["unmapped"])),
        ("共", str(described["total"])),
        *([("没有位置", str(described["nowhere"])), ("范围", WITHIN)] if "within" in described else []),
        ("坐标", described["datum"]),
        ("边界", described["boundaries"]),
        ("兑现判定", described["verdicts"]),
        ("许可", described["licence"]),
        ("出处", described["credit"]),
    ]
    lines += [("行数：" + TABLES[name].term, str(count)) for name, count in described["tables"].items()]
    lines += [
        (
            f"文件 {document['doc']}",
            f"{document['title']}（{document['issued']}），SHA-256 {document['sha256']}"
            + (f"，识别 {len(document['recognised_pages'])} 页" if "recognised_pages" in document else ""),
        )
        for document in described["documents"]
    ]
    lines.append(("schema.org", json.dumps(described["dataset"], ensure_ascii=False)))
    return lines


def dataset(atlas: Atlas, selected: Selected) -> Row:
    """Describe the file as a schema.org Dataset, the form catalogues and search engines read."""
    years = [document.year for document in atlas.documents if document.year is not None]
    box = bbox_of(zone.geometry for zone in atlas.geodata.zones)
    found: Row = {
        "@context": "https://schema.org/",
        "@type": "Dataset",
        "name": active().title,
        "description": f"规划文件中的项目、进展、承诺与指标，每条附原句；截至{selected.as_of}年（{selected.clock.term}）。",
        "version": atlas.version,
        "inLanguage": "zh-CN",
        "license": LICENCE,
        "creditText": CREDIT,
        "temporalCoverage": f"{min(years)}/{max(years)}" if years else "",
        "isBasedOn": [
            {
                "@type": "CreativeWork",
                "name": document.title,
                "datePublished": document.issued,
                "identifier": f"sha256:{document.sha256}",
            }
            for document in atlas.documents
        ],
    }
    if box is not None:
        west, south, east, north = box
        # schema.org writes a box as latitude longitude, south-west corner first.
        shape = {"@type": "GeoShape", "box": f"{south} {west} {north} {east}"}
        found["spatialCoverage"] = {"@type": "Place", "name": active().place, "geo": shape}
    return found
