from mapapp.contracts.vocabulary import Modality, Stage
from mapapp.documents import read_document
from mapapp.extraction import find_project_events, load_lexicon
from mapapp.extraction.projects.clause_parser import read_claims
from mapapp.extraction.projects.listings import listed_claims

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


def test_a_list_says_which_projects_started_together(tmp_path):
    words = (
        "近日，云溪区9个民生项目集中开工仪式成功举行。9个项目包括鹿鸣湖大道、云岭学校等2个城建项目；"
        "松涛水库加固工程、青石渠工程等2个水利项目。"
    )
    path = tmp_path / "a.txt"
    path.write_text(f"2031年云溪区新闻\n{words}\n", encoding="utf-8")
    found = {(e.name, e.stage, e.modality) for e in find_project_events(read_document(path), LEXICON)}
    for name in ("鹿鸣湖大道", "云岭学校", "松涛水库加固工程", "青石渠工程"):
        assert (name, Stage.STARTED, Modality.REPORTED) in found


def test_a_list_without_verb_after_other_words_is_left_alone():
    assert listed("远达药谷、松涛实验室等2个项目") == []
