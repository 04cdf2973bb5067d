"""What comes is counted as it comes and let go with the file: one person's quota, everybody's, and no box, no file."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from starlette.applications import Starlette
from starlette.responses import Response
from starlette.routing import Route
from starlette.testclient import TestClient
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.uploaded_file_manager import UploadedFileRec

from mapapp.ui import access, intake, streamlit_internals, upload_quota
from mapapp.ui.server_guard import ServerGuard
from mapapp.ui.upload_quota import refusal_of
from tests import PROJECT_DIR
from tests.event_loop import run_aside

OWN = {"origin": "http://testserver"}
HALF = b"x" * 500_000


@pytest.fixture
def send(monkeypatch):
    """Return a function that sends a file to a small server: one megabyte for one person, two for all."""
    manager = MemoryUploadedFileManager("/upload")

    async def put(request):
        visit, file = request.path_params["visit"], request.path_params["file"]
        manager.add_file(visit, UploadedFileRec(file, file, "", await request.body()))
        return Response(status_code=204)

    async def delete(request):
        manager.remove_file(request.path_params["visit"], request.path_params["file"])
        return Response(status_code=204)

    address = "/_stcore/upload_file/{visit}/{file}"
    routes = [Route(address, put, methods=["PUT"]), Route(address, delete, methods=["DELETE"])]
    guard = ServerGuard(Starlette(routes=routes))
    client = TestClient(guard)
    monkeypatch.setattr(access, "_writing_visits", {"li": "li", "li-again": "li", "wang": "wang", "zhao": "zhao"})
    monkeypatch.setattr(access, "_visits_with_box", dict.fromkeys(("li", "li-again", "wang", "zhao")))
    monkeypatch.setattr(streamlit_internals, "_uploads", [manager])
    monkeypatch.setattr(intake, "_trays", {})
    monkeypatch.setattr(upload_quota, "_refused", {})
    monkeypatch.setenv("MAPAPP_UPLOAD_MB", "1")
    monkeypatch.setenv("MAPAPP_UPLOAD_ALL_MB", "2")

    def send(visit, file, content=HALF, method="PUT", **headers):
        answer = client.request(method, f"/_stcore/upload_file/{visit}/{file}", content=content, headers=OWN | headers)
        assert upload_quota._coming == {}
        return answer

    return SimpleNamespace(file=send, manager=manager, guard=guard)


def pieces(count):
    """Yield a body in pieces of 100,000 bytes, as a chunked transfer brings it."""
    for _ in range(count):
        yield b"x" * 100_000


def test_many_small_files_fill_a_quota(send):
    # Each costs 1,000 bytes besides its one.
    send.file("li", "large", b"x" * 900_000)
    answers = [send.file("li", f"f{n}", b"x").status_code for n in range(101)]
    # 901,000 bytes and 98 files of 1,001; the 99th would make it 1,000,099.
    assert answers == [204] * 98 + [413] * 3
    assert len(send.manager.file_storage["li"]) == 99


def test_a_length_that_lies_changes_nothing(send):
    assert send.file("li", "one", pieces(12), **{"content-length": "5"}).status_code == 413
    assert send.file("li", "two", b"x", **{"content-length": "900000000"}).status_code == 204


def test_a_body_in_pieces_ends_where_the_quota_does(send):
    assert send.file("li", "fits", pieces(9)).status_code == 204
    answer = send.file("wang", "longer", pieces(11))
    assert answer.status_code == 413
    assert answer.text == "没有收下：您放在这里待处理的文件超过 1 MB；请先接受或移出几份再来。"
    assert "wang" not in send.manager.file_storage


def test_a_body_without_an_end_is_answered_after_a_while(send):
    came, said = [0], []
    scope = {"type": "http", "method": "PUT", "path": "/_stcore/upload_file/li/a", "query_string": b""}
    scope["headers"] = [(b"origin", b"http://testserver"), (b"host", b"testserver")]

    async def receive():
        came[0] += 1
        return {"type": "http.request", "body": b"x" * 1_000_000, "more_body": True}

    async def send_back(message):
        said.append(message)

    run_aside(send.guard(scope, receive, send_back))
    # One fits, one overruns, and what a browser sends of a file of the largest size passes by: 21 pieces are over 20 MiB.
    assert (came[0], said[0]["status"]) == (22, 413)


def test_visitors_have_a_quota_each_and_one_together(send):
    assert [send.file("li", "a").status_code, send.file("li-again", "b").status_code] == [204, 413]
    assert [send.file("wang", "a").status_code, send.file("zhao", "a").status_code] == [204, 204]
    assert send.file("wang", "b", b"x" * 400_000).status_code == 204
    answer = send.file("zhao", "b", b"x" * 200_000)
    assert (answer.status_code, answer.text[:16]) == (413, "没有收下：各位放在这里待处理的文")


@pytest.mark.parametrize("how", ["deleted", "visit ended", "same file again"])
def test_what_has_gone_is_free_again(send, how):
    assert [send.file("li", "a").status_code, send.file("li", "b").status_code] == [204, 413]
    if how == "deleted":
        assert send.file("li", "a", b"", method="DELETE").status_code == 204
    elif how == "visit ended":
        send.manager.remove_session_files("li")
    else:
        send.file("li", "a", b"")
    assert send.file("li", "b").status_code == 204


def test_what_lies_in_a_tray_counts_for_its_person(send, monkeypatch):
    tray = intake.tray_of("li")
    tray.items.append(intake.Item("甲.txt", HALF))
    assert [send.file("li", "a").status_code, send.file("wang", "a").status_code] == [413, 204]
    tray.clear()
    assert send.file("li", "a").status_code == 204


def test_a_page_without_a_box_takes_no_file(send):
    access.upload_box_gone("li")
    assert send.file("li", "a").status_code == 403
    access.upload_box_shown("li")
    assert send.file("li", "a").status_code == 204


def test_a_refusal_is_told_to_its_visit_once(send):
    send.file("li", "a", b"x" * 2_000_000)
    assert refusal_of("wang") == ""
    assert refusal_of("li").startswith("没有收下：您放在这里")
    assert refusal_of("li") == ""


@pytest.mark.parametrize("said", ["", "0", "-5", "1e3", "９", "99999999999"])
def test_a_quota_that_is_no_number_of_megabytes_is_the_default(monkeypatch, said):
    monkeypatch.setenv("MAPAPP_UPLOAD_MB", said)
    assert upload_quota.most(upload_quota.OWN_SETTING) == 100_000_000


def test_every_box_for_files_is_the_one_that_is_noted():
    users = [
        path.name for path in (PROJECT_DIR / "mapapp").rglob("*.py") if "file_uploader(" in path.read_text("utf-8")
    ]
    assert users == ["upload_box.py"]
