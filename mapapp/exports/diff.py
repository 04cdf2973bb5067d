"""What changed between two builds or exports, in words a planner reads."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import shapely
from shapely.errors import ShapelyError
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

from mapapp.contracts import Precision, Stage, ValueKind, Verdict
from mapapp.exports.geojson import dumps
from mapapp.exports.geometry_layers import REGION_PRECISIONS, widest_parts
from mapapp.exports.metadata import filters_phrase
from mapapp.exports.rows import Row
from mapapp.exports.snapshots import Snapshot, read_snapshot
from mapapp.settings import COORDINATE_DECIMALS

# Two projects of different builds are one renamed project when most of their events are the same.
SHARE_OF_EVENTS_FOR_RENAMING = 0.5

QUOTE_CHARACTERS = 40
_NO_STAGE = "未见进展报告"

# Length of a degree of latitude in metres on the sphere of the same volume: enough to say "moved about 300 m".
_METRES_PER_DEGREE = 111_195.0


def diff_lines(old: Path, new: Path) -> Iterator[str]:
    """Compare two build folders or two GeoJSON exports and give the report line by line.

    Raises ExportError when one cannot be read.
    """
    before, after = read_snapshot(old), read_snapshot(new)
    yield from _cautions(before, after)
    yield from _projects(before, after)
    if before.promises is not None and after.promises is not None:
        yield from _table("承诺", before.promises, after.promises, _promise_name, _promise_changes)
    if before.indicators is not None and after.indicators is not None:
        yield from _table(
            "指标", _by_subject(before.indicators), _by_subject(after.indicators), _indicator_name, _indicator_changes
        )
    if before.zones is not None and after.zones is not None:
        yield from _table("片区", before.zones, after.zones, lambda row: str(row.get("name")), _zone_changes)


def _cautions(before: Snapshot, after: Snapshot) -> Iterator[str]:
    """Return why the two may differ without anything having happened; what a file no longer says is not another thing said."""
    silent = [one.where for one in (before, after) if one.as_of is None]
    if len(silent) == 1:
        yield f"提示：{silent[0]} 没有写明截至年份和筛选（别的程序另存时会略去），当作与另一份相同来比"
    if silent:
        return
    if before.as_of != after.as_of:
        yield f"注意：截至年份不同（{before.as_of} → {after.as_of}），阶段的变化可能只是年份造成的"
    if before.filters != after.filters:
        yield f"注意：筛选不同（{_filters(before.filters)} → {_filters(after.filters)}），出现和消失可能只是筛选造成的"


def _filters(filters: Mapping[str, str]) -> str:
    """Write filters in one phrase."""
    return filters_phrase(pair for pair in filters.items() if pair[0] != "year") or "无"


def _projects(before: Snapshot, after: Snapshot) -> Iterator[str]:
    """Compare projects: renamed ones first taken out of those that appeared and vanished."""
    gone = [key for key in before.projects if key not in after.projects]
    come = [key for key in after.projects if key not in before.projects]
    renamed = _renamed(before, after, gone, come)
    gone = [key for key in gone if key not in renamed]
    come = [key for key in come if key not in renamed.values()]
    pairs = [(key, key) for key in before.projects if key in after.projects] + list(renamed.items())
    changed = []
    for key, new_key in pairs:
        row, new_row = before.projects[key], after.projects[new_key]
        changes = [*_project_changes(row, new_row)]
        moved = _moved(before.geometries.get(key), after.geometries.get(new_key), row, new_row)
        if moved:
            changes.append(moved)
        if changes:
            changed.append(f"～ {row.get('name')}：" + "；".join(changes))
    yield _summary("项目", len(come), len(gone), len(changed), len(pairs) - len(changed))
    yield from (f"＋ {_project_name(after.projects[key])}" for key in come)
    yield from (f"－ {_project_name(before.projects[key])}" for key in gone)
    yield from changed


def _renamed(before: Snapshot, after: Snapshot, gone: list[str], come: list[str]) -> dict[str, str]:
    """Pair vanished with new projects that rest on mostly the same events."""
    pairs: dict[str, str] = {}
    owner = {event: key for key in come for event in _strings(after.projects[key].get("event_ids"))}
    for key in gone:
        events = set(_strings(before.projects[key].get("event_ids")))
        heirs = {owner[event] for event in events if event in owner} - set(pairs.values())
        for heir in sorted(heirs):
            others = set(_strings(after.projects[heir].get("event_ids")))
            if len(events & others) > SHARE_OF_EVENTS_FOR_RENAMING * max(len(events), len(others)):
                pairs[key] = heir
                break
    return pairs


def _project_name(row: Row) -> str:
    """Name a project with its stage, zones and quote."""
    zones = "、".join(_strings(row.get("zones"))) or "片区不明"
    quote = str(row.get("quote", "")).replace("\n", "")[:QUOTE_CHARACTERS]
    return f"{row.get('name')}（{_stage(row)}，{zones}；{row.get('doc')}「{quote}」）"


def _project_changes(old: Row, new: Row) -> Iterator[str]:
    """Return what changed in a project."""
    if old.get("name") != new.get("name"):
        yield f"改名为 {new.get('name')}"
    if _stage(old) != _stage(new):
        quote = str(new.get("quote", "")).replace("\n", "")[:QUOTE_CHARACTERS]
        yield f"阶段 {_stage(old)} → {_stage(new)}（据 {new.get('doc')}「{quote}」）"
    if old.get("zones") != new.get("zones"):
        yield "片区 " + _list_change(_strings(old.get("zones")), _strings(new.get("zones")))
    old_place, new_place = (_term(Precision, row["placement_precision"]) for row in (old, new))
    if old_place != new_place:
        yield f"落图 {old_place} → {new_place}"
    old_verdicts, new_verdicts = (_verdicts(row) for row in (old, new))
    if old_verdicts != new_verdicts:
        yield f"兑现 {old_verdicts} → {new_verdicts}"
    old_events, new_events = (len(_strings(row.get("event_ids"))) for row in (old, new))
    if old_events != new_events:
        yield f"进展 {old_events} → {new_events} 条"
    if old.get("certain") != new.get("certain"):
        yield "不再存疑" if new.get("certain") else "变为存疑"


def _promise_name(row: Row) -> str:
    """Name a promise: who, what, by when."""
    promised = _term(Stage, row["promised_stage"])
    return f"{row.get('name')} {row['promised_year']} 年{promised}（{_term(Verdict, row.get('verdict'))}）"


def _promise_changes(old: Row, new: Row) -> Iterator[str]:
    """Return what changed in a promise."""
    if old.get("verdict") != new.get("verdict"):
        yield f"{_term(Verdict, old.get('verdict'))} → {_term(Verdict, new.get('verdict'))}（{new.get('reason')}）"


def _by_subject(rows: Mapping[str, Row]) -> dict[str, Row]:
    """Key figures by what they are about, so that a changed value is a change and not a new figure."""
    keyed: dict[str, Row] = {}
    for row in rows.values():
        # A document's number stays when its short title is put right.
        leading = re.match(r"\d+", str(row.get("doc")))
        doc = leading[0] if leading else row.get("doc")
        subject = f"{doc} " + " ".join(str(row.get(key)) for key in ("region", "name", "period", "value_kind", "unit"))
        number = 1
        while f"{subject} {number}" in keyed:
            number += 1
        keyed[f"{subject} {number}"] = row
    return keyed


def _indicator_name(row: Row) -> str:
    """Name a figure: where, what, when, of which kind."""
    kind = _term(ValueKind, row.get("value_kind"))
    return (
        f"{row.get('region')} {row.get('name')} {row.get('period')} {kind} {row.get('value_text')}（{row.get('doc')}）"
    )


def _indicator_changes(old: Row, new: Row) -> Iterator[str]:
    """Return what changed in a figure."""
    if any(old.get(key) != new.get(key) for key in ("value", "value_low", "value_high", "comparator", "value_text")):
        yield f"数值 {old.get('value_text')} → {new.get('value_text')}"


def _zone_changes(old: Row, new: Row) -> Iterator[str]:
    """Return what changed in a zone."""
    if old.get("area_km2") != new.get("area_km2"):
        yield f"面积 {old.get('area_km2')} → {new.get('area_km2')} 平方公里"
    if old.get("projects") != new.get("projects"):
        yield f"项目 {old.get('projects')} → {new.get('projects')} 个"


def _table(
    term: str,
    before: Mapping[str, Row],
    after: Mapping[str, Row],
    name: Callable[[Row], str],
    changes: Callable[[Row, Row], Iterable[str]],
) -> Iterator[str]:
    """Compare the rows of one table by their keys."""
    come = [row for key, row in after.items() if key not in before]
    gone = [row for key, row in before.items() if key not in after]
    pairs = [(row, after[key]) for key, row in before.items() if key in after]
    said = [(name(old), "；".join(changes(old, new))) for old, new in pairs]
    changed = [f"～ {subject}：{what}" for subject, what in said if what]
    yield _summary(term, len(come), len(gone), len(changed), len(pairs) - len(changed))
    yield from (f"＋ {name(row)}" for row in come)
    yield from (f"－ {name(row)}" for row in gone)
    yield from changed


def _summary(term: str, come: int, gone: int, changed: int, same: int) -> str:
    """Write the line that stands above a table's changes."""
    return f"{term}：新增 {come}，消失 {gone}，变化 {changed}，不变 {same}"


