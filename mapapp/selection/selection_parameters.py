"""The Selection, and its plain strings: what an address, a scene, an exported file and the command line say of it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from shapely.geometry.base import BaseGeometry

from mapapp.contracts import Atlas, Clock, Evidence, Looked, ProjectKind, Stage, Verdict
from mapapp.errors import SelectionError
from mapapp.open_workspace import active
from mapapp.selection.selected_area import read_area, write_area

# The value of the stage filter for projects that are known but of which no document has reported a stage.
NO_STAGE = "none"
NO_STAGE_TERM = "未见进展报告"


def _default_as_of() -> int:
    """Return the year a question is about when it names none."""
    return active().default_as_of


@dataclass(frozen=True, slots=True)
class Selection:
    """A question to the Atlas; empty tuples mean "any".

    No `kinds` means those that count on the map; `as_of` is a year; `stages` holds Stage values or "none"; `text` is words separated by blanks, all of which must
    occur in a project's names, places or quotes. `within` is a Polygon or MultiPolygon, lon, lat in EPSG:4326, in which
    a project must lie as `selected_area.area_test` says; figures have no place and are not filtered by it.
    """

    as_of: int = field(default_factory=_default_as_of)
    clock: Clock = Clock.HAPPENED
    zones: tuple[str, ...] = ()
    towns: tuple[str, ...] = ()
    stages: tuple[str, ...] = ()
    verdicts: tuple[Verdict, ...] = ()
    docs: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    reviewed: tuple[Looked, ...] = ()
    kinds: tuple[ProjectKind, ...] = ()
    text: str = ""
    within: BaseGeometry | None = None


PARAMETERS = (
    "year",
    "clock",
    "zone",
    "town",
    "stage",
    "verdict",
    "kind",
    "doc",
    "evidence",
    "reviewed",
    "text",
    "within",
)


# What links and scripts of earlier versions asked for, and what to ask for instead.
OLD_VERDICT_PARAMETER = "light"
_NEW_VERDICTS = {
    "green": "kept（按期达到）、reached（已达到，是否按期不明）",
    "yellow": "late（迟到）",
    "red": "overdue（逾期未达）",
    "grey": "unverified（待核实）、not_due（未到期）、intention（意向）",
}


OLD_REVIEW_VALUES = {
    "yes": "yes 请改写为 proofread（发布前校读）或 signed（本单位签认）",
    "no": "no 请改写为 rules（仅规则读出）",
}


def old_verdict_words(value: str) -> str:
    """Return what to write instead of the old colours.

    >>> old_verdict_words("red")
    '兑现灯（light）已改为判定（verdict）：red 请改写为 overdue（逾期未达）'
    """
    asked = [part for part in value.split(",") if part in _NEW_VERDICTS] or list(_NEW_VERDICTS)
    said = "；".join(f"{part} 请改写为 {_NEW_VERDICTS[part]}" for part in asked)
    return f"兑现灯（light）已改为判定（verdict）：{said}"


def to_parameters(selection: Selection) -> dict[str, str]:
    """Write a selection as plain strings, defaults left out; `from_parameters` reads them back.

    >>> to_parameters(Selection(as_of=2024, zones=("青西",)))
    {'year': '2024', 'zone': '青西'}
    """
    plain = Selection()
    values = {
        "year": str(selection.as_of) if selection.as_of != plain.as_of else "",
        "clock": selection.clock.value if selection.clock is not plain.clock else "",
        "zone": ",".join(selection.zones),
        "town": ",".join(selection.towns),
        "stage": ",".join(selection.stages),
        "verdict": ",".join(verdict.value for verdict in selection.verdicts),
        "kind": ",".join(kind.value for kind in selection.kinds),
        "doc": ",".join(selection.docs),
        "evidence": ",".join(evidence.value for evidence in selection.evidence),
        "reviewed": ",".join(looked.value for looked in selection.reviewed),
        "text": selection.text,
        "within": write_area(selection.within) if selection.within is not None else "",
    }
    return {key: value for key, value in values.items() if value}


def from_parameters(parameters: Mapping[str, str], atlas: Atlas) -> tuple[Selection, tuple[str, ...]]:
    """Read a selection from plain strings that strangers may have written.

    Unknown values are left out and named in one Chinese sentence each; the rest of the state is kept.
    """
    complaints: list[str] = []
    if parameters.get(OLD_VERDICT_PARAMETER):
        complaints.append(old_verdict_words(parameters[OLD_VERDICT_PARAMETER]))

    def keep(key: str, label: str, allowed: Iterable[str]) -> tuple[str, ...]:
        known = tuple(allowed)
        asked = tuple(dict.fromkeys(part for part in parameters.get(key, "").split(",") if part))
        unknown = [part for part in asked if part not in known]
        if unknown and key == "reviewed" and set(unknown) <= set(OLD_REVIEW_VALUES):
            complaints.append(f"“谁看过”不再只分 yes、no：{'；'.join(OLD_REVIEW_VALUES[part] for part in unknown)}")
        elif unknown:
            complaints.append(
                f"{label}没有“{'、'.join(part[:40] for part in unknown[:5])}”；可选：{'、'.join(known[:12])}"
            )
        return tuple(part for part in known if part in asked)

    towns = sorted({placement.town for placement in atlas.placements if placement.town})
    year = parameters.get("year", "")
    as_of = active().default_as_of
    if year:
        # isdigit() accepts superscripts and other digits that int() refuses; a stranger may send either.
        if len(year) == 4 and year.isascii() and year.isdigit() and active().years[0] <= int(year) <= active().years[1]:
            as_of = int(year)
        else:
            complaints.append(f"年份“{year[:20]}”不在 {active().years[0]}–{active().years[1]} 之间")
    clocks = keep("clock", "时钟", (clock.value for clock in Clock))
    selection = Selection(
        as_of=as_of,
        clock=Clock(clocks[0]) if clocks else Clock.HAPPENED,
        zones=keep("zone", "片区", active().zone_ids),
        towns=keep("town", "街镇", towns),
        stages=keep("stage", "阶段", (*(stage.value for stage in Stage), NO_STAGE)),
        verdicts=tuple(Verdict(value) for value in keep("verdict", "兑现", (verdict.value for verdict in Verdict))),
        docs=_document_ids(parameters.get("doc", ""), atlas, complaints),
        evidence=tuple(Evidence(value) for value in keep("evidence", "依据", (kind.value for kind in Evidence))),
        reviewed=tuple(Looked(value) for value in keep("reviewed", "谁看过", (looked.value for looked in Looked))),
        kinds=tuple(ProjectKind(value) for value in keep("kind", "类别", (kind.value for kind in ProjectKind))),
        text=parameters.get("text", "")[:200],
        within=_area(parameters.get("within", ""), complaints),
    )
    return selection, tuple(complaints)


def _area(asked: str, complaints: list[str]) -> BaseGeometry | None:
    """Return the area a text describes, None with a sentence where it describes none."""
    try:
        return read_area(asked) if asked else None
    except SelectionError as error:
        complaints.append(str(error))
        return None


def _document_ids(asked: str, atlas: Atlas, complaints: list[str]) -> tuple[str, ...]:
    """Return the ids of the documents a text names: by id, by the id files show, or by number (4 is 004)."""
    known: dict[str, list[str]] = {}
    for document in atlas.documents:
        number = re.match(r"\d+", document.id)
        names = {document.id, document.named_id, *([str(int(number[0]))] if number else [])}
        for name in names:
            known.setdefault(name, []).append(document.id)
    found, unknown = set(), []
    for part in filter(None, asked.split(",")):
        ids = known.get(part) or (
            known.get(str(int(part))) if len(part) <= 9 and part.isascii() and part.isdigit() else None
        )
        if ids is not None and len(ids) == 1:
            found.add(ids[0])
        else:
            unknown.append(part[:40])
    if unknown:
        shown = "、".join(document.named_id for document in atlas.documents[:12])
        complaints.append(f"文件没有“{'、'.join(unknown[:5])}”；可选：{shown}")
    return tuple(document.id for document in atlas.documents if document.id in found)


def strict_selection(parameters: Mapping[str, str], atlas: Atlas) -> Selection:
    """Return the selection that plain strings ask for.

    Parameters
    ----------
    parameters : mapping of str to str
        Names and values as in the address and on the command line, several values with commas: ``{"zone": "青西,青东"}``.
    atlas : Atlas
        What can be asked for.

    Raises
    ------
    SelectionError
        With every unknown name or value in one line.
    """
    selection, complaints = from_parameters(parameters, atlas)
    if complaints:
        raise SelectionError("；".join(complaints))
    return selection
