"""The command line: serve, build, extract, export, api, diff, dictionary, check, datum.

Exit codes: 0 done, 1 the data has errors (all listed), 2 the call is wrong; `command.py` says how it ends otherwise. Progress on stderr, data to --out.
"""

from __future__ import annotations

import argparse
import logging
import os
import re
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

from mapapp.boundaries import check_geodata, convert_to_wgs84, undo_conversion, write_repaired
from mapapp.commands.add_command import run_add
from mapapp.commands.cli_parser import CALL_IS_WRONG, command_parser
from mapapp.commands.new_workspace import make_workspace
from mapapp.commands.partitions_command import write_partitions
from mapapp.commands.serve import refuse_port, serve_app, url_of
from mapapp.commands.store_commands import run_store
from mapapp.contracts import Atlas, Problem, ProjectKind, Severity
from mapapp.documents import files_of, load_manifest
from mapapp.errors import MapAppError
from mapapp.exports import (
    POSTGIS,
    ExtractPart,
    RowShape,
    check_call,
    check_postgis_call,
    dictionary_markdown,
    diff_lines,
    export_to_postgis,
    extract_part,
    schema_text,
    write_build,
    write_export,
    write_extract,
)
from mapapp.exports.atomic_write import refuse_suffix
from mapapp.extraction import endpoint_from_environment
from mapapp.open_workspace import activate, active
from mapapp.pipeline import build_atlas
from mapapp.reading.document_readings import DOCUMENT_SILENT
from mapapp.reading.file_readings import FileReading, Readers, read_files
from mapapp.reading.reading_workers import Workers
from mapapp.recent_results import forget_results
from mapapp.reports import PRESENTATIONS, check_presentation, find_deck, write_presentation
from mapapp.reviewing.worklist_files import read_worklist, write_worklist
from mapapp.selection import OLD_VERDICT_PARAMETER, PARAMETERS, Selection, select, strict_selection
from mapapp.selection.selected_area import read_area_file, write_area
from mapapp.service import create_app, run_server
from mapapp.settings import SHIPPED_DIR
from mapapp.workspace import load_workspace, only_districts

SECONDS_BETWEEN_LINES = 2.0

DONE, DATA_HAS_ERRORS = 0, 1


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    # Our own progress; what libraries tell of themselves in English is nobody's.
    logging.basicConfig(format="%(message)s", stream=sys.stderr)
    logging.getLogger("mapapp").setLevel(logging.INFO)
    options = command_parser().parse_args(arguments)
    try:
        districts = getattr(options, "district", "")
        if options.workspace is not None or districts:
            opened = active() if options.workspace is None else load_workspace(options.workspace)
            activate(only_districts(opened, districts or os.environ.get("MAPAPP_DISTRICT", "")))
        if getattr(options, "within", None) is not None:
            # Before anything else is read: a bad call is refused at once.
            options.within = write_area(read_area_file(options.within))
        return _COMMANDS.get(options.command, _serve)(options)
    except MapAppError as error:
        print(str(error), file=sys.stderr)
        return CALL_IS_WRONG


def _report(problems: Sequence[Problem]) -> int:
    """Print every problem on stderr, worst first, and say with the exit code whether any is an error."""
    for problem in sorted(problems, key=lambda item: (item.severity.rank, item.where, item.code, item.message)):
        print(f"{problem.severity.term} {problem.where}：{problem.message}；{problem.remedy}", file=sys.stderr)
    return DATA_HAS_ERRORS if any(problem.severity is Severity.ERROR for problem in problems) else DONE


def _worth_a_line(problems: Sequence[Problem]) -> list[Problem]:
    """Return the problems that are errors, and the documents in which nothing was found: silence may be our fault too."""
    return [problem for problem in problems if problem.severity is Severity.ERROR or problem.code == DOCUMENT_SILENT]


def _tell_file(done: int, total: int, name: str) -> None:
    """Print which of several files has been read."""
    if total > 1:
        print(f"{done}/{total} {name}", file=sys.stderr)


def _build(options: argparse.Namespace) -> int:
    """Write all data, in one folder or in one a district."""
    if options.partitions:
        problems = write_partitions(
            options.out, options.seeds, options.geodata, Workers(options.workers, options.scheduler), _tell_file
        )
        print(options.out)
        return _report(_worth_a_line(problems))
    if not options.by_district:
        return _build_into(options.out, options)
    whole = active()
    told = DONE
    for district in whole.districts:
        activate(only_districts(whole, district.name))
        told = max(told, _build_into(options.out / re.sub(r"\W", "_", district.name), options))
        forget_results()  # nothing of one district serves another
    return told


