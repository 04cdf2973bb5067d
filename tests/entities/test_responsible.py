"""The responsible body is read where the text names one, and never guessed."""

from __future__ import annotations

import pytest

from mapapp.entities.responsible import body_in, find_body, load_body_words


@pytest.mark.parametrize("words", load_body_words()[1], ids=lambda words: words.id)
def test_an_entry_catches_its_example_and_leaves_the_other(words) -> None:
    assert body_in(words.catches)
    assert body_in(words.leaves) == ""


@pytest.mark.parametrize(
    ("sentence", "body"),
    [
        ("完成甲园改造（责任单位：区绿化市容局）。", "区绿化市容局"),
        ("甲路拓宽，牵头部门为区交通委，年内开工。", "区交通委"),
        ("甲园由岚溪镇负责实施。", "岚溪镇"),
        ("甲厂由青石集团建设。", "青石集团"),
        ("建成甲馆（区文旅局牵头）。", "区文旅局"),
        ("甲园建成。", ""),
        ("由此推动甲园建设。", ""),
        ("各责任单位要加快推进甲园建设。", ""),
    ],
)
def test_five_ways_to_name_a_body_and_three_to_name_none(sentence: str, body: str) -> None:
    assert body_in(sentence) == body


def test_the_sentence_around_the_quote_counts_and_not_the_next(make_document, make_event) -> None:
    text = "甲园建成。乙园由区水务局负责建设。丙园建成（牵头单位：区教育局）。"
    document = make_document(text=text)
    bodies = {}
    for name in ("甲园", "乙园", "丙园"):
        start = text.index(name)
        bodies[name] = find_body(document, make_event(name, start=start, end=start + 4, quote=text[start : start + 4]))
    assert bodies == {"甲园": "", "乙园": "区水务局", "丙园": "区教育局"}
