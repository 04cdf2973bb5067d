"""What is drawn is kept version by version, for neighbours together, and signatures follow the version they were put to."""

from __future__ import annotations

import pytest

from mapapp.contracts import Draft, Person, Subject, SubjectKind
from mapapp.store import OriginalFile, StoreConflictError, StoreError, feature_subject, signers
from mapapp.store.files import digest_of


def square(feature_id: str, west: float, east: float = 2.0):
    """Make a square of one degree's height."""
    ring = [[west, 0.0], [east, 0.0], [east, 1.0], [west, 1.0], [west, 0.0]]
    return {
        "type": "Feature",
        "id": feature_id,
        "properties": {"id": feature_id, "name": f"{feature_id}片", "source": "手绘"},
        "geometry": {"type": "Polygon", "coordinates": [ring]},
    }


def test_versions_of_neighbours_are_kept_together_and_can_be_shown_and_restored(store, wang):
    store.features.draw("zones", [square("a", 0.0), square("b", 1.0)], wang, "新画", 0)
    drawn = store.features.draw("zones", [square("a", 0.5), square("b", 1.5)], wang, "改边界", 2)
    versions = store.features.versions("zones", "a")
    assert [version.feature["geometry"]["coordinates"][0][0][0] for version in versions] == [0.0, 0.5]
    assert versions[0].feature == square("a", 0.0)
    store.journal.undo_batch(drawn[0].batch, wang)
    now = store.features.standing(store.journal.as_of())
    assert now == {"zones": {"a": square("a", 0.0), "b": square("b", 1.0)}}
    assert store.features.standing(store.journal.as_of(4))["zones"]["b"] == square("b", 1.5)


def test_the_file_a_version_was_taken_from_is_kept_byte_for_byte_and_found_by_any_of_its_versions(store, wang):
    file = OriginalFile("园区 2026.zip", b"PK\x03\x04 as it came")
    layers = {"zones": [square("a", 0.0)], "areas": [square("b", 1.0)]}
    drawn = store.features.draw_layers(layers, wang, "批复", 0, original=file)
    assert [store.features.original_of(entry.new) for entry in drawn] == [file, file]
    assert store.files.sizes()[digest_of(file.data)] == len(file.data)
    by_hand = store.features.draw("zones", [square("a", 0.5)], wang, "改边界", 2)
    assert store.features.original_of(by_hand[0].new) is None
    # Going back to the version says its file again.
    store.journal.undo(by_hand[0].number, wang)
    assert store.features.original_of(store.journal.as_of().value(by_hand[0].subject)) == file
    assert store.journal.verify() == 4


def test_a_removed_feature_is_said_to_be_gone_and_an_undone_one_is_not_spoken_of(store, wang):
    removed = store.features.remove("zones", "a", wang, "撤并", 0)
    assert store.features.standing(store.journal.as_of()) == {"zones": {"a": None}}
    store.journal.undo(removed.number, wang)
    assert store.features.standing(store.journal.as_of()) == {}


def test_two_people_drawing_neighbours_conflict_only_where_they_meet(store, wang):
    store.features.draw("zones", [square("a", 0.0), square("b", 1.0)], wang, "", 0)
    store.features.draw("zones", [square("b", 1.2)], Person("李工"), "", 2)
    with pytest.raises(StoreConflictError) as refusal:
        store.features.draw("zones", [square("a", 0.1), square("b", 1.1)], wang, "", 2)
    assert refusal.value.theirs.subject == feature_subject("zones", "b")
    assert len(store.features.versions("zones", "a")) == 1
    store.features.draw("zones", [square("a", 0.1)], wang, "", 2)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"id": ""}, "没有编号"),
        ({"id": 7}, "没有编号"),
        ({"geometry": {"type": "Point", "coordinates": [float("nan"), 1.0]}}, r"zones/a\.geometry\.coordinates\[0\]"),
        ({"properties": {"name": "甲\0"}}, r"zones/a\.properties\.name"),
    ],
)
def test_a_feature_that_cannot_be_kept_is_refused_by_place(store, wang, change, told):
    with pytest.raises(StoreError, match=told):
        store.features.draw("zones", [square("b", 0.0), square("a", 0.0) | change], wang, "", 0)
    assert store.journal.revision() == 0


def test_a_signature_counts_as_long_as_what_was_signed_stands(store, wang):
    mill = Subject(SubjectKind.RECORD, "甲厂")
    li, zhao = Person("李工"), Person("赵工")
    store.journal.append(Draft(mill, "a", wang))
    for person in (wang, li):
        store.signoffs.sign(mill, person, "对照过原文", store.journal.revision())
    state = store.journal.as_of()
    assert signers(state, mill) == (wang, li)
    assert signers(state, mill, besides_author=True) == (li,)
    store.signoffs.withdraw(mill, li)
    assert signers(store.journal.as_of(), mill) == (wang,)
    seen = store.journal.revision()
    changed = store.journal.append(Draft(mill, "b", li), seen)
    assert signers(store.journal.as_of(), mill) == ()
    with pytest.raises(StoreConflictError):
        store.signoffs.sign(mill, zhao, "", seen)
    store.signoffs.sign(mill, zhao, "", changed.number)
    store.journal.undo(changed.number, wang)
    assert signers(store.journal.as_of(), mill) == ()


def test_what_the_rules_read_can_be_signed_as_it_is(store, wang):
    road = Subject(SubjectKind.RECORD, "乙路")
    store.signoffs.sign(road, wang, "", 0)
    assert signers(store.journal.as_of(), road) == (wang,)
    store.journal.append(Draft(road, "changed", wang))
    assert signers(store.journal.as_of(), road) == ()
