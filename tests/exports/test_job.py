"""What one export is asked to write."""

import pytest

from mapapp.exports.job import ExportJob, RowShape
from mapapp.selection import Selection, select


@pytest.fixture
def job(full_atlas):
    return ExportJob(full_atlas, select(full_atlas, Selection(as_of=2025)))


def test_projects_are_written_unless_another_table_is_asked_for(job):
    assert [row["name"] for row in job.rows()] == ["甲厂", "乙线", "丙园", "丁校", "戊桥", "己馆"]
    assert [row["promise_id"] for row in job.of("promises").rows()] == ["k1", "k2"]
    assert job.table == "projects"


def test_the_geometry_as_text_is_the_last_column_of_what_has_a_place(job):
    wkt = ExportJob(job.atlas, job.selected, shape=RowShape(wkt=True))
    assert wkt.columns[-1].name == "wkt"
    assert "wkt" not in {column.name for column in job.columns}
    assert "wkt" not in {column.name for column in wkt.of("indicators").columns}


@pytest.mark.parametrize(("name", "suffix"), [("甲.XLSX", ".xlsx"), ("a.geojson.zip", ".zip"), ("甲", ""), ("", "")])
def test_the_suffix_is_in_small_letters(job, name, suffix):
    assert ExportJob(job.atlas, job.selected, file_name=name).suffix == suffix


def test_progress_is_told_after_each_row(full_atlas):
    told = []
    job = ExportJob(
        full_atlas, select(full_atlas, Selection(as_of=2025)), progress=lambda done, total: told.append((done, total))
    )
    assert len(list(job.features())) == 6
    assert told == [(number, 6) for number in range(1, 7)]


def test_nested_rows_carry_no_label_point(job):
    nested = ExportJob(job.atlas, job.selected, shape=RowShape(nested=True))
    assert all("lon" not in row for row in nested.rows())
    assert all("lon" in row for row in job.rows())
