"""Known lives on the shipped data: rules, registry and decisions together must tell them right."""

from __future__ import annotations

import functools

import pytest

from mapapp.contracts import Clock, ValueKind, Verdict
from mapapp.entities import build_lanes, check_targets, load_decisions, state_as_of
from mapapp.pipeline import build_atlas
from mapapp.settings import SEEDS_DIR


@functools.lru_cache(maxsize=1)
def atlas():
    return build_atlas()


def events_of(name):
    project = next(project for project in atlas().projects if project.name == name)
    return project, atlas().events_of(project)


def told(name):
    """Say a life as year, modality, stage; each once."""
    _, events = events_of(name)
    return {(event.year, event.modality.value, event.stage.value) for event in events}


def judged(name):
    """Return what is known of the promises: promised year, stage, verdict, and both ends of the date."""
    project, _ = events_of(name)
    found = set()
    for promise in atlas().promises_by_project.get(project.project_id, ()):
        bounds = (promise.not_before, promise.not_after)
        ends = tuple(bound.year if bound else None for bound in bounds)
        found.add((promise.year, promise.stage.value, promise.verdict.value, *ends))
    return found


@pytest.mark.parametrize(
    ("name", "life"),
    [
        (
            "华为练秋湖研发中心",
            {
                (2020, "reported", "started"),
                (2021, "planned", "building"),
                (2024, "planned", "operating"),
                (2025, "reported", "operating"),
            },
        ),
        ("方厅水院", {(2024, "planned", "completed"), (2025, "reported", "operating")}),
        (
            "创智引擎",
            {(2024, "planned", "started"), (2025, "reported", "completed"), (2025, "reported", "topped_out")},
        ),
        (
            "网易国际文创园",
            {(2020, "reported", "prepared"), (2024, "planned", "operating"), (2025, "reported", "operating")},
        ),
        (
            "朱家角古镇国家5A级景区创建",
            {(2020, "reported", "building"), (2024, "planned", "building"), (2025, "reported", "building")},
        ),
        ("环城水系", {(2021, "planned", "building"), (2024, "planned", "completed")}),
        (
            "上达中央公园",
            {(2021, "planned", "started"), (2024, "planned", "completed"), (2024, "planned", "started")},
        ),
    ],
)
def test_known_lives(name, life):
    assert life <= told(name)


@pytest.mark.parametrize(
    ("name", "verdict"),
    [
        ("方厅水院", (2024, "completed", "reached", 2023, 2025)),
        ("创智引擎", (2024, "started", "reached", 2023, 2025)),
        ("网易国际文创园", (2024, "operating", "reached", 2023, 2025)),
        ("华为练秋湖研发中心", (2024, "operating", "reached", 2023, 2025)),
        ("华为练秋湖研发中心", (2021, "building", "intention", None, None)),
        # The 2024 text plans to start the north garden and to finish the south one, so the park had begun.
        ("上达中央公园", (2021, "started", "unverified", 2020, None)),
        ("轨交13号线西延伸", (2021, "started", "reached", 2020, 2023)),
        ("G318改扩建", (2025, "started", "kept", 2020, 2025)),
        ("白鹤现代设施农业片区", (2026, "building", "intention", None, None)),
    ],
)
def test_known_verdicts(name, verdict):
    assert verdict in judged(name)


def test_no_red_and_no_yellow_without_the_sentence_that_proves_it():
    for promise in atlas().promises:
        if promise.verdict in {Verdict.LATE, Verdict.OVERDUE}:
            assert promise.not_before is not None
            assert promise.not_before.year >= promise.year
            assert promise.not_before.quote == atlas().event_by_id[promise.not_before.event_id].quote


def test_5a_title_is_still_sought_in_2025():
    project, events = events_of("朱家角古镇国家5A级景区创建")
    state = state_as_of(events, atlas().documents, 2025, Clock.HAPPENED)
    assert (state.stage.value, state.year, state.project_id) == ("building", 2025, project.project_id)


