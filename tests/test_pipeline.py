import os

import pytest

from tests.documents.docx.word import docx, ins, p, run
from tests.extracted import extract_files


@pytest.mark.parametrize(
    "words",
    [
        "通知：请于周五参加会议，带好材料。",
        "目录\n\n第一章 总则 ............ 1\n第二章 附则 ............ 2\n",
        "附件：签到表\n\n姓名\t电话\n张某\t略\n李某\t略\n",
        "The meeting is moved to Friday.\n",
        "各位代表：\n\n请予审议。\n",
    ],
)
def test_a_document_without_a_single_record_says_so(tmp_path, words):
    path = tmp_path / "a.txt"
    path.write_text(words, encoding="utf-8")
    (problem,) = extract_files([path]).problems
    assert (problem.code, problem.doc, problem.where) == ("document-silent", "a", "a.txt")
    assert problem.remedy


def test_what_the_reading_of_a_file_came_upon_is_among_the_problems(tmp_path):
    path = tmp_path / "a.docx"
    path.write_bytes(docx(p("一、2025年工作回顾"), p("青石大桥", ins(run("建成通车")), "。")))
    found = extract_files([path])
    assert [(problem.code, problem.doc) for problem in found.problems] == [("tracked-changes", "a")]
    assert [event.name for event in found.events] == ["青石大桥"]


def test_files_that_cannot_be_read_cost_no_other_file_and_are_named_with_fault_and_remedy(tmp_path):
    good, pipe, old = tmp_path / "a.docx", tmp_path / "b.txt", tmp_path / "c.wps"
    good.write_bytes(docx(p("一、2025年工作回顾"), p("青石大桥建成通车。")))
    os.mkfifo(pipe)
    old.write_bytes(b"\xd0\xcf\x11\xe0")
    found = extract_files([pipe, old, good])
    assert [event.name for event in found.events] == ["青石大桥"]
    assert [(problem.where, problem.message, problem.remedy) for problem in found.problems] == [
        ("b.txt", "是管道，不是普通文件", "请给出具体的文件"),
        ("c.wps", "不支持 .wps，是 WPS 文字文件", "请在 WPS 中另存为 docx"),
    ]


def test_progress_inside_one_file_is_told_with_its_name(tmp_path):
    path = tmp_path / "a.docx"
    path.write_bytes(docx(*(p("青石大桥建成通车。") for _ in range(30))))
    told = []
    extract_files([path], on_part=lambda *part: told.append(part))
    assert told[-1] == (30, 30, "a.docx")
