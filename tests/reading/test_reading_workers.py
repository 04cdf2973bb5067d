"""Documents are read side by side: the same bytes as alone, a dead worker costs one document at most, Ctrl+C ends all."""

from __future__ import annotations

import multiprocessing
import os
import signal
from functools import partial
from pathlib import Path

import pytest

from mapapp.commands.cli import main
from mapapp.commands.new_workspace import make_workspace
from mapapp.errors import MapAppError
from mapapp.open_workspace import activate, active
from mapapp.reading import document_records, file_readings, reading_workers
from mapapp.reading.reading_workers import Workers, read_side_by_side
from mapapp.workspace import load_workspace
from tests.documents.docx.word import docx, p
from tests.extracted import extract_files

SQUARE = (
    '{"type": "FeatureCollection", "features": [{"type": "Feature", "properties": {"id": "zone-jia", "name": "甲区", '
    '"kind": "分区", "zone_id": "甲区", "basis": "手绘", "datum": "WGS 84", "accuracy_m": 500}, "geometry": '
    '{"type": "Polygon", "coordinates": [[[121, 31], [121.1, 31], [121.1, 31.1], [121, 31.1], [121, 31]]]}}]}'
)
NAMES = ("柳荫湖科学馆", "云山大道", "青石大桥", "新月学校", "北塘水厂")


@pytest.fixture
def many(tmp_path) -> Path:
    """Return a workspace of eleven documents: two kinds of file, one of them damaged, one without a record."""
    folder = tmp_path / "w"
    make_workspace(folder)
    (folder / "workspace.toml").write_text('title = "甲"\n[[zone]]\nid = "甲区"\n', encoding="utf-8")
    (folder / "geodata" / "zones.geojson").write_text(SQUARE, encoding="utf-8")
    rows = []
    for number in range(11):
        sentences = [f"{name}{number % 3 + 1}期{'建成启用' if number % 2 else '开工建设'}。" for name in NAMES]
        name = f"{number:03}.{'docx' if number in (3, 4) else 'txt'}"
        if number == 4:
            content = b"PK no archive"
        elif number == 3:
            content = docx(p("一、2022年工作回顾"), *map(p, sentences))
        else:
            content = "\n\n".join(("一、2022年工作回顾", *(sentences if number != 7 else ["请予审议。"]))).encode()
        (folder / "seeds" / name).write_bytes(content)
        year = 2020 + number
        rows.append(
            f'[[document]]\nid = "{number:03}"\nfile = "{name}"\ntitle = "报告"\nyear = {year}\nkind = "work_report"\n'
        )
    (folder / "seeds" / "manifest.toml").write_text("\n".join(rows), encoding="utf-8")
    before = active()
    activate(load_workspace(folder))
    yield folder
    activate(before)


def runs(pid: int) -> bool:
    """Whether there is such a process.

    Python's own list is not asked: the pool's thread may have taken the end of a process and not yet struck it off.
    """
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def bytes_of(folder: Path) -> dict[str, bytes]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


@pytest.mark.parametrize(("command", "files"), [("build", 11), ("extract", 13)])
def test_two_workers_write_the_bytes_of_one(many, tmp_path, capsys, command, files):
    for count in ("1", "2"):
        folder = [str(many / "seeds")] if command == "extract" else []
        main([command, *folder, "--workers", count, "--out", str(tmp_path / count)])
    one, two = bytes_of(tmp_path / "1"), bytes_of(tmp_path / "2")
    assert one == two
    # Nine documents that can be read and tell of something, five sentences each.
    assert one["events.jsonl"].count(b"\n") == 45
    assert capsys.readouterr().err.count(f"/{files} ") == 2 * files


def test_a_build_that_is_begun_again_reads_nothing_twice(many, tmp_path, monkeypatch):
    monkeypatch.setenv("MAPAPP_CACHE", str(tmp_path / "cache"))
    main(["build", "--workers", "2", "--out", str(tmp_path / "1")])
    monkeypatch.setattr(document_records, "find_project_events", None)
    (many / "seeds" / "004.docx").unlink()  # the damaged one, which is tried again each time
    main(["build", "--workers", "2", "--out", str(tmp_path / "2")])
    one, two = bytes_of(tmp_path / "1"), bytes_of(tmp_path / "2")
    assert {name for name in one if one[name] != two[name]} == {"manifest.json", "problems.jsonl"}


