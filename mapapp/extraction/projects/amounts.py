"""Sums and quantities named with a project."""

from __future__ import annotations

from typing import Final

from mapapp.contracts.records import Amount
from mapapp.extraction.lexicon_patterns import name_pattern

_SUM: Final = name_pattern("amount.sum")
_SIZE: Final = name_pattern("amount.size")


def read_amount(words: str) -> Amount | None:
    """Read the first sum, else the first size, of a text.

    >>> read_amount("东湖大桥开工，总投资12.5亿元")
    Amount(value=12.5, unit='亿元', what='总投资')
    """
    match = _SUM.search(words) or _SIZE.search(words)
    if not match:
        return None
    return Amount(float(match.group(2).replace(",", "")), match.group(3), match.group(1))
