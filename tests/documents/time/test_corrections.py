from dataclasses import replace

import pytest

from mapapp.contracts import DocumentKind, SectionMode
from mapapp.documents import DocumentFacts, load_manifest, read_document
from mapapp.documents.time.corrections import PartFact, read_part

TEXT = "甲街道通报\n2025年7月8日\n一、有关事项\n乙桥一事。\n（一）甲片区\n丙校一事。\n二、下一步工作\n丁园一事。\n"


@pytest.fixture
def facts(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text(TEXT, encoding="utf-8")
    return DocumentFacts("a", path, "甲街道通报", "通报", "", DocumentKind.OTHER, 2025, "", None, None, "")


def at(document, words):
    section = document.section_at(document.view.text.index(words))
    return section.mode, section.years


def test_a_part_that_a_person_has_set_holds_below_its_heading_and_nowhere_else(facts):
    part = PartFact("有关事项", SectionMode.PLAN, (2027, 2028))
    document = read_document(facts.path, replace(facts, parts=(part,)))
    assert at(document, "乙桥") == at(document, "丙校") == (SectionMode.PLAN, (2027, 2028))
    assert at(document, "丁园") == at(read_document(facts.path, facts), "丁园")
    assert document.time.corrected == ("parts",)


def test_the_innermost_heading_that_was_set_decides(facts):
    parts = (PartFact("有关事项", SectionMode.PLAN, None), PartFact("甲片区", SectionMode.REVIEW, (2024, 2024)))
    document = read_document(facts.path, replace(facts, parts=parts))
    assert at(document, "丙校") == (SectionMode.REVIEW, (2024, 2024))


def test_what_a_person_has_set_stands_and_the_clues_stay_beside_it(facts):
    frame = read_document(facts.path, replace(facts, issued="2025-08-01", reviewed_years=(2024, 2025))).time
    assert (frame.issued, frame.reviews, frame.corrected) == ("2025-08-01", (2024, 2025), ("issued", "reviews"))
    assert [clue.day for clue in frame.clues if clue.says == "issued"] == ["2025-07-08"]


@pytest.mark.parametrize(
    "line",
    [
        "标题",
        "标题 | done | 2026",
        "标题 | plan | 26",
        "标题 | plan | 2030-2026",
        "| plan | 2026",
        "标题 | plan | 2026 | x",
    ],
)
def test_a_line_that_is_not_understood_is_refused(line):
    assert read_part(line) is None


def test_a_manifest_says_which_part_is_which_and_a_wrong_line_is_named(tmp_path):
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    row = '[[document]]\nid = "{0}"\nfile = "a.txt"\ntitle = "通报"\nkind = "other"\nparts = [{1}]\n'
    manifest = row.format("a", '"有关事项 | plan | 2026"') + row.format("b", '"有关事项 = plan"')
    (tmp_path / "manifest.toml").write_text(manifest, encoding="utf-8")
    (fact,), (problem,) = load_manifest(tmp_path)
    assert fact.parts == (PartFact("有关事项", SectionMode.PLAN, (2026, 2026)),)
    assert "有关事项 = plan" in problem.message