def _stage(row: Row) -> str:
    """Write a stage with its year."""
    stage = row.get("stage")
    return f"{_term(Stage, stage)} {row.get('year')}" if stage else _NO_STAGE


def _verdicts(row: Row) -> str:
    """Write the verdicts of a project."""
    counts = {verdict: row.get(f"verdicts_{verdict.value}", 0) for verdict in Verdict}
    return "、".join(f"{verdict.term} {counts[verdict]}" for verdict in Verdict if counts[verdict]) or "无"


def _term(kind: Any, value: object) -> str:
    """Return the Chinese term of a vocabulary value, the value itself when it is not known."""
    terms = {member.value: member.term for member in kind}
    return str(terms.get(str(value), value))


def _strings(value: object) -> list[str]:
    """Return a list of texts, empty when it is none."""
    return [item for item in value if isinstance(item, str)] if isinstance(value, list) else []


def _list_change(old: list[str], new: list[str]) -> str:
    """Return what came to a list and what left it."""
    parts = [f"＋{item}" for item in new if item not in old] + [f"－{item}" for item in old if item not in new]
    return " ".join(parts) or "次序不同"


def _same_place(old: Row, new: Row) -> bool:
    """Whether two geometries are one at the precision we write: ring order, starting points and wrapping aside."""
    try:
        first, second = (shapely.normalize(_unwrapped(shape(one))) for one in (old, new))
    except (ShapelyError, ValueError, TypeError, KeyError, AttributeError):
        return False
    return bool(first.equals_exact(second, 10.0**-COORDINATE_DECIMALS))


