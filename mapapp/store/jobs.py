"""The queue of heavy work, shared by all servers of one store: a second server helps instead of doubling the load."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from sqlalchemy import Connection, Row, delete, func, insert, select, text, update

from mapapp.contracts import Job, JobState, JsonValue
from mapapp.operations.audit import audit
from mapapp.store.canonical import read_value, refuse_unwritable_text, write_value
from mapapp.store.database import Database
from mapapp.store.faults import StoreError
from mapapp.store.schema import JOBS, RESULTS

# At most so many at once on one server: two cores, and visitors who must not wait.
MOST_RUNNING: Final = 2
# A worker tells every few seconds that it lives; one that was silent so long has died.
SILENT_S: Final = 60.0
# Work that ended two workers would end the third.
MOST_TRIES: Final = 2
# What was made is fetched within minutes; a day covers a person who went home.
KEEP_RESULTS_H: Final = 24
# And so many of them: the newest.
KEEP_RESULTS: Final = 40

_GIVEN_UP: Final = f"中断了 {MOST_TRIES} 次，不再重试"
_CLAIM_LOCK: Final = 0x4D41504A  # any number, the same in every process


@dataclass(frozen=True, slots=True)
class Jobs:
    """The queue of one store."""

    database: Database

    def ask(self, kind: str, asked: Mapping[str, JsonValue], who: str) -> Job:
        """Put work into the queue and return it; `who` is whose it is, for quotas and lists."""
        refuse_unwritable_text(who, "who")
        now = _now()
        row = {
            **{"job_id": uuid.uuid4().hex, "kind": kind, "asked": write_value(asked, "asked"), "who": who},
            **{"state": JobState.WAITING.value, "done": 0, "total": 0, "message": "", "cancel_asked": 0, "tries": 0},
            **{"worker": "", "created": now, "changed": now},
        }
        self.database.write(lambda connection: connection.execute(insert(JOBS).values(row)))
        audit("job", account=who, kind=kind)
        return self.get(str(row["job_id"]))

    def claim(self, server: str, kinds: Sequence[str], *, most_running: int = MOST_RUNNING) -> Job | None:
        """Return the next job for a server to run, or None when there is none or its machine has enough.

        `server` is MACHINE or MACHINE/PROCESS: what processes of one machine run is counted together. Work whose server died is put back first, and given up when that happened twice.
        """

        def change(connection: Connection) -> str | None:
            if connection.dialect.name == "postgresql":
                connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _CLAIM_LOCK})
            _put_back_the_dead(connection)
            here = server.partition("/")[0]
            of_here = (JOBS.c.worker == here) | JOBS.c.worker.startswith(here + "/", autoescape=True)
            running = select(func.count()).where(JOBS.c.state == JobState.RUNNING.value, of_here)
            if connection.execute(running).scalar_one() >= most_running:
                return None
            waiting = select(JOBS.c.job_id).where(JOBS.c.state == JobState.WAITING.value, JOBS.c.kind.in_(kinds))
            job_id = connection.execute(waiting.order_by(JOBS.c.created, JOBS.c.job_id).limit(1)).scalar_one_or_none()
            if job_id is not None:
                changes = {"state": JobState.RUNNING.value, "worker": server, "tries": JOBS.c.tries + 1}
                _update(connection, job_id, changes)
            return job_id

        job_id = self.database.write(change)
        return None if job_id is None else self.get(job_id)

    def tell(self, job_id: str, server: str, done: int, total: int, message: str = "") -> bool:
        """Return how far a job is, at least every few seconds; False says to stop: cancelled, or given to another."""
        changes = {"done": done, "total": total, "message": _plain(message)}

        def change(connection: Connection) -> bool:
            mine = _is_mine(connection, job_id, server)
            if mine:
                _update(connection, job_id, changes)
            query = select(JOBS.c.cancel_asked).where(JOBS.c.job_id == job_id)
            return mine and not connection.execute(query).scalar_one()

        return self.database.write(change)

    def finish(self, job_id: str, server: str, name: str = "", data: bytes | None = None) -> None:
        """Record that a job is done, with the file it made; from a server that lost it, nothing happens."""

        def change(connection: Connection) -> None:
            if not _is_mine(connection, job_id, server):
                return
            limit = (datetime.now(UTC) - timedelta(hours=KEEP_RESULTS_H)).isoformat(timespec="microseconds")
            connection.execute(delete(RESULTS).where(RESULTS.c.at < limit))
            ended = JOBS.c.state.not_in((JobState.WAITING.value, JobState.RUNNING.value))
            connection.execute(delete(JOBS).where(ended, JOBS.c.changed < limit))
            kept = select(RESULTS.c.job_id).order_by(RESULTS.c.at.desc()).limit(KEEP_RESULTS - 1)
            newest = [one for (one,) in connection.execute(kept)]
            connection.execute(delete(RESULTS).where(RESULTS.c.job_id.not_in(newest)))
            if data is not None:
                row = {"job_id": job_id, "name": _plain(name), "at": _now(), "bytes": data}
                connection.execute(insert(RESULTS).values(row))
            _update(connection, job_id, {"state": JobState.DONE.value, "message": ""})

        self.database.write(change)

    def fail(self, job_id: str, server: str, message: str) -> None:
        """Record that a job ended without a result and why; one whose end was asked for is cancelled."""

        def change(connection: Connection) -> None:
            if not _is_mine(connection, job_id, server):
                return
            query = select(JOBS.c.cancel_asked).where(JOBS.c.job_id == job_id)
            cancelled = bool(connection.execute(query).scalar_one())
            state = JobState.CANCELLED if cancelled else JobState.FAILED
            _update(connection, job_id, {"state": state.value, "message": _plain(message)})

        self.database.write(change)

    def put_back(self, job_id: str, server: str) -> None:
        """Let a job wait again whose worker died; it fails when that happened too often, or its end was asked for."""

        def change(connection: Connection) -> str:
            query = select(JOBS.c.tries, JOBS.c.cancel_asked).where(JOBS.c.job_id == job_id)
            row = connection.execute(query).first()
            if row is None or not _is_mine(connection, job_id, server):
                return ""
            if row.tries >= MOST_TRIES or row.cancel_asked:
                return _GIVEN_UP
            _update(connection, job_id, {"state": JobState.WAITING.value, "worker": "", "done": 0})
            return ""

        given_up = self.database.write(change)
        if given_up:
            self.fail(job_id, server, given_up)

    def cancel(self, job_id: str) -> None:
        """Ask for the end of a job; one that waits ends at once, one that runs is told at its next word."""

        def change(connection: Connection) -> None:
            _update(connection, job_id, {"cancel_asked": 1})
            waiting = (JOBS.c.job_id == job_id) & (JOBS.c.state == JobState.WAITING.value)
            connection.execute(update(JOBS).where(waiting).values(state=JobState.CANCELLED.value))

        self.database.write(change)

    def get(self, job_id: str) -> Job:
        """Return a job as it is. Raises StoreError for one that is not known."""
        query = select(JOBS).where(JOBS.c.job_id == job_id)
        row = self.database.read(lambda connection: connection.execute(query).first())
        if row is None:
            raise StoreError("没有这件任务；请重新发起")
        return _job(row)

    def waiting_before(self, job: Job) -> int:
        """Return how many jobs wait before a waiting one."""
        earlier = (JOBS.c.created < job.created) | ((JOBS.c.created == job.created) & (JOBS.c.job_id < job.job_id))
        query = select(func.count()).where(JOBS.c.state == JobState.WAITING.value, earlier)
        return self.database.read(lambda connection: int(connection.execute(query).scalar_one()))

    def count_waiting(self) -> int:
        """Return how many jobs wait."""
        return self._count((JobState.WAITING,))

    def count_open(self) -> int:
        """Return how many jobs wait or run; a look that writes nothing."""
        return self._count((JobState.WAITING, JobState.RUNNING))

    def _count(self, states: Sequence[JobState]) -> int:
        """Return how many jobs are in one of some states."""
        query = select(func.count()).where(JOBS.c.state.in_([state.value for state in states]))
        return self.database.read(lambda connection: int(connection.execute(query).scalar_one()))

    def of(self, who: str, *, most: int = 20) -> tuple[Job, ...]:
        """Return somebody's jobs, newest first."""
        query = select(JOBS).where(JOBS.c.who == who).order_by(JOBS.c.created.desc(), JOBS.c.job_id).limit(most)
        return self.database.read(lambda connection: tuple(_job(row) for row in connection.execute(query)))

    def result(self, job_id: str) -> tuple[str, bytes] | None:
        """Return the name and bytes of what a job made; None where there is none, or it grew old."""
        query = select(RESULTS.c.name, RESULTS.c.bytes).where(RESULTS.c.job_id == job_id)
        row = self.database.read(lambda connection: connection.execute(query).first())
        return None if row is None else (row.name, bytes(row.bytes))


