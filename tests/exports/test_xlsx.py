"""A workbook holds every table, explains itself, leads from a quote to its record, and runs nothing."""

import io
import zipfile

import openpyxl
import pytest
from openpyxl.utils.escape import unescape

from mapapp.contracts import Bound, Modality, Promise, Stage, Verdict
from mapapp.errors import ExportError
from mapapp.exports import export_bytes, write_export, xlsx
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
    heads = [cell.value for cell in sheet[1]]
    return [row[heads.index(name)] for row in sheet.iter_rows(min_row=2)]


def test_every_table_has_a_sheet_with_a_frozen_header(atlas):
    book = reopen(atlas)
    assert book.sheetnames == ["说明", "项目", "进展", "承诺", "指标", "片区", "文件", "字典"]
    for kind in TABLES.values():
        sheet = book[kind.term]
        assert [cell.value for cell in sheet[1]] == [one.name for one in columns_of(kind.entry)]
        assert sheet.freeze_panes == "A2"
        assert sheet.auto_filter.ref == sheet.dimensions
        assert sheet["A1"].comment.text
    assert book["进展"].column_dimensions["F"].width == 60


def test_values_keep_their_types(atlas):
    book = reopen(atlas)
    assert [cell.value for cell in column(book["项目"], "project_id")] == ["p1", "p2"]
    year, certain = column(book["项目"], "year")[0], column(book["项目"], "certain")[0]
    assert (year.value, year.data_type) == (2024, "n")
    assert (certain.value, certain.data_type) == (True, "b")
    assert column(book["指标"], "value")[0].value == 10


def test_nothing_becomes_a_formula(atlas):
    book = reopen(atlas)
    for sheet in book:
        assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)
    name = column(book["项目"], "name")[1]
    assert (name.value, name.data_type, name.quotePrefix) == ("=1+1", "s", True)


def test_quotes_lead_to_the_record_they_rest_on(atlas):
    book = reopen(atlas)
    quote = column(book["项目"], "quote")[0]
    assert quote.value == "甲厂建成"
    assert quote.hyperlink.location == "'进展'!A3"
    assert book["进展"]["A3"].value == "e2"
    assert column(book["承诺"], "promised_quote")[0].hyperlink.location == "'进展'!A2"
    assert column(book["承诺"], "not_after_quote")[0].hyperlink.location == "'进展'!A3"
    assert column(book["进展"], "doc")[0].hyperlink.location == "'文件'!A2"


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
    said = book["说明"].cell(book["说明"].max_row, 2).value
    assert "NUL" in said
    assert "截短" in said
    assert "U+FFFF" in said


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
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        core = archive.read("docProps/core.xml").decode()
    assert core.count("1980-01-01T00:00:00Z") == 2
