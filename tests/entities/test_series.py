import pytest

from mapapp.entities import build_series
from mapapp.entities.series import fold_indicator, series_name


def only(indicators):
    numbered, (series,) = build_series(indicators)
    assert {item.series_id for item in numbered} == {series.series_id}
    return series


def test_one_indicator_is_followed_through_documents_and_years(make_indicator):
    figures = [
        make_indicator(value=20, period="2024", doc="000", value_kind="target"),
        make_indicator(value=18.2, period="2020", doc="002"),
        make_indicator(value=19, period="2021-2025", doc="001", value_kind="target"),
    ]
    series = only(figures)
    assert series.indicator_ids == tuple(figures[i].indicator_id for i in (1, 0, 2))
    assert series.breaks == ()


def test_actual_stands_before_target_of_the_same_year(make_indicator):
    target = make_indicator(value=17, value_kind="target")
    actual = make_indicator(value=18.2)
    assert only([target, actual]).indicator_ids == (actual.indicator_id, target.indicator_id)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("规模以上工业总产值增速", "规上工业总产值增长率"),
        ("“一网通办”网办率", "一网通办网上办结率"),
        ("人均公园绿地面积", "人均公园绿地"),
        ("PM_{2.5}平均浓度", "PM2.5年均浓度"),
    ],
)
def test_spellings_of_one_indicator_meet(make_indicator, left, right):
    assert len(build_series([make_indicator(left), make_indicator(right)])[1]) == 1


def test_level_and_growth_are_two_series(make_indicator):
    level = make_indicator("区级一般公共预算收入", 210.1, unit="亿元")
    growth = make_indicator("区级一般公共预算收入", 1.4, unit="%")
    named = make_indicator("区级一般公共预算收入增速", 5.0, unit="%")
    numbered, series = build_series([level, growth, named])
    assert len(series) == 2
    assert numbered[1].series_id == numbered[2].series_id != numbered[0].series_id


def test_two_regions_are_two_series(make_indicator):
    assert len(build_series([make_indicator(), make_indicator(region="闵行区")])[1]) == 2


def test_a_new_unit_is_a_break(make_indicator):
    one = make_indicator("合同外资", 8, "2021", unit="亿美元")
    two = make_indicator("合同外资", 60, "2024", unit="亿元")
    assert only([one, two]).breaks == (1,)


def test_words_without_a_unit_break_nothing(make_indicator):
    one = make_indicator("城镇登记失业人数", 4123, "2020", unit="人")
    words = make_indicator("城镇登记失业人数", None, "2021", unit=None, value_text="控制在市下达指标内")
    two = make_indicator("城镇登记失业人数", 4000, "2022", unit="人")
    assert only([one, words, two]).breaks == ()


def test_ways_to_count_are_one_unit(make_indicator):
    assert (
        only([make_indicator("项目", 3, "2020", unit="个"), make_indicator("项目", 4, "2021", unit="项")]).breaks == ()
    )


def test_a_new_definition_is_a_break(make_indicator):
    one = make_indicator("“一网通办”网上办结率", 61.5, "2020")
    two = make_indicator("“一网通办”网办率", 97.3, "2025")
    assert only([one, two]).breaks == (1,)


def test_series_ids_do_not_depend_on_order(make_indicator):
    figures = [make_indicator(), make_indicator("实到外资", 6, unit="亿美元")]
    assert build_series(figures)[1] == build_series(figures[::-1])[1]


def test_a_share_is_no_growth_rate(make_indicator):
    assert series_name(make_indicator("战略性新兴产业产值占规模以上工业总产值比重", 30)).endswith("比重")
    assert series_name(make_indicator("地区生产总值", 6.5)) == "地区生产总值增长率"


def test_folding_is_idempotent():
    for name in ("规模以上工业总产值增速", "社会消费品零售总额年均增长率"):
        assert fold_indicator(fold_indicator(name)) == fold_indicator(name)