def _put_back_the_dead(connection: Connection) -> None:
    """Let work of servers that fell silent wait again, or fail when it has been tried often enough."""
    limit = (datetime.now(UTC) - timedelta(seconds=SILENT_S)).isoformat(timespec="microseconds")
    silent = (JOBS.c.state == JobState.RUNNING.value) & (JOBS.c.changed < limit)
    given_up = {"state": JobState.FAILED.value, "message": _GIVEN_UP, "changed": _now()}
    connection.execute(update(JOBS).where(silent & (JOBS.c.tries >= MOST_TRIES)).values(given_up))
    again = {"state": JobState.WAITING.value, "worker": "", "done": 0, "changed": _now()}
    connection.execute(update(JOBS).where(silent).values(again))


def _is_mine(connection: Connection, job_id: str, server: str) -> bool:
    """Whether a server still runs a job."""
    mine = (JOBS.c.job_id == job_id) & (JOBS.c.worker == server) & (JOBS.c.state == JobState.RUNNING.value)
    return connection.execute(select(JOBS.c.job_id).where(mine)).first() is not None


def _update(connection: Connection, job_id: str, changes: Mapping[str, Any]) -> None:
    """Change a job's row."""
    connection.execute(update(JOBS).where(JOBS.c.job_id == job_id).values({**changes, "changed": _now()}))


def _plain(message: str) -> str:
    """Return a message that every database can hold: it may name a file whose name is no text."""
    return message.replace("\0", "").encode("utf-8", "replace").decode("utf-8")


def _now() -> str:
    """Return this moment as it is written."""
    return datetime.now(UTC).isoformat(timespec="microseconds")


def _job(row: Row[Any]) -> Job:
    """Turn a row into a job."""
    asked = read_value(row.asked)
    return Job(
        job_id=row.job_id,
        kind=row.kind,
        asked=asked if isinstance(asked, dict) else {},
        who=row.who,
        state=JobState(row.state),
        done=row.done,
        total=row.total,
        message=row.message,
        cancel_asked=bool(row.cancel_asked),
        tries=row.tries,
        worker=row.worker,
        created=row.created,
        changed=row.changed,
    )
