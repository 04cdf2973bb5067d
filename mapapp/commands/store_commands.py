"""The command `store`: back up, restore, verify and export what people added.

`cli.py` calls `add_store_command` to describe it and `run_store` to run it.
"""

from __future__ import annotations

import argparse
import getpass
import sys
from pathlib import Path
from typing import Any

from sqlalchemy.exc import ArgumentError

from mapapp.contracts import Person, StoreCondition
from mapapp.errors import MapAppError
from mapapp.open_workspace import active
from mapapp.store import open_store
from mapapp.store.backup import Counted, back_up, restore_backup, verify
from mapapp.store.faults import StoreUnavailableError, state_of
from mapapp.store.location import store_url
from mapapp.store.opening import open_untouched
from mapapp.store.overlay import journal_lines, write_overlay

DONE, DATA_HAS_ERRORS = 0, 1


def add_store_command(commands: Any) -> Any:
    """Describe the command and return its parser; `commands` is what `add_subparsers` gave."""
    store = commands.add_parser("store", help="备份、恢复、检查、导出人工添加的内容")
    verbs = store.add_subparsers(dest="verb", metavar="做什么", required=True, parser_class=type(store))
    backup = verbs.add_parser("backup", help="把整个库写成一个文件，边写边核对")
    backup.add_argument("out", type=Path, help="写到哪个文件（不覆盖已有的）")
    restore = verbs.add_parser("restore", help="用备份换下现在的库；换下的原样留在旁边")
    restore.add_argument("backup", type=Path, help="哪个备份文件")
    check = verbs.add_parser("verify", help="核对每条记载、每个文件和每一页")
    check.add_argument("file", type=Path, nargs="?", help="核对这个备份文件；不写就核对现在的库")
    export = verbs.add_parser("export", help="写成 seeds/ 和 geodata/ 的文件，可放进工作区和 git")
    export.add_argument("out", type=Path, help="写到哪个新文件夹")
    export.add_argument("--as-of", type=int, dest="revision", help="截至第几条记载，默认最新")
    export.add_argument("--seeds", type=Path, default=None, help="在哪个种子文件夹上叠加；默认用工作区的")
    export.add_argument("--geodata", type=Path, default=None, help="在哪个边界文件夹上叠加；默认用工作区的")
    return store


def run_store(options: argparse.Namespace) -> int:
    """Run one verb and return the exit code. Raises MapAppError for a call that cannot be done."""
    match options.verb:
        case "backup":
            _tell(options.out, back_up(_readable(), options.out))
        case "restore":
            return _restore(options)
        case "verify":
            return _verify(options)
        case _:
            return _export(options)
    return DONE


def _readable() -> Any:
    """Return this user's store. Raises StoreUnavailableError when it cannot be read."""
    store = open_store()
    if not store.state.readable:
        raise StoreUnavailableError(store.state)
    return store


def _restore(options: argparse.Namespace) -> int:
    """Put a backup in the place of the store."""
    try:
        url = store_url()
    except ArgumentError as error:
        raise StoreUnavailableError(state_of(StoreCondition.WRONG_ADDRESS)) from error
    counted, aside = restore_backup(url, options.backup, Person(_login()))
    _tell(url.render_as_string(hide_password=True), counted)
    if aside:
        print(f"换下的库留在 {aside}", file=sys.stderr)
    return DONE


def _verify(options: argparse.Namespace) -> int:
    """Check a store, and say with the exit code whether it is sound."""
    if options.file is not None and not options.file.is_file():
        raise MapAppError(f"找不到 {options.file}；请检查路径")
    store = open_store() if options.file is None else open_untouched(options.file)
    try:
        counted = verify(store)
    except StoreUnavailableError as error:
        print(str(error), file=sys.stderr)
        return DATA_HAS_ERRORS
    _tell(options.file or "", counted)
    return DONE


def _export(options: argparse.Namespace) -> int:
    """Write the workspace as the store says it is, and the history beside it."""
    store = _readable()
    state = store.journal.as_of(options.revision)
    seeds, geodata = options.seeds or active().seeds_dir, options.geodata or active().geodata_dir
    for folder in write_overlay(store, state, seeds, geodata, options.out):
        print(folder)
    history = options.out / "journal.jsonl"
    history.write_text(journal_lines(store.journal.entries(until=options.revision)), encoding="utf-8", newline="\n")
    print(history)
    return DONE


def _tell(where: object, counted: Counted) -> None:
    """Print what a store holds."""
    if where:
        print(where)
    megabytes = counted.file_bytes / 1_000_000
    print(f"{counted.entries} 条记载，{counted.files} 个文件（{megabytes:.1f} MB），全部完好", file=sys.stderr)


def _login() -> str:
    """Return the name of whoever sits at this machine."""
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "本机用户"
