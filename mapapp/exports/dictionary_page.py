"""The data dictionary as a page to read: docs/data-dictionary.md."""

from __future__ import annotations

from mapapp.exports.dictionary import DictionaryTable, data_dictionary, dictionary_rows
from mapapp.exports.flat_columns import COMPARATOR_SIGNS, WKT_COLUMN, columns_of

_HEAD = """# 数据字典

由 `mapapp/exports/dictionary.toml` 生成：`python -m mapapp dictionary > docs/data-dictionary.md`。

- 表里是 JSON Lines（和 `build` 的 .jsonl、`--nested` 的 GeoJSON）的字段：列表是列表，组是组。
- GeoJSON、CSV、XLSX、GeoPackage、Shapefile、GeoParquet 和 HTTP 服务用平的字段：`placement.precision` 写成 `placement_precision`；
  列表成一段文字，用“；”隔开（GeoParquet 仍是列表）；计数按取值各占一列（`stages_none`），没有的写 0。每个字段在所有行里是同一种 JSON 类型，或者为空。
- 代码旁边有中文：`stage` 的旁边是 `stage_term`。有位置的表另有标注点 `lon`、`lat` 和 `point_of`：只知街镇或分区的（`region`），点在该区域里，不是项目的位置。
- CSV 和 XLSX 加 `--wkt` 多一列 `{wkt}`（{wkt_meaning}）；`comparator` 在 CSV 和 XLSX 里写成 {signs}，不以等号开头。
- 坐标一律 WGS 84（EPSG:4326，先经度后纬度）。
"""


def dictionary_markdown() -> str:
    """Return the dictionary as a Markdown page; `docs/data-dictionary.md` is this text."""
    head = _HEAD.format(wkt=WKT_COLUMN.name, wkt_meaning=WKT_COLUMN.meaning, signs=" ".join(COMPARATOR_SIGNS.values()))
    return "\n".join([head, *(_table_text(table) for table in data_dictionary().values())])


def _table_text(table: DictionaryTable) -> str:
    """Return the section of one table: its fields, then the flat columns that are added to them."""
    lines = [
        f"## {table.name} · {table.title}",
        "",
        "| 字段 | 名称 | 类型 | 单位 | 含义 | 取值 |",
        "|---|---|---|---|---|---|",
    ]
    lines += [
        f"| `{row['field']}` | {row['term']} | {row['type']} | {row['unit']} | {row['meaning']} | {row['values']} |"
        for row in dictionary_rows(table.name)
    ]
    fields = {row["field"].replace(".", "_") for row in dictionary_rows(table.name)}
    added = [column for column in columns_of(table.name) if column.name not in fields and column.type != "count"]
    if added:
        lines += ["", "平的字段另有：" + "、".join(f"`{column.name}`（{column.term}）" for column in added) + "。"]
    return "\n".join([*lines, ""])
