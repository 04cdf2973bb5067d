"""A noun phrase cut into the items it lists."""

from __future__ import annotations

import pytest

from mapapp.extraction import load_lexicon
from mapapp.extraction.projects.phrase_pieces import has_etc, phrase_pieces, without_modifiers


def pieces_of(phrase: str) -> list[str]:
    lexicon = load_lexicon()
    pieces = without_modifiers(phrase, phrase_pieces(phrase, 0, len(phrase), lexicon), lexicon)
    return [phrase[slice(*piece)] for piece in pieces]


@pytest.mark.parametrize(
    ("phrase", "pieces"),
    [
        ("松河大桥、云栖中学和鹿鸣泵站", ["松河大桥", "云栖中学", "鹿鸣泵站"]),
        ("和平路小学", ["和平路小学"]),
        ("松河水厂与云栖路", ["松河水厂", "云栖路"]),
        ("模拟与实验装置", ["模拟与实验装置"]),
        ("数字赋能、智领未来的中央活动区", ["智领未来的中央活动区"]),
        ("松河大桥、连接云栖镇的鹿鸣路", ["松河大桥", "连接云栖镇的鹿鸣路"]),
    ],
)
def test_a_phrase_is_cut_between_its_items_only(phrase: str, pieces: list[str]) -> None:
    assert pieces_of(phrase) == pieces


def test_what_describes_the_class_lists_nothing() -> None:
    assert pieces_of("松河公园、云栖公园等有影响力和竞争力的园区") == [
        "松河公园",
        "云栖公园等有影响力和竞争力的园区",
    ]


def test_etc_is_no_etc_inside_words() -> None:
    assert [match.start() for match in has_etc("高等学校、松河园等")] == [8]
    assert has_etc("三等级公路") == []
