"""Documents have ids no program takes for numbers, in every table and every place of a row."""

import csv
import io

import openpyxl
import pandas as pd
import pytest

from mapapp.contracts import Modality
from mapapp.errors import SelectionError
from mapapp.exports import TABLES, export_bytes
from mapapp.exports.tables import table_rows
from mapapp.selection import Selection, from_parameters, select, strict_selection


@pytest.mark.parametrize(
    ("own", "short", "named"),
    [
        ("004", "青浦2026报告", "004-青浦2026报告"),
        ("2024", "", "2024-某文件"),
        ("1e5", "报告", "1e5-报告"),
        ("2024-01-19", "报告", "2024-01-19-报告"),
        ("0x1f", "报告", "0x1f-报告"),
        ("1_000", "报告", "1_000-报告"),
        ("inf", "报告", "inf-报告"),
        ("2026年3月", "报告", "2026年3月-报告"),
        ("3月5日", "报告", "3月5日-报告"),
        ("MAR1", "报告", "MAR1-报告"),
        ("1-Sept", "报告", "1-Sept-报告"),
        ("TRUE", "报告", "TRUE-报告"),
        ("null", "报告", "null-报告"),
        ("NA", "报告", "NA-报告"),
        ("8 PM", "报告", "8 PM-报告"),
        ("12345e67", "报告", "12345e67-报告"),
        ("2026年报告", "报告", "2026年报告"),
        ("3月报告", "报告", "3月报告"),
        ("march", "报告", "march"),
        ("12ab34cd", "报告", "12ab34cd"),
        ("12", "2026/1，2", "12-文件"),
        ("12", "青浦，2026；报 告", "12-青浦2026报告"),
        ("qp-2026", "报告", "qp-2026"),
        ("000_42521bd6", "报告", "000_42521bd6"),
        ("青浦2026报告", "报告", "青浦2026报告"),
    ],
)
def test_an_id_that_looks_like_a_number_gets_a_word(make_document, own, short, named):
    assert make_document(own, title="某文件", short_title=short).named_id == named


@pytest.fixture
def atlas(make_atlas, make_document, make_event, make_indicator):
    documents = [make_document(f"00{n}", short_title=f"第{n}份报告") for n in (0, 4)]
    events = (
        make_event("e1", doc="004", modality=Modality.PLANNED),
        make_event("e2", "乙桥", "p2", doc="000"),
    )
    return make_atlas(events, documents=documents, indicators=(make_indicator(doc="004"),))


def test_every_table_shows_the_same_id(atlas):
    selected = select(atlas, Selection())
    shown = {
        value
        for name in TABLES
        for row in table_rows(atlas, selected, name)
        for key, value in row.items()
        if key == "doc"
    }
    assert shown == {"000-第0份报告", "004-第4份报告"}


def test_pandas_excel_and_a_plain_reader_keep_it_as_it_is(atlas):
    selected = select(atlas, Selection())
    raw = export_bytes(atlas, selected, "csv", table="events").decode("utf-8-sig")
    wanted = ["004-第4份报告", "000-第0份报告"]
    assert [row["doc"] for row in csv.DictReader(io.StringIO(raw))] == wanted
    assert list(pd.read_csv(io.StringIO(raw))["doc"]) == wanted
    lines = export_bytes(atlas, selected, "jsonl", table="events")
    assert list(pd.read_json(io.BytesIO(lines), lines=True)["doc"]) == wanted
    book = openpyxl.load_workbook(io.BytesIO(export_bytes(atlas, selected, "xlsx")))
    assert all(cell.data_type == "s" for row in book["文件"].iter_rows(min_row=2, max_col=1) for cell in row)


@pytest.mark.parametrize("asked", ["4", "004", "04", "004-第4份报告"])
def test_a_document_can_be_asked_for_by_number_or_name(atlas, asked):
    assert strict_selection({"doc": asked}, atlas).docs == ("004",)
    assert strict_selection({"doc": f"{asked},0"}, atlas).docs == ("000", "004")


@pytest.mark.parametrize("asked", ["5", "44", "-4", "4.0", "第4份报告", "９", "9" * 5000])
def test_what_names_no_document_is_refused_with_those_there_are(atlas, asked):
    with pytest.raises(SelectionError, match="004-第4份报告"):
        strict_selection({"doc": asked}, atlas)
    assert from_parameters({"doc": asked}, atlas)[0].docs == ()


def test_a_number_that_two_documents_begin_with_names_neither(make_atlas, make_document, make_event):
    documents = [make_document("2024-a"), make_document("2024-b")]
    atlas = make_atlas((make_event(doc="2024-a"),), documents=documents)
    with pytest.raises(SelectionError):
        strict_selection({"doc": "2024"}, atlas)
    assert strict_selection({"doc": "2024-b"}, atlas).docs == ("2024-b",)