def _unwrapped(geometry: BaseGeometry) -> BaseGeometry:
    """Return the only part of a geometry of one part, the widest parts of a mixed one, others as they are."""
    if geometry.geom_type == "GeometryCollection":
        geometry = widest_parts(geometry)
    parts = shapely.get_parts(geometry)
    only: BaseGeometry = parts[0] if len(parts) == 1 else geometry
    return only


def _moved(old: Row | None, new: Row | None, old_row: Row, new_row: Row) -> str:
    """Return how a geometry changed: put on the map, taken off it, moved by so many metres, redrawn in place.

    The outline of a town or zone is not a position, so only a place of the project's own can move.
    """
    if old is None or new is None:
        return "" if old is new else ("上了图" if old is None else "从图上去掉了")
    if dumps(old) == dumps(new) or _same_place(old, new):
        return ""
    precisions = {old_row["placement_precision"], new_row["placement_precision"]}
    if precisions & set(REGION_PRECISIONS):
        return "所列区域变了" if len(precisions) == 1 else ""
    try:
        first, second = shape(old).centroid, shape(new).centroid
    except (ShapelyError, ValueError, TypeError, KeyError, AttributeError):
        return "图形变了"
    east = (second.x - first.x) * math.cos(math.radians(first.y))
    metres = _METRES_PER_DEGREE * math.hypot(east, second.y - first.y)
    return f"位置移动约 {metres:.0f} 米" if metres >= 1 else "图形在原处改画"
