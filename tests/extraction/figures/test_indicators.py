"""find_indicators: spans, ids, repeats, sections."""

from __future__ import annotations

from mapapp.contracts.text import Document, Section, TextView
from mapapp.contracts.vocabulary import DocumentKind, SectionForm, SectionMode
from mapapp.extraction.figures.figure_lexicon import load_figure_lexicon
from mapapp.extraction.figures.indicators import find_indicators
from tests.extraction.figures.figure_documents import figures_of, make_text_document, said


def test_quote_is_the_clause_and_a_slice_of_the_text() -> None:
    text = "一年来，新增床位60张、食堂5家，改建驿站3个。"
    document = make_text_document(text)
    figures = find_indicators(document, load_figure_lexicon())
    assert [figure.quote for figure in figures] == ["新增床位60张、食堂5家", "新增床位60张、食堂5家", "改建驿站3个"]
    assert all(figure.quote == text[figure.start : figure.end] for figure in figures)


def test_ids_do_not_change_when_other_figures_come() -> None:
    alone = figures_of("新增床位60张。")
    among = figures_of("新增床位60张。引进企业3家。")
    assert alone[0].indicator_id == among[0].indicator_id
    assert len({figure.indicator_id for figure in among}) == 2


def test_figure_said_twice_in_prose_is_kept_once() -> None:
    assert said("新增养老床位60张。会议强调，新增养老床位60张。") == ["新增养老床位数=60张"]


def test_two_figures_with_one_value_are_both_kept() -> None:
    assert said("建成驿站2个、球场2个。") == ["建成驿站数=2个", "建成球场数=2个"]


def test_contents_are_skipped() -> None:
    assert said("第一章 新增床位60张", form=SectionForm.CONTENTS) == []


def test_offsets_go_through_the_view() -> None:
    stored = "新增床位6\n\n- 8 -\n\n0张。"
    kept = [index for index, char in enumerate(stored) if char in "新增床位6张。" or (char == "0")]
    view = TextView("".join(stored[index] for index in kept), tuple(kept))
    document = Document(
        id="v",
        name="v.txt",
        title="",
        district="东湖区",
        kind=DocumentKind.WORK_REPORT,
        year=2023,
        issued="",
        sha256="",
        text=stored,
        view=view,
        sections=(Section(0, len(view.text), (), SectionMode.REVIEW, (2022, 2022)),),
    )
    (figure,) = find_indicators(document, load_figure_lexicon())
    assert figure.value == 60.0
    assert figure.quote == stored[figure.start : figure.end] == "新增床位6\n\n- 8 -\n\n0张"


def test_long_sentence_without_marks_is_read() -> None:
    text = "新增" + "甲" * 5000 + "企业3家"
    figures = figures_of(text)
    assert [figure.value for figure in figures] == [3.0]
    assert len(figures[0].name) <= 40


def test_nasty_texts_are_read_without_harm() -> None:
    for text in (
        "",
        "\n\t|\n",
        "“““3个",
        "）1个（",
        "第1、2、3、4",
        "6:52:42",
        "—1—11月",
        "１２家企业",
        "增长%",
        "序号\t指标\n1",
    ):
        assert all(figure.quote == text[figure.start : figure.end] for figure in figures_of(text))
