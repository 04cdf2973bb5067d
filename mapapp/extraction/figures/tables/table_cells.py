"""What a value cell says: 6以上，力争两位数; 新增 12，累计 133; 百亿 8-10，千亿 4-6; 完成市下达目标."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from mapapp.contracts.vocabulary import Comparator
from mapapp.extraction.figures.quantities import Quantity, QuantityReader
from mapapp.extraction.lexicon_patterns import figure_pattern

_PARTS: Final = re.compile(r"[，,；;、](?!\d{3}(?:\D|$))|(?=[（(]其中)")
_AT_LEAST_WORDS: Final = figure_pattern("cell.at_least")
_AT_MOST_WORDS: Final = figure_pattern("cell.at_most")
_LABEL: Final = figure_pattern("cell.label")


@dataclass(frozen=True, slots=True)
class CellValue:
    """One value of a cell with the name and unit it stands for."""

    name: str
    value: float | None
    low: float | None
    high: float | None
    text: str
    unit: str
    comparator: Comparator
    certain: bool


def read_cell(cell: str, name: str, unit: str, reader: QuantityReader) -> tuple[CellValue, ...]:
    """Read a value cell of the row `name` whose column of units says `unit`."""
    flat = re.sub(r"\s+", " ", cell).strip()
    if not re.search(r"\d", flat):
        return _words(flat, name, unit)
    values: list[CellValue] = []
    for piece in _PARTS.split(flat):
        part = piece.strip() if re.search(r"[（(].*[）)]", piece) else piece.strip(" （()）")
        if not part:
            continue
        quantities = reader.read(part)
        if not quantities:
            if values and re.search(r"两位数|[一-龥]{3}", part):
                values.extend(_words(part, name, unit, certain=False))
            continue
        quantity = quantities[0]
        values.append(_value(part, quantity, name, unit, certain="力争" not in part or not values))
    return tuple(values)


def _value(part: str, quantity: Quantity, name: str, unit: str, *, certain: bool) -> CellValue:
    match = _LABEL.match(part[: quantity.start].strip())
    label = match.group("label") if match else ""
    own = quantity.scale + unit if quantity.bare else quantity.unit
    if not quantity.bare and unit and quantity.unit in {"", quantity.scale}:
        own = quantity.scale + unit
    return CellValue(
        name=_labelled(name, label, own) if own != "%" or unit in {"%", ""} or label else name + "增长率",
        value=quantity.value,
        low=quantity.low,
        high=quantity.high,
        text=part.strip("（()） "),
        unit=own,
        comparator=_sign(part, quantity),
        certain=certain,
    )


def _sign(part: str, quantity: Quantity) -> Comparator:
    """Read >, ≥, <, ≤ before the number, else what the words say."""
    before = part[: quantity.number_start].strip()[-1:]
    if before in {">", "＞", "≥", "⩾"}:
        return Comparator.AT_LEAST
    if before in {"<", "＜", "≤", "⩽"}:
        return Comparator.AT_MOST
    return quantity.comparator


def _labelled(name: str, label: str, unit: str) -> str:
    """Join a row's name with the word before the number.

    >>> _labelled("专精特新企业", "累计", "家")
    '专精特新企业累计数'
    """
    if label in {"增长", "同比增长", "提高", "增加"} and unit == "%":
        return name.removesuffix("增长率") + "增长率"
    if label in {"下降", "降低", "同比下降", "减少"} and unit == "%":
        return name if name.endswith(("下降率", "降低率")) else name + "下降率"
    base = name.removesuffix("数")
    counted = unit.lstrip("万亿") in {"家", "个", "项", "座", "件", "所", "处", "套", "户"}
    if label in {"新增", "净增"}:
        return name if "新增" in name else label + base + ("数" if counted else "")
    if label in {"累计", "总数", "总量", "累计达", "累计达到"}:
        return base + ("累计数" if counted else "累计")
    if label.strip("〔>＞≥⩾<＜≤⩽") in {
        "",
        "达",
        "达到",
        "保持",
        "稳定",
        "力争",
        "保持在",
        "稳定保持在",
        "控制",
        "控制在",
    }:
        return name
    if re.fullmatch(r"[百千万亿]+", label):
        return f"{label}级{base}数" if counted else label + name
    return label + ("数" if counted else "")


def _words(text: str, name: str, unit: str, *, certain: bool = True) -> tuple[CellValue, ...]:
    text = text.strip()
    if not re.search(r"[一-龥]{2}", text):
        return ()
    if _AT_LEAST_WORDS.search(text):
        comparator = Comparator.AT_LEAST
    elif _AT_MOST_WORDS.search(text):
        comparator = Comparator.AT_MOST
    else:
        comparator = Comparator.EQUAL
    return (CellValue(name, None, None, None, text, unit, comparator, certain),)
