import pytest

from mapapp.contracts.vocabulary import Stage
from mapapp.extraction import load_lexicon
from mapapp.extraction.projects.topics import topic_claims
from mapapp.extraction.text.brackets import mask_brackets

LEXICON = load_lexicon()


def told(words):
    return [(c.name.text, c.reading.stage) for c in topic_claims(words, mask_brackets(words), [], LEXICON)]


@pytest.mark.parametrize(
    ("words", "stage"),
    [
        ("鹿鸣产业园项目，建成9万平方米厂房", Stage.COMPLETED),
        ("其中，鹿鸣产业园项目，开工建设9栋仓库", Stage.STARTED),
        ("鹿鸣产业园项目，计划完成9万平方米实验楼主体建设", Stage.TOPPED_OUT),
        ("鹿鸣产业园项目，新建2个生产车间", Stage.BUILDING),
        ("鹿鸣产业园项目，完善园区配套设施，建设标准化厂房9万平方米", Stage.BUILDING),
    ],
)
def test_a_topic_takes_the_stage_of_its_counted_parts(words, stage):
    assert told(words) == [("鹿鸣产业园项目", stage)]


@pytest.mark.parametrize(
    "words",
    [
        "实施鹿鸣产业园项目，建成9万平方米厂房",  # has a verb of its own
        "鹿鸣产业园项目，建成云岭大桥",  # the object is a name
        "鹿鸣产业园项目，总投资9亿元",
        "各部门抓好重点工作，建成9万平方米厂房",
    ],
)
def test_what_is_no_topic_is_left_alone(words):
    assert told(words) == []


def test_claims_end_with_the_clause_they_rest_on():
    words = "鹿鸣产业园项目，新建2个生产车间，投产见效"
    (claim,) = topic_claims(words, words, [], LEXICON)
    assert words[claim.start : claim.end] == "鹿鸣产业园项目，新建2个生产车间"
    assert topic_claims(words, words, [claim], LEXICON) == []
