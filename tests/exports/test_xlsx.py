"""A workbook is for people: Chinese heads, a summary first, printable, quotes to be read; and it runs nothing."""

import io
import zipfile

import openpyxl
import pytest
from openpyxl.utils.escape import unescape
from shapely.geometry import Point

from mapapp.contracts import Bound, Comparator, Modality, Placement, Precision, Promise, Stage, Verdict
from mapapp.errors import ExportError
from mapapp.exports import RowShape, export_bytes, write_export, xlsx
from mapapp.exports.flat_columns import columns_of
from mapapp.exports.tables import TABLES
from mapapp.selection import Selection, select


@pytest.fixture
def atlas(make_atlas, make_event, make_indicator):
    planned = make_event("e1", modality=Modality.PLANNED, quote="甲厂计划建成")
    done = make_event("e2", stage=Stage.COMPLETED, start=10, end=14, quote="甲厂建成")
    formula = make_event("e3", "=1+1", "p2", quote="=cmd|'/C calc'!A0")
    promise = Promise(
        "k1", "p1", "e1", Stage.COMPLETED, 2024, Verdict.KEPT, "按期", None, Bound(2024, "900", "e2", "甲厂建成")
    )
    return make_atlas((planned, done, formula), promises=(promise,), indicators=(make_indicator(),))


def reopen(atlas, selection=None):
    raw = export_bytes(atlas, select(atlas, selection or Selection()), "xlsx")
    return openpyxl.load_workbook(io.BytesIO(raw))


def column(sheet, name):
    """Return the cells below the head whose note begins with a field's name."""
    notes = [cell.comment.text.split("\n")[0] for cell in sheet[1]]
    return [row[notes.index(name)] for row in sheet.iter_rows(min_row=2)]


def test_a_summary_stands_first_and_every_table_has_a_sheet(atlas):
    assert reopen(atlas).sheetnames == ["汇总", "项目", "进展", "承诺", "指标", "片区", "文件", "说明", "字典"]


def test_heads_are_chinese_and_say_the_field_and_its_meaning(atlas):
    book = reopen(atlas)
    for kind in TABLES.values():
        sheet, columns = book[kind.term], {one.name: one for one in columns_of(kind.entry)}
        fields = [cell.comment.text.split("\n")[0] for cell in sheet[1]]
        assert sorted(fields) == sorted(columns)
        for cell, field in zip(sheet[1], fields, strict=True):
            assert columns[field].meaning in cell.comment.text
            assert columns[field].term in cell.value or field == "comparator"
            assert any("\u4e00" <= character <= "\u9fff" for character in cell.value)


def test_the_name_and_the_head_stay_in_sight_and_every_column_can_be_filtered(atlas):
    book = reopen(atlas)
    for kind in TABLES.values():
        sheet = book[kind.term]
        assert sheet.freeze_panes == "B2"
        assert sheet.auto_filter.ref == sheet.dimensions
        assert sheet["A1"].value in {"名称", "原文名称", "项目名称", "指标名称", "文件号"}


def test_codes_and_offsets_are_folded_away_and_terms_and_quotes_are_seen(atlas):
    sheet = reopen(atlas)["项目"]
    fields = [cell.comment.text.split("\n")[0] for cell in sheet[1]]
    hidden = {
        field: sheet.column_dimensions[cell.column_letter].hidden for field, cell in zip(fields, sheet[1], strict=True)
    }
    assert not any(hidden[name] for name in ("name", "stage_term", "quote", "doc", "zones", "year"))
    # openpyxl keeps runs of equal columns under their first letter; the first folded one speaks for all behind it.
    first = next(name for name in fields if hidden[name])
    assert fields.index(first) == max(fields.index(name) for name in ("name", "stage_term", "quote", "doc")) + 1
    assert sheet.column_dimensions[sheet.cell(1, fields.index(first) + 1).column_letter].outlineLevel == 1


def test_quotes_are_wrapped_in_wide_columns_and_rows_are_high_enough(make_atlas, make_event):
    sheet = reopen(make_atlas((make_event(quote="甲厂" * 100),)))["项目"]
    quote = column(sheet, "quote")[0]
    assert quote.alignment.wrap_text
    assert sheet.column_dimensions[quote.column_letter].width > 50
    # 400 columns of text in 56: eight lines of 13.5 points.
    assert sheet.row_dimensions[2].height == pytest.approx(8 * 13.5, abs=14)


