"""Points of the rules said in words."""

import pytest

from mapapp.ui.i18n import set_language
from mapapp.ui.views.reason_words import reason_sentence, reason_words


@pytest.mark.parametrize(
    ("reason", "text", "counts"),
    [
        ("有专名成分（云湖） +1.30", "有专名成分（云湖）", "有力佐证"),
        ("带工程内容 +1.00", "带工程内容", "有力佐证"),
        ("带工程内容 +0.40", "带工程内容", "佐证"),
        ("名称5字 +0.13", "名称5字", "略有佐证"),
        ("动词较虚 -0.18", "动词较虚", "略可疑"),
        ("全由通用词组成 -0.55", "全由通用词组成", "可疑"),
        ("机构、人物或理论 -1.17", "机构、人物或理论", "很可疑"),
        ("编辑部2026-11-20：对照原文", "编辑部2026-11-20：对照原文", ""),
        ("字面相似 0.83", "字面相似 0.83", ""),
        ("时期依据：全年+0.3", "时期依据：全年+0.3", ""),
    ],
)
def test_points_become_words_and_other_reasons_stay(reason, text, counts):
    assert reason_words(reason) == {"text": text, "counts": counts}


def test_how_much_counts_is_said_in_the_visitors_language_and_the_reason_as_written():
    set_language("en")
    said = reason_words("名称5字 +0.13")
    set_language("zh")
    assert said == {"text": "名称5字", "counts": "speaks a little for it"}


def test_a_reason_is_one_sentence_without_points():
    assert reason_sentence("有专名成分（云湖） +1.30") == "有专名成分（云湖）（有力佐证）"
    assert reason_sentence("编辑部2026-11-20：对照原文") == "编辑部2026-11-20：对照原文"
