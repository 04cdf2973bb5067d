import pytest

from mapapp.contracts import Light
from mapapp.entities import RULES, Registry, judge_promises, link_projects


@pytest.fixture
def judge(make_document):
    """Three documents, 2021, 2024 and 2026; each event names its own by A, B, C."""
    documents = [make_document("A", 2021), make_document("B", 2024), make_document("C", 2026)]

    def run(*events):
        linked = link_projects(events, Registry(()))
        return {promise.event_id: promise for promise in judge_promises(linked.projects, linked.events, documents)}

    return run


@pytest.fixture
def plan(make_event):
    def build(stage="completed", year=2024, doc="B", name="甲园", **given):
        return make_event(name, stage, year, modality="planned", doc=doc, **given)

    return build


def told(promise):
    return promise.light, promise.rule, promise.outcome_event_id, promise.delay_years


def test_kept_by_the_promised_year(judge, plan, make_event):
    report = make_event(stage="completed", year=2025, doc="C")
    promise = plan(year=2025)
    assert told(judge(promise, report)[promise.event_id]) == (Light.GREEN, "kept", report.event_id, 0)


def test_a_further_stage_keeps_the_promise(judge, plan, make_event):
    promise, report = plan(year=2025), make_event(stage="operating", year=2025, doc="C")
    assert judge(promise, report)[promise.event_id].light is Light.GREEN


def test_topped_out_does_not_keep_a_promise_to_complete(judge, plan, make_event):
    promise, report = plan(year=2025), make_event(stage="topped_out", year=2025, doc="C")
    assert told(judge(promise, report)[promise.event_id]) == (Light.YELLOW, "partly", report.event_id, 0)


def test_late_by_a_year(judge, plan, make_event):
    promise, report = plan(year=2024), make_event(stage="completed", year=2025, doc="C")
    found = judge(promise, report)[promise.event_id]
    assert told(found) == (Light.YELLOW, "late", report.event_id, 1)
    assert "晚1年" in found.reason


def test_late_by_a_further_stage_admits_it_may_have_been_earlier(judge, plan, make_event):
    promise, report = plan("started", 2024), make_event(stage="topped_out", year=2025, doc="C")
    assert "可能更早" in judge(promise, report)[promise.event_id].reason


def test_a_lower_stage_after_the_year_is_missed(judge, plan, make_event):
    promise, report = plan(year=2024), make_event(stage="building", year=2025, doc="C")
    assert told(judge(promise, report)[promise.event_id]) == (Light.RED, "missed", None, None)


def test_a_later_plan_is_no_evidence_but_is_told(judge, plan):
    promise, later = plan("started", 2021, "A"), plan("completed", 2024, "B")
    found = judge(promise, later)[promise.event_id]
    assert told(found)[:2] == (Light.RED, "missed")
    assert "仅见计划" in found.reason


def test_silence_of_a_review_of_the_zone_is_red(judge, plan, make_event):
    promise = plan(year=2024, zones=["新城"])
    other = make_event("乙路", "completed", 2025, doc="C", zones=["新城"])
    found = judge(promise, other)[promise.event_id]
    assert (found.light, found.rule, found.covered_by) == (Light.RED, "silent", ("C",))


def test_silence_of_a_review_of_another_zone_says_nothing(judge, plan, make_event):
    promise = plan(year=2024, zones=["新城"])
    other = make_event("乙路", "completed", 2025, doc="C", zones=["青东"])
    assert told(judge(promise, other)[promise.event_id]) == (Light.GREY, "uncovered", None, None)


def test_silence_years_later_says_nothing(judge, plan, make_event):
    promise = plan("started", 2021, "A", zones=["新城"])
    other = make_event("乙路", "completed", 2025, doc="C", zones=["新城"])
    assert judge(promise, other)[promise.event_id].light is Light.GREY


