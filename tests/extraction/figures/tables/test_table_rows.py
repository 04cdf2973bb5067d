"""What columns mean."""

from __future__ import annotations

from mapapp.contracts.vocabulary import ValueKind
from mapapp.extraction.figures.tables.table_rows import read_columns


def test_roles_periods_and_kinds() -> None:
    columns = read_columns(["序号", "指标", "单位", "属性", "2022年完成", "2023年目标"])
    assert [column.role for column in columns] == ["number", "name", "unit", "nature", "value", "value"]
    assert [(column.period, column.kind) for column in columns[4:]] == [
        ("2022", ValueKind.ACTUAL),
        ("2023", ValueKind.TARGET),
    ]


def test_row_of_sentences_is_no_header() -> None:
    assert read_columns(["就业", "完成培训指标。"]) == ()
    assert read_columns(["领域", "进展情况"]) == ()
