"""Vocabulary lies in lexicons, where every entry has words it catches and words it leaves: no code lists words in a pattern.

What parts days, months and counts (年|月|日, 一季度|二季度) is how dates are written and no vocabulary.
"""

from __future__ import annotations

import ast
import re
from itertools import pairwise

import pytest

from tests import PROJECT_DIR

_CLASS = re.compile(r"\[\^?\]?(?:\\.|[^\]\\])*\]")
_CODE_POINT = re.compile(r"\\u[0-9a-f]{4}")
_OF_DATES = "年月日号季度期旬半上下前底末初中届第一二三四五六七八九十百千万亿两零〇"
# What a module must hold anywhere for its strings to be worth a look.
_BAR_BETWEEN_WORDS = re.compile(r"[\u3400-\u9fff][^\n]*\||\|[^\n]*[\u3400-\u9fff]")
_WORD = re.compile(r"[\u3400-\u9fff]+")


def parts_words(pattern: str) -> bool:
    """Whether a pattern parts one Chinese word from another, different one by a bar."""
    flat = _CODE_POINT.sub("", _CLASS.sub("", pattern)).translate(dict.fromkeys(map(ord, _OF_DATES)))
    # A bar with blanks or another bar beside it stands in a table, a message or an expression of QGIS.
    sides = re.split(r"(?<![ |\\])\|(?![ |])", flat)
    words = [set(_WORD.findall(side)) for side in sides]
    return any(one and other and one != other for one, other in pairwise(words))


def strings_of(text: str) -> list[str]:
    """Return the strings of a module but for its docstrings; those of an f-string or of strings side by side as one."""
    tree = ast.parse(text)
    said = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            first = node.body[0] if node.body else None
            if isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant):
                said.add(first.value)
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            found.append("".join(str(part.value) if isinstance(part, ast.Constant) else "_" for part in node.values))
            said.update(part for part in node.values if isinstance(part, ast.Constant))
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and node not in said:
            found.append(node.value)
    return found


def test_no_module_parts_words_in_a_pattern():
    listing = {
        (path.relative_to(PROJECT_DIR).as_posix(), text)
        for path in sorted((PROJECT_DIR / "mapapp").rglob("*.py"))
        if _BAR_BETWEEN_WORDS.search(written := path.read_text("utf-8"))
        for text in strings_of(written)
        if parts_words(text)
    }
    assert listing == set()


@pytest.mark.parametrize(
    "pattern",
    ["桥梁|道路", "(?:水|电)站", "^(?:新建|续建)$", r"\d+(?:公里|亩)", "了(?!路|桥)", "[东西]桥|新路", "建成|。通车"],
)
def test_words_parted_are_seen_however_they_are_written(pattern):
    assert strings_of(f"X = re.compile({pattern!r})") == [pattern]
    assert parts_words(pattern)


@pytest.mark.parametrize(
    "pattern",
    [
        "[东西]路",
        r"(?P<month>\d+)月|(?P<quarter>[一二])季度",
        "年|月",
        "| 名称 | 单位 |",
        "甲 || 乙",
        "桥梁",
        "[国省]道|[国省]道[0-9]",
        r"项目|\d+",
        "[桥|路]",
    ],
)
def test_dates_classes_tables_and_single_words_are_none(pattern):
    assert not parts_words(pattern)


def test_docstrings_are_not_looked_at_and_an_f_string_is_one():
    assert strings_of('"""桥|路"""\nX = f"桥{y}|路"\n') == ["桥_|路"]
