"""Small phrase tools."""

from __future__ import annotations

from mapapp.extraction.figures.noun_phrases import MAX_NAME, clip, in_marks, join_verb, last_deng, plain_noun, tidy


def test_tidy_keeps_short_brackets() -> None:
    assert tidy("每千人执业（助理）医师 数") == "每千人执业（助理）医师数"
    assert tidy("企业（见表一）") == "企业"


def test_clip_cuts_the_front_and_loose_quotes() -> None:
    assert clip("的“云上办事") == "云上办事"
    assert len(clip("很" * 80)) == MAX_NAME


def test_plain_noun_leaves_the_district_product_whole() -> None:
    assert plain_noun("全区各类企业") == "企业"
    assert plain_noun("全区生产总值") == "全区生产总值"


def test_verb_is_joined_once() -> None:
    assert join_verb("新增", "床位") == "新增床位"
    assert join_verb("新增", "新增床位") == "新增床位"


def test_deng_of_a_list_only() -> None:
    assert last_deng("甲、乙等企业") == 3
    assert last_deng("高等院校、等级医院") == -1


def test_inside_marks() -> None:
    assert in_marks("“一网”通", 2)
    assert not in_marks("“一网”通", 5)
