"""Draw docs/rooms.svg: the rooms of mapapp on the levels of the import contract, and who imports whom, from the code itself.

    python -m tools.draw_rooms

Levels and rooms come from the contract `layers` of pyproject.toml, the lines from the imports as they stand: an arrow
points at what is imported. One is left out where another way of arrows leads there too, and to the lowest three levels,
which nearly every room uses. The same code gives the same bytes; tests/tools/test_draw_rooms.py says when the picture is
stale.
"""

from __future__ import annotations

import ast
import tomllib
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Final

PROJECT: Final = Path(__file__).resolve().parents[1]
PICTURE: Final = PROJECT / "docs" / "rooms.svg"
# Levels from here down are used everywhere: a line to each would hide the others.
_USED_EVERYWHERE: Final = 3

_WIDTH, _LEFT, _TOP = 1180, 16, 20
_ROOM_HEIGHT, _LEVEL_STEP, _LOW_STEP, _GAP = 44, 128, 62, 10
_TINTS: Final = ("#e9f0e4", "#f6ecd9", "#f6ecd9", "#dbe9f5", "#ece5f3", "#ece5f3", "#e8edf2")

Box = tuple[float, float, float]  # left, top, width


def levels() -> list[list[str]]:
    """Return the rooms of each level of the import contract, from the top."""
    told = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))
    [contract] = [one for one in told["tool"]["importlinter"]["contracts"] if one["id"] == "layers"]
    split = (level.replace("|", ":").split(":") for level in contract["layers"])
    return [[name.strip().removeprefix("mapapp.") for name in level] for level in split]


def imports() -> dict[str, set[str]]:
    """Return the rooms each room imports."""
    rooms = {room for level in levels() for room in level}
    found: dict[str, set[str]] = defaultdict(set)
    for path in sorted((PROJECT / "mapapp").rglob("*.py")):
        room = path.relative_to(PROJECT / "mapapp").with_suffix("").parts[0]
        if room in rooms:
            found[room] |= {other for other in _imported(path.read_text(encoding="utf-8")) if other in rooms} - {room}
    return dict(found)


def _imported(text: str) -> Iterable[str]:
    """Return the rooms that a module's text imports anything of."""
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Import):
            names = [name.name for name in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            names = [f"{node.module}.{name.name}" for name in node.names]
        else:
            continue
        for name in names:
            package, _, rest = name.partition(".")
            if package == "mapapp" and rest:
                yield rest.partition(".")[0]


def arrows() -> list[tuple[str, str]]:
    """Return who is drawn as importing whom: what is imported and reached by no other way."""
    low = {room for level in levels()[-_USED_EVERYWHERE:] for room in level}
    used = {room: others - low for room, others in imports().items() if room not in low}
    return sorted(
        (room, other)
        for room, others in used.items()
        for other in others
        if not any(other in _reached(between, used) for between in others - {other})
    )


def _reached(room: str, used: dict[str, set[str]]) -> set[str]:
    """Return everything a room imports, and what that imports."""
    found: set[str] = set()
    waiting = [room]
    while waiting:
        for other in used.get(waiting.pop(), set()) - found:
            found.add(other)
            waiting.append(other)
    return found


def draw() -> str:
    """Return the picture."""
    ordered = levels()
    boxes = _boxes(ordered)
    height = int(max(top for _, top, _ in boxes.values())) + _ROOM_HEIGHT + _TOP
    told = ", ".join(" · ".join(level) for level in ordered)
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {height}" font-family="system-ui, sans-serif"'
        f' role="img" aria-label="The rooms of mapapp by level, each importing only what stands below it: {told}">',
        '<defs><marker id="a" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="6" markerHeight="6" orient="auto">'
        '<path d="M0 0L8 4L0 8z" fill="#5b6875"/></marker></defs>',
        f'<rect width="{_WIDTH}" height="{height}" fill="#fff"/>',
    ]
    lines += [_arrow(boxes[room], boxes[other]) for room, other in arrows()]
    for number, level in enumerate(ordered):
        lines += [_room(room, boxes[room], _TINTS[number % len(_TINTS)]) for room in level]
    return "\n".join([*lines, "</svg>", ""])


def _boxes(ordered: list[list[str]]) -> dict[str, Box]:
    """Return where each room stands."""
    boxes = {}
    top = float(_TOP)
    for number, level in enumerate(ordered):
        # Where no arrows run, levels stand closer.
        top += 0 if not number else _LEVEL_STEP if number < len(ordered) - _USED_EVERYWHERE else _LOW_STEP
        width = min(190.0, (_WIDTH - 2 * _LEFT - _GAP * (len(level) - 1)) / len(level))
        left = (_WIDTH - width * len(level) - _GAP * (len(level) - 1)) / 2
        for place, room in enumerate(level):
            boxes[room] = (left + place * (width + _GAP), top, width)
    return boxes


def _arrow(one: Box, other: Box) -> str:
    """Return the line from a room to one it imports: down, or round below beside one of its own level."""
    start, end = one[0] + one[2] / 2, other[0] + other[2] / 2
    below = one[1] + _ROOM_HEIGHT
    if one[1] == other[1]:
        path = f"M{start:.1f} {below}C{start:.1f} {below + 34},{end:.1f} {below + 34},{end:.1f} {below + 2}"
    else:
        middle = (below + other[1]) / 2
        path = f"M{start:.1f} {below}C{start:.1f} {middle:.1f},{end:.1f} {middle:.1f},{end:.1f} {other[1] - 2}"
    return (
        f'<path d="{path}" fill="none" stroke="#5b6875" stroke-opacity="0.55" stroke-width="1.2" marker-end="url(#a)"/>'
    )


def _room(name: str, box: Box, tint: str) -> str:
    """Return a room with its name."""
    left, top, width = box
    return (
        f'<rect x="{left:.1f}" y="{top}" width="{width:.1f}" height="{_ROOM_HEIGHT}" rx="6" fill="{tint}" stroke="#9aa7b3"/>'
        f'<text x="{left + width / 2:.1f}" y="{top + 28}" text-anchor="middle" font-size="14" font-weight="600"'
        f' fill="#1f2a35">{name}</text>'
    )


if __name__ == "__main__":
    PICTURE.write_text(draw(), encoding="utf-8")
    print(PICTURE)
