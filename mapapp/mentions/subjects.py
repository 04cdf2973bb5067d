"""What stands before a verb: a thing that reached a stage, a sum of things, or who will act."""

from __future__ import annotations

import re
from typing import Final

_AREA: Final = re.compile(r"(?:约|近|超|共|达)?[\d.,]+万?(?:平方米|平米)")
# Names of a kind of building, of two characters or with a word for all of them.
_PLAIN: Final = re.compile(r"..$|.*(?:房屋|住宅|厂房|楼宇|建筑|住房|小区|安置房|保障房|商品房)$")


def sums_up(name: str, rest: str) -> bool:
    """Tell whether a name before a verb only says what an area is of; `rest` follows the verb.

    >>> sums_up("房屋", "9万平方米"), sums_up("青石商务区", "9万平方米")
    (True, False)
    """
    return bool(_AREA.match(rest)) and bool(_PLAIN.match(name))