def _build_into(folder: Path, options: argparse.Namespace) -> int:
    """Write all data of what is read."""
    workers = Workers(options.workers, options.scheduler)
    atlas = build_atlas(options.seeds, options.geodata, workers=workers, on_file=_tell_file)
    everything = select(atlas, Selection(as_of=active().years[1], kinds=tuple(ProjectKind)))
    for path in write_build(atlas, everything, folder):
        print(path)
    return _report(_worth_a_line(atlas.problems))


def _extract(options: argparse.Namespace) -> int:
    """Read any files with the rules alone."""

    def part(done: int, total: int, name: str) -> None:
        if sys.stderr.isatty():
            print(f"\r{name} {done}/{total}", end="\n" if done == total else "", file=sys.stderr, flush=True)

    endpoint = endpoint_from_environment() if options.model else None
    if options.model and endpoint is None:
        raise MapAppError("--model 要用环境变量 MAPAPP_MODEL_URL 和 MAPAPP_MODEL_NAME 指明模型服务")
    parts = read_files(
        files_of(options.files),
        _extract_part,
        readers=Readers(second=not options.no_model, endpoint=endpoint),
        workers=Workers(options.workers, options.scheduler),
        on_file=_tell_file,
        on_part=part,
    )
    paths, problems = write_extract(parts, options.out)
    for path in paths:
        print(path)
    return _report(problems)


def _extract_part(read: FileReading) -> ExtractPart:
    """Return what one file gives to the files of `extract`; made where it is read."""
    return extract_part(read.district, read.events, read.indicators, read.problems)


def _export(options: argparse.Namespace) -> int:
    """Write one selection in one format; a bad call is refused before anything is read."""
    shape = RowShape(nested=options.nested, wkt=options.wkt)
    _check_export(options, shape)
    atlas = build_atlas(options.seeds, options.geodata)
    selection = _selection(options, atlas)
    selected = select(atlas, selection)
    where: object = options.out
    if options.format == POSTGIS:
        where = export_to_postgis(atlas, selected, options.url, options.schema, progress=_Progress())
    elif options.format in PRESENTATIONS:
        deck, complaints = find_deck(options.deck, atlas) if options.deck else (None, ())
        for sentence in complaints:
            print(sentence, file=sys.stderr)
        write_presentation(atlas, selection, options.format, options.out, deck, force=options.force)
    else:
        write_export(
            atlas,
            selected,
            options.format,
            options.out,
            table=options.table,
            shape=shape,
            force=options.force,
            progress=_Progress(),
        )
    nowhere = f"；另有 {selected.nowhere} 个没有位置，不在范围之内" if selected.nowhere else ""
    print(
        f"{where}：已上图 {selected.mapped} / 未上图 {selected.unmapped} / 共 {selected.total}{nowhere}",
        file=sys.stderr,
    )
    return DONE


def _check_export(options: argparse.Namespace, shape: RowShape) -> None:
    """Refuse a call that cannot succeed; raises MapAppError."""
    if options.deck is not None and options.format not in PRESENTATIONS:
        raise MapAppError(f"{options.format} 不分场景；请去掉 --deck")
    if (shape.nested or shape.wkt) and options.format in (POSTGIS, *PRESENTATIONS):
        raise MapAppError(f"{options.format} 没有 --nested、--wkt；请去掉")
    if options.format == POSTGIS:
        check_postgis_call(options.url, options.table, options.out)
        return
    if options.out is None:
        raise MapAppError("缺少 --out；请写明写到哪个文件")
    if options.url or options.schema:
        raise MapAppError(f"--url、--schema 只用于 {POSTGIS}；{options.format} 请去掉它")
    if options.format in PRESENTATIONS:
        check_presentation(options.format, options.table, options.deck, options.out, force=options.force)
    else:
        check_call(options.format, options.table, options.out, shape=shape, force=options.force)


def _selection(options: argparse.Namespace, atlas: Atlas) -> Selection:
    """Read the conditions of the call; an unknown value is refused."""
    return strict_selection(
        {name: getattr(options, name) or "" for name in (*PARAMETERS, OLD_VERDICT_PARAMETER)}, atlas
    )


