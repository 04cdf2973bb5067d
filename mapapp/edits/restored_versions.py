"""Versions of what people drew: how large each is, what going back to one would change, and the entries that go back.

An area that was redrawn together with its neighbours goes back together with them, so that shared edges stay shared.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from shapely.geometry import shape

from mapapp.contracts import Action, Draft, Entry, JsonValue, Person, Subject
from mapapp.edits.redrawn_areas import Drawn, Redrawn, drawn_areas
from mapapp.errors import GeodataError
from mapapp.geometry.measure import measure_area_km2
from mapapp.store import Store, feature_subject


@dataclass(frozen=True, slots=True)
class Version:
    """One version of a drawn area: the entry that made it (None for the workspace's own) and its size, None where it is gone."""

    entry: Entry | None
    area_km2: float | None
    standing: bool = False

    @property
    def number(self) -> int:
        """Return the revision it was made at; 0 for the workspace's own."""
        return 0 if self.entry is None else self.entry.number


@dataclass(frozen=True, slots=True)
class WayBack:
    """What going back to a version says anew, and what each area then becomes; `gone` are the names of those it takes away."""

    values: tuple[tuple[Subject, JsonValue], ...]
    redrawn: tuple[Redrawn, ...]
    gone: tuple[str, ...] = ()


def area_versions(store: Store, layer: str, feature_id: str, own: Drawn) -> tuple[Version, ...]:
    """Return the versions of an area, newest first; the workspace's own (of `own`) last, where it has one."""
    entries = store.journal.entries(subject=feature_subject(layer, feature_id))
    original = own.get((layer, feature_id))
    found = [Version(None, None if original is None else _area(original))] if original is not None else []
    for entry in entries:
        feature = store.features.read(entry.new) if entry.new is not None else original
        found.append(Version(entry, None if feature is None else _area(feature), standing=entry is entries[-1]))
    return tuple(reversed(found))


def way_back(store: Store, layer: str, feature_id: str, number: int, geodata_dir: Path) -> WayBack:
    """Return what going back to an area's version of revision `number` (0: the workspace's own) would change.

    Raises GeodataError where that version is what stands, or where the area was not drawn then.
    """
    subject = feature_subject(layer, feature_id)
    if number:
        # What was drawn together with this version belongs to it, though its entries come after.
        batch = store.journal.entry(number).batch
        number = max(entry.number for entry in store.journal.entries(since=number - 1) if entry.batch == batch)
    later = store.journal.entries(since=number)
    batches = {entry.batch for entry in later if entry.subject == subject}
    together = sorted({entry.subject for entry in later if entry.batch in batches})
    then, now = store.journal.as_of(number), store.journal.as_of()
    values = tuple((one, then.value(one)) for one in together if then.value(one) != now.value(one))
    drawn_then, drawn_now = drawn_areas(store, then, geodata_dir), drawn_areas(store, now, geodata_dir)
    if not values or (layer, feature_id) not in drawn_then:
        raise GeodataError("这一版与现在相同，或当时还没有画；不用恢复")
    redrawn, gone = [], []
    for one, _ in values:
        key = (one.key.split("/", 1)[0], one.key.split("/", 1)[1])
        if key in drawn_then:
            before = _area(drawn_now[key]) if key in drawn_now else 0.0
            name = str(drawn_then[key]["properties"].get("name", key[1]))
            redrawn.append(Redrawn(key[0], drawn_then[key], name, before, _area(drawn_then[key])))
        elif key in drawn_now:
            gone.append(str(drawn_now[key]["properties"].get("name", key[1])))
    return WayBack(values, tuple(redrawn), tuple(gone))


def go_back(
    store: Store, values: Sequence[tuple[Subject, JsonValue]], who: Person, reason: str, seen: int
) -> tuple[Entry, ...]:
    """Say again what stood at an earlier moment, all in one step. Raises StoreConflictError where somebody was quicker."""
    drafts = [Draft(subject, value, who, reason, Action.RESTORE) for subject, value in values]
    return store.journal.append_all(drafts, seen)


def _area(feature: object) -> float:
    """Return the size of a GeoJSON area in square kilometres."""
    return measure_area_km2(shape(feature["geometry"]))  # type: ignore[index]
