"""Documents and painted files share a few places; documents come first, and none is lost when work fails."""

from __future__ import annotations

import threading

import pytest

from mapapp.contracts import JobState
from mapapp.errors import MapAppError
from mapapp.heavy_work import PLACES, Places
from mapapp.painting import painting_jobs
from mapapp.painting.painting_jobs import ask_for, jobs_of
from mapapp.store import close_databases, open_store
from tests.painting.test_painting_jobs import WISH

PATIENCE_S = 20.0


def test_no_more_is_done_at_once_than_there_are_places_whoever_asks():
    places, lock, now, most = Places(), threading.Lock(), [0], [0]

    def count(step):
        with lock:
            now[0] += step
            most[0] = max(most[0], now[0])

    def read():
        with places.for_document():
            count(1)
            threading.Event().wait(0.005)
            count(-1)

    def paint():
        for _ in range(20):
            if places.take_for_painting():
                count(1)
                threading.Event().wait(0.005)
                count(-1)
                places.leave()

    threads = [threading.Thread(target=work) for work in [read] * 12 + [paint] * 6]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(PATIENCE_S)
    assert (most[0], now[0]) == (2, 0)


def test_a_document_that_waits_comes_before_the_next_file():
    places, read = Places(), threading.Event()
    assert places.take_for_painting() and places.take_for_painting()
    assert not places.take_for_painting()

    def one():
        with places.for_document():
            read.set()

    reader = threading.Thread(target=one)
    reader.start()
    while not places._documents_waiting:
        threading.Event().wait(0.002)
    places._taken -= 1  # a place is free and the reader has not been told
    assert not places.take_for_painting()
    places._taken += 1
    places.leave()
    assert read.wait(PATIENCE_S)
    reader.join(PATIENCE_S)
    assert places.take_for_painting()


def test_a_place_is_free_again_after_work_that_failed():
    places = Places()
    for _ in range(3):
        with pytest.raises(MapAppError), places.for_document():
            raise MapAppError("坏文件")
    assert places.take_for_painting() and places.take_for_painting()


def test_the_setting_says_how_many(monkeypatch):
    monkeypatch.setenv("MAPAPP_HEAVY_WORK", "1")
    places = Places()
    assert places.take_for_painting() and not places.take_for_painting()


def test_files_are_not_painted_while_documents_take_all_places(tmp_path, monkeypatch):
    monkeypatch.setenv("MAPAPP_STORE", f"sqlite:///{tmp_path / 'store.sqlite'}")
    monkeypatch.setattr(painting_jobs, "begin_to_work", lambda: None)
    painted = threading.Event()
    monkeypatch.setattr(painting_jobs, "_work_on", lambda jobs, job: painted.set())
    try:
        jobs = jobs_of(open_store())
        asked = ask_for(open_store(), WISH, "王工")
        with PLACES.for_document(), PLACES.for_document():
            assert not painting_jobs._start_next(jobs)
            assert jobs.get(asked.job_id).state is JobState.WAITING
        assert painting_jobs._start_next(jobs)
        assert painted.wait(PATIENCE_S)
        assert not painting_jobs._start_next(jobs)  # nothing waits: the place is given back
        with PLACES.for_document():
            pass
    finally:
        close_databases()
