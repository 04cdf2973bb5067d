from mapapp.contracts.vocabulary import DocumentKind, SectionForm, SectionMode
from mapapp.documents.reading_view import lay_out
from mapapp.documents.sections import Times, find_sections

REPORT_2023 = Times(DocumentKind.WORK_REPORT, 2022, (2023, 2023))


def sections_of(text, times=REPORT_2023):
    view, blocks = lay_out(text)
    found = find_sections(view, blocks, times)
    return lambda words: next(s for s in found if s.start <= view.text.index(words) < s.end)


def test_headings_tell_review_from_plan_and_their_years():
    at = sections_of(
        "一、2022年工作回顾\n\n甲桥通车。\n\n（一）改善民生\n\n乙校竣工。\n\n二、2023年工作安排\n\n建设丙站。"
    )
    assert (at("甲桥").mode, at("甲桥").years) == (SectionMode.REVIEW, (2022, 2022))
    assert (at("乙校").mode, at("乙校").headings) == (SectionMode.REVIEW, ("一、2022年工作回顾", "（一）改善民生"))
    assert (at("丙站").mode, at("丙站").years) == (SectionMode.PLAN, (2023, 2023))


def test_a_report_in_one_paragraph_turns_at_its_own_words():
    filler = "各项工作取得新的成效。" * 90
    text = f"区政府工作报告各位代表：一、2022年工作回顾过去一年，甲桥通车。{filler}二、2023年工作安排2023年是关键之年。建设丙站。{filler}"
    at = sections_of(text)
    assert at("甲桥").mode is SectionMode.REVIEW
    assert at("丙站").mode is SectionMode.PLAN


def test_a_five_year_plan_looks_back_where_it_names_the_last_period():
    times = Times(DocumentKind.FIVE_YEAR_PLAN, 2020, (2021, 2025))
    at = sections_of("“十三五”时期，甲桥通车，乙校竣工。\n\n“十四五”时期，建设丙站，谋划丁港。", times)
    assert (at("甲桥").mode, at("甲桥").years) == (SectionMode.REVIEW, (2020, 2020))
    assert (at("丙站").mode, at("丙站").years) == (SectionMode.PLAN, (2021, 2025))


def test_glossary_items_are_no_statements():
    at = sections_of("一、2023年重点工作\n\n建设丙站。\n\n名词解释\n\n1.某某工程：指某事。")
    assert at("某某工程").form is SectionForm.GLOSSARY


def test_a_text_that_opens_with_plans_plans_from_its_title_on():
    at = sections_of("今年甲桥建成通车\n\n区工作报告重点任务分工方案印发，方案提到，今年将加快乙校建设。开工丙站。")
    assert (at("甲桥").mode, at("丙站").mode, at("丙站").years) == (SectionMode.PLAN, SectionMode.PLAN, (2023, 2023))


def test_a_note_with_a_date_reached_tells_of_its_own_year():
    at = sections_of("截至目前，甲桥已完工，乙校进展顺利。", Times(DocumentKind.OTHER, 2022, (2023, 2023)))
    assert (at("甲桥").mode, at("甲桥").years) == (SectionMode.REVIEW, (2023, 2023))


def test_a_report_without_a_word_of_time_is_of_no_time_before_its_first_heading():
    assert sections_of("甲桥与乙校。")("甲桥").mode is SectionMode.UNKNOWN


def test_five_years_told_in_a_review_are_five_years():
    at = sections_of("一、2022年工作回顾\n\n五年来，甲桥通车，新增绿道9公里。\n\n乙校竣工。")
    assert (at("甲桥").years, at("乙校").years) == ((2018, 2022), (2022, 2022))


def test_single_blanks_part_headings_from_text_in_a_report_without_lines():
    filler = "各项工作取得新的成效。" * 90
    text = f"区政府工作报告 一、2022年工作回顾 甲桥通车。{filler} 二、2023年主要任务和措施 （一）加快建设 建设丙站。{filler}"
    at = sections_of(text)
    assert (at("甲桥").mode, at("甲桥").headings) == (SectionMode.REVIEW, ("一、2022年工作回顾",))
    assert (at("丙站").mode, at("丙站").headings) == (SectionMode.PLAN, ("二、2023年主要任务和措施", "（一）加快建设"))


def test_the_path_of_a_web_page_is_no_title():
    at = sections_of("首页>重点工作\n\n截至目前，甲桥已完工。", Times(DocumentKind.OTHER, 2022, (2023, 2023)))
    assert at("甲桥").mode is SectionMode.REVIEW