def test_an_extract_that_is_begun_again_reads_nothing_twice(many, tmp_path, monkeypatch):
    monkeypatch.setenv("MAPAPP_CACHE", str(tmp_path / "cache"))
    command = ["extract", str(many / "seeds"), "--workers", "2", "--out"]
    main([*command, str(tmp_path / "1")])
    monkeypatch.setattr(document_records, "find_project_events", None)
    main([*command, str(tmp_path / "2")])
    assert bytes_of(tmp_path / "1") == bytes_of(tmp_path / "2")
    with pytest.raises(TypeError):  # without the second reader it is another reading
        main([*command, str(tmp_path / "3"), "--no-model"])


def die(marks: Path, item: str) -> str:
    """Do a piece of work that may end its process: 乙 the first time, 丁 every time."""
    mark = marks / item
    if item == "丁" or (item == "乙" and not mark.exists()):
        mark.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return item * 2


@pytest.mark.skipif(os.name != "posix", reason="a process that kills itself")
def test_a_worker_that_dies_is_told_and_costs_at_most_the_document_that_kills(tmp_path, caplog):
    items = list("甲乙丙丁戊己庚")
    told, workers = [], set()

    def hear(done, total, name):
        told.append(name)
        workers.update(child.pid for child in multiprocessing.active_children())

    made = list(read_side_by_side(partial(die, tmp_path), items, items, Workers(2), on_done=hear))
    assert made == ["甲甲", "乙乙", "丙丙", None, "戊戊", "己己", "庚庚"]
    assert sorted(told) == sorted("甲乙丙戊己庚")
    assert "读取进程又意外结束，放弃：丁" in caplog.messages
    assert [message for message in caplog.messages if "逐份重读" in message and "乙" in message]
    assert workers
    assert not {pid for pid in workers if runs(pid)}


@pytest.mark.skipif(os.name != "posix", reason="a process that kills itself")
def test_a_document_that_no_worker_lives_through_is_a_problem_and_the_others_are_read(tmp_path, monkeypatch):
    for number in range(8):
        (tmp_path / f"{number}.txt").write_text("一、2022年工作回顾\n\n青石大桥建成通车。\n", encoding="utf-8")
    read = file_readings._read_file
    monkeypatch.setattr(
        file_readings,
        "_read_file",
        lambda path, *rest, **more: os.kill(os.getpid(), 9) if path.stem == "3" else read(path, *rest, **more),
    )
    found = extract_files(sorted(tmp_path.glob("*.txt")), workers=Workers(2))
    assert [event.doc for event in found.events] == list("0124567")
    (problem,) = found.problems
    assert (problem.where, problem.message) == ("3.txt", "读它的进程两次意外结束（常因内存不足）")


def test_ctrl_c_ends_the_workers_and_leaves_what_is_not_begun():
    workers = []

    def press(done, total, name):
        workers.extend(child.pid for child in multiprocessing.active_children())
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        next(read_side_by_side(str.upper, list("abcdefgh"), list("abcdefgh"), Workers(2), on_done=press))
    assert len(workers) >= 2
    assert not [pid for pid in workers if runs(pid)]


@pytest.mark.parametrize("arguments", [["--workers", "0"], ["--workers", "-2"], ["--scheduler", "tcp://127.0.0.1:9"]])
def test_a_call_that_cannot_work_is_refused_in_a_line(many, tmp_path, capsys, monkeypatch, arguments):
    monkeypatch.setattr(reading_workers, "SECONDS_TO_CONNECT", 0.5)
    assert main(["build", "--out", str(tmp_path / "out"), *arguments]) == 2
    assert arguments[0 if "scale" in (said := capsys.readouterr().err.splitlines()[-1]) else 1] in said


def test_without_dask_a_scheduler_is_refused_with_what_to_install(monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "distributed", None)
    with pytest.raises(MapAppError, match=r"mapapp\[scale\]"):
        next(read_side_by_side(str.upper, ["a"], ["a"], Workers(scheduler="tcp://127.0.0.1:9"), on_done=print))


def test_a_dask_cluster_writes_the_bytes_of_one(many, tmp_path):
    distributed = pytest.importorskip("distributed")
    with distributed.LocalCluster(
        n_workers=1, threads_per_worker=2, processes=False, protocol="tcp", dashboard_address=None
    ) as cluster:
        main(["build", "--out", str(tmp_path / "1")])
        main(["build", "--scheduler", cluster.scheduler_address, "--out", str(tmp_path / "2")])
    assert bytes_of(tmp_path / "1") == bytes_of(tmp_path / "2")