def test_huawei_moves_on_both_clocks():
    _, events = events_of("华为练秋湖研发中心")
    states = {
        (year, clock): state_as_of(events, atlas().documents, year, clock)
        for year in (2020, 2021, 2024, 2025)
        for clock in Clock
    }
    happened = [states[year, Clock.HAPPENED].stage.value for year in (2020, 2021, 2024, 2025)]
    assert happened == ["started", "started", "started", "operating"]
    assert states[2021, Clock.HAPPENED].carried
    assert states[2020, Clock.PROMISED] is None
    assert states[2024, Clock.PROMISED].stage.value == "operating"


def test_phases_of_one_engine_stand_on_two_lanes():
    project, events = events_of("创智引擎")
    lanes = build_lanes(project, {event.event_id: event for event in events})
    assert {lane.name for lane in lanes} == {"一期", "二期"}


def test_nothing_of_2026_is_known_in_2024():
    after = {document.id for document in atlas().documents if document.year and document.year > 2024}
    for project in atlas().projects:
        state = state_as_of(atlas().events_of(project), atlas().documents, 2024, Clock.PROMISED)
        assert state is None or atlas().event_by_id[state.event_id].doc not in after


def test_every_quote_is_a_slice_of_its_document():
    texts = {document.id: document.text for document in atlas().documents}
    for record in (*atlas().events, *atlas().indicators):
        assert record.quote == texts[record.doc][record.start : record.end]


def test_decisions_find_their_records():
    # Rules may move on for a while before the decisions are read again; more than one in a hundred is too many.
    decisions, faults = load_decisions(SEEDS_DIR / "reviews")
    stale = [problem.message for problem in atlas().problems if problem.code == "review-stale"]
    assert faults == ()
    assert len(stale) <= len(decisions) / 100


def test_zone_evidence_is_there_exactly_when_a_zone_is():
    assert all((event.zone_evidence is None) == (event.zones == ()) for event in atlas().events)


def test_no_two_suggested_projects_are_one_already():
    for suggestion in atlas().merge_suggestions:
        assert len(set(suggestion.project_ids)) == 2
        assert all(project_id in atlas().project_by_id for project_id in suggestion.project_ids)


def figures(name, region="青浦区"):
    (series,) = [series for series in atlas().series if (series.name, series.region) == (name, region)]
    return {
        (figure.doc, figure.value_kind.value, figure.value)
        for figure in map(atlas().indicator_by_id.get, series.indicator_ids)
    }


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("陆域森林覆盖率", {("002", "actual", 18.2), ("001", "target", 19.0), ("000", "target", 20.0)}),
        (
            "区级一般公共预算收入",
            {
                ("002", "actual", 210.1),
                ("002", "target", 220.6),
                ("001", "target", 300.0),
                ("004", "target", 200.7),
            },
        ),
        ("“一网通办”网上办结率", {("002", "actual", 61.5), ("001", "target", 75.0), ("004", "actual", 97.3)}),
        (
            "“四个一批”产业项目出让数",
            {("002", "actual", 21.0), ("002", "target", 46.0), ("000", "target", 31.0), ("004", "actual", 18.0)},
        ),
        (
            "“四个一批”产业项目开工数",
            {("002", "actual", 29.0), ("002", "target", 34.0), ("000", "target", 21.0), ("004", "actual", 21.0)},
        ),
        (
            "“四个一批”产业项目竣工数",
            {("002", "actual", 23.0), ("002", "target", 19.0), ("000", "target", 17.0), ("004", "actual", 23.0)},
        ),
        (
            "“四个一批”产业项目投产数",
            {("002", "actual", 12.0), ("002", "target", 14.0), ("000", "target", 14.0), ("004", "actual", 12.0)},
        ),
    ],
)
def test_known_series(name, expected):
    assert expected <= figures(name)


def test_minhang_met_15_of_its_19_targets_of_2023_as_the_report_says():
    checks = check_targets(atlas().series, atlas().indicator_by_id)
    figures = atlas().indicator_by_id
    of_2023 = [
        (figures[check.target_id].name, check.met)
        for check in checks
        if figures[check.target_id].doc == "003" and figures[check.target_id].table and check.year == 2023
    ]
    missed = {name for name, met in of_2023 if met is False}
    assert len(missed) == 4
    assert all(figures[check.target_id].value_kind is ValueKind.TARGET for check in checks)
