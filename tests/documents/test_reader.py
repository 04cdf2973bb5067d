from pathlib import Path

import pytest

from mapapp import settings
from mapapp.contracts.vocabulary import DocumentKind, SectionMode
from mapapp.documents import load_manifest, read_document
from mapapp.errors import DocumentError

REPORT = """云溪区政府工作报告
——2023年1月6日在云溪区第七届人民代表大会第三次会议上

一、2022年工作回顾

过去一年，滨江隧道建成通车。

二、2023年重点工作

加快建设东湖大桥。
"""


def test_a_report_tells_its_own_title_district_and_years(tmp_path):
    path = tmp_path / "yx.txt"
    path.write_text(REPORT, encoding="utf-8")
    document = read_document(path)
    assert (document.id, document.title, document.district) == ("yx", "云溪区政府工作报告", "云溪区")
    assert (document.kind, document.year, document.issued) == (DocumentKind.WORK_REPORT, 2023, "2023-01-06")
    review = document.section_at(document.view.text.index("滨江隧道"))
    plan = document.section_at(document.view.text.index("东湖大桥"))
    assert (review.mode, review.years) == (SectionMode.REVIEW, (2022, 2022))
    assert (plan.mode, plan.years) == (SectionMode.PLAN, (2023, 2023))


def test_line_ends_of_the_file_are_kept_in_the_stored_text(tmp_path):
    path = tmp_path / "a.txt"
    path.write_bytes(REPORT.replace("\n", "\r\n").encode("utf-8"))
    assert read_document(path).text == REPORT.replace("\n", "\r\n")


def test_seeds_are_covered_by_sections_and_never_changed():
    facts, problems = load_manifest(settings.SEEDS_DIR)
    assert problems == ()
    for fact in facts:
        document = read_document(fact.path, fact)
        assert document.text == fact.path.read_bytes().decode("utf-8")
        assert document.sections[0].start == 0
        assert document.sections[-1].end == len(document.view.text)
        for left, right in zip(document.sections, document.sections[1:], strict=False):
            assert left.end == right.start


@pytest.mark.parametrize(("name", "words"), [("a.xlsx", "不支持"), ("none.txt", "找不到")])
def test_what_cannot_be_read_is_refused(tmp_path, name, words):
    if name.endswith("xlsx"):
        (tmp_path / name).write_bytes(b"x")
    with pytest.raises(DocumentError, match=words):
        read_document(Path(tmp_path / name))