def test_sheets_print_on_a4_across_one_page_wide_with_the_head_on_every_page(atlas):
    book = reopen(atlas)
    for sheet in book:
        assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert sheet.page_setup.fitToHeight == 0
    for kind in TABLES.values():
        assert book[kind.term].print_title_rows == "$1:$1"


def test_values_keep_their_types(make_atlas, make_event, make_indicator, make_document):
    documents = [make_document(issued="2021-01-19"), make_document("901", issued="2024")]
    book = reopen(make_atlas((make_event(),), documents=documents, indicators=(make_indicator(value=2.5),)))
    year, certain = column(book["项目"], "year")[0], column(book["项目"], "certain")[0]
    assert (year.value, year.data_type) == (2024, "n")
    assert certain.value == "是"
    assert column(book["指标"], "value")[0].value == 2.5
    day, only_year = column(book["文件"], "issued")
    assert (day.value.isoformat()[:10], day.is_date) == ("2021-01-19", True)
    assert only_year.value == "2024"


def test_comparators_are_signs(make_atlas, make_indicator):
    figures = [make_indicator(f"i{n}", comparator=one) for n, one in enumerate(Comparator)]
    cells = column(reopen(make_atlas(indicators=figures))["指标"], "comparator")
    assert [cell.value for cell in cells] == ["＝", "≥", "≤", "约", "区间"]


def test_a_project_without_a_reported_stage_says_so(make_atlas, make_event):
    planned = make_event(modality=Modality.PLANNED, year=2026)
    assert column(reopen(make_atlas((planned,)))["项目"], "stage_term")[0].value == "未见进展报告"


def test_nothing_becomes_a_formula(atlas):
    book = reopen(atlas)
    for sheet in book:
        assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)
    name = column(book["项目"], "name")[1]
    assert (name.value, name.data_type, name.quotePrefix) == ("=1+1", "s", True)


def test_a_stage_leads_to_the_record_it_rests_on(atlas):
    book = reopen(atlas)
    stage = column(book["项目"], "stage_term")[0]
    assert (stage.value, stage.hyperlink.location) == ("建成", "'进展'!A3")
    assert column(book["进展"], "event_id")[1].value == "e2"
    assert column(book["承诺"], "promised_stage_term")[0].hyperlink.location == "'进展'!A2"
    assert column(book["承诺"], "verdict_term")[0].hyperlink.location == "'进展'!A3"
    assert column(book["进展"], "doc")[0].hyperlink.location == "'文件'!A2"


def test_the_summary_counts_by_zone_and_every_project_once_in_all(full_atlas):
    sheet = reopen(full_atlas)["汇总"]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert rows[1][0] == "截至：2025年（已发生）"
    assert rows[2][0] == "筛选：无"
    head = next(index for index, row in enumerate(rows) if row[0] == "片区")
    table = {row[0]: dict(zip(rows[head], row, strict=True)) for row in rows[head + 1 :] if row[1] is not None}
    assert list(table) == ["全部", "青西", "示范区"]
    assert table["全部"]["项目"] == 6
    assert (table["全部"]["开工"], table["全部"]["建成"], table["全部"]["承诺：按期达到"]) == (5, 1, 1)
    assert table["示范区"]["项目"] == 0
    assert "不可相加" in rows[-1][0]


def test_the_summary_says_how_it_was_filtered(full_atlas):
    sheet = reopen(full_atlas, Selection(as_of=2024, zones=("青西",), text="甲厂"))["汇总"]
    said = [row[0].value for row in sheet.iter_rows()]
    assert "截至：2024年（已发生）" in said
    assert "筛选：zone=青西；text=甲厂" in said
    assert "青西" in said
    assert "示范区" not in said


