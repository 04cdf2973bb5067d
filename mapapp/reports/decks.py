"""Decks as small JSON files: written by us, read from strangers.

Whatever a deck names in vain (a zone, a project, a year) is left out and said in one sentence; the rest is shown.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Final

from mapapp.contracts import Atlas
from mapapp.contracts.scenes import DECK_VERSION, DEFAULT_SECONDS, Camera, Deck, Scene
from mapapp.errors import MapAppError
from mapapp.layers.shown_layers import known_layers
from mapapp.open_workspace import active
from mapapp.selection import PARAMETERS, from_parameters, to_parameters
from mapapp.selection.zone_measures import known_measure

FORMAT_NAME: Final = "mapapp-deck"
READY_DIR: Final = Path(__file__).parent / "ready_decks"

# A deck of two hundred scenes with full captions stays under one megabyte; more is not a deck.
MAX_DECK_BYTES: Final = 2_000_000
MAX_SCENES: Final = 200
# What fits the rail beside the map, and what a presenter can say in a few minutes.
MAX_TITLE_CHARS, MAX_CAPTION_CHARS, MAX_NOTES_CHARS = 60, 600, 4000
# The name of a printed figure with its unit.
MAX_COLOUR_CHARS: Final = 200
MAX_SECONDS: Final = 600
MAX_COMPLAINTS: Final = 12
THEMES: Final = ("bright", "dark")


class DeckError(MapAppError):
    """A file is not a deck at all; the message says why and what to do."""


def read_deck(content: bytes, atlas: Atlas) -> tuple[Deck, tuple[str, ...]]:
    """Read a deck that a stranger may have written; gives it with one sentence for each thing left out.

    Raises DeckError when the file is too large, not JSON, or holds no scene.
    """
    if len(content) > MAX_DECK_BYTES:
        raise DeckError(f"场景文件太大，超过 {MAX_DECK_BYTES // 1_000_000} MB；请删减场景后再打开")
    raw = _parse(content)
    complaints: list[str] = []
    version = raw.get("version")
    if version != DECK_VERSION:
        shown = str(version)[:12] if isinstance(version, (int, float, str)) else "未写"
        complaints.append(f"场景文件的版本是“{shown}”，本程序写的是 {DECK_VERSION}；认得的内容都已读入")
    rows = raw.get("scenes")
    if not isinstance(rows, list) or not rows:
        raise DeckError("场景文件里没有场景；请打开由“下载场景”得到的文件")
    if len(rows) > MAX_SCENES:
        complaints.append(f"场景有 {len(rows)} 个，只读前 {MAX_SCENES} 个")
    scenes = []
    for number, row in enumerate(rows[:MAX_SCENES], start=1):
        if isinstance(row, dict):
            scenes.append(_read_scene(row, number, atlas, complaints))
        else:
            complaints.append(f"第 {number} 个场景不成样子，已略过")
    if not scenes:
        raise DeckError("场景文件里没有一个可用的场景；请打开由“下载场景”得到的文件")
    theme = raw.get("theme")
    deck = Deck(
        title=_text(raw.get("title"), MAX_TITLE_CHARS) or "未命名",
        scenes=tuple(scenes),
        theme=theme if isinstance(theme, str) and theme in THEMES else THEMES[0],
    )
    if len(complaints) > MAX_COMPLAINTS:
        rest = len(complaints) - MAX_COMPLAINTS
        complaints = [*complaints[:MAX_COMPLAINTS], f"还有 {rest} 处类似的问题"]
    return deck, tuple(complaints)


def write_deck(deck: Deck) -> bytes:
    """Write a deck as JSON; the same deck gives the same bytes, and `read_deck` gives it back."""
    plain = {
        "format": FORMAT_NAME,
        "version": DECK_VERSION,
        "title": deck.title,
        "theme": deck.theme,
        "scenes": [_plain_scene(scene) for scene in deck.scenes],
    }
    return (json.dumps(plain, ensure_ascii=False, indent=1, allow_nan=False) + "\n").encode("utf-8")


def ready_decks(atlas: Atlas) -> tuple[Deck, ...]:
    """Read the decks that ship with the program, in the order of their file names.

    Raises DeckError when one of them is damaged.
    """
    return tuple(read_deck(path.read_bytes(), atlas)[0] for path in sorted(READY_DIR.glob("*.json")))


def _parse(content: bytes) -> dict[str, Any]:
    """Read bytes as one JSON object; NaN, deep nesting and other tricks are refused."""

    def refuse(name: str) -> float:
        raise ValueError(name)

    try:
        raw = json.loads(content.decode("utf-8-sig"), parse_constant=refuse)
    except (ValueError, RecursionError) as error:
        raise DeckError("这不是场景文件（读不成 JSON）；请打开由“下载场景”得到的文件") from error
    if not isinstance(raw, dict) or raw.get("format", FORMAT_NAME) != FORMAT_NAME:
        raise DeckError("这不是场景文件；请打开由“下载场景”得到的文件")
    return raw


def _read_scene(row: Mapping[str, Any], number: int, atlas: Atlas, complaints: list[str]) -> Scene:
    """Read one scene, leaving out what the atlas does not know."""

    def complain(sentence: str) -> None:
        complaints.append(f"第 {number} 个场景：{sentence}")

    wanted = row.get("selection")
    strings = {
        key: value if key == "within" else value[:200]  # half an area would be another one
        for key, value in (wanted.items() if isinstance(wanted, dict) else ())
        if key in PARAMETERS and isinstance(value, str)
    }
    selection, unknown = from_parameters(strings, atlas)
    for sentence in unknown:
        complain(sentence)
    focus = _text(row.get("focus"), 80)
    if focus and not is_known_focus(focus, atlas):
        complain(f"“{focus[:40]}”在现有数据里没有，已略过")
        focus = ""
    return Scene(
        title=_text(row.get("title"), MAX_TITLE_CHARS) or f"场景 {number}",
        caption=_text(row.get("caption"), MAX_CAPTION_CHARS),
        notes=_text(row.get("notes"), MAX_NOTES_CHARS),
        camera=_read_camera(row.get("camera"), atlas, complain),
        selection=tuple(to_parameters(selection).items()),
        focus=focus,
        held=_known_zones(row.get("held"), atlas, complain),
        play=_read_play(row.get("play"), complain),
        hide=_known_layers(row.get("hide"), complain),
        base=_text(row.get("base"), MAX_TITLE_CHARS),
        colour=_known_colour(row.get("colour"), atlas, complain),
        seconds=_whole(row.get("seconds"), 1, MAX_SECONDS) or DEFAULT_SECONDS,
    )


def is_known_focus(text: str, atlas: Atlas) -> bool:
    """Whether a focus ("zone:青西", "town:…", "district:…", "project:ID") names something of the atlas."""
    kind, _, name = text.partition(":")
    match kind:
        case "zone":
            return any(zone.zone_id == name for zone in atlas.geodata.zones)
        case "town":
            return any(name in (item.town, item.name) for item in atlas.geodata.layer("towns"))
        case "district":
            return any(item.name == name for item in atlas.geodata.layer("districts"))
        case "project":
            return name in atlas.project_by_id
    return False


def _read_camera(raw: Any, atlas: Atlas, complain: Any) -> Camera:
    """Read a camera; what makes no sense becomes the whole map."""
    if not isinstance(raw, dict):
        return Camera(fit=("all",))
    if "fit" in raw:
        fit = raw["fit"] if isinstance(raw["fit"], list) else [raw["fit"]]
        if "all" in fit:
            return Camera(fit=("all",))
        return Camera(fit=_known_zones(fit, atlas, complain) or ("all",))
    lon, lat, zoom = (_number(raw.get(key)) for key in ("lon", "lat", "zoom"))
    if not (-180 <= lon <= 180 and -85 <= lat <= 85 and 1 <= zoom <= 20):
        complain("视角的经纬度或级别不对，改看全图")
        return Camera(fit=("all",))
    return Camera(lon, lat, zoom, _whole(raw.get("width"), 1, 20_000), _whole(raw.get("height"), 1, 20_000))


def _known_zones(raw: Any, atlas: Atlas, complain: Any) -> tuple[str, ...]:
    """Keep the zones that are drawn, in the order given."""
    asked = [item for item in raw if isinstance(item, str)] if isinstance(raw, list) else []
    drawn = {zone.zone_id for zone in atlas.geodata.zones}
    unknown = [item for item in asked if item not in drawn]
    if unknown:
        complain(f"没有画出“{'、'.join(item[:40] for item in unknown[:5])}”的边界，已略过")
    return tuple(dict.fromkeys(item for item in asked if item in drawn))


def _known_layers(raw: Any, complain: Any) -> tuple[str, ...]:
    """Keep the hidden layers that the map has."""
    asked = [item for item in raw if isinstance(item, str)] if isinstance(raw, list) else []
    known = known_layers(asked)
    unknown = [item[:40] for item in asked if item not in known]
    if unknown:
        complain(f"图上没有“{'、'.join(unknown[:5])}”这一层，已略过")
    return known


def _known_colour(raw: Any, atlas: Atlas, complain: Any) -> str:
    """Keep what the zones are coloured by where the data have it."""
    asked = _text(raw, MAX_COLOUR_CHARS)
    known = known_measure(asked, atlas)
    if asked and not known:
        complain(f"片区不能按“{asked[:40]}”着色，已用本色")
    return known


def _read_play(raw: Any, complain: Any) -> tuple[int, int] | None:
    """Read the years that run by; both must lie in the range of the slider, in order."""
    if raw is None:
        return None
    years = [_whole(item, active().years[0], active().years[1]) for item in raw] if isinstance(raw, list) else []
    if len(years) != 2 or not years[0] or years[0] >= years[1]:
        complain(f"播放年份不对，应是 {active().years[0]}–{active().years[1]} 之间由早到晚的两年")
        return None
    return years[0], years[1]


def _text(raw: Any, limit: int) -> str:
    r"""Take a string as text: cut to length, control characters and lone surrogates dropped; it is never markup.

    >>> _text("一\u0000城", 9), _text(7, 9)
    ('一城', '')
    """
    if not isinstance(raw, str):
        return ""
    kept = (
        letter for letter in raw[:limit] if letter == "\n" or (letter >= " " and not "\ud800" <= letter <= "\udfff")
    )
    return "".join(kept).strip()


def _number(raw: Any) -> float:
    """Take a number; infinity stands for anything else, so that no bound accepts it."""
    if isinstance(raw, bool) or not isinstance(raw, (int, float)):
        return math.inf
    try:
        return float(raw)
    except OverflowError:
        return math.inf


def _whole(raw: Any, least: int, most: int) -> int:
    """Take a whole number inside its bounds, else 0."""
    number = _number(raw)
    return int(number) if least <= number <= most else 0


def _plain_scene(scene: Scene) -> dict[str, Any]:
    """Return a scene as JSON values; empty fields are left out."""
    camera: dict[str, Any] = {"fit": list(scene.camera.fit)}
    if not scene.camera.fit:
        names: Iterable[str] = ("lon", "lat", "zoom", "width", "height")
        camera = {name: getattr(scene.camera, name) for name in names}
    fields: dict[str, Any] = {
        "title": scene.title,
        "caption": scene.caption,
        "notes": scene.notes,
        "camera": camera,
        "selection": dict(scene.selection),
        "focus": scene.focus,
        "held": list(scene.held),
        "play": list(scene.play) if scene.play else None,
        "hide": list(scene.hide),
        "base": scene.base,
        "colour": scene.colour,
        "seconds": scene.seconds,
    }
    return {key: value for key, value in fields.items() if value not in ("", None, {}, [])}
