"""Heavy work waits its turn, is done once, can be cancelled, and outlives the server that began it."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import text

from mapapp.contracts import JobState
from mapapp.store import StoreError

KINDS = ("export",)


def fall_silent(store):
    """Let every running job look as if its server had said nothing for an hour."""
    long_ago = (datetime.now(UTC) - timedelta(hours=1)).isoformat(timespec="microseconds")
    with store.database.engine.begin() as connection:
        connection.execute(text("UPDATE mapapp_jobs SET changed = :then WHERE state = 'running'"), {"then": long_ago})


def test_jobs_run_in_order_two_at_a_time_on_one_server_and_a_second_server_helps(store):
    asked = [store.jobs.ask("export", {"format": "pdf", "n": n}, "王工") for n in range(5)]
    assert [store.jobs.waiting_before(job) for job in asked] == [0, 1, 2, 3, 4]
    first, second = store.jobs.claim("a", KINDS), store.jobs.claim("a", KINDS)
    assert [job.asked["n"] for job in (first, second)] == [0, 1]
    assert store.jobs.claim("a", KINDS) is None
    assert store.jobs.claim("b", KINDS).asked["n"] == 2
    assert store.jobs.claim("b", ("other",)) is None
    store.jobs.finish(first.job_id, "a", "map.pdf", b"%PDF")
    assert store.jobs.result(first.job_id) == ("map.pdf", b"%PDF")
    assert store.jobs.get(first.job_id).state is JobState.DONE
    assert store.jobs.claim("a", KINDS).asked["n"] == 3
    assert [job.asked["n"] for job in store.jobs.of("王工")] == [4, 3, 2, 1, 0]


def test_progress_is_told_and_a_cancelled_job_hears_of_it(store):
    running, waiting = (store.jobs.ask("export", {}, "王工") for _ in range(2))
    store.jobs.claim("a", KINDS, most_running=1)
    assert store.jobs.tell(running.job_id, "a", 3, 10, "画第 3 幅")
    told = store.jobs.get(running.job_id)
    assert (told.done, told.total, told.message, told.state) == (3, 10, "画第 3 幅", JobState.RUNNING)
    for job in (running, waiting):
        store.jobs.cancel(job.job_id)
    assert store.jobs.get(waiting.job_id).state is JobState.CANCELLED
    assert not store.jobs.tell(running.job_id, "a", 4, 10)
    store.jobs.fail(running.job_id, "a", "停下了\0：\udce4.pdf")
    assert store.jobs.get(running.job_id).message == "停下了：?.pdf"
    assert store.jobs.get(running.job_id).state is JobState.CANCELLED
    with pytest.raises(StoreError, match="没有这件任务"):
        store.jobs.get("nothing")


def test_work_of_a_dead_server_is_done_by_another_and_its_late_word_is_not_heard(store):
    job = store.jobs.ask("export", {}, "王工")
    assert store.jobs.claim("dead", KINDS).tries == 1
    assert store.jobs.claim("alive", KINDS) is None
    fall_silent(store)
    assert store.jobs.claim("alive", KINDS).tries == 2
    assert not store.jobs.tell(job.job_id, "dead", 1, 1)
    store.jobs.finish(job.job_id, "dead", "late", b"late")
    store.jobs.finish(job.job_id, "alive", "right", b"right")
    assert store.jobs.result(job.job_id) == ("right", b"right")


def test_work_that_ended_two_servers_does_not_end_a_third(store):
    job = store.jobs.ask("export", {}, "王工")
    for server in ("a", "b"):
        store.jobs.claim(server, KINDS)
        fall_silent(store)
    assert store.jobs.claim("c", KINDS) is None
    ended = store.jobs.get(job.job_id)
    assert (ended.state, ended.message) == (JobState.FAILED, "中断了 2 次，不再重试")


def test_many_claims_at_once_give_each_job_to_one_server(store):
    for _ in range(20):
        store.jobs.ask("export", {}, "王工")

    def work(server: str) -> list[str]:
        mine = []
        while (job := store.jobs.claim(server, KINDS)) is not None:
            mine.append(job.job_id)
            store.jobs.finish(job.job_id, server)
        return mine

    with ThreadPoolExecutor(4) as pool:
        done = [job_id for mine in pool.map(work, "abcd") for job_id in mine]
    assert len(done) == len(set(done)) == 20


def test_the_extraction_cache_gives_back_what_it_was_given_or_nothing(store):
    key = "k" * 64
    assert store.extractions.get(key) is None
    store.extractions.put(key, b"old")
    store.extractions.put(key, b"new")
    assert store.extractions.get(key) == b"new"
    with store.database.engine.begin() as connection:
        connection.execute(text("UPDATE mapapp_extractions SET bytes = :bytes"), {"bytes": b"torn"})
    assert store.extractions.get(key) is None
    assert store.extractions.forget(datetime.now(UTC) - timedelta(hours=1)) == 0
    assert store.extractions.forget(datetime.now(UTC) + timedelta(hours=1)) == 1
