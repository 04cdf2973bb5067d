"""Measure the writing of 100,000 synthetic projects, each format in a process of its own.

    python benchmarks/exports.py [--projects 100000] [--runs 3] [--formats geojson,csv,jsonl]

`geopandas` is geopandas' own GeoJSON writer (pyogrio) on the finished frame of the same flat columns; our time runs
from the Atlas to the file, making of the rows included. Seconds are processor time, so that other work on the machine
does not count. Memory is what the peak rises above the level before writing, for geopandas including its frame; it is
read from /proc, so this runs on Linux. Asked: GeoJSON at most 2 times geopandas' time and 1.5 times its memory.
`xlsxwriter` is XlsxWriter alone on the same cells of the same sheets, in constant memory too; XLSX is asked to take at
most 1.5 times as long. The other formats can be named too: parquet, gpkg, shp.
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from shapely.geometry import LineString, Point, Polygon
from shapely.geometry.base import BaseGeometry

from mapapp.contracts import (
    Atlas,
    Document,
    DocumentKind,
    Evidence,
    Geodata,
    Modality,
    Placement,
    Precision,
    Project,
    ProjectEvent,
    Promise,
    Section,
    SectionMode,
    Stage,
    TextView,
    Verdict,
    YearBasis,
    ZoneShare,
)
from mapapp.exports import FORMATS, write_export
from mapapp.selection import Selection, select

TIME_LIMIT, MEMORY_LIMIT = 2.0, 1.5
XLSX_TIME_LIMIT = 1.5
DEFAULT_FORMATS = "geopandas,geojson,csv,jsonl"


def shape_of(number: int) -> tuple[Precision, BaseGeometry]:
    """Return the geometry of a synthetic project: 7 points, 2 lines and 1 area in ten, lon/lat in our area."""
    west, south = 120.9 + (number % 997) * 0.0005, 31.0 + (number % 499) * 0.0005
    if number % 10 < 7:
        return Precision.SITE, Point(west, south)
    if number % 10 < 9:
        return Precision.LINE, LineString([(west + i * 0.00037, south + (i % 3) * 0.00021) for i in range(20)])
    ring = [(west, south), (west + 0.003, south), (west + 0.003, south + 0.002), (west, south + 0.002)]
    return Precision.AREA, Polygon(ring)


def synthetic_atlas(count: int) -> Atlas:
    """Make an Atlas of so many projects, one event and one promise each; the same every time."""
    text = "甲项目结构封顶。" * 10
    view = TextView(text, tuple(range(len(text))))
    section = Section(0, len(text), (), SectionMode.REVIEW, (2024, 2024))
    document = Document(
        "900", "900.txt", "文件", "青浦区", DocumentKind.WORK_REPORT, 2024, "2024", "0" * 64, text, view, (section,)
    )
    stages = list(Stage)
    events, projects, placements, promises = [], [], [], []
    for number in range(count):
        key = f"p{number:06}"
        event = ProjectEvent(
            event_id=f"e{number:06}",
            doc="900",
            start=number,
            end=number + 24,
            quote=f"推进第{number}号项目建设，力争年内结构封顶并投入使用",
            name=f"第{number}号项目一期",
            stage=stages[number % 7],
            modality=Modality.REPORTED,
            year=2024,
            year_basis=YearBasis.SECTION,
            zones=("青西",),
            zone_evidence=Evidence.TEXT,
            places=("朱家角镇",),
            district="青浦区",
            certain=True,
            rule="synthetic",
            confidence=0.875,
            canonical=f"第{number}号项目",
            project_id=key,
        )
        project = Project(
            key,
            event.canonical,
            (event.name,),
            "青浦区",
            ("青西",),
            (Evidence.TEXT,),
            ("朱家角镇",),
            (event.event_id,),
            certain=True,
        )
        precision, geometry = shape_of(number)
        shares = (ZoneShare("青西", 1.0),)
        placement = Placement(
            key, precision, geometry, 50.0, "名录", (f"place-{number}",), shares, "朱家角镇", "青浦区"
        )
        events.append(event)
        projects.append(project)
        placements.append(placement)
        promises.append(Promise(f"k{number:06}", key, event.event_id, event.stage, 2024, Verdict.KEPT, "按期"))
    return Atlas(
        "0", (document,), tuple(events), (), tuple(projects), tuple(promises), (), (), (), Geodata((), ()),
        tuple(placements), (), (),
    )  # fmt: skip


def memory_mb(key: str) -> float:
    """Read VmRSS (now) or VmHWM (peak) of this process in MB."""
    for line in Path("/proc/self/status").read_text(encoding="ascii").splitlines():
        if line.startswith(key + ":"):
            return int(line.split()[1]) / 1024
    raise KeyError(key)


def measure(form: str, count: int) -> dict[str, float]:
    """Write one file in this process and give seconds, MB of peak above the start, and MB of file."""
    atlas = synthetic_atlas(count)
    selected = select(atlas, Selection())
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / f"out.{form}"
        # 5 resets the peak, so that building the Atlas does not hide what writing takes.
        Path("/proc/self/clear_refs").write_text("5", encoding="ascii")
        before = memory_mb("VmRSS")
        if form == "geopandas":
            seconds, before = write_with_geopandas(atlas, target.with_suffix(".geojson"))
            target = target.with_suffix(".geojson")
        elif form == "xlsxwriter":
            seconds = write_with_xlsxwriter(atlas, target.with_suffix(".xlsx"))
            target = target.with_suffix(".xlsx")
        else:
            start = time.process_time()
            write_export(atlas, selected, form, target)
            seconds = time.process_time() - start
        peak = memory_mb("VmHWM") - before
        return {"seconds": seconds, "peak_mb": peak, "file_mb": target.stat().st_size / 1e6}


def write_with_geopandas(atlas: Atlas, target: Path) -> tuple[float, float]:
    """Write the same columns with geopandas; give the seconds of its writer alone, and the memory before its frame."""
    from mapapp.exports.geodataframes import spatial_frame
    from mapapp.exports.tables import table_features

    selected = select(atlas, Selection())
    features = list(table_features(atlas, selected, "projects"))
    Path("/proc/self/clear_refs").write_text("5", encoding="ascii")
    before = memory_mb("VmRSS")
    frame = spatial_frame("project", features)
    start = time.process_time()
    frame.to_file(target, driver="GeoJSON", RFC7946="YES", COORDINATE_PRECISION=6)
    return time.process_time() - start, before


def write_with_xlsxwriter(atlas: Atlas, target: Path) -> float:
    """Write the cells of every table with XlsxWriter and nothing else; give the seconds of its calls alone.

    Rows are made in portions between the timed calls, so that they need not all be in memory.
    """
    import itertools

    import xlsxwriter

    from mapapp.exports.flat_columns import cell_reader
    from mapapp.exports.job import ExportJob
    from mapapp.exports.tables import TABLES

    job = ExportJob(atlas, select(atlas, Selection()))
    seconds = 0.0
    start = time.process_time()
    book = xlsxwriter.Workbook(str(target), {"constant_memory": True})
    wrapped = book.add_format({"text_wrap": True})
    seconds += time.process_time() - start
    for name in TABLES:
        table = job.of(name)
        columns, read = table.columns, cell_reader(table.columns)
        start = time.process_time()
        sheet = book.add_worksheet(name)
        sheet.write_row(0, 0, [column.name for column in columns])
        seconds += time.process_time() - start
        rows, number = table.rows(), 0
        while portion := [read(row) for row in itertools.islice(rows, 1_000)]:
            start = time.process_time()
            for cells in portion:
                number += 1
                for index, cell in enumerate(cells):
                    if cell is not None:
                        sheet.write(number, index, cell, wrapped)
            seconds += time.process_time() - start
    start = time.process_time()
    book.close()
    return seconds + time.process_time() - start


def main() -> None:
    """Print one table; leave with 1 when GeoJSON or XLSX is over a limit."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--projects", type=int, default=100_000)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--formats", default=DEFAULT_FORMATS)
    parser.add_argument("--child", choices=["geopandas", "xlsxwriter", *FORMATS])
    options = parser.parse_args()
    if options.child:
        print(json.dumps(measure(options.child, options.projects)))
        return
    results = {}
    print(f"{options.projects} projects, median of {options.runs}\n")
    print("| writer | seconds | peak above start, MB | file, MB |\n|---|---|---|---|")
    for form in options.formats.split(","):
        command = [sys.executable, __file__, "--child", form, "--projects", str(options.projects)]
        runs = [
            json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
            for _ in range(options.runs)
        ]
        results[form] = {key: statistics.median(run[key] for run in runs) for key in runs[0]}
        row = results[form]
        print(f"| {form} | {row['seconds']:.2f} | {row['peak_mb']:.0f} | {row['file_mb']:.1f} |", flush=True)
    if {"geopandas", "geojson"} <= set(results):
        ours, theirs = results["geojson"], results["geopandas"]
        slower, larger = ours["seconds"] / theirs["seconds"], ours["peak_mb"] / theirs["peak_mb"]
        print(
            f"\nGeoJSON against geopandas: time × {slower:.2f} (≤ {TIME_LIMIT}), memory × {larger:.2f} (≤ {MEMORY_LIMIT})"
        )
        if slower > TIME_LIMIT or larger > MEMORY_LIMIT:
            raise SystemExit(1)
    if {"xlsxwriter", "xlsx"} <= set(results):
        slower = results["xlsx"]["seconds"] / results["xlsxwriter"]["seconds"]
        print(f"\nXLSX against XlsxWriter alone: time × {slower:.2f} (≤ {XLSX_TIME_LIMIT})")
        if slower > XLSX_TIME_LIMIT:
            raise SystemExit(1)


if __name__ == "__main__":
    main()
