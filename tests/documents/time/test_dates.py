import re

import pytest

from mapapp.documents.lexicon import read_entries
from mapapp.documents.time.dates import find_dates
from mapapp.documents.time.issue import find_as_of, find_issued, read_issue_line

ISSUE = read_entries("issue_lines", "issue")


@pytest.mark.parametrize(
    ("printed", "iso"),
    [
        ("2026年3月31日", "2026-03-31"),
        ("2026 年 3 月 31 日", "2026-03-31"),
        ("二〇二六年一月八日", "2026-01-08"),
        ("二○二五年十二月三十一日", "2025-12-31"),
        ("二零二六年二月廿八日", "2026-02-28"),
        ("二O二六年十月", "2026-10"),
        ("2026-03-18", "2026-03-18"),
        ("2026/3/8", "2026-03-08"),
        ("2026.3.18", "2026-03-18"),
        ("2026年", "2026"),
        ("一九九八年", "1998"),
    ],
)
def test_a_date_is_read_however_it_is_printed(printed, iso):
    assert [date.iso for date in find_dates(f"于{printed}印发")] == [iso]


@pytest.mark.parametrize(
    "printed", ["2026年13月", "2026-13-01", "电话2026-05-06-08", "12026年", "2.2026年", "9999年", "第2026.1版"]
)
def test_other_numbers_are_no_dates(printed):
    assert [date.iso for date in find_dates(printed) if len(date.iso) > 4] == []


@pytest.mark.parametrize("entry", ISSUE, ids=[entry["id"] for entry in ISSUE])
def test_rules_of_issue_catch_their_lines_and_leave_others(entry):
    for line in entry["catches"]:
        marked = re.search(r"\[(?=\d{4}|[一二]).*?\]", line.replace("〔[", "〔 [")) or re.search(r"\[[^\]]+\]", line)
        wanted = marked.group().strip("[]")
        printed = re.sub(r"\[(" + re.escape(wanted) + r")\]", r"\1", line)
        found = [date for date in read_issue_line(printed) if date.rule == entry["id"]]
        assert found and printed[found[0].start : found[0].end].endswith(wanted), line
    for line in entry["leaves"]:
        assert not [date for date in read_issue_line(line) if date.rule == entry["id"]], line


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("甲区重点工程简报\n第3期 2026年3月31日\n甲桥竣工。\n", "2026-03-31"),
        ("工作动态\n第12期\n区重点办 2026年4月2日\n甲桥竣工。\n", "2026-04-02"),
        ("甲区政府工作报告\n——二〇二六年一月九日在甲区第五届人民代表大会第六次会议上\n甲桥竣工。\n", "2026-01-09"),
        ("甲镇上半年总结\n（2025年7月8日）\n甲桥竣工。\n", "2025-07-08"),
        ("九个项目开工\n来源：甲区发布　发布时间：2026-03-18 09:42　责编：小甲\n3月18日，甲桥开工。\n", "2026-03-18"),
        ("代表视察\n本报讯（记者 沈某某）2025年11月20日，区人大视察甲桥。\n", "2025-11-20"),
        ("旧改周报\n总第131期　（2026年1月19日—1月25日）\n甲里签约。\n", "2026-01-25"),
        (
            "关于甲的答复\n甲府办提〔2025〕88号\n现答复如下。\n"
            + "甲校封顶。\n" * 30
            + "甲区人民政府办公室\n2025年7月30日\n",
            "2025-07-30",
        ),
        ("关于督查情况的通报\n甲督〔2025〕14号\n甲桥停工。\n", "2025"),
        ("推进简表（2025年12月）\n甲坞竣工。\n", None),
        ("园区简介\n甲路建成通车，2023年5月竣工。\n", None),
        ("甲桥工程\n计划于2026年10月11日竣工。\n", None),
    ],
)
def test_the_date_of_issue_is_read_from_the_line_that_tells_it(text, iso):
    found = find_issued(text)
    assert (found.iso if found else None) == iso


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("甲区简报\n第9期 2025年10月9日\n截至9月底，完成投资9亿元。\n", "2025-09"),
        ("甲区简报\n第1期 2026年1月9日\n截至12月底，完成投资9亿元。\n", "2025-12"),
        ("情况通报\n截至2025年10月末已整改49项。\n", "2025-10"),
        ("2025年上半年重点项目进展\n甲桥竣工。\n", "2025-06"),
        ("岚桥区重点项目2025年11月进展汇总\n甲桥竣工。\n", "2025-11"),
        ("2025年三季度进度表\n甲桥竣工。\n", "2025-09"),
        ("2025年1-9月重点项目完成情况\n甲桥竣工。\n", "2025-09"),
        ("截止2025年底，甲桥竣工。\n", "2025-12"),
        ("甲区简介\n甲桥竣工。\n", None),
    ],
)
def test_the_day_that_the_state_of_things_holds_for(text, iso):
    found = find_as_of(text, text.index("\n"), find_issued(text))
    assert (found.iso if found else None) == iso
