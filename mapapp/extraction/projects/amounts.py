"""Sums and quantities named with a project."""

from __future__ import annotations

import re
from typing import Final

from mapapp.contracts.records import Amount

_SUM: Final = re.compile(
    r"(总投资|计划投资|投资额|投资)(?:总额)?(?:约|近|超|超过|达|为|共)?([\d,]+(?:\.\d+)?)\s*(亿元|亿美元|万元|亿)"
)
_SIZE: Final = re.compile(
    r"(全长|总长|长|总建筑面积|建筑面积|占地面积|占地|面积)(?:约|近|超|达|为|共)?([\d,]+(?:\.\d+)?)\s*(公里|千米|米|万平方米|平方米|平方公里|亩|公顷)"
)


def read_amount(words: str) -> Amount | None:
    """Read the first sum, else the first size, of a text.

    >>> read_amount("东湖大桥开工，总投资12.5亿元")
    Amount(value=12.5, unit='亿元', what='总投资')
    """
    match = _SUM.search(words) or _SIZE.search(words)
    if not match:
        return None
    return Amount(float(match.group(2).replace(",", "")), match.group(3), match.group(1))
