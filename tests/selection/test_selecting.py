"""A selection keeps exactly what was asked for, on the clock that was asked for."""

from dataclasses import replace

import pytest
from shapely.geometry import Point

from mapapp.contracts import (
    Clock,
    Evidence,
    Looked,
    Modality,
    Placement,
    Precision,
    ProjectKind,
    Promise,
    Stage,
    Verdict,
    ZoneShare,
)
from mapapp.errors import SelectionError
from mapapp.selection import select
from mapapp.selection.selection_parameters import Selection, from_parameters, strict_selection, to_parameters


def names(selected):
    return [project.name for project in selected.projects]


def test_zone_filter_uses_text_or_geometry(make_atlas, make_event):
    by_text = make_event("e1", "甲厂", "p1", zones=("青西",))
    by_ground = make_event("e2", "乙厂", "p2", zones=(), zone_evidence=None)
    elsewhere = make_event("e3", "丙厂", "p3", zones=("青东",))
    point = Point(121.005, 31.105)
    atlas = make_atlas(
        (by_text, by_ground, elsewhere),
        placements=[
            Placement("p1", Precision.NONE, None, None, ""),
            Placement("p2", Precision.SITE, point, 50.0, "", (), (ZoneShare("青西", 1.0),)),
            Placement("p3", Precision.NONE, None, None, ""),
        ],
    )
    selected = select(atlas, Selection(as_of=2025, zones=("青西",)))
    assert names(selected) == ["甲厂", "乙厂"]
    assert (selected.mapped, selected.unmapped, selected.total) == (1, 1, 2)


def test_a_town_outline_does_not_make_a_project_a_member_of_the_zones_it_touches(make_atlas, make_event):
    event = make_event("e1", "甲厂", "p1", zones=(), zone_evidence=None)
    placement = Placement(
        "p1", Precision.TOWN, Point(121.0, 31.1).buffer(0.01), 2000.0, "", (), (ZoneShare("青西", 0.9),)
    )
    atlas = make_atlas((event,), placements=[placement])
    assert select(atlas, Selection(as_of=2025, zones=("青西",))).total == 0


def test_promise_clock_shows_nothing_from_a_later_document(make_atlas, make_event, make_document):
    old = make_event("e1", "甲厂", "p1", doc="900", modality=Modality.PLANNED, stage=Stage.STARTED, year=2021)
    new = make_event("e2", "乙厂", "p2", doc="901", modality=Modality.PLANNED, stage=Stage.STARTED, year=2024)
    atlas = make_atlas((old, new), documents=(make_document("900", 2021), make_document("901", 2024)))
    assert names(select(atlas, Selection(as_of=2022, clock=Clock.PROMISED))) == ["甲厂"]
    assert names(select(atlas, Selection(as_of=2024, clock=Clock.PROMISED))) == ["甲厂", "乙厂"]


def test_a_planned_project_without_report_stays_in_sight_on_the_happened_clock(make_atlas, make_event):
    planned = make_event("e1", "甲厂", "p1", modality=Modality.PLANNED)
    atlas = make_atlas((planned,))
    selected = select(atlas, Selection(as_of=2025))
    assert names(selected) == ["甲厂"]
    assert selected.states["p1"] is None
    assert names(select(atlas, Selection(as_of=2025, stages=("none",)))) == ["甲厂"]
    assert names(select(atlas, Selection(as_of=2025, stages=("started",)))) == []


def test_verdict_and_document_and_words_narrow_together(make_atlas, make_event):
    first = make_event("e1", "华为研发中心", "p1", quote="华为研发中心开工")
    second = make_event("e2", "美的园区", "p2", quote="美的园区开工")
    promise = Promise("k1", "p1", "e1", Stage.STARTED, 2024, Verdict.KEPT, "")
    atlas = make_atlas((first, second), promises=(promise,))
    assert names(select(atlas, Selection(as_of=2025, verdicts=(Verdict.KEPT,)))) == ["华为研发中心"]
    assert names(select(atlas, Selection(as_of=2025, text="园区　开工"))) == ["美的园区"]
    assert select(atlas, Selection(as_of=2025, docs=("901",))).total == 0


