"""How the store is, in words the app can show, and the heavy work that waits in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from mapapp.contracts.journal_entries import JsonValue
from mapapp.contracts.vocabulary import Term


class StoreCondition(Term):
    """How the store was found."""

    READY = "ready", "可用"
    READ_ONLY = "read_only", "只读"
    FULL = "full", "磁盘已满"
    LOCKED = "locked", "被占用"
    UNREACHABLE = "unreachable", "连不上"
    NEWER = "newer", "版本较新"
    FOREIGN = "foreign", "不是本程序的库"
    DAMAGED = "damaged", "已损坏"
    WRONG_ADDRESS = "wrong_address", "地址不对"


# Conditions that may pass by themselves: they are looked at again after a few seconds.
PASSING_CONDITIONS = frozenset({StoreCondition.FULL, StoreCondition.LOCKED, StoreCondition.UNREACHABLE})


@dataclass(frozen=True, slots=True)
class StoreState:
    """How the store is. `message` is one Chinese line, where, what, what now; empty when all is well."""

    condition: StoreCondition
    message: str = ""

    @property
    def readable(self) -> bool:
        """Whether what people added can be shown."""
        return self.condition in (StoreCondition.READY, StoreCondition.READ_ONLY, StoreCondition.FULL)

    @property
    def writable(self) -> bool:
        """Whether anything can be added."""
        return self.condition is StoreCondition.READY


class JobState(Term):
    """Where a piece of heavy work stands."""

    WAITING = "waiting", "排队"
    RUNNING = "running", "进行中"
    DONE = "done", "完成"
    FAILED = "failed", "失败"
    CANCELLED = "cancelled", "已取消"


@dataclass(frozen=True, slots=True)
class Job:
    """One piece of heavy work; `worker` is the server that does it, times are UTC, ISO 8601."""

    job_id: str
    kind: str
    asked: Mapping[str, JsonValue]
    who: str
    state: JobState
    done: int
    total: int
    message: str
    cancel_asked: bool
    tries: int
    worker: str
    created: str
    changed: str
