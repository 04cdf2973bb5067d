"""One indicator followed through documents and years: actuals beside targets, breaks where unit or meaning changed."""

from __future__ import annotations

import hashlib
import re
import tomllib
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache, partial
from pathlib import Path
from typing import Final

from mapapp.contracts import Indicator, Series, ValueKind
from mapapp.entities.entity_patterns import entity_pattern
from mapapp.errors import RegistryError
from mapapp.recent_results import RecentResults

NAMES_FILE: Final = Path(__file__).with_name("series_names.toml")
_DECORATION: Final = re.compile(r"[\s“”\"'‘’《》（）()·•\-—~_{}、，,]")
# 增速, 增幅, 增长率 say one thing; so do 规上 and 规模以上. Longer words first.
_WORDS: Final = (
    ("规模以上", "规上"),
    ("限额以上", "限上"),
    ("同比增长率", "增长率"),
    ("增长速度", "增长率"),
    ("增速", "增长率"),
    ("增幅", "增长率"),
    ("占比", "比重"),
    ("所占比重", "比重"),
    ("比例", "比重"),
)
_FOLLOWED: Final[RecentResults[tuple[Series, tuple[Indicator, ...]]]] = RecentResults()
_RATE: Final = entity_pattern("indicator.rate")
_PERCENT: Final = frozenset({"%", "％", "个百分点"})
# Measure words of one and the same count; 万亩 beside 亩 is a change a reader must see.
_COUNTS: Final = frozenset({"个", "项", "家", "件", "处", "台", "部", "套", "套（间）", "座", "条"})
_YEAR: Final = re.compile(r"\d{4}")


@dataclass(frozen=True, slots=True)
class _Names:
    """The lists of indicator_names.toml, by folded spelling."""

    names: Mapping[str, str]
    definitions: Mapping[str, str]
    regions: Mapping[str, str]


@lru_cache(maxsize=1)
def _load_names() -> _Names:
    """Load the spellings once.

    Raises RegistryError when the file is broken or one spelling belongs to two indicators.
    """
    try:
        rows = tomllib.loads(NAMES_FILE.read_text(encoding="utf-8"))["indicator"]
    except (OSError, tomllib.TOMLDecodeError, KeyError) as error:
        raise RegistryError(f"{NAMES_FILE.name}：读不出指标名称表；请按表头格式改正") from error
    names: dict[str, str] = {}
    definitions: dict[str, str] = {}
    for row in rows:
        for spelling in (row["name"], *row["variants"]):
            folded = fold_indicator(spelling)
            if names.setdefault(folded, row["name"]) != row["name"]:
                raise RegistryError(f"{NAMES_FILE.name}：“{spelling}”属于两个指标；请只留一处")
        definitions |= {fold_indicator(spelling): meaning for spelling, meaning in row.get("definitions", {}).items()}
    regions = {row["name"]: row["region"] for row in rows if "region" in row}
    return _Names(names, definitions, regions)


@lru_cache(maxsize=65536)
def fold_indicator(name: str) -> str:
    """Fold an indicator's name to the form in which spellings agree.

    >>> fold_indicator("规模以上工业总产值增速"), fold_indicator("规上工业总产值 增长率")
    ('规上工业总产值增长率', '规上工业总产值增长率')
    """
    folded = _DECORATION.sub("", unicodedata.normalize("NFKC", name)).lower()
    for word, plain in _WORDS:
        folded = folded.replace(word, plain)
    return folded


def series_name(indicator: Indicator) -> str:
    """Return the name of the series a figure belongs to; a percentage that is no rate or share by name is a growth rate."""
    names = _load_names().names
    folded = fold_indicator(indicator.name)
    name = names.get(folded, "".join(indicator.name.split()))
    if indicator.unit not in _PERCENT or _RATE.search(fold_indicator(name)):
        return name
    return names.get(fold_indicator(f"{name}增长率"), f"{name}增长率")


def series_key(indicator: Indicator) -> tuple[str, str]:
    """Return what two figures of one series share: folded name and region."""
    name = series_name(indicator)
    return fold_indicator(name), _load_names().regions.get(name, indicator.region)


def build_series(indicators: Sequence[Indicator]) -> tuple[tuple[Indicator, ...], tuple[Series, ...]]:
    """Return every figure its series_id, and the series in order of region and name.

    Figures of a series are in order of period (a span of years stands at its last year), actual before forecast before
    target, then document and place. A break stands where the unit, or the meaning by indicator_names.toml, differs
    from the figure before it. A figure said only once is a series of one.
    """
    groups: dict[tuple[str, str], list[Indicator]] = defaultdict(list)
    for indicator in indicators:
        groups[series_key(indicator)].append(indicator)
    series = []
    numbered: dict[str, Indicator] = {}
    for key, members in groups.items():
        found, own = _FOLLOWED.get(key, tuple(members), partial(_follow, *key, members))
        series.append(found)
        numbered |= {indicator.indicator_id: indicator for indicator in own}
    series.sort(key=lambda item: (item.region, item.name, item.series_id))
    return tuple(numbered[indicator.indicator_id] for indicator in indicators), tuple(series)


def _follow(folded: str, region: str, members: Sequence[Indicator]) -> tuple[Series, tuple[Indicator, ...]]:
    """Return one series, and its figures with its id."""
    ordered = sorted(members, key=_order)
    series_id = f"s-{hashlib.sha256(f'{folded}|{region}'.encode()).hexdigest()[:8]}"
    name = series_name(min(ordered, key=lambda item: (len(series_name(item)), series_name(item))))
    ids = tuple(item.indicator_id for item in ordered)
    series = Series(series_id, name, region, ordered[-1].unit, ids, _breaks(ordered))
    return series, tuple(replace(indicator, series_id=series_id) for indicator in members)


def last_year(period: str) -> int:
    """Return the last year a period speaks of, 0 for none.

    >>> last_year("2021-2025"), last_year("2025-01/11"), last_year("2023")
    (2025, 2025, 2023)
    """
    years = _YEAR.findall(period)
    return int(years[-1]) if years else 0


_KIND_ORDER: Final = (ValueKind.ACTUAL, ValueKind.FORECAST, ValueKind.TARGET)


def _order(indicator: Indicator) -> tuple[int, str, int, str, int, str]:
    """Order figures within a series."""
    kind = _KIND_ORDER.index(indicator.value_kind)
    return (last_year(indicator.period), indicator.period, kind, indicator.doc, indicator.start, indicator.indicator_id)


def definition_of(indicator: Indicator) -> str:
    """Return what a figure counts where its name means something else than its series does; "" for the usual meaning."""
    return _load_names().definitions.get(fold_indicator(indicator.name), "")


def _breaks(ordered: Iterable[Indicator]) -> tuple[int, ...]:
    """List the positions where unit or meaning differs from the figure before; words without a unit break nothing."""
    found = []
    unit = meaning = None
    for index, indicator in enumerate(ordered):
        now = definition_of(indicator)
        printed = "个" if indicator.unit in _COUNTS else indicator.unit
        if index and (now != meaning or (printed and unit and printed != unit)):
            found.append(index)
        unit, meaning = printed or unit, now
    return tuple(found)
