"""Score boards judge only what can be compared; the funnel never shows a missing figure as zero."""

from __future__ import annotations

from dataclasses import replace

from mapapp.contracts import Series, ValueKind
from mapapp.pipeline import build_atlas
from mapapp.selection import Selection, select
from mapapp.ui.views.boards import build_board, find_boards, funnel_chart, funnel_rows, with_missing


def texts(sheet):
    return {row.cells[0]: row.cells[4]["text"] for row in sheet.rows}


def test_the_programmes_of_the_shipped_documents_are_found_whole():
    atlas = build_atlas()
    selected = select(atlas, Selection(as_of=2026))
    boards = find_boards(selected, atlas)
    assert [board.name.split("：")[1] for board in boards.values()] == [
        "2025 年 31 项",
        "2023 年 19 项",
        "2024 年 18 项",
    ]
    board = build_board(atlas, selected, next(item.targets for key, item in boards.items() if "2023" in key))
    verdicts = texts(board)
    # By hand from 表一: 2.2 against 6 以上, 95.29 against 100, 1983.09 against 2000 以上, 19.23 against 19, 5.2 万 against 4.3 万.
    assert verdicts["工业固定资产投资"] == "未完成"
    assert verdicts["社会消费品零售总额"] == "未完成"
    assert verdicts["森林覆盖率"] == "完成"
    assert verdicts["新增就业岗位数"] == "完成"


def test_a_year_nobody_reported_on_is_not_a_miss(make_atlas, make_indicator):
    target = make_indicator("t", table=True, nature="约束性", period="2025", series_id="s")
    actual = make_indicator(
        "a", period="2020", value_kind=ValueKind.ACTUAL, value=4.0, value_text="4公顷", series_id="s"
    )
    atlas = make_atlas(indicators=[target, actual])
    atlas = replace(atlas, series=(Series("s", "新增绿地面积", "青浦区", "公顷", ("a", "t")),))
    board = build_board(atlas, select(atlas, Selection(as_of=2025)), [target])
    assert texts(board) == {"新增绿地面积": "无当年数"}
    assert board.rows[0].cells[3] == "2020：4公顷"
    alone = replace(atlas, indicators=(target,), series=())
    board = build_board(alone, select(alone, Selection(as_of=2025)), [target])
    assert texts(board) == {"新增绿地面积": "无实绩"}


def test_the_funnel_walks_from_land_to_production(make_atlas, make_indicator):
    figures = [
        make_indicator("f1", name="“四个一批”产业项目投产数", value=12.0, period="2020", value_kind=ValueKind.ACTUAL),
        make_indicator("f2", name="“四个一批”产业项目出让数", value=21.0, period="2020", value_kind=ValueKind.ACTUAL),
        make_indicator("f3", name="“四个一批”产业项目出让数", value=46.0, period="2021"),
        make_indicator("f4", name="新增绿地面积", value=1.0, period="2021"),
    ]
    atlas = make_atlas(indicators=figures)
    rows = funnel_rows(select(atlas, Selection(as_of=2025)))
    assert [(row["year"], row["step"], row["kind"], row["count"]) for row in rows] == [
        ("2020", "出让", "实绩", 21.0),
        ("2020", "投产", "实绩", 12.0),
        ("2021", "出让", "目标", 46.0),
    ]


def test_what_no_document_mentions_has_a_word_and_no_bar(make_atlas, make_indicator):
    name = "“四个一批”产业项目出让数"
    figures = [
        make_indicator("f1", name=name, value=21.0, period="2020", value_kind=ValueKind.ACTUAL),
        make_indicator("f2", name=name, value=20.0, period="2020"),
        make_indicator("f3", name=name, value=46.0, period="2022"),
    ]
    rows = with_missing(funnel_rows(select(make_atlas(indicators=figures), Selection(as_of=2025))))
    land = [(row["year"], row["kind"], row["count"], row["state"]) for row in rows if row["step"] == "出让"]
    assert sorted(land, key=str) == [
        ("2020", "实绩", 21.0, "given"),
        ("2020", "目标", 20.0, "given"),
        ("2021", "目标", None, "none"),
        ("2022", "实绩", None, "one"),
        ("2022", "目标", 46.0, "given"),
    ]
    # The other three steps are missing in all three years, each said once.
    assert [row["state"] for row in rows if row["step"] != "出让"] == ["none"] * 9
    assert with_missing([]) == []
    chart = funnel_chart(rows).to_dict()
    bars, numbers, one, none = chart["spec"]["layer"]
    assert {layer["mark"]["type"] for layer in (numbers, one, none)} == {"text"}
    assert bars["mark"]["type"] == "bar"
    assert bars["transform"] == [{"filter": "datum.state == 'given'"}]
    # The year is the tick, target and actual stand beside each other at it; what misses both stands at the tick itself.
    assert bars["encoding"]["x"]["field"] == "year"
    assert bars["encoding"]["xOffset"]["scale"]["domain"] == ["目标", "实绩"]
    assert "xOffset" not in none["encoding"]
    assert chart["facet"]["column"]["sort"] == ["出让", "开工", "竣工", "投产"]
