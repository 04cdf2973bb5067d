from mapapp.extraction import load_lexicon
from mapapp.extraction.projects.class_heads import class_words

LEXICON = load_lexicon()


def test_a_name_without_a_head_takes_the_class():
    assert class_words("鹿鸣至云岭", "公路项目", LEXICON) == ("", "公路")
    assert class_words("鹿鸣", "国省干线公路", LEXICON) == ("", "公路")


def test_a_name_with_a_head_stands_alone():
    assert class_words("鹿鸣大桥", "公路", LEXICON) == ("", "")
    assert class_words("鹿鸣", "重大项目", LEXICON) == ("", "")


def test_a_code_takes_the_kind_of_line_before_it():
    assert class_words("B3", "地铁", LEXICON) == ("地铁", "")
    assert class_words("8号线北段", "地铁", LEXICON) == ("", "")
