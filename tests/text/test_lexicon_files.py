"""Lexicon files: entries with ids, patterns that are told when broken, word lists as patterns."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from mapapp.errors import RegistryError
from mapapp.text.lexicon_files import alternation, compiled, read_entries


def write(folder: Path, text: str) -> Path:
    path = folder / "words.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_longer_words_are_tried_first_and_no_word_matches_nothing() -> None:
    assert re.match(alternation(["达", "达到"]), "达到9个").group() == "达到"  # type: ignore[union-attr]
    assert re.search(alternation([]), "达到") is None


def test_a_word_may_be_forbidden_before_others_and_longer_ones_stay() -> None:
    pattern = re.compile(alternation(["共", "共计", "目前"], {"共": "(?![和青])", "目前": "(?<!项目前)"}))
    assert [match.group() for match in pattern.finditer("共计9个，共9个，共和路，目前，项目前期")] == [
        "共计",
        "共",
        "目前",
    ]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('[[word]]\nid = "a"\nforms = []\n[[word]]\nid = "a"\nforms = []\n', "条目 a 缺少 id 或重复"),
        ("[[word]]\nforms = []\n", "（无 id）"),
        ('[[word]]\nid = "a"\n', "条目 a 缺少 forms"),
        ('[[other]]\nid = "a"\n', "词表无法读取"),
        ("not toml", "词表无法读取"),
    ],
)
def test_a_broken_file_names_its_entry(tmp_path: Path, text: str, told: str) -> None:
    with pytest.raises(RegistryError, match=told):
        read_entries(write(tmp_path, text), "word", ("forms",))


def test_a_broken_pattern_names_its_entry(tmp_path: Path) -> None:
    with pytest.raises(RegistryError, match="条目 a 的 left 不是正则表达式"):
        compiled(tmp_path / "words.toml", {"id": "a", "left": "("}, "left")
