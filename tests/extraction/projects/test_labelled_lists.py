"""Lists under a label that tells their stage."""

import pytest

from mapapp.extraction import load_lexicon
from mapapp.extraction.projects.labelled_lists import labelled_claims

LEXICON = load_lexicon()


def read(text):
    return [(claim.name.text, claim.reading.stage.value) for claim in labelled_claims(text, text, LEXICON)]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("【竣工】松涛桥、鹿鸣小学综合楼。", [("松涛桥", "completed"), ("鹿鸣小学综合楼", "completed")]),
        ("▶【本周开工】松涛水厂", [("松涛水厂", "started")]),
        ("在建项目：松涛水厂、鹿鸣公寓A区", [("松涛水厂", "building"), ("鹿鸣公寓A区", "building")]),
        ("【规划项目】鹿鸣实验学校。", [("鹿鸣实验学校", "planned")]),
        (
            "【新签约项目（2个）】松涛电池项目；鹿鸣食品产业园",
            [("松涛电池项目", "prepared"), ("鹿鸣食品产业园", "prepared")],
        ),
    ],
)
def test_the_label_tells_the_stage_of_every_name(text, wanted):
    assert read(text) == wanted


@pytest.mark.parametrize(
    "text", ["【亮点】松涛桥竣工。", "区长要求：松涛桥、鹿鸣路竣工。", "松涛水厂：竣工。", "【工地播报】松涛水厂"]
)
def test_other_labels_tell_nothing(text):
    assert read(text) == []
