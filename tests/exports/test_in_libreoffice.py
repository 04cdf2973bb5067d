"""What LibreOffice shows of a workbook and a CSV: pages that can be printed, ids that stay what they are."""

import csv
import subprocess

import openpyxl
import pytest

from mapapp.exports import write_export
from mapapp.selection import Selection, select
from tests.programs.libreoffice import CSV_IS_UTF8, needs_calc, saved_as

pytestmark = [pytest.mark.slow, needs_calc]


@pytest.fixture
def many(make_atlas, make_event, make_document):
    events = [
        make_event(f"e{n}", f"第{n}号厂", f"p{n}", doc="004", quote=f"推进第{n}号厂建设，" + "力争年内建成投产" * 12)
        for n in range(60)
    ]
    return make_atlas(events, documents=[make_document("004", short_title="青浦2026报告")])


def pages(path):
    text = subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True, text=True, check=True).stdout
    return text.split("\f")[:-1]


def test_a_workbook_prints_on_a4_across_with_its_heads_and_whole_quotes(many, tmp_path):
    path = tmp_path / "book.xlsx"
    write_export(many, select(many, Selection()), "xlsx", path)
    pdf = saved_as(path, "pdf", tmp_path)
    info = subprocess.run(["pdfinfo", pdf], capture_output=True, text=True, check=True).stdout
    assert "A4" in info
    width, height = (float(part) for part in info.split("Page size:")[1].split("pts")[0].split("x"))
    assert width > height
    projects = [page for page in pages(pdf) if page.splitlines()[0].split()[-1] == "项目"]
    assert len(projects) > 1
    assert all("原句" in page for page in projects)
    # The end of a quote that fills three lines is on paper too, once for each project.
    whole = "".join("".join(page.split()) for page in projects)
    assert whole.count("建成投产") >= 60 * 11


def test_ids_and_signs_of_a_csv_stay_what_they_are(many, tmp_path):
    path = tmp_path / "events.csv"
    write_export(many, select(many, Selection()), "csv", path, table="events")
    book = openpyxl.load_workbook(saved_as(path, "xlsx:Calc MS Excel 2007 XML", tmp_path, CSV_IS_UTF8)).active
    with path.open(encoding="utf-8-sig", newline="") as old:
        head, *rows = csv.reader(old)
    assert [cell.value for cell in book[1]] == head
    for name in ("doc", "event_id", "project_id", "stage", "name"):
        place = head.index(name)
        shown = [row[place].value for row in book.iter_rows(min_row=2)]
        assert shown == [row[place] for row in rows], name
    assert book.cell(2, head.index("doc") + 1).value == "004-青浦2026报告"
