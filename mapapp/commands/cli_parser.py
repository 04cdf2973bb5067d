"""What the command line takes: commands, options and the words that explain them.

Refusals of argparse are said in one Chinese line.
"""

from __future__ import annotations

import argparse
import re
import sys
from pathlib import Path
from typing import Final, NoReturn

from mapapp.commands.add_command import add_add_command
from mapapp.commands.serve import LOCAL_HOST
from mapapp.commands.store_commands import add_store_command
from mapapp.contracts import Clock, Looked, ProjectKind, Stage, Verdict
from mapapp.exports import FORMATS, POSTGIS, TABLES
from mapapp.reports import PRESENTATIONS
from mapapp.selection import NO_STAGE
from mapapp.settings import VERSION

CALL_IS_WRONG: Final = 2

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


def command_parser() -> argparse.ArgumentParser:
    """Return the parser of the whole command line: commands, options, and what each is for."""
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
    build.add_argument("--by-district", action="store_true", help="每个区各写一个文件夹，一次只读一个区的文件")

    build.add_argument(
        "--partitions",
        action="store_true",
        help="改为按区分开写一个 GeoParquet 文件夹；workspace.toml 的 partitions 指向它",
    )

    extract = commands.add_parser("extract", help="读任意文件，不用登记表和复核")
    extract.add_argument("files", type=Path, nargs="+", help="要读的文件；文件夹则读其中各级的 txt、md、docx、pdf")
    extract.add_argument("--out", type=Path, required=True, help="写到哪个文件夹")
    extract.add_argument("--no-model", action="store_true", help="只用规则，不请随程序带的第二读者")
    extract.add_argument(
        "--model", action="store_true", help="规则之后再请语言模型读一遍（MAPAPP_MODEL_URL 等环境变量）"
    )

    for command in (build, extract):
        command.add_argument("--workers", type=int, help="几个进程同时读文件；默认满 8 份时每个核一个，结果都一样")
        command.add_argument(
            "--scheduler", default="", help="改由 Dask 集群读，如 tcp://主机:8786；要装 mapapp[scale]，各机路径须相同"
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
    for command in (build, export, worklist, api, serve):
        command.add_argument(
            "--district", default="", help="只读这些区的文件和边界，如 青浦区；多个用逗号（MAPAPP_DISTRICT）"
        )
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
    command.add_argument(
        "--within", type=Path, help="只要这个面之内的：GeoJSON 文件，Polygon 或 MultiPolygon，WGS 84 经纬度"
    )
