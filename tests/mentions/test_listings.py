from mapapp.contracts.vocabulary import Stage
from mapapp.mentions import load_lexicon
from mapapp.mentions.grammar import read_claims
from mapapp.mentions.listings import listed_claims

LEXICON = load_lexicon()
BEFORE = "将开工鹿鸣产业园、云岭研发中心等重点项目"


def listed(words, before=BEFORE):
    first = read_claims(before, before, 0, LEXICON)
    own = read_claims(words, words, 0, LEXICON)
    return [(c.name.text, c.reading.stage) for c in listed_claims(words, words, own, first, LEXICON)]


def test_a_list_goes_on_with_the_stage_of_the_list_before():
    assert listed("医药产业方面，主要包括远达药谷、松涛实验室等项目") == [
        ("远达药谷", Stage.STARTED),
        ("松涛实验室", Stage.STARTED),
    ]
    assert [name for name, _ in listed("医药产业涵盖有远达药谷、松涛实验室等项目")] == ["远达药谷", "松涛实验室"]


def test_other_lists_are_left_alone():
    assert listed("医药产业方面，主要包括远达药谷、松涛实验室等企业") == []
    assert listed("医药产业方面，主要包括远达药谷、松涛实验室等项目", before="全区经济平稳运行") == []
    assert listed("推进远达药谷、松涛实验室等项目") == []