def _api(options: argparse.Namespace) -> int:
    """Serve the tables over HTTP."""
    refuse_port(options.host, options.port)
    atlas = build_atlas(options.seeds, options.geodata)
    selected = select(atlas, _selection(options, atlas))
    app = create_app(atlas, selected, url=options.url, allowed_origins=tuple(options.allow_origin))
    url = options.url or url_of(options.host, options.port)
    print(f"OGC API - Features：{url}（QGIS：图层 → 添加 WFS / OGC API - Features）；按 Ctrl+C 结束", file=sys.stderr)
    run_server(app, host=options.host, port=options.port)
    return DONE


class _Progress:
    """Print how far a long export is: nothing in the first two seconds, then one line every two."""

    def __init__(self) -> None:
        self._next = time.monotonic() + SECONDS_BETWEEN_LINES

    def __call__(self, done: int, total: int) -> None:
        """Take note of a row."""
        if done % 256 == 0 and time.monotonic() >= self._next:
            self._next += SECONDS_BETWEEN_LINES
            print(f"已写 {done} / {total} 行", file=sys.stderr)


def _worklist(options: argparse.Namespace) -> int:
    """Write what is to be found out as a list to be sent round, or turn a filled list into decisions."""
    refuse_suffix("worklist", options.out, (".xlsx",) if options.answers is None else (".jsonl",))
    if options.out.exists() and not options.force:
        raise MapAppError(f"{options.out} 已存在；换个文件名，或加 --force 覆盖")
    atlas = build_atlas(options.seeds, options.geodata)
    if options.answers is None:
        selected = select(atlas, _selection(options, atlas))
        print(write_worklist(atlas, selected.promises, options.out), file=sys.stderr)
        return DONE
    told, complaints = read_worklist(atlas, options.answers, options.out)
    print("\n".join((*complaints, told)), file=sys.stderr)
    return DATA_HAS_ERRORS if complaints else DONE


def _check(options: argparse.Namespace) -> int:
    """List every problem of seeds and geodata."""
    seeds, geodata = options.seeds or active().seeds_dir, options.geodata or active().geodata_dir
    geodata_problems = check_geodata(geodata)
    if options.fix:
        copies, told = write_repaired(geodata)
        geodata_problems = (*geodata_problems, *told)
        for copy in copies:
            print(copy)
    if geodata.is_file():
        return _report(list(dict.fromkeys(geodata_problems)))
    _, seed_problems = load_manifest(seeds)
    atlas_problems: tuple[Problem, ...] = ()
    try:
        atlas_problems = build_atlas(seeds, geodata).problems
    except MapAppError as error:
        atlas_problems = (Problem("nothing-to-show", Severity.ERROR, str(seeds), str(error), "见上面各条"),)
    unique = dict.fromkeys((*seed_problems, *geodata_problems, *atlas_problems))
    code = _report(list(unique))
    counts = {level: sum(1 for problem in unique if problem.severity is level) for level in Severity}
    print("，".join(f"{level.term} {count}" for level, count in counts.items()))
    return code


def _datum(options: argparse.Namespace) -> int:
    """Print the datum of one boundary file and write the converted copy, or take a conversion back."""
    if options.undo:
        print(undo_conversion(options.file))
        return DONE
    message, copy = convert_to_wgs84(options.file)
    print(message, file=sys.stderr)
    if copy is not None:
        print(copy)
    return DONE


def _new(options: argparse.Namespace) -> int:
    """Make a workspace."""
    make_workspace(options.folder, like=SHIPPED_DIR if options.source else None)
    print(f"工作区已建好：{options.folder}；打开它：mapapp --workspace {options.folder}", file=sys.stderr)
    return DONE


def _serve(options: argparse.Namespace) -> int:
    """Open the app."""
    return serve_app(
        options.port,
        host=options.host,
        headless=options.headless,
        seeds=getattr(options, "seeds", None),
        geodata=getattr(options, "geodata", None),
    )


def _diff(options: argparse.Namespace) -> int:
    """Print what changed between two builds or two GeoJSON exports."""
    for line in diff_lines(options.old, options.new):
        print(line)
    return DONE


def _dictionary(options: argparse.Namespace) -> int:
    """Print what every field means, or the JSON Schema of one table."""
    print(schema_text(options.schema) if options.schema else dictionary_markdown(), end="")
    return DONE


_COMMANDS: Final[dict[str | None, Callable[[argparse.Namespace], int]]] = {
    "add": run_add,
    "api": _api,
    "build": _build,
    "check": _check,
    "datum": _datum,
    "dictionary": _dictionary,
    "diff": _diff,
    "export": _export,
    "extract": _extract,
    "new": _new,
    "store": run_store,
    "worklist": _worklist,
}
