import os
import socket

import pytest

from mapapp.documents.file_bytes import check_file, read_bytes
from mapapp.documents.limits import ReadingLimits
from mapapp.errors import DocumentError

SMALL = ReadingLimits(file_bytes=1000, text_chars=100)


def folder(path):
    path.mkdir()


def pipe(path):
    os.mkfifo(path)


def endless(path):
    path.symlink_to("/dev/zero")


def plug(path):
    socket.socket(socket.AF_UNIX).bind(str(path))


def loop(path):
    path.symlink_to(path)


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (folder, "文件夹"),
        (pipe, "管道"),
        (endless, "设备"),
        (plug, "套接字"),
        (loop, "找不到"),
        (lambda path: None, "找不到"),
    ],
)
def test_what_is_no_ordinary_file_is_refused_without_being_opened(tmp_path, monkeypatch, make, words):
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "a.txt"
    make(path)
    with pytest.raises(DocumentError, match=words) as caught:
        read_bytes(path)
    assert "\n" not in str(caught.value) and "a.txt" in str(caught.value)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("纪要.wps", "WPS 中另存为 docx"),
        ("纪要.doc", "另存为 docx"),
        ("公告.ofd", "另存为 PDF"),
        ("项目表.xlsx", "另存为 docx 或 pdf"),
        ("扫描.jpg", "文字识别"),
        ("附件.rar", "解压"),
        ("~$纪要.docx", "临时文件"),
        ("a.xyz", "请提供 txt、docx 或 pdf"),
        ("无扩展名", "请提供 txt、docx 或 pdf"),
    ],
)
def test_files_of_other_kinds_are_refused_with_what_turns_them_into_one_that_is_read(tmp_path, name, words):
    (tmp_path / name).write_bytes(b"x")
    with pytest.raises(DocumentError, match=words):
        check_file(tmp_path / name)


@pytest.mark.parametrize(
    ("name", "size", "limit"),
    [("a.pdf", 1001, "0 MB"), ("a.docx", 5000, "上限"), ("a.txt", 401, "纯文本"), ("a.md", 999, "纯文本")],
)
def test_a_file_over_its_limit_is_refused_by_its_size_alone(tmp_path, name, size, limit):
    path = tmp_path / name
    path.write_bytes(b"1" * size)
    with pytest.raises(DocumentError, match=limit):
        check_file(path, SMALL)


def test_a_file_at_its_limit_is_read(tmp_path):
    path = tmp_path / "a.txt"
    path.write_bytes(b"1" * 400)
    assert len(read_bytes(path, SMALL)) == 400


def test_an_empty_file_says_so(tmp_path):
    path = tmp_path / "a.txt"
    path.touch()
    with pytest.raises(DocumentError, match="空的"):
        read_bytes(path)
