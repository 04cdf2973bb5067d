import pytest

from mapapp.contracts import Comparator
from mapapp.entities import build_series, check_targets


def check(*figures):
    numbered, series = build_series(figures)
    return check_targets(series, {figure.indicator_id: figure for figure in numbered})


@pytest.fixture
def pair(make_indicator):
    def build(target, actual, name="陆域森林覆盖率", **given):
        return (
            make_indicator(name, target, "2023", value_kind="target", **given),
            make_indicator(name, actual, "2023"),
        )

    return build


def test_met_and_not_met(pair):
    assert [found.met for found in check(*pair(19.0, 19.23))] == [True]
    (found,) = check(*pair(34.0, 30.12))
    assert (found.met, found.reason) == (False, "目标34.0，实绩30.12：未完成")


def test_less_is_better_where_it_is(pair):
    assert check(*pair(0.02, 0.03, "生产安全事故死亡率"))[0].met is False
    assert check(*pair(100.0, 90.0, "单位数量", comparator=Comparator.AT_MOST))[0].met is True


def test_about_leaves_five_percent(pair):
    about = {"comparator": Comparator.ABOUT}
    assert check(*pair(70.0, 67.0, **about))[0].met is True
    assert check(*pair(70.0, 66.0, **about))[0].met is False


def test_words_are_compared_as_words_or_not_at_all(make_indicator):
    target = make_indicator("能耗降低率", None, "2023", value_kind="target", value_text="完成市下达目标")
    same = make_indicator("能耗降低率", None, "2023", value_text="完成市下达目标")
    number = make_indicator("能耗降低率", 3.0, "2023")
    assert check(target, same)[0].met is True
    assert check(target, number)[0].met is None


def test_other_units_and_part_years_are_not_compared(make_indicator):
    target = make_indicator("合同外资", 8, "2024", value_kind="target", unit="亿美元")
    assert check(target, make_indicator("合同外资", 60, "2024", unit="亿元"))[0].met is None
    assert check(target, make_indicator("合同外资", 9, "2024-01/11", unit="亿美元")) == ()
    assert check(target, make_indicator("合同外资", 9, "2024-11", unit="亿美元")) == ()


def test_other_definitions_are_not_compared(make_indicator):
    target = make_indicator("“一网通办”网上办结率", 75, "2025", value_kind="target")
    (found,) = check(target, make_indicator("“一网通办”网办率", 97.3, "2025"))
    assert (found.met, "口径不同" in found.reason) == (None, True)


def test_a_five_year_target_meets_its_last_year(make_indicator):
    target = make_indicator(value=19, period="2021-2025", value_kind="target")
    (found,) = check(target, make_indicator(value=20, period="2025"), make_indicator(value=18.3, period="2021"))
    assert (found.year, found.met) == (2025, True)


def test_a_figure_said_in_table_and_prose_is_checked_once(make_indicator):
    target = make_indicator(value=6, period="2023", value_kind="target")
    table = make_indicator(value=6.3, period="2023", table=True)
    prose = make_indicator(value=6.3, period="2023", value_text="6.3%")
    (found,) = check(target, prose, table)
    assert found.actual_id == table.indicator_id
