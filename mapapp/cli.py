"""The command line: serve, build, extract, export, api, diff, dictionary, check, datum.

Exit codes: 0 done, 1 the data has errors (all listed), 2 the call is wrong. Progress on stderr, data to --out.
"""

from __future__ import annotations

import argparse
import logging
import re
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

from mapapp.add_command import add_add_command, run_add
from mapapp.boundaries import check_geodata, convert_to_wgs84, undo_conversion, write_repaired
from mapapp.contracts import Atlas, Clock, Looked, Problem, ProjectKind, Severity, Stage, Verdict
from mapapp.documents import load_manifest
from mapapp.errors import MapAppError
from mapapp.exports import (
    FORMATS,
    POSTGIS,
    TABLES,
    RowShape,
    check_call,
    check_postgis_call,
    dictionary_markdown,
    diff_lines,
    export_to_postgis,
    schema_text,
    write_build,
    write_export,
    write_extract,
)
from mapapp.extraction import endpoint_from_environment
from mapapp.new_workspace import make_workspace
from mapapp.pipeline import build_atlas, extract_files
from mapapp.reports import PRESENTATIONS, check_presentation, find_deck, write_presentation
from mapapp.selection import NO_STAGE, OLD_VERDICT_PARAMETER, PARAMETERS, Selection, select, strict_selection
from mapapp.serve import LOCAL_HOST, refuse_port, serve_app
from mapapp.service import create_app, run_server
from mapapp.settings import SHIPPED_DIR, VERSION
from mapapp.store_commands import add_store_command, run_store
from mapapp.worklist_files import read_worklist, write_worklist
from mapapp.workspace import activate, active, load_workspace

SECONDS_BETWEEN_LINES = 2.0

DONE, DATA_HAS_ERRORS, CALL_IS_WRONG = 0, 1, 2


# What argparse says, and how we say it.
_REFUSALS = (
    (r"^the following arguments are required: (.*)$", r"缺少 \1"),
    (r"^unrecognized arguments: (.*)$", r"不认识 \1"),
    (r"^argument (\S+): expected (?:one|at least one) argument$", r"\1 后面要有值"),
    (r"^argument (\S+): invalid \S+ value: (.*)$", r"\1 的值 \2 不对"),
    (r"^argument 命令: invalid choice: (\S+).*$", r"没有 \1 这个命令"),
)


class _Parser(argparse.ArgumentParser):
    """An argument parser whose refusal is one Chinese line."""

    def error(self, message: str) -> NoReturn:
        """Return what is wrong with the call and leave with 2."""
        for pattern, sentence in _REFUSALS:
            message = re.sub(pattern, sentence, message, count=1, flags=re.DOTALL)
        print(f"调用有误：{message}；用法见 {self.prog} --help", file=sys.stderr)
        raise SystemExit(CALL_IS_WRONG)


