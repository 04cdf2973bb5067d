"""Targets beside what was reached: met, not met, or not comparable, with the numbers."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from mapapp.contracts import Comparator, Indicator, Series, ValueKind
from mapapp.entities.series import definition_of, fold_indicator, last_year

# 左右 leaves room; planners count a figure within this share of the target as reached.
ABOUT_SHARE: Final = 0.05
# For these, less is better even where the target is printed without 以下.
_LESS_IS_BETTER: Final = ("死亡率", "失业", "浓度", "漏损率", "能耗", "发案", "排放")


@dataclass(frozen=True, slots=True)
class TargetCheck:
    """One target with the actual of the same series and year. `met` is None where words or units cannot be compared."""

    series_id: str
    year: int
    target_id: str
    actual_id: str
    met: bool | None
    reason: str


def check_targets(series: Sequence[Series], indicators: Mapping[str, Indicator]) -> tuple[TargetCheck, ...]:
    """Put every target beside every actual of its year, in the order of the series.

    A five-year target (2021-2025) meets the actual of its last year. Part-year actuals (2025-01/11) are not a year
    and are left out.
    """
    checks = []
    for line in series:
        figures = [indicators[indicator_id] for indicator_id in line.indicator_ids]
        actuals = _unique([figure for figure in figures if figure.value_kind is ValueKind.ACTUAL and _whole(figure)])
        for target in _unique([figure for figure in figures if figure.value_kind is ValueKind.TARGET]):
            year = last_year(target.period)
            for actual in actuals:
                if last_year(actual.period) == year:
                    met, reason = compare_target(target, actual)
                    checks.append(
                        TargetCheck(line.series_id, year, target.indicator_id, actual.indicator_id, met, reason)
                    )
    return tuple(checks)


def _whole(figure: Indicator) -> bool:
    """Return whether a figure speaks of whole years, not of months (2025-01/11) or one month (2025-07)."""
    return re.fullmatch(r"\d{4}(?:-\d{4})?|", figure.period) is not None


def _unique(figures: Sequence[Indicator]) -> list[Indicator]:
    """Drop a figure that repeats value and period of one before, as table and prose often do."""
    seen: set[tuple[object, ...]] = set()
    kept = []
    for figure in sorted(figures, key=lambda item: not item.table):
        key = (
            figure.period,
            figure.value,
            figure.value_low,
            figure.unit,
            figure.value_text if figure.value is None else "",
        )
        if key not in seen:
            seen.add(key)
            kept.append(figure)
    return sorted(kept, key=lambda item: (item.period, item.doc, item.start))


def compare_target(target: Indicator, actual: Indicator) -> tuple[bool | None, str]:
    """Whether an actual meets a target, and why."""
    words = f"目标{target.value_text}，实绩{actual.value_text}"
    if definition_of(target) != definition_of(actual):
        return None, f"{words}：口径不同（{target.name}、{actual.name}），无法比较"
    if target.value is None and actual.value is None and target.value_low is None:
        same = fold_indicator(target.value_text) == fold_indicator(actual.value_text)
        return (True, f"{words}：文字表述一致") if same else (None, f"{words}：文字目标，无法比较")
    goal = target.value if target.value is not None else target.value_low
    if goal is None or actual.value is None:
        return None, f"{words}：一方没有数值，无法比较"
    if target.unit != actual.unit:
        return None, f"{words}：单位不同（{target.unit or '无'}、{actual.unit or '无'}），无法比较"
    less = target.comparator is Comparator.AT_MOST or any(word in target.name for word in _LESS_IS_BETTER)
    if target.comparator is Comparator.ABOUT:
        room = abs(goal) * ABOUT_SHARE
        met = actual.value <= goal + room if less else actual.value >= goal - room
        return met, f"{words}：“左右”按±{ABOUT_SHARE:.0%}计，{'完成' if met else '未完成'}"
    met = actual.value <= goal if less else actual.value >= goal
    return met, f"{words}：{'完成' if met else '未完成'}"
