"""What can go wrong with a store, told apart by the database's own codes and said in one Chinese line each."""

from __future__ import annotations

import sqlite3
from typing import Final

from sqlalchemy.exc import ArgumentError, DBAPIError, InvalidRequestError, NoSuchModuleError, SQLAlchemyError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

from mapapp.contracts import Draft, Entry, StoreCondition, StoreState
from mapapp.errors import MapAppError


class StoreError(MapAppError):
    """The store refuses what was asked of it."""


class StoreUnavailableError(StoreError):
    """The store cannot be read or written now; `state` says how it is."""

    def __init__(self, state: StoreState) -> None:
        super().__init__(state.message)
        self.state = state


class StoreDamageError(Exception):
    """What was read is not what was written; `database` turns it into a state with a line for the person."""


class StoreConflictError(StoreError):
    """Somebody else changed the subject first: `mine` was not kept, `theirs` stands."""

    def __init__(self, mine: Draft, theirs: Entry) -> None:
        super().__init__(
            f"“{theirs.subject.key}”已由{theirs.who.name}在 {theirs.at[:16].replace('T', ' ')}（UTC）改过；"
            "请对照两个版本，选定一个再存"
        )
        self.mine = mine
        self.theirs = theirs


MESSAGES: Final = {
    StoreCondition.READ_ONLY: "复核库所在的文件夹或库不可写：已有内容照常显示，但存不了新的；请改权限，或用 MAPAPP_DATA 换一个文件夹",
    StoreCondition.FULL: "复核库写不进去，磁盘可能已满：已有内容照常显示，但存不了新的；请腾出空间后再存",
    StoreCondition.LOCKED: "复核库正忙，被别的程序占着或连接已用完：地图照常，人工内容暂时读写不了；请稍候，几秒后会自动再试",
    StoreCondition.UNREACHABLE: "连不上复核数据库：地图照常，人工内容暂时存不了；请检查数据库服务和网络，恢复后会自动接上",
    StoreCondition.NEWER: "复核库由更新版本的 mapapp 写成：地图照常，人工内容不显示也不改动；请升级 mapapp 再打开",
    StoreCondition.FOREIGN: "复核库的位置上是别的程序的文件，没有动它：地图照常；请用 MAPAPP_DATA 或 MAPAPP_STORE 换一个位置",
    StoreCondition.DAMAGED: "复核库已损坏，原样留着没有动：地图照常，人工内容不显示；请用 mapapp store restore 从备份恢复",
    StoreCondition.WRONG_ADDRESS: "复核库的地址不对，或缺少它的驱动；例：sqlite:////文件夹/store.sqlite 或 postgresql://用户@主机/库",
}

# SQLite's primary result codes (sqlite.org/rescode.html).
_SQLITE: Final = {
    sqlite3.SQLITE_PERM: StoreCondition.READ_ONLY,
    sqlite3.SQLITE_BUSY: StoreCondition.LOCKED,
    sqlite3.SQLITE_LOCKED: StoreCondition.LOCKED,
    sqlite3.SQLITE_READONLY: StoreCondition.READ_ONLY,
    sqlite3.SQLITE_IOERR: StoreCondition.FULL,
    sqlite3.SQLITE_CORRUPT: StoreCondition.DAMAGED,
    sqlite3.SQLITE_FULL: StoreCondition.FULL,
    sqlite3.SQLITE_CANTOPEN: StoreCondition.READ_ONLY,
    sqlite3.SQLITE_NOTADB: StoreCondition.DAMAGED,
}

# PostgreSQL's classes and codes (postgresql.org/docs/current/errcodes-appendix.html).
_POSTGRES: Final = {
    "08": StoreCondition.UNREACHABLE,  # connection exception
    "28": StoreCondition.UNREACHABLE,  # invalid authorization
    "3D": StoreCondition.UNREACHABLE,  # no such database
    "53100": StoreCondition.FULL,  # disk full
    "53": StoreCondition.LOCKED,  # too many connections, out of memory
    "57": StoreCondition.UNREACHABLE,  # shut down, starting up, cancelled
    "25006": StoreCondition.READ_ONLY,
    "42501": StoreCondition.READ_ONLY,  # insufficient privilege
    "40": StoreCondition.LOCKED,  # serialization failure, deadlock
    "42P01": StoreCondition.DAMAGED,  # a table of ours is gone
    "55P03": StoreCondition.LOCKED,  # lock not available in time
    "XX": StoreCondition.DAMAGED,  # data corrupted, index corrupted
}


def state_of(condition: StoreCondition) -> StoreState:
    """Return the state of a condition with its line."""
    return StoreState(condition, MESSAGES.get(condition, ""))


def damaged(what: str) -> StoreState:
    """Return the state of a store in which something was found that nobody wrote."""
    return StoreState(StoreCondition.DAMAGED, f"{what}；{MESSAGES[StoreCondition.DAMAGED]}")


def condition_of(error: BaseException) -> StoreCondition | None:
    """Return what a database error says about the store; None when it says nothing, so the fault is ours."""
    if isinstance(error, ArgumentError | NoSuchModuleError | ImportError):
        return StoreCondition.WRONG_ADDRESS
    if isinstance(error, PoolTimeoutError):
        return StoreCondition.LOCKED
    cause = error.orig if isinstance(error, DBAPIError) else error
    if isinstance(cause, sqlite3.Error):
        code = getattr(cause, "sqlite_errorcode", None)
        if code == sqlite3.SQLITE_ERROR and "no such table" in str(cause):
            return StoreCondition.DAMAGED
        return _SQLITE.get(code & 0xFF) if code is not None else None
    if (code := postgres_code(cause)) is not None:
        return next((_POSTGRES[code[:size]] for size in (5, 2) if code[:size] in _POSTGRES), None)
    # pg8000 says "network error" and "can't create a connection" without a code.
    if isinstance(cause, OSError) or type(cause).__name__ == "InterfaceError":
        return StoreCondition.UNREACHABLE
    if isinstance(error, DBAPIError) and error.connection_invalidated:
        return StoreCondition.UNREACHABLE
    return None


def postgres_code(error: BaseException | None) -> str | None:
    """Return PostgreSQL's five-letter code of an error, as pg8000 keeps it."""
    said = error.args[0] if error is not None and error.args else None
    code = said.get("C") if isinstance(said, dict) else None
    return code if isinstance(code, str) else None


def is_transient(error: SQLAlchemyError | OSError) -> bool:
    """Whether asking again may succeed: the connection went, the server had none left, or two writers met."""
    if isinstance(error, OSError):
        return True
    if isinstance(error, DBAPIError):
        code = postgres_code(error.orig)
        if code is not None:
            return code[:2] in ("08", "57", "40") or code == "53300"
        return error.connection_invalidated or condition_of(error) is StoreCondition.UNREACHABLE
    # A connection that went in the middle of a transaction leaves it unusable.
    return isinstance(error, InvalidRequestError) and "invalid transaction" in str(error)
