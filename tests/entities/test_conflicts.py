from mapapp.contracts import Amount, YearBasis
from mapapp.entities import Registry, find_conflicts, link_projects


def conflicts(*events):
    linked = link_projects(events, Registry(()))
    return [(found.field, found.event_ids) for found in find_conflicts(linked.projects, linked.events, ())]


def test_a_stage_that_goes_backwards(make_event):
    done = make_event(stage="completed", year=2022)
    again = make_event(stage="building", year=2024)
    assert conflicts(done, again) == [("backwards", (done.event_id, again.event_id))]


def test_a_second_phase_under_way_is_no_step_back(make_event):
    assert conflicts(make_event("甲园一期", "completed", 2022), make_event("甲园二期", "building", 2024)) == []


def test_two_documents_disagree_about_one_year(make_event):
    low = make_event(stage="building", year=2020, doc="A")
    high = make_event(stage="completed", year=2020, doc="B")
    assert conflicts(high, low) == [("stage", (low.event_id, high.event_id))]


def test_two_dates_for_one_milestone_count_only_in_the_documents_own_words(make_event):
    said = {"year_basis": YearBasis.SENTENCE}
    one = make_event(stage="completed", year=2019, doc="A", **said)
    two = make_event(stage="completed", year=2020, doc="B", **said)
    vague = make_event(stage="completed", year=2020, doc="B")
    assert conflicts(one, two) == [("year", (one.event_id, two.event_id))]
    assert conflicts(one, vague) == []


def test_two_sums_for_one_thing(make_event):
    one = make_event(amount=Amount(36, "亿元", "总投资"))
    two = make_event(amount=Amount(40, "亿元", "总投资"), doc="B")
    length = make_event(amount=Amount(3, "公里", "长度"), doc="B")
    assert conflicts(one, two) == [("amount", (one.event_id, two.event_id))]
    assert conflicts(one, length) == []


def test_zones_that_do_not_touch(make_event):
    east = make_event(zones=["青东"], doc="A")
    west = make_event(zones=["青西"], doc="B")
    pilot = make_event(zones=["示范区"], doc="B")
    assert [field for field, _ in conflicts(east, west)] == ["zone"]
    assert conflicts(west, pilot) == []
