from mapapp.contracts.vocabulary import SectionMode
from mapapp.documents.default_tense import leaning, opening_mode


def test_the_first_paragraph_with_a_cue_decides():
    assert opening_mode(["甲桥通车", "2031年，某市将开工甲桥。", "截至目前，乙校完工。"]) is SectionMode.PLAN
    assert opening_mode(["一年来，甲桥通车。", "今年将建乙校。"]) is SectionMode.REVIEW


def test_a_text_without_cues_says_nothing():
    assert opening_mode(["甲桥与乙校。"]) is SectionMode.UNKNOWN


def test_a_text_leans_only_when_its_words_are_many():
    assert leaning(["加快建设甲桥。推进乙校。打造丙园。力争丁港开工。"]) is SectionMode.PLAN
    assert leaning(["累计建成9座，甲桥启用，同比增长5%，成功创建。"]) is SectionMode.REVIEW
    assert leaning(["加快建设甲桥。"]) is SectionMode.UNKNOWN


def test_an_event_that_was_held_on_a_day_looks_back():
    assert opening_mode(["5月6日，云溪区举行重大项目集中开工活动。"]) is SectionMode.REVIEW
    assert opening_mode(["云溪区拟于5月举行活动。"]) is SectionMode.UNKNOWN