def test_the_geometry_comes_as_text_where_it_is_asked_for_and_never_half(make_atlas, make_event):
    circle = Point(121.1, 31.1).buffer(0.1, quad_segs=1000)
    places = [
        Placement("p1", Precision.SITE, Point(121.0, 31.1), 50.0, ""),
        Placement("p2", Precision.AREA, circle, 50.0, ""),
    ]
    atlas = make_atlas((make_event(), make_event("e2", "乙园", "p2")), placements=places)
    raw = export_bytes(atlas, select(atlas, Selection()), "xlsx", shape=RowShape(wkt=True))
    book = openpyxl.load_workbook(io.BytesIO(raw))
    assert [cell.value for cell in column(book["项目"], "wkt")] == ["POINT (121 31.1)", None]
    about = {row[0].value: row[1].value for row in book["说明"].iter_rows()}
    assert "WKT" in about["存不下的字符"]


def test_long_tables_have_no_links_and_no_heights(atlas, monkeypatch):
    monkeypatch.setattr(xlsx, "SHORT_TABLE_ROWS", 2)
    sheet = reopen(atlas)["进展"]
    assert not [cell for row in sheet.iter_rows() for cell in row if cell.hyperlink]


def test_links_stop_where_excel_would_break(atlas, monkeypatch):
    monkeypatch.setattr(xlsx, "LINKS_PER_SHEET", 3)
    linked = [cell for row in reopen(atlas)["进展"].iter_rows() for cell in row if cell.hyperlink]
    assert len(linked) == 3


def test_it_says_as_of_when_filtered_how_and_from_what(atlas):
    about = {
        row[0].value: row[1].value for row in reopen(atlas, Selection(as_of=2024, text="甲厂"))["说明"].iter_rows()
    }
    assert (about["截至"], about["时钟"], about["筛选"], about["共"]) == ("2024", "已发生", "year=2024；text=甲厂", "1")
    assert "0" * 64 in about["文件 900-文件900"]
    assert about["存不下的字符"] == "无"
    assert '"@type": "Dataset"' in about["schema.org"]


def test_every_column_is_in_the_dictionary_sheet(atlas):
    fields = {row[1].value for row in reopen(atlas)["字典"].iter_rows(min_row=2)}
    assert {"project_id", "placement_precision", "promised_quote", "value_kind_term"} <= fields


def test_control_characters_are_kept_and_the_rest_is_reported(make_atlas, make_event):
    event = make_event(name="甲\x01\0_x0041_\uffff", quote="长" * 40_000)
    book = reopen(make_atlas((event,)))
    stored = column(book["项目"], "name")[0].value
    assert unescape(stored) == "甲\x01␀_x0041_\ufffd"
    assert len(column(book["项目"], "quote")[0].value) == 32_767
    said = {row[0].value: row[1].value for row in book["说明"].iter_rows()}["存不下的字符"]
    assert "NUL" in said
    assert "截短" in said
    assert "U+FFFF" in said


@pytest.mark.parametrize("text", ["<r>甲</r>", "<r><t>甲</t></r>", "<r></c></row></r>", "<r>&</r>"])
def test_a_text_that_looks_like_marks_of_the_file_is_a_text(make_atlas, make_event, text):
    assert column(reopen(make_atlas((make_event(name=text),)))["项目"], "name")[0].value.strip() == text


def test_a_text_is_cut_as_excel_counts_it(make_atlas, make_event):
    cell = column(reopen(make_atlas((make_event(quote="😀" * 20_000),)))["项目"], "quote")[0].value
    assert len(cell.encode("utf-16-le")) // 2 <= 32_767
    assert "截" in cell or "全文见" in cell
    assert cell.startswith("😀")


def test_a_sheet_that_would_overflow_is_refused_and_nothing_is_written(atlas, monkeypatch, tmp_path):
    monkeypatch.setattr(xlsx, "ROWS_PER_SHEET", 3)
    with pytest.raises(ExportError, match="csv"):
        write_export(atlas, select(atlas, Selection()), "xlsx", tmp_path / "out.xlsx")
    assert list(tmp_path.iterdir()) == []


def test_one_table_cannot_be_asked_of_a_workbook(atlas):
    with pytest.raises(ExportError, match="--table"):
        export_bytes(atlas, select(atlas, Selection()), "xlsx", table="events")


def test_the_file_carries_no_clock(atlas):
    raw = export_bytes(atlas, select(atlas, Selection()), "xlsx")
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 31, 0, 0, 0)}
        core = archive.read("docProps/core.xml").decode()
    assert core.count("1980-01-01T00:00:00Z") == 2