def test_the_review_filter_parts_the_projects_in_three(make_atlas, make_event):
    names_of = ("甲厂", "乙厂", "丙厂")
    atlas = make_atlas([make_event(f"e{i}", name, f"p{i}") for i, name in enumerate(names_of)])
    looked = dict(zip(names_of, Looked, strict=True))
    atlas = replace(atlas, projects=tuple(replace(item, looked=looked[item.name]) for item in atlas.projects))
    assert names(select(atlas, Selection(reviewed=(Looked.RULES,)))) == ["甲厂"]
    assert names(select(atlas, Selection(reviewed=(Looked.PROOFREAD,)))) == ["乙厂"]
    assert names(select(atlas, Selection(reviewed=(Looked.SIGNED,)))) == ["丙厂"]
    assert to_parameters(Selection(reviewed=(Looked.SIGNED,))) == {"reviewed": "signed"}
    selection, complaints = from_parameters({"reviewed": "signed,maybe"}, atlas)
    assert selection.reviewed == (Looked.SIGNED,)
    assert complaints == ("谁看过没有“maybe”；可选：rules、proofread、signed",)


@pytest.mark.parametrize(
    ("parameters", "word"),
    [
        ({"light": "green"}, "kept"),
        ({"light": "yellow"}, "late"),
        ({"light": "red"}, "overdue"),
        ({"light": "grey"}, "unverified"),
        ({"light": "blue"}, "overdue"),
        ({"reviewed": "yes"}, "proofread"),
        ({"reviewed": "no"}, "rules"),
    ],
)
def test_a_link_in_the_old_words_is_told_the_new_ones(make_atlas, parameters, word):
    selection, complaints = from_parameters(parameters, make_atlas())
    assert selection == Selection()
    assert len(complaints) == 1
    assert word in complaints[0]


def test_only_what_is_built_counts_unless_another_kind_is_asked_for(make_atlas, make_event):
    events = [make_event(f"e{i}", kind.value, f"p{i}", kind=kind) for i, kind in enumerate(ProjectKind)]
    atlas = make_atlas(events)
    kinds = {event.project_id: event.kind for event in events}
    atlas = replace(atlas, projects=tuple(replace(item, kind=kinds[item.project_id]) for item in atlas.projects))
    selected = select(atlas, Selection())
    assert names(selected) == ["works", "facility", "investment", "area"]
    assert [project.name for project in selected.apart] == ["service", "honour", "plan"]
    assert selected.mapped + selected.unmapped == selected.total == 4
    asked = select(atlas, Selection(kinds=(ProjectKind.HONOUR,)))
    assert (names(asked), asked.apart) == (["honour"], ())
    everything = select(atlas, Selection(kinds=tuple(ProjectKind)))
    assert (everything.total, everything.apart) == (7, ())


def test_parameters_survive_the_round_trip(make_atlas):
    selection = Selection(
        as_of=2022,
        clock=Clock.PROMISED,
        zones=("青西", "示范区"),
        stages=("building", "none"),
        verdicts=(Verdict.OVERDUE,),
        docs=("900",),
        evidence=(Evidence.WORLD,),
        reviewed=(Looked.PROOFREAD,),
        kinds=(ProjectKind.SERVICE,),
        text="华为 研发",
    )
    again, complaints = from_parameters(to_parameters(selection), make_atlas())
    assert complaints == ()
    assert again == selection


@pytest.mark.parametrize(
    ("parameters", "word"),
    [
        ({"zone": "青南"}, "青南"),
        ({"year": "1999"}, "1999"),
        ({"year": "²⁰²⁴"}, "²⁰²⁴"),
        ({"stage": "done"}, "done"),
        ({"verdict": "blue"}, "blue"),
        ({"doc": "<script>"}, "<script>"),
        ({"clock": "x"}, "x"),
    ],
)
def test_an_unknown_value_is_named_and_the_rest_is_kept(make_atlas, parameters, word):
    atlas = make_atlas()
    selection, complaints = from_parameters({"text": "华为", **parameters}, atlas)
    assert selection.text == "华为"
    assert len(complaints) == 1
    assert word in complaints[0]
    with pytest.raises(SelectionError, match=r"可选|不在"):
        strict_selection(parameters, atlas)


def test_events_of_a_later_document_stay_out_of_an_earlier_year(make_atlas, make_event, make_document):
    old = make_event("e1", doc="900", modality=Modality.PLANNED, year=2021)
    new = make_event("e2", doc="901", modality=Modality.REPORTED, stage=Stage.COMPLETED, year=2021)
    atlas = make_atlas((old, new), documents=(make_document("900", 2021), make_document("901", 2024)))
    promised = select(atlas, Selection(as_of=2021, clock=Clock.PROMISED))
    assert [event.event_id for event in promised.events] == ["e1"]
    happened = select(atlas, Selection(as_of=2021))
    assert [event.event_id for event in happened.events] == ["e1", "e2"]
