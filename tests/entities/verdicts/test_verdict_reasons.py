"""The sentence a planner reads below a light, word for word."""

from __future__ import annotations

import pytest

from mapapp.contracts import Bound, Promise, Stage, Verdict
from mapapp.entities import Registry, judge_promises, link_projects
from mapapp.entities.verdict_reasons import delay_words
from tests.entities.verdicts.worlds import make_document, read_event

LIBRARY = [make_document("A", 2021), make_document("B", 2024)]


def reason(*lines: str, now: int = 2026) -> str:
    linked = link_projects([read_event(line, number) for number, line in enumerate(lines)], Registry(()))
    return judge_promises(linked.projects, linked.events, LIBRARY, now=now)[0].reason


@pytest.mark.parametrize(
    ("lines", "says"),
    [
        (
            ("A plans 甲园 completed 2023", "B reports 甲园 completed 2023"),
            "承诺2023年建成，2023年已达到（《B号文件》：“甲园建成”），按期",
        ),
        (
            ("A plans 甲园 completed 2023", "B reports 甲园 operating 2023"),
            "承诺2023年建成，2023年已达到（启用，《B号文件》：“甲园启用”），按期",
        ),
        (
            ("A plans 甲园 completed 2021", "B reports 甲园 completed 2023"),
            "承诺2021年建成，2023年已达到（《B号文件》：“甲园建成”）；没有文件说明2021年底是否已达到，是否按期不明",
        ),
        (
            ("A plans 甲园 completed 2023", "B misses 甲园 completed 2023 →2025 「甲园未能　按期建成」"),
            "承诺2023年建成，2023年底尚未达到（《B号文件》：“甲园未能按期建成”）；此后没有达到的报告；新的承诺年份为2025年",
        ),
        (
            ("A plans 甲园 completed 2025", "B cancels 甲园 completed 2023 「取消甲园」"),
            "承诺2025年建成，已取消（《B号文件》：“取消甲园”）；此后没有达到的报告",
        ),
        (("A plans 甲园 completed 2030",), "承诺2030年建成，尚未到期"),
        (("A plans 甲园 completed 2024",), "承诺2024年建成，库内没有2024年之后的文件，待核实"),
        (
            ("A plans 甲园 completed 2023 @新城", "B reports 乙路 completed 2023 @新城"),
            "承诺2023年建成，《B号文件》回顾了2023年（新城1项），未提该项目；未提不等于未办，待核实",
        ),
        (("A plans 甲园 planned 2023 「谋划打造甲园」",), "“谋划打造甲园”没有可核对的终点，属意向，不计兑现"),
    ],
)
def test_the_reason_says_the_verdict_with_years_and_quotes(lines, says):
    assert reason(*lines) == says


@pytest.mark.parametrize(
    ("verdict", "not_before", "not_after", "words"),
    [
        (Verdict.LATE, 2023, 2024, "晚1年"),
        (Verdict.LATE, 2023, 2026, "晚1至3年"),
        (Verdict.LATE, 2024, 2025, "晚2年"),
        (Verdict.OVERDUE, 2023, None, ""),
        (Verdict.REACHED, 2020, 2025, ""),
    ],
)
def test_a_delay_is_told_only_where_it_is_proven_and_as_an_interval(verdict, not_before, not_after, words):
    def bound(year):
        return Bound(year, "B", "e1", "甲园建成") if year else None

    promise = Promise("m-1", "p-1", "e0", Stage.COMPLETED, 2023, verdict, "", bound(not_before), bound(not_after))
    assert delay_words(promise) == words
