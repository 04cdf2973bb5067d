"""Quantities: numbers of every kind, multipliers, bounds, ranges, shared units."""

from __future__ import annotations

import pytest

from mapapp.contracts.vocabulary import Comparator
from mapapp.extraction.figures.figure_lexicon import load_figure_lexicon
from mapapp.extraction.figures.quantities import Quantity, QuantityReader

READER = QuantityReader(load_figure_lexicon())


def one(text: str) -> Quantity:
    (quantity,) = READER.read(text)
    return quantity


@pytest.mark.parametrize(
    ("text", "value", "unit", "comparator"),
    [
        ("岗位5.2万个", 5.2, "万个", "="),
        ("床位1,049张", 1049.0, "张", "="),
        ("数据30亿条", 30.0, "亿条", "="),
        ("面积近3.67万平方米", 3.67, "万平方米", "~"),
        ("事件70余万件", 70.0, "万件", ">="),
        ("公寓1万余套", 1.0, "万套", ">="),
        ("融资超百亿元", 100.0, "亿元", ">="),
        ("活动百余场", 100.0, "场", ">="),
        ("车位不少于120个", 120.0, "个", ">="),
        ("响应不超过3分钟", 3.0, "分钟", "<="),
        ("失业率控制在5%以内", 5.0, "%", "<="),
        ("增长6%左右", 6.0, "%", "~"),
        ("用地1000亩以上", 1000.0, "亩", ">="),
        ("树木 36 株", 36.0, "株", "="),
        ("平台300+个", 300.0, "个", ">="),
        ("提高0.8个百分点", 0.8, "个百分点", "="),
        ("客流突破千万人次", 1000.0, "万人次", ">="),
    ],
)
def test_value_unit_and_bound(text: str, value: float, unit: str, comparator: str) -> None:
    quantity = one(text)
    assert (quantity.value, quantity.unit, str(quantity.comparator)) == (value, unit, comparator)


@pytest.mark.parametrize(
    ("text", "low", "high", "unit"),
    [
        ("项目5-10个", 5.0, 10.0, "个"),
        ("集群4~6个", 4.0, 6.0, "个"),
        ("缩短3—4周", 3.0, 4.0, "周"),
        ("占比10%-15%", 10.0, 15.0, "%"),
    ],
)
def test_range_has_ends_and_no_value(text: str, low: float, high: float, unit: str) -> None:
    quantity = one(text)
    assert quantity.value is None
    assert (quantity.low, quantity.high, quantity.unit) == (low, high, unit)
    assert quantity.comparator is Comparator.RANGE


def test_signed_contract_is_no_about() -> None:
    quantity = one("农户签约1005户")
    assert quantity.comparator is Comparator.EQUAL
    assert quantity.start == 4


def test_span_covers_bound_and_multiplier() -> None:
    text = "累计超过1.2万余套。"
    quantity = one(text)
    assert text[quantity.start : quantity.end] == "超过1.2万余套"


def test_from_to_is_two_figures_not_a_range() -> None:
    assert [quantity.value for quantity in READER.read("由81家至57家")] == [81.0, 57.0]


def test_shared_unit_is_given_to_the_first() -> None:
    first, second = READER.read("分别完成12.5亿、7亿美元")
    assert (first.value, first.unit) == (12.5, "亿美元")
    assert (second.value, second.unit) == (7.0, "亿美元")


def test_longer_unit_of_a_list_wins() -> None:
    first, second = READER.read("用时1个、3.5个工作日")
    assert first.unit == second.unit == "个工作日"


@pytest.mark.parametrize("text", ["PM2.5达标", "G50沿线", "5G网络", "第3批", "1+5+8体系", "4K电视", "300项目标清晰吗"])
def test_parts_of_names_are_no_quantities(text: str) -> None:
    found = [quantity for quantity in READER.read(text) if not quantity.bare]
    assert found == [] or text.startswith("300")


def test_item_of_goals_is_counted() -> None:
    assert one("完成12项目标").unit == "项"


def test_long_run_of_digits_is_no_number() -> None:
    assert READER.read("账号" + "9" * 400 + "个") == ()
