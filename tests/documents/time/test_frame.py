import pytest

from mapapp.contracts import SectionMode
from mapapp.documents import read_document


@pytest.fixture
def document_of(tmp_path):
    def read(text):
        path = tmp_path / "a.txt"
        path.write_text(text, encoding="utf-8")
        return read_document(path)

    return read


def at(document, words):
    section = document.section_at(document.view.text.index(words))
    return section.mode.value, section.years


REVIEW, PLAN = SectionMode.REVIEW.value, SectionMode.PLAN.value


@pytest.mark.parametrize(
    ("heading", "mode", "year"),
    [
        ("二、2026年主要工作", PLAN, 2026),
        ("二、二〇二六年工作", PLAN, 2026),
        ("二、新的一年，我们这样干", PLAN, 2026),
        ("2026年打算", PLAN, 2026),
        ("【2026年工作】", PLAN, 2026),
        ("附：2025年实事项目完成情况", REVIEW, 2025),
        ("二、2025年工作", REVIEW, 2025),
        ("三、还有哪些欠账", REVIEW, 2025),
        ("（四）下一步打算", PLAN, 2026),
    ],
)
def test_a_part_of_a_report_is_known_by_a_heading_of_any_style(document_of, heading, mode, year):
    document = document_of(
        "甲区政府工作报告\n——2026年1月9日在甲区第五届人民代表大会第六次会议上\n各位代表：\n一、过去一年的工作\n乙桥建成通车。\n"
        f"{heading}\n丙校开工建设。\n"
    )
    assert at(document, "乙桥") == (REVIEW, (2025, 2025))
    assert at(document, "丙校") == (mode, (year, year))


@pytest.mark.parametrize(
    ("label", "mode"),
    [
        ("【工地播报】", REVIEW),
        ("【下月看点】", PLAN),
        ("【滞后提示】", REVIEW),
        ("【近期规划】", PLAN),
        ("［签约战报］", REVIEW),
    ],
)
def test_labels_in_brackets_head_what_follows_them(document_of, label, mode):
    document = document_of(
        f"甲区工程简报\n第9期 2025年10月9日\n【概况】\n乙桥建成通车。\n{label}丙校进展。\n丁园进展。\n"
    )
    assert at(document, "丁园")[0] == mode


@pytest.mark.parametrize(
    ("line", "year"),
    [
        ("第3期 2026年3月31日", 2026),
        ("总第131期（2026年1月19日—1月25日）", 2026),
        ("（2025年7月8日）", 2025),
        ("甲督〔2025〕14号", 2025),
        ("来源：甲区发布 发布时间：2026-03-18 09:42", 2026),
    ],
)
def test_a_bulletin_speaks_of_the_year_its_issue_line_tells(document_of, line, year):
    document = document_of(f"甲区重点工程动态\n{line}\n截至目前，乙桥建成通车。\n下一步，丙校开工。\n")
    assert document.year == year
    assert at(document, "乙桥") == (REVIEW, (year, year))
    assert at(document, "丙校") == (PLAN, (year, year))


def test_an_audit_looks_back_on_two_years(document_of):
    document = document_of(
        "关于甲区2024年度重大项目审计查出问题整改落实情况的报告\n——2025年11月27日在甲区人大常委会会议上\n"
        "一、审计查出的主要问题\n乙桥至年底未开工。\n二、整改落实情况\n乙桥已开工。\n三、下一步工作\n丙校加快施工。\n"
    )
    assert at(document, "乙桥至年底") == (REVIEW, (2024, 2024))
    assert at(document, "乙桥已开工") == (REVIEW, (2025, 2025))
    assert at(document, "丙校")[0] == PLAN
    assert (document.time.issued, document.time.reviews) == ("2025-11-27", (2024, 2025))


def test_half_a_year_done_and_half_a_year_to_come(document_of):
    document = document_of(
        "甲镇2025年上半年工作总结和下半年工作安排\n（2025年7月8日）\n一、上半年干了什么\n乙桥通车。\n二、下半年怎么干\n丙校封顶。\n"
    )
    assert (at(document, "乙桥"), at(document, "丙校")) == ((REVIEW, (2025, 2025)), (PLAN, (2025, 2025)))
    assert document.time.as_of == "2025-06"


def test_next_year_is_the_year_after_that_of_issue(document_of):
    document = document_of("甲街道情况通报\n2025年12月20日\n一、今年完成情况\n乙桥通车。\n二、明年打算\n丙校开工。\n")
    assert (at(document, "乙桥"), at(document, "丙校")) == ((REVIEW, (2025, 2025)), (PLAN, (2026, 2026)))


def test_a_page_without_any_year_has_none(document_of):
    document = document_of("甲园区简介\n园区路网已经成型，乙路建成通车。\n近期规划\n加快建设丙园，规划新建丁社区。\n")
    assert (document.year, document.time.issued, document.time.reviews, document.time.plans) == (None, "", None, None)
    assert at(document, "丙园") == (PLAN, None)


def test_a_goal_far_off_does_not_date_a_page(document_of):
    assert document_of("甲园区简介\n乙路建成通车。\n到2035年，建成现代化园区。\n").year is None


def test_below_a_heading_of_results_one_paragraph_may_look_ahead(document_of):
    document = document_of("甲局通报\n2025年9月1日\n一、项目进展情况\n乙桥竣工。\n下一步，丙校将封顶。\n丁园竣工。\n")
    assert [at(document, words)[0] for words in ("乙桥", "丙校", "丁园")] == [REVIEW, PLAN, REVIEW]


