import pytest

from mapapp.pipeline import extract_files
from tests.documents.docx.word import docx, ins, p, run


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
