from mapapp.contracts import Clock
from mapapp.entities import Registry, build_lanes, link_projects, state_as_of


def state(events, documents, year, clock):
    found = state_as_of(events, documents, year, Clock(clock))
    return found and (found.stage.value, found.year, found.carried)


def test_topped_out_is_not_completed(make_event, make_document):
    events = [make_event(stage="topped_out", year=2024)]
    assert state(events, [make_document()], 2024, "happened") == ("topped_out", 2024, False)


def test_happened_takes_the_furthest_report_and_says_how_old_it_is(make_event, make_document):
    events = [make_event(stage="completed", year=2022), make_event(stage="building", year=2023)]
    documents = [make_document()]
    assert state(events, documents, 2021, "happened") is None
    assert state(events, documents, 2022, "happened") == ("completed", 2022, False)
    assert state(events, documents, 2025, "happened") == ("completed", 2022, True)


def test_the_same_stage_reported_twice_counts_from_the_latest_report(make_event, make_document):
    events = [make_event(stage="building", year=2020), make_event(stage="building", year=2025)]
    assert state(events, [make_document()], 2026, "happened") == ("building", 2025, True)


def test_a_plan_is_nothing_that_happened(make_event, make_document):
    events = [make_event(stage="completed", year=2024, modality="planned")]
    assert state(events, [make_document()], 2024, "happened") is None


def test_promise_clock_shows_nothing_from_a_later_document(make_event, make_document):
    documents = [make_document("A", 2021), make_document("B", 2024)]
    events = [
        make_event(stage="started", year=2021, modality="planned", doc="A"),
        make_event(stage="completed", year=2024, modality="planned", doc="B"),
        make_event(stage="operating", year=2023, modality="reported", doc="B"),
    ]
    assert state(events, documents, 2020, "promised") is None
    assert state(events, documents, 2021, "promised") == ("started", 2021, False)
    assert state(events, documents, 2023, "promised") == ("started", 2021, True)
    assert state(events, documents, 2024, "promised") == ("completed", 2024, False)


def test_a_promise_that_lies_ahead_is_shown_with_its_year(make_event, make_document):
    events = [make_event(stage="completed", year=2025, modality="planned")]
    assert state(events, [make_document("A", 2021)], 2021, "promised") == ("completed", 2025, False)


def test_a_document_without_year_promises_nothing(make_event, make_document):
    events = [make_event(stage="started", year=2021, modality="planned")]
    assert state(events, [make_document("A", None)], 2026, "promised") is None


def test_phases_stand_on_lanes_of_their_own(make_event):
    events = [
        make_event("甲园二期", "started", 2024, event_id="two"),
        make_event("甲园一期", "completed", 2023, event_id="one"),
        make_event("甲园", "planned", 2020, event_id="whole"),
    ]
    linked = link_projects(events, Registry(()))
    lanes = build_lanes(linked.projects[0], {event.event_id: event for event in linked.events})
    assert [(lane.name, lane.event_ids) for lane in lanes] == [("", ("whole",)), ("二期", ("two",)), ("一期", ("one",))]
