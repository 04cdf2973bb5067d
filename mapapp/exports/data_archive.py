"""One archive that can be handed on: data in three forms, the dictionary, the sources with every quote, a README.

| file | holds |
|---|---|
| README.txt | what it is, as of when, filtered how, how to cite it |
| data/*.geojson, data/*.csv | every table; tables without places as CSV only |
| data/mapapp.gpkg, data/mapapp.qgz | every table, and the QGIS map of them |
| dictionary.md, dictionary.csv, schema/*.json | what every field means |
| sources/documents.csv, sources/quotes.csv | the documents with their SHA-256, and the quote of every record |
| about.json | the description for programs |
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from mapapp.exports.archives import fixed_zip
from mapapp.exports.dictionary import data_dictionary
from mapapp.exports.dictionary_page import dictionary_markdown
from mapapp.exports.flat_columns import flat_dictionary_rows, flat_schema
from mapapp.exports.geojson import dumps
from mapapp.exports.job import ExportJob
from mapapp.exports.metadata import CREDIT, LICENCE, about, about_lines, filters_phrase
from mapapp.exports.qgis_project import project_qgz
from mapapp.exports.tables import PLACED_TABLES, TABLES, table_rows
from mapapp.exports.text_files import table_csv
from mapapp.geometry.measure import metric_epsg
from mapapp.open_workspace import active

Writer = Callable[[ExportJob], Iterable[bytes]]


def archive_pieces(job: ExportJob, *, geojson: Writer, csv: Writer, geopackage: Writer) -> Iterator[bytes]:
    """Return the archive, byte-identical for the same selection; the writers are those of the single formats."""
    entries = [("README.txt", readme(job).encode("utf-8"))]
    for name in TABLES:
        table = replace(job.of(name), progress=None)
        if name in PLACED_TABLES:
            entries.append((f"data/{name}.geojson", b"".join(geojson(table))))
        entries.append((f"data/{name}.csv", b"".join(csv(table))))
    package = replace(job, file_name="mapapp.gpkg")
    entries.append(("data/mapapp.gpkg", b"".join(geopackage(package))))
    entries.append(("data/mapapp.qgz", project_qgz(package, "mapapp.gpkg", metric_epsg())))
    entries.append(("dictionary.md", dictionary_markdown().encode("utf-8")))
    entries.append(("dictionary.csv", _dictionary()))
    for kind in TABLES.values():
        text = json.dumps(flat_schema(data_dictionary()[kind.entry]), ensure_ascii=False, indent=1)
        entries.append((f"schema/{kind.entry}.json", text.encode("utf-8")))
    entries.append(("sources/documents.csv", b"".join(csv(job.of("sources")))))
    entries.append(("sources/quotes.csv", _quotes(job)))
    described = about(job.atlas, job.selected, *TABLES)
    entries.append(("about.json", (dumps(described) + "\n").encode("utf-8")))
    yield fixed_zip(entries)


def readme(job: ExportJob) -> str:
    """Return the text a person reads first; the date is that of the data, not of the writing."""
    selected = job.selected
    described = about(job.atlas, selected, *TABLES)
    issued = max((document.issued for document in job.atlas.documents), default="不明")
    lines = [f"{term}：{text}" for term, text in about_lines(described) if term not in {"标题", "schema.org"}]
    clock = f"截至{selected.as_of}年（{selected.clock.term}）"
    filters = filters_phrase(selected.filters) or "全部"
    return "\n".join(
        [
            active().title,
            "",
            *lines,
            f"日期：数据{clock}；所据文件最新一份印发于 {issued}",
            "",
            "里面有什么",
            "  data/          每张表：GeoJSON（有位置的）、CSV、GeoPackage；双击 mapapp.qgz 在 QGIS 里打开地图",
            "  dictionary.*   每个字段的含义；schema/ 是给程序核对用的 JSON Schema",
            "  sources/       所据文件（含 SHA-256）和每条记录的原句",
            "  about.json     本说明，给程序读",
            "",
            "怎么引用",
            f"  {active().title}，{clock}，筛选：{filters}，版本 {job.atlas.version}。{CREDIT}。",
            f"  {LICENCE}。",
            "",
        ]
    )


def _dictionary() -> bytes:
    """Return the flat dictionary as CSV."""
    rows = flat_dictionary_rows(*(kind.entry for kind in TABLES.values()))
    return table_csv([list(rows[0]), *(list(row.values()) for row in rows)])


def _quotes(job: ExportJob) -> bytes:
    """Return the quote of every event and figure with the place it stands at: document, start, end."""
    lines = [["table", "id", "name", "doc", "start", "end", "quote"]]
    for name in ("events", "indicators"):
        key = TABLES[name].key
        for row in table_rows(job.atlas, job.selected, name):
            place = [row["doc"], str(row["start"]), str(row["end"]), row["quote"]]
            lines.append([name, row[key], row["name"], *place])
    return table_csv(lines)
