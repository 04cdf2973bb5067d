"""The picture of the rooms is drawn from the code: every room stands in it, and it is the one that is shown."""

from __future__ import annotations

from tests import PROJECT_DIR
from tools.draw_rooms import PICTURE, arrows, draw, imports, levels


def test_the_picture_is_not_stale():
    assert PICTURE.read_text(encoding="utf-8") == draw(), "python -m tools.draw_rooms"


def test_every_room_stands_on_a_level():
    rooms = {room for level in levels() for room in level}
    folder = PROJECT_DIR / "mapapp"
    modules = {path.stem for path in folder.glob("*.py")} - {"__init__", "__main__"}
    packages = {path.parent.name for path in folder.glob("*/__init__.py")}
    assert modules | packages == rooms


def test_an_arrow_is_an_import_and_no_import_is_lost():
    used, drawn = imports(), set(arrows())
    assert all(other in used[room] for room, other in drawn)
    low = {room for level in levels()[-3:] for room in level}

    def leads(room, other, seen=()):
        return any(
            end == other or (end not in seen and leads(end, other, (*seen, end)))
            for start, end in drawn
            if start == room
        )

    assert all(leads(room, other) for room, others in used.items() if room not in low for other in others - low)


def test_arrows_point_down_or_beside():
    level = {room: number for number, rooms in enumerate(levels()) for room in rooms}
    assert all(level[room] <= level[other] for room, other in arrows())
