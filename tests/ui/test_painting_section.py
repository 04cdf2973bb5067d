"""What the page says of a file that is being painted, and of one that grew old."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace

import pytest

from mapapp.contracts import Job, JobState
from mapapp.store import StoreError
from mapapp.ui.pages import painting_section
from mapapp.ui.screen_state import screen

JOB = Job("1", "paint", {"format": "pdf", "name": "简报.pdf"}, "王工", JobState.WAITING, 0, 0, "", False, 1, "", "", "")
QUEUE = SimpleNamespace(waiting_before=lambda _job: 3, result=lambda _job_id: None)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({}, "排队中，前面还有 3 个"),
        ({"state": JobState.RUNNING}, "正在准备"),
        ({"state": JobState.RUNNING, "done": 2, "total": 6}, "已画 2 / 6 幅图"),
        ({"state": JobState.RUNNING, "done": 6, "total": 6}, "图已画完，正在排版"),
        ({"state": JobState.RUNNING, "done": 2, "total": 6, "cancel_asked": True}, "正在取消"),
        ({"state": JobState.DONE, "done": 6, "total": 6}, "已做好，保留一天"),
        ({"state": JobState.FAILED, "message": "没有浏览器"}, "没有做成：没有浏览器"),
    ],
)
def test_how_far_a_file_is(changes, said):
    assert painting_section._progress(QUEUE, replace(JOB, **changes)) == said


def test_a_file_that_grew_old_says_so():
    with pytest.raises(StoreError, match="已过期"):
        painting_section._fetch(QUEUE, "1")


def test_a_visitor_sees_his_own_files_and_not_those_he_took_back(monkeypatch):
    monkeypatch.setattr(type(screen), "painter", "王工")
    jobs = [JOB, replace(JOB, job_id="2", state=JobState.CANCELLED), replace(JOB, job_id="3", kind="read")]
    asked = []
    queue = SimpleNamespace(of=lambda who: asked.append(who) or jobs)
    assert painting_section._mine(queue) == (JOB,)
    assert asked == ["王工"]