def _parser() -> argparse.ArgumentParser:
    """Describe the commands."""
    parser = _Parser(prog="python -m mapapp", description="把规划文件里的项目和指标放到图上，每一条都带原句。")
    parser.add_argument("--version", action="version", version=VERSION)
    parser.add_argument("--workspace", type=Path, default=None, help="工作区文件夹；默认用自带的，或 MAPAPP_WORKSPACE")
    commands = parser.add_subparsers(dest="command", parser_class=_Parser, metavar="命令")

    serve = commands.add_parser("serve", help="打开应用（默认）")
    for target in (parser, serve):
        target.add_argument("--port", type=int, default=8501, help="端口，默认 8501")
        target.add_argument("--host", default=LOCAL_HOST, help="监听的地址；默认只有本机能打开")
        target.add_argument("--headless", action="store_true", help="不自动打开浏览器")

    build = commands.add_parser("build", help="读种子文件和边界，写出全部数据")
    build.add_argument("--out", type=Path, required=True, help="写到哪个文件夹")

    extract = commands.add_parser("extract", help="读任意文件，不用登记表和复核")
    extract.add_argument("files", type=Path, nargs="+", help="要读的文件")
    extract.add_argument("--out", type=Path, required=True, help="写到哪个文件夹")
    extract.add_argument("--no-model", action="store_true", help="只用规则，不请随程序带的第二读者")
    extract.add_argument(
        "--model", action="store_true", help="规则之后再请语言模型读一遍（MAPAPP_MODEL_URL 等环境变量）"
    )

    export = commands.add_parser("export", help="导出筛选后的项目")
    export.add_argument("--format", required=True, help=f"格式：{'、'.join((*FORMATS, POSTGIS, *PRESENTATIONS))}")
    export.add_argument("--deck", help="html、pptx 用哪套场景：现成场景的名字，或场景文件的路径")
    export.add_argument("--table", help=f"哪张表：{'、'.join(TABLES)}；默认 projects")
    export.add_argument("--out", type=Path, help="写到哪个文件")
    export.add_argument("--url", default="", help="postgis 写到哪个数据库，如 postgresql://用户@主机:5432/数据库")
    export.add_argument("--schema", default="", help="postgis 写到哪个模式，默认 mapapp")
    export.add_argument("--nested", action="store_true", help="geojson 的属性保留列表和对象，不拆成平的")
    export.add_argument("--wkt", action="store_true", help="csv、xlsx 多一列图形的 WKT")
    export.add_argument("--force", action="store_true", help="覆盖已有文件")
    _add_filters(export)

    api = commands.add_parser("api", help="以 OGC API - Features 供 QGIS、ArcGIS 按网址连接")
    api.add_argument("--port", type=int, default=5000, help="端口，默认 5000")
    api.add_argument("--host", default="127.0.0.1", help="监听地址，默认只有本机")
    api.add_argument("--url", default="", help="客户端用的网址（在代理后面时），默认就是客户端连来的网址")
    api.add_argument(
        "--allow-origin", action="append", default=[], help="准许哪个网站的网页读取（CORS），可写多次；* 为全部"
    )
    _add_filters(api)

    diff = commands.add_parser("diff", help="比较两次 build 或两份 GeoJSON，用规划人的话说变化")
    diff.add_argument("old", type=Path, help="旧的：build 写的文件夹，或导出的 GeoJSON")
    diff.add_argument("new", type=Path, help="新的")

    worklist = commands.add_parser("worklist", help="写出待核实清单（xlsx），或读回填好的清单")
    worklist.add_argument("--out", type=Path, required=True, help="清单写到哪个 .xlsx；读回时，决定写到哪个 .jsonl")
    worklist.add_argument("--answers", type=Path, help="填好的清单；读成决定，放进 seeds/reviews/later/ 即生效")
    worklist.add_argument("--force", action="store_true", help="覆盖已有文件")
    _add_filters(worklist)

    dictionary = commands.add_parser("dictionary", help="印出数据字典")
    dictionary.add_argument("--schema", help="改为印出一张表的 JSON Schema，如 project")

    check = commands.add_parser("check", help="列出数据的全部问题")
    check.add_argument("--fix", action="store_true", help="在边界文件旁写出修好的副本，原文件不动")

    datum = commands.add_parser("datum", help="说出边界文件用的坐标，并在旁边写出转成 WGS 84 的 GeoJSON 副本")
    datum.add_argument("file", type=Path, help="一个边界文件：GeoJSON、GeoPackage、Shapefile（可打成 zip）、KML、KMZ")
    datum.add_argument("--undo", action="store_true", help="把转过的副本变回原来的坐标")

    new = commands.add_parser("new", help="新建一个工作区文件夹")
    new.add_argument("folder", type=Path, help="新文件夹")
    new.add_argument("--from", dest="source", choices=["shipped"], help="照抄自带的文件和边界，而不是空白的")

    store, add = add_store_command(commands), add_add_command(commands)
    for command in (add, serve, build, extract, export, api, check, datum, store):
        # On the command too, because people write it there; without it the one before the command holds.
        command.add_argument("--workspace", type=Path, default=argparse.SUPPRESS, help="工作区文件夹")
    for command in (build, export, worklist, api, check, serve):
        command.add_argument("--seeds", type=Path, default=None, help="种子文件夹；默认用工作区的")
        command.add_argument("--geodata", type=Path, default=None, help="边界文件夹；默认用工作区的")
    return parser


