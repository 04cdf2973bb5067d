"""The figures of one sentence, with what one lends to the next."""

from __future__ import annotations

from mapapp.extraction.figures.figure_lexicon import load_figure_lexicon
from mapapp.extraction.figures.sentence_figures import SentenceReader

READER = SentenceReader(load_figure_lexicon())


def names(text: str, topic: str = "") -> list[str]:
    return [told.name for told in READER.read(text, topic)]


def test_nothing_to_read() -> None:
    assert READER.read("各项工作稳步推进。") == ()


def test_topic_stands_in_for_a_missing_noun() -> None:
    assert names("完成50部。", "老旧小区加装电梯") == ["老旧小区加装电梯数"]


def test_label_is_the_topic() -> None:
    assert names("口袋公园：改造4座。") == ["口袋公园改造数"]


def test_figures_come_in_the_order_of_the_text() -> None:
    assert names("增速不低于全市平均水平的财政收入达9亿元，税收增长3%")[-1] == "税收增长率"


def test_noun_is_lent_within_a_part_only() -> None:
    assert names("引进企业5家、累计40家；累计12家。") == ["引进企业数", "企业累计数"]


def test_lent_noun_lowers_trust() -> None:
    first, second = READER.read("筹措公寓900套、供应700套。")
    assert second.trust < first.trust
    assert second.reasons == ("名词承前",)