def test_every_part_rests_on_words_of_the_stored_text(document_of):
    document = document_of(
        "甲区工程简报\n第9期 2025年10月9日\n【工地播报】\n截至9月底，乙桥竣⼯。\n【下⽉看点】\n丙校封顶。\n2026年打算\n丁园开工。\n"
    )
    said = [(clue.says, document.text[clue.start : clue.end]) for clue in document.time.clues]
    assert said == [
        ("issued", "2025年10月9日"),
        ("as_of", "截至9月底"),
        ("reviews", "播报"),
        ("plans", "下⽉看点"),
        ("plans", "打算"),
    ]
    assert [part.mode.value for part in document.time.parts] == [REVIEW, PLAN, PLAN]


def test_bare_years_in_a_title_are_no_heading_of_a_part(document_of):
    document = document_of(
        "# 2026年甲区政府工作报告\n\n一、2025年工作回顾\n\n乙桥通车。\n\n二、2026年工作\n\n丙校开工。\n"
    )
    assert (at(document, "乙桥"), at(document, "丙校")) == ((REVIEW, (2025, 2025)), (PLAN, (2026, 2026)))


@pytest.mark.parametrize(
    ("heading", "mode", "years"),
    [
        ("三、今后五年工作", PLAN, (2026, 2030)),
        ("三、今后五年和2026年工作", PLAN, (2026, 2030)),
        ("三、未来三年打算", PLAN, (2026, 2028)),
        ("三、过去五年工作回顾", REVIEW, (2021, 2025)),
        ("三、“十五五”时期主要目标", PLAN, (2026, 2030)),
    ],
)
def test_spans_of_years_in_a_heading_are_counted_from_the_year_of_the_report(document_of, heading, mode, years):
    document = document_of(
        "甲区政府工作报告\n——2026年1月9日在甲区第五届人民代表大会第六次会议上\n一、2025年工作回顾\n乙桥通车。\n"
        f"{heading}\n丙校一事。\n"
    )
    assert at(document, "丙校") == (mode, years)


def test_a_paragraph_that_names_the_year_of_its_part_sets_it(document_of):
    document = document_of(
        "甲区政府工作报告\n——2026年1月9日在甲区第八届人民代表大会第一次会议上\n一、五年工作回顾\n乙桥通车。\n"
        "二、今后五年和2026年工作\n丙园建成。\n2026年主要目标是：全力以赴。\n丁校开工。\n"
    )
    assert (at(document, "丙园")[1], at(document, "丁校")[1]) == ((2026, 2030), (2026, 2026))


@pytest.mark.parametrize(
    ("title", "kind", "years"),
    [
        ("甲新城建设“十五五”行动方案\n（2026—2030年）", "five_year_plan", (2026, 2030)),
        ("甲区综合交通“十五五”发展规划", "five_year_plan", (2026, 2030)),
        ("甲区城市更新三年行动计划（2024—2026年）", "other", (2024, 2026)),
        ("甲区2026年重大工程清单\n截至2025年12月31日", "other", (2026, 2026)),
        ("甲街道2026年民生实事项目", "other", (2026, 2026)),
    ],
)
def test_a_plan_speaks_of_the_years_its_title_names(document_of, title, kind, years):
    document = document_of(f"{title}\n\n一、建设任务\n丙园建成开放。\n")
    assert (document.kind.value, document.plans, at(document, "丙园")) == (kind, years, (PLAN, years))


def test_an_evaluation_of_a_plan_looks_back_on_its_years(document_of):
    document = document_of(
        "甲区“十四五”规划重大工程实施情况终期评估\n评估期：2021—2025年　成稿时间：2025年11月\n乙桥建成。\n"
    )
    assert (document.kind.value, document.time.issued) == ("other", "2025-11")
    assert at(document, "乙桥") == (REVIEW, (2021, 2025))


@pytest.mark.parametrize(
    "verb",
    ["听取了重大项目推进情况的汇报", "审议了年度计划", "研究了大剧院开工条件", "同意调整项目库", "通报了检查情况"],
)
def test_what_a_meeting_did_is_not_the_time_of_what_follows(document_of, verb):
    document = document_of(f"第四次会议纪要\n2026年4月28日\n一、工作安排\n乙桥开工。\n二、会议{verb}。丙校一事。\n")
    assert at(document, "丙校") == at(document, "乙桥")


def test_a_line_inside_a_table_holds_for_the_rows_up_to_the_next_one(document_of):
    document = document_of(
        "甲区重点项目2025年11月进展\n2025年12月5日\n一、工作进展\n项目名称\t地点\t进展情况\n计划新开工项目\n乙桥\t东镇\t报批\n"
        "在建项目\n丙校\t西镇\t封顶\n丁园\t西镇\t竣工\n二、存在困难\n戊站受阻。\n"
    )
    assert [at(document, words)[0] for words in ("乙桥", "丙校", "丁园", "戊站")] == [PLAN, REVIEW, REVIEW, REVIEW]
    headings = [document.section_at(document.view.text.index(words)).headings for words in ("乙桥", "丁园", "戊站")]
    assert headings == [("一、工作进展", "计划新开工项目"), ("一、工作进展", "在建项目"), ("二、存在困难",)]


def test_a_heading_between_two_tables_is_a_heading(document_of):
    document = document_of(
        "一、项目进展情况\n项目名称\t进展\n乙桥\t竣工\n丙校\t封顶\n二、下一步计划\n项目名称\t节点目标\n丁园\t开工\n戊站\t竣工\n"
    )
    assert [at(document, words)[0] for words in ("丙校", "丁园", "戊站")] == [REVIEW, PLAN, PLAN]
