import re

import pytest

from mapapp.extraction.text.times import TIME, years_in


@pytest.mark.parametrize(
    ("words", "years"),
    [
        ("二〇二八年底建成", [2028]),
        ("二○二七年六月开园", [2027]),
        ("二О二六年九月完工", [2026]),
        ("二0二九年通车", [2029]),
        ("鹿鸣馆28年底竣工", [2028]),
        ("2028.9开学", [2028]),
        ("明年9月启用", [2027]),
        ("后年春季开学", [2028]),
        ("去年11月拿地", [2025]),
        ("三年内打通", [2028]),
        ("用两年时间建成", [2027]),
        ("今后五年建成", [2030]),
        ("“十五五”期间建成", [2030]),
        ("十四五期末贯通", [2025]),
        ("2027—2028年施工", [2028]),
        ("2026年底前开工、2030年通车", [2026, 2030]),
    ],
)
def test_years_are_read_however_they_are_written(words, years):
    assert [mention.last for mention in years_in(words, now=2026)] == years


@pytest.mark.parametrize(
    "words",
    [
        "历时28年建成",
        "近三年内的数据",
        "1950文创园开街",
        "（2024年版）方案获批",
        "完成28项任务",
        "新增托位28个",
        "第28年会",
    ],
)
def test_lengths_numbers_and_years_in_brackets_date_nothing(words):
    assert years_in(words, now=2026) == []


def test_words_that_hang_on_the_year_of_issue_say_nothing_without_it():
    assert years_in("明年开工，三年内建成", now=None) == []


@pytest.mark.parametrize(
    "words",
    [
        "于二〇二四年",
        "2027年底前",
        "明年9月",
        "下半年",
        "四季度",
        "三年内",
        "“十五五”期间",
        "“五一”前",
        "国庆前",
        "本届任期内",
        "9月12日",
    ],
)
def test_a_time_is_one_stretch(words):
    assert re.fullmatch(TIME, words)


@pytest.mark.parametrize("words", ["年华路", "月亮湾", "春申湖", "十字街", "国庆路", "前湾"])
def test_names_are_no_times(words):
    assert not re.fullmatch(TIME, words)
