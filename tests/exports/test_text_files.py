"""CSV after RFC 4180 that Chinese Excel opens, and lines of JSON; both written row by row."""

import csv
import io
import itertools
import re

import pytest

from mapapp.contracts import Comparator
from mapapp.exports import TABLES, export_bytes
from mapapp.exports.export import export_pieces
from mapapp.exports.flat_columns import columns_of
from mapapp.exports.text_files import FORMULA_STARTS, defused, restored
from mapapp.selection import Selection, select


def rows(atlas, table="projects", selection=None):
    raw = export_bytes(atlas, select(atlas, selection or Selection()), "csv", table=table)
    return list(csv.reader(io.StringIO(raw.decode("utf-8-sig"), newline="")))


@pytest.mark.parametrize("table", TABLES)
def test_every_record_has_the_columns_of_the_dictionary(full_atlas, table):
    head, *records = rows(full_atlas, table)
    assert head == [column.name for column in columns_of(TABLES[table].entry)]
    assert records
    assert {len(record) for record in records} == {len(head)}


def test_an_empty_selection_still_has_its_header(full_atlas):
    assert rows(full_atlas, selection=Selection(text="没有这个词")) == [
        [column.name for column in columns_of("project")]
    ]


def test_lines_end_with_cr_lf_and_the_file_starts_with_one_mark(full_atlas):
    raw = export_bytes(full_atlas, select(full_atlas, Selection()), "csv")
    assert raw.count(b"\xef\xbb\xbf") == 1
    assert raw.endswith(b"\r\n")
    assert not re.search(rb"[^\r]\n", raw)


def test_numbers_are_numbers_and_negative_ones_are_not_defused(make_atlas, make_indicator):
    head, record = rows(make_atlas(indicators=(make_indicator(value=-5.5),)), "indicators")
    cells = dict(zip(head, record, strict=True))
    assert (cells["value"], cells["table"], cells["value_low"]) == ("-5.5", "否", "")


def test_the_sign_of_a_comparator_is_neither_a_formula_nor_escaped(make_atlas, make_indicator):
    figures = tuple(
        make_indicator(comparator=comparator, start=number, end=number + 1)
        for number, comparator in enumerate(Comparator)
    )
    head, *records = rows(make_atlas(indicators=figures), "indicators")
    assert [record[head.index("comparator")] for record in records] == ["＝", "≥", "≤", "约", "区间"]


@pytest.mark.parametrize("start", FORMULA_STARTS)
@pytest.mark.parametrize("apostrophes", ["", "'", "''"])
def test_defusing_is_undone_by_taking_one_apostrophe_off(start, apostrophes):
    text = apostrophes + start + "1"
    assert not defused(text).startswith(FORMULA_STARTS)
    assert restored(defused(text)) == text


@pytest.mark.parametrize(("fmt", "head"), [("csv", 2), ("jsonl", 1)])
def test_the_first_row_is_there_before_the_last_is_made(full_atlas, fmt, head):
    made = []
    pieces = export_pieces(full_atlas, select(full_atlas, Selection()), fmt, progress=lambda *at: made.append(at))
    assert len(list(itertools.islice(pieces, head))) == head
    assert len(made) <= 1


def test_progress_counts_every_row(full_atlas):
    seen = []
    b"".join(
        export_pieces(full_atlas, select(full_atlas, Selection()), "geojson", progress=lambda *at: seen.append(at))
    )
    assert seen == [(number, 6) for number in range(1, 7)]
