"""How complete a text says it is, and which years it looks back on."""

from __future__ import annotations

from pathlib import Path

import pytest

from mapapp.contracts import DocumentCoverage, DocumentKind, Section, SectionMode
from mapapp.documents import load_manifest, read_document
from mapapp.documents.completeness import propose_coverage, propose_reviewed_years

WORK = DocumentKind.WORK_REPORT
LONG = "一、2030年工作回顾。" + "甲路建成通车。" * 2000


@pytest.mark.parametrize(
    ("title", "text", "coverage"),
    [
        ("2031年政府工作报告", "各位代表：", "full"),
        ("2031年政府工作报告（摘要）", "各位代表：", "abridged"),
        ("区长作的政府工作报告（摘登）", "", "abridged"),
        ("十五五规划纲要（节选）", "", "abridged"),
        ("政府工作报告要点", "", "abridged"),
        ("政府工作报告", "（全文有删节）", "abridged"),
        ("2031年政府工作报告解读", "", "press"),
        ("一图读懂2031年政府工作报告", "", "press"),
        ("甲区今年这么干", "本报讯 记者 张三 日前召开的人代会上", "press"),
        ("政府工作报告", "记者李四摄\n" + LONG, "full"),
        ("政府工作报告", LONG + "附：摘要", "full"),
    ],
)
def test_title_and_opening_say_how_complete_a_text_is(title: str, text: str, coverage: str) -> None:
    assert propose_coverage(title, text, WORK) is DocumentCoverage(coverage)


def review(first: int, last: int) -> Section:
    return Section(0, 10, (), SectionMode.REVIEW, (first, last))


def test_headings_say_which_years_are_reviewed() -> None:
    plan = Section(0, 10, (), SectionMode.PLAN, (2031, 2031))
    assert propose_reviewed_years([review(2030, 2030), plan], WORK, (2031, 2031), 2030) == (2030, 2030)
    assert propose_reviewed_years([review(2026, 2030), review(2030, 2030)], WORK, None, 2030) == (2026, 2030)
    assert propose_reviewed_years([plan], WORK, None, 2030) == (2030, 2030)
    assert propose_reviewed_years([], WORK, None, None) is None
    assert propose_reviewed_years([], DocumentKind.FIVE_YEAR_PLAN, (2031, 2035), 2030) == (2026, 2030)


def write(folder: Path, extra: str) -> None:
    (folder / "a.txt").write_text(
        "2031年政府工作报告（摘要）\n\n一、2030年工作回顾\n\n甲路建成通车。", encoding="utf-8"
    )
    row = f'[[document]]\nid = "a"\nfile = "a.txt"\ntitle = "2031年政府工作报告（摘要）"\nkind = "work_report"\nyear = 2031\n{extra}'
    (folder / "manifest.toml").write_text(row, encoding="utf-8")


@pytest.mark.parametrize(
    ("extra", "coverage", "years"),
    [
        ("reviews = 2030", "abridged", (2030, 2030)),
        ('coverage = "full"\nreviews = 2030', "full", (2030, 2030)),
        ("reviews = [2027, 2030]", "abridged", (2027, 2030)),
        ('coverage = "press"', "press", (2030, 2030)),
    ],
)
def test_what_the_manifest_says_stands_and_the_rest_is_proposed(tmp_path: Path, extra, coverage, years) -> None:
    write(tmp_path, extra)
    (facts,), problems = load_manifest(tmp_path)
    document = read_document(facts.path, facts)
    assert problems == ()
    assert (document.coverage.value, document.reviewed_years) == (coverage, years)


@pytest.mark.parametrize(
    "extra", ['coverage = "half"', 'reviews = "2030"', "reviews = [2030]", "reviews = [2030, 2027]", "reviews = true"]
)
def test_what_makes_no_sense_is_one_problem_that_says_so(tmp_path: Path, extra: str) -> None:
    write(tmp_path, extra)
    facts, (problem,) = load_manifest(tmp_path)
    assert facts == ()
    assert extra.split(" ", maxsplit=1)[0] in problem.message