def _add_filters(command: argparse.ArgumentParser) -> None:
    """Add the conditions of a selection, the same for every command that takes one."""
    command.add_argument("--zone", default="", help="片区，如 青西；多个用逗号")
    command.add_argument("--town", default="", help="街镇，如 朱家角镇")
    command.add_argument("--stage", default="", help=f"阶段：{'、'.join((*(s.value for s in Stage), NO_STAGE))}")
    command.add_argument("--as-of", dest="year", default="", help="截至哪一年")
    command.add_argument("--clock", default="", help=f"时钟：{'、'.join(clock.value for clock in Clock)}")
    command.add_argument("--verdict", default="", help=f"判定：{'、'.join(verdict.value for verdict in Verdict)}")
    command.add_argument("--light", default="", help=argparse.SUPPRESS)
    command.add_argument("--doc", default="", help="文件号，如 004，写 4 也可；多个用逗号")
    command.add_argument("--evidence", default="", help="片区依据：text、place、world")
    command.add_argument("--reviewed", default="", help=f"谁看过：{'、'.join(looked.value for looked in Looked)}")
    command.add_argument(
        "--kind", default="", help=f"类别：{'、'.join(kind.value for kind in ProjectKind)}；默认前四类"
    )
    command.add_argument("--text", default="", help="词，如 华为")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    logging.basicConfig(level=logging.INFO, format="%(message)s", stream=sys.stderr)
    parser = _parser()
    options = parser.parse_args(arguments)
    try:
        if options.workspace is not None:
            activate(load_workspace(options.workspace))
        match options.command:
            case "new":
                return _new(options)
            case "build":
                return _build(options)
            case "extract":
                return _extract(options)
            case "export":
                return _export(options)
            case "api":
                return _api(options)
            case "diff":
                for line in diff_lines(options.old, options.new):
                    print(line)
                return DONE
            case "worklist":
                return _worklist(options)
            case "dictionary":
                print(schema_text(options.schema) if options.schema else dictionary_markdown(), end="")
                return DONE
            case "check":
                return _check(options)
            case "add":
                return run_add(options)
            case "store":
                return run_store(options)
            case "datum":
                return _datum(options)
            case _:
                return _serve(options)
    except MapAppError as error:
        print(str(error), file=sys.stderr)
        return CALL_IS_WRONG
    except BrokenPipeError:
        return DONE


def _report(problems: Sequence[Problem]) -> int:
    """Print every problem on stderr, worst first, and say with the exit code whether any is an error."""
    for problem in sorted(problems, key=lambda item: (item.severity.rank, item.where, item.code, item.message)):
        print(f"{problem.severity.term} {problem.where}：{problem.message}；{problem.remedy}", file=sys.stderr)
    return DATA_HAS_ERRORS if any(problem.severity is Severity.ERROR for problem in problems) else DONE


def _errors(atlas: Atlas) -> list[Problem]:
    """Return the problems that are errors."""
    return [problem for problem in atlas.problems if problem.severity is Severity.ERROR]


def _build(options: argparse.Namespace) -> int:
    """Write all data."""
    atlas = build_atlas(options.seeds, options.geodata)
    everything = select(atlas, Selection(as_of=active().years[1], kinds=tuple(ProjectKind)))
    for path in write_build(atlas, everything, options.out):
        print(path)
    return _report(_errors(atlas))


def _extract(options: argparse.Namespace) -> int:
    """Read any files with the rules alone."""

    def progress(done: int, total: int, name: str) -> None:
        if total > 1:
            print(f"{done}/{total} {name}", file=sys.stderr)

    def part(done: int, total: int, name: str) -> None:
        if sys.stderr.isatty():
            print(f"\r{name} {done}/{total}", end="\n" if done == total else "", file=sys.stderr, flush=True)

    endpoint = endpoint_from_environment() if options.model else None
    if options.model and endpoint is None:
        raise MapAppError("--model 要用环境变量 MAPAPP_MODEL_URL 和 MAPAPP_MODEL_NAME 指明模型服务")
    found = extract_files(options.files, on_file=progress, on_part=part, endpoint=endpoint, second=not options.no_model)
    for path in write_extract(found.events, found.indicators, found.problems, options.out):
        print(path)
    return _report(found.problems)


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
    print(f"{where}：已上图 {selected.mapped} / 未上图 {selected.unmapped} / 共 {selected.total}", file=sys.stderr)
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
    return strict_selection({name: getattr(options, name) for name in (*PARAMETERS, OLD_VERDICT_PARAMETER)}, atlas)


def _api(options: argparse.Namespace) -> int:
    """Serve the tables over HTTP."""
    refuse_port(options.host, options.port)
    atlas = build_atlas(options.seeds, options.geodata)
    selected = select(atlas, _selection(options, atlas))
    app = create_app(atlas, selected, url=options.url, allowed_origins=tuple(options.allow_origin))
    url = options.url or f"http://{options.host}:{options.port}"
    print(f"OGC API - Features：{url}（QGIS：图层 → 添加 WFS / OGC API - Features）；按 Ctrl+C 结束", file=sys.stderr)
    run_server(app, host=options.host, port=options.port)
    return DONE


class _Progress:
    """Says how far a long export is: nothing in the first two seconds, then one line every two."""

    def __init__(self) -> None:
        self._next = time.monotonic() + SECONDS_BETWEEN_LINES

    def __call__(self, done: int, total: int) -> None:
        """Take note of a row."""
        if done % 256 == 0 and time.monotonic() >= self._next:
            self._next += SECONDS_BETWEEN_LINES
            print(f"已写 {done} / {total} 行", file=sys.stderr)


def _worklist(options: argparse.Namespace) -> int:
    """Write what is to be found out as a list to be sent round, or turn a filled list into decisions."""
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
    """Tell the datum of one boundary file and write the converted copy, or take a conversion back."""
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
