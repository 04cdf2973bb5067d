"""Painted files wait in the queue, are made by a process of their own, and end in one of the ways a visitor is told of."""

from __future__ import annotations

import json
import os
import signal
import sys
import threading

import pytest

from mapapp.contracts import JobState
from mapapp.contracts.scenes import Deck, Scene
from mapapp.open_workspace import activate, active
from mapapp.painting import painting_jobs
from mapapp.painting.painting_jobs import KIND, PaintingError, Wish, ask_for, jobs_of
from mapapp.selection import Selection
from mapapp.store import close_databases, open_store
from mapapp.workspace import only_districts

SAYS = "import sys, json; asked = json.loads(sys.stdin.readline()); open(sys.argv[1], 'wb').write(b'made ' + asked['format'].encode())"
WISH = Wish("pdf", Selection(as_of=2024), None, 0, "简报.pdf")


@pytest.fixture
def queue(tmp_path, monkeypatch):
    """Return a queue nobody works on but the test."""
    monkeypatch.setenv("MAPAPP_STORE", f"sqlite:///{tmp_path / 'store.sqlite'}")
    monkeypatch.setattr(painting_jobs, "begin_to_work", lambda: None)
    monkeypatch.setattr(painting_jobs, "LOOKS_EVERY_S", 0.05)
    yield jobs_of(open_store())
    close_databases()


def work(queue, monkeypatch, script):
    """Let a worker of a few lines make the next file; return the job as it is then."""
    real = painting_jobs.subprocess.Popen

    def start(command, **options):
        return real([sys.executable, "-c", script, command[-1]], **options)

    monkeypatch.setattr(painting_jobs.subprocess, "Popen", start)
    job = queue.claim(painting_jobs._server, (KIND,))
    painting_jobs._work_on(queue, job)
    return queue.get(job.job_id)


def test_a_file_is_made_and_can_be_fetched(queue, monkeypatch):
    asked = ask_for(open_store(), WISH, "王工")
    assert work(queue, monkeypatch, SAYS).state is JobState.DONE
    assert queue.result(asked.job_id) == ("简报.pdf", b"made pdf")


def test_what_is_sent_is_small_and_says_the_whole_wish(queue):
    deck = Deck("会", (Scene("一", selection=(("year", "2024"),)),))
    wish = Wish("pptx", Selection(as_of=2024, zones=("青西",)), deck, 7, "会.pptx")
    asked = ask_for(open_store(), wish, "王工").asked
    assert len(json.dumps(asked)) < 2000
    assert (asked["format"], asked["revision"], asked["name"]) == ("pptx", 7, "会.pptx")
    assert asked["selection"]["zone"] == "青西"
    assert [scene["title"] for scene in asked["deck"]["scenes"]] == ["一"]
    assert asked["district"] == ""
    before = active()
    activate(only_districts(before, "闵行区"))
    assert ask_for(open_store(), wish, "李工").asked["district"] == "闵行区"
    activate(before)


def test_progress_is_passed_on_and_a_refusal_is_said(queue, monkeypatch):
    ask_for(open_store(), WISH, "王工")
    lines = [json.dumps({"done": 3, "total": 7}), json.dumps({"refused": "没有浏览器"})]
    job = work(queue, monkeypatch, f"import sys; sys.stdin.readline(); print({chr(10).join(lines)!r}); sys.exit(2)")
    assert (job.state, job.message, job.done, job.total) == (JobState.FAILED, "没有浏览器", 3, 7)


@pytest.mark.parametrize(
    "death",
    [f"os.kill(os.getpid(), {int(signal.SIGKILL)})", "os._exit(0)", "os._exit(70)", "os.abort()", "1 / 0"],
)
def test_work_whose_worker_dies_is_begun_again_once_and_then_told_as_failed(queue, monkeypatch, death):
    ask_for(open_store(), WISH, "王工")
    script = f"import os, sys; sys.stdin.readline(); {death}"
    assert work(queue, monkeypatch, script).state is JobState.WAITING
    job = work(queue, monkeypatch, script)
    assert (job.state, job.message) == (JobState.FAILED, "中断了 2 次，不再重试")


def test_a_cancelled_file_ends_its_worker(queue, monkeypatch, tmp_path):
    job = ask_for(open_store(), WISH, "王工")
    mark = tmp_path / "pid"
    script = (
        "import os, sys, time; sys.stdin.readline(); "
        f"open({str(mark)!r}, 'w').write(str(os.getpid())); print('{{\"done\": 1, \"total\": 9}}', flush=True); time.sleep(600)"
    )
    said = queue.tell
    monkeypatch.setattr(type(queue), "tell", lambda self, *told: (self.cancel(job.job_id), said(*told))[1])
    assert work(queue, monkeypatch, script).state is JobState.CANCELLED
    with pytest.raises(ProcessLookupError):
        os.kill(int(mark.read_text()), 0)


def test_one_person_waits_for_few_files_and_all_for_a_limited_number(queue, monkeypatch):
    for _ in range(painting_jobs.MOST_OF_ONE):
        ask_for(open_store(), WISH, "王工")
    with pytest.raises(PaintingError, match="您已有 4 个"):
        ask_for(open_store(), WISH, "王工")
    ask_for(open_store(), WISH, "李工")
    monkeypatch.setattr(painting_jobs, "MOST_WAITING", 5)
    with pytest.raises(PaintingError, match="排队的文件已有 5 个"):
        ask_for(open_store(), WISH, "赵工")


def test_a_file_too_large_is_not_kept(queue, monkeypatch):
    asked = ask_for(open_store(), WISH, "王工")
    monkeypatch.setattr(painting_jobs, "MOST_RESULT_BYTES", 3)
    job = work(queue, monkeypatch, SAYS)
    assert job.state is JobState.FAILED
    assert "请减少" in job.message
    assert queue.result(asked.job_id) is None


def test_processes_of_one_machine_share_its_places_and_another_machine_helps(queue):
    for number in range(4):
        ask_for(open_store(), WISH, f"人{number}")
    assert queue.claim("甲/1-a", (KIND,)) and queue.claim("甲/2-b", (KIND,))
    assert queue.claim("甲/1-a", (KIND,)) is None
    assert queue.claim("甲乙/1-a", (KIND,)) is not None
    assert queue.claim("乙/9-c", (KIND,)) is not None


def test_a_store_that_cannot_be_written_has_a_queue_of_this_server(queue, monkeypatch, tmp_path):
    (tmp_path / "foreign.sqlite").write_text("no store")
    monkeypatch.setenv("MAPAPP_STORE", f"sqlite:///{tmp_path / 'foreign.sqlite'}")
    store = open_store()
    assert not store.state.writable
    job = ask_for(store, WISH, "王工")
    assert jobs_of(store).get(job.job_id).state is JobState.WAITING


@pytest.mark.parametrize(("said", "most"), [("", 2), ("1", 1), ("8", 8), ("0", 2), ("-1", 2), ("many", 2), ("²", 2)])
def test_the_setting_says_how_many_at_once(monkeypatch, said, most):
    monkeypatch.setenv("MAPAPP_HEAVY_WORK", said)
    assert painting_jobs.most_at_once() == most


def test_who_works_on_the_queue_is_one_thread(monkeypatch):
    begun = threading.Event()
    monkeypatch.setattr(painting_jobs, "_dispatch", begun.set)
    monkeypatch.setattr(painting_jobs, "_dispatcher", [])
    for _ in range(3):
        painting_jobs.begin_to_work()
    assert begun.wait(10)
    assert len(painting_jobs._dispatcher) == 1
