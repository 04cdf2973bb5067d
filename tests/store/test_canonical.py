"""One written form for every value, and what cannot be written."""

import hashlib
import json
from datetime import date

import pytest

from mapapp.store.canonical import (
    MAX_DEPTH,
    MAX_VALUE_CHARS,
    checksum_of,
    read_value,
    refuse_unwritable_text,
    write_geometry,
    write_value,
)
from mapapp.store.faults import StoreError

ROW = {
    **{
        "number": 1,
        "at": "2026-01-01T00:00:00+00:00",
        "name": "王工",
        "account": "",
        "action": "add",
        "kind": "record",
    },
    **{"key": "甲厂", "old": "null", "new": '{"a":1}', "reason": "", "previous": 0, "batch": "b", "undoes": None},
    "before": "0" * 64,
}


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, "null"),
        ({"b": 1, "a": [True, 1.5, "甲"]}, '{"a":[true,1.5,"甲"],"b":1}'),
        ("𠮷\u2028", '"𠮷\u2028"'),
        ((), "[]"),
        ({}, "{}"),
    ],
)
def test_a_value_has_one_written_form(value, text):
    assert write_value(value, "new") == text


@pytest.mark.parametrize("value", [None, 0, -1.5, "", "甲\n\t😀", [1, [2, {"甲": None}]], {"𠮷": False}])
def test_what_was_written_is_read_again(value):
    assert read_value(write_value(value, "new")) == value


@pytest.mark.parametrize(
    ("value", "says"),
    [
        (float("nan"), "new 不是一个数"),
        ({"a": [1, float("inf")]}, r"new\.a\[1\] 不是一个数"),
        ("甲\0", "第 2 个字是 NUL"),
        ({"a\0": 1}, "键"),
        ({"甲": "\ud83d"}, r"U\+D83D"),
        ({1: "甲"}, "不是文字"),
        ({"day": date(2026, 1, 1)}, r"new\.day 是 date"),
        (b"bytes", "bytes"),
        ({"甲", "乙"}, "set"),
    ],
)
def test_what_cannot_be_kept_is_refused_with_its_place(value, says):
    with pytest.raises(StoreError, match=says):
        write_value(value, "new")


def test_a_value_may_be_deep_and_long_but_not_without_end():
    nested: list[object] = []
    for _ in range(MAX_DEPTH):
        nested = [nested]
    assert write_value(nested, "new").startswith("[[")
    with pytest.raises(StoreError, match="层以上"):
        write_value([nested], "new")
    assert len(write_value("x" * (MAX_VALUE_CHARS - 2), "new")) == MAX_VALUE_CHARS
    with pytest.raises(StoreError, match="超过"):
        write_value("x" * (MAX_VALUE_CHARS - 1), "new")


def test_a_drawing_may_be_longer_than_an_entry_but_holds_no_number_that_is_none():
    assert write_geometry({"type": "Point", "甲": "x" * MAX_VALUE_CHARS}, "图形").endswith(b'x"}')
    with pytest.raises(StoreError, match="不是一个数"):
        write_geometry({"coordinates": [float("nan"), 31.0]}, "图形")


def test_plain_text_is_let_through():
    refuse_unwritable_text("甲\n\t😀𠮷", "姓名")
    refuse_unwritable_text("", "")


def test_the_checksum_takes_in_every_field_and_nothing_else():
    told = list(ROW.values())
    by_hand = json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode()
    assert checksum_of(ROW) == hashlib.sha256(by_hand).hexdigest()
    assert checksum_of(ROW | {"checksum": "x"}) == checksum_of(ROW)
    assert len({checksum_of(ROW | {name: "其他"}) for name in ROW} | {checksum_of(ROW)}) == len(ROW) + 1