def test_a_promise_of_the_newest_document_is_grey(judge, plan, make_event):
    promise = plan("building", 2026, "C")
    before = make_event(stage="building", year=2025, doc="C")
    assert told(judge(promise, before)[promise.event_id]) == (Light.GREY, "not-due", None, None)


def test_a_five_year_promise_is_checked_with_later_documents(judge, plan, make_event):
    promise, report = plan("operating", 2025, "A"), make_event(stage="operating", year=2025, doc="C")
    assert told(judge(promise, report)[promise.event_id]) == (Light.GREEN, "kept", report.event_id, 0)


def test_reached_before_the_promise_and_still_spoken_of_is_green(judge, plan, make_event):
    before = make_event(stage="building", year=2020, doc="A")
    promise, again = plan("building", 2021, "A"), plan("building", 2024, "B")
    assert told(judge(before, promise, again)[promise.event_id]) == (Light.GREEN, "already", before.event_id, None)


def test_reached_before_the_promise_and_never_spoken_of_again_is_grey(judge, plan, make_event):
    before = make_event(stage="building", year=2023, doc="B", zones=["新城"])
    promise = plan("building", 2024, "B", zones=["新城"])
    other = make_event("乙路", "completed", 2025, doc="C", zones=["新城"])
    assert told(judge(before, promise, other)[promise.event_id])[:2] == (Light.GREY, "baseline")


def test_phase_two_is_not_kept_by_phase_one_nor_by_the_whole(judge, plan, make_event):
    promise = plan("operating", 2025, "B", name="甲园二期")
    one = make_event("甲园一期", "operating", 2025, doc="C")
    whole = make_event("甲园", "operating", 2025, doc="C")
    assert judge(promise, one, whole)[promise.event_id].light is Light.RED


def test_a_named_piece_is_kept_by_the_whole(judge, plan, make_event):
    promise = plan("completed", 2025, "B", name="甲园南园")
    whole = make_event("甲园", "operating", 2025, doc="C")
    assert judge(promise, whole)[promise.event_id].light is Light.GREEN


def test_one_finished_phase_is_no_finished_project(judge, plan, make_event):
    promise = plan("completed", 2025, "B")
    one = make_event("甲园一期", "completed", 2025, doc="C")
    assert told(judge(promise, one)[promise.event_id])[:2] == (Light.YELLOW, "partly")


def test_a_target_that_slips_names_the_promises_that_moved_it(judge, make_document, make_event):
    documents = [make_document("A", 2023), make_document("B", 2024), make_document("C", 2025)]
    events = [
        make_event("甲园", "completed", year, modality="planned", doc=doc)
        for doc, year in (("A", 2023), ("B", 2024), ("C", 2025))
    ]
    linked = link_projects(events, Registry(()))
    first, second, third = judge_promises(linked.projects, linked.events, documents)
    assert first.slipped_to == (second.promise_id, third.promise_id)
    assert (second.slipped_to, third.slipped_to) == ((third.promise_id,), ())


def test_work_that_goes_on_does_not_slip(judge, plan, make_event):
    under_way = make_event(stage="building", year=2020, doc="A")
    first, second = plan("building", 2021, "A"), plan("building", 2024, "B")
    assert judge(under_way, first, second)[first.event_id].slipped_to == ()


def test_work_never_seen_and_promised_again_slips(judge, plan):
    first, second = plan("building", 2021, "A"), plan("building", 2024, "B")
    found = judge(first, second)
    assert found[first.event_id].slipped_to == (found[second.event_id].promise_id,)


def test_ids_are_stable_and_tell_twins_apart(judge, plan):
    one, two = plan(), plan()
    first, second = judge(one, two).values()
    assert second.promise_id == f"{first.promise_id}-2"
    again = plan()
    assert next(iter(judge(again).values())).promise_id == first.promise_id


def test_every_rule_has_words(judge):
    assert {words[0] for words in RULES.values()} == {"绿", "黄", "红", "灰"}
