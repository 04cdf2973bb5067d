"""Reviewed facts about projects: canonical names, aliases, districts, zones only local knowledge tells.

`seeds/registry/projects.csv`, UTF-8, one project a row. Columns: canonical; aliases (;-separated, `alias@003` holds in
that document only); district (;-separated when a line crosses districts, the first is its home); zones (;-separated,
only where no document says them); parts (;-separated names of phases and pieces that have a lane of their own);
source (where the fact is seen); note.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from mapapp.entities.linking.project_names import fold_name, read_name, split_phase, strip_district, strip_tails
from mapapp.errors import RegistryError
from mapapp.open_workspace import active
from mapapp.ordinary_files import size_of_file

FILE_NAME: Final = "projects.csv"
COLUMNS: Final = ("canonical", "aliases", "district", "zones", "parts", "source", "note")


@dataclass(frozen=True, slots=True)
class RegistryRow:
    """One reviewed project. `aliases` pair a printed name with the document it holds in ("" for all)."""

    canonical: str
    aliases: tuple[tuple[str, str], ...]
    districts: tuple[str, ...]
    zones: tuple[str, ...]
    parts: tuple[str, ...]
    source: str
    note: str

    def speaks_for(self, district: str) -> bool:
        """Whether a mention in a document of this district can mean this project."""
        return not self.districts or not district or district in self.districts


@dataclass(frozen=True, slots=True)
class Registry:
    """All rows, found by folded name, with or without a document."""

    rows: tuple[RegistryRow, ...] = ()
    _by_name: Mapping[tuple[str, str], tuple[RegistryRow, ...]] = field(init=False, repr=False, compare=False)
    _found: dict[tuple[str, str, str], tuple[RegistryRow, str] | None] = field(
        init=False, repr=False, compare=False, default_factory=dict
    )

    def __post_init__(self) -> None:
        """Index every name once."""
        index: dict[tuple[str, str], list[RegistryRow]] = {}
        for row in self.rows:
            for name, doc in ((row.canonical, ""), *row.aliases):
                for key in _spellings(name):
                    found = index.setdefault((key, doc), [])
                    if row not in found:
                        found.append(row)
        object.__setattr__(self, "_by_name", {key: tuple(found) for key, found in index.items()})

    def find(self, name: str, doc: str, district: str) -> tuple[RegistryRow, str] | None:
        """Return the row a printed name means in a document, and the part it speaks of ("" for the whole).

        A name known as a whole wins over a name known without its phase, that over a known name followed by one of its
        listed `parts`, and that over a name that only lacks the district's own (通用机场 for 青浦通用机场).
        """
        asked = (name, doc, district)
        if asked not in self._found:
            self._found[asked] = self._find(*asked)
        return self._found[asked]

    def _find(self, name: str, doc: str, district: str) -> tuple[RegistryRow, str] | None:
        """Look a printed name up in the order `find` says."""
        whole = fold_name(name)
        for key in (whole, strip_tails(whole)):
            row = self._lookup(key, doc, district)
            if row:
                return row, part_of(row, name)
        base, phase = split_phase(name)
        if phase:
            for key in (fold_name(base), strip_tails(fold_name(base))):
                row = self._lookup(key, doc, district)
                if row:
                    return row, phase
        listed = self._by_part(whole, doc, district)
        if listed:
            return listed
        shape = read_name(name)
        row = self._lookup(f"~{shape.key}", doc, district)
        return (row, shape.phase) if row else None

    def _lookup(self, key: str, doc: str, district: str) -> RegistryRow | None:
        """Look one folded name up, the document's own aliases first."""
        for scope in (doc, ""):
            for row in self._by_name.get((key, scope), ()):
                if row.speaks_for(district):
                    return row
        return None

    def _by_part(self, whole: str, doc: str, district: str) -> tuple[RegistryRow, str] | None:
        """Find a row by a known name followed by one of its listed parts."""
        for row in self.rows:
            for part in row.parts:
                tail = fold_name(part)
                if not whole.endswith(tail) or len(whole) == len(tail):
                    continue
                if self._lookup(whole.removesuffix(tail), doc, district) is row:
                    return row, part
        return None


def _spellings(name: str) -> tuple[str, ...]:
    """Return the folded name, the same without 项目 / 工程 / 建设, and (behind ~) without the district's own name."""
    folded = fold_name(name)
    short = strip_tails(folded)
    return tuple(dict.fromkeys((folded, short, f"~{strip_district(short)}")))


def part_of(row: RegistryRow, name: str) -> str:
    """Return which listed part, or which phase, a name known as a whole speaks of."""
    folded, canonical = fold_name(name), fold_name(row.canonical)
    for part in sorted(row.parts, key=len, reverse=True):
        if fold_name(part) in folded and fold_name(part) not in canonical:
            return part
    if folded == canonical:
        return ""
    return split_phase(name)[1]


def _cells(text: str) -> tuple[str, ...]:
    """Split a ;-separated cell."""
    return tuple(cell.strip() for cell in text.replace("；", ";").split(";") if cell.strip())


def _read_row(line: int, cells: Mapping[str, str | None], faults: list[str]) -> RegistryRow:
    """Read one row and note what is wrong with it."""
    values = {column: (cells.get(column) or "").strip() for column in COLUMNS}
    if not values["canonical"]:
        faults.append(f"第{line}行：canonical 为空；请填统一名称")
    if not values["source"]:
        faults.append(f"第{line}行（{values['canonical']}）：source 为空；请写明事实出处")
    zones = _cells(values["zones"])
    faults.extend(
        f"第{line}行（{values['canonical']}）：没有“{zone}”这个分区；可用 {'、'.join(active().known_zones)}"
        for zone in zones
        if zone not in active().known_zones
    )
    aliases = []
    for cell in _cells(values["aliases"]):
        name, _, doc = cell.partition("@")
        aliases.append((name.strip(), doc.strip()))
    return RegistryRow(
        canonical=values["canonical"],
        aliases=tuple(aliases),
        districts=_cells(values["district"]),
        zones=tuple(zone for zone in active().headline_zones if zone in zones),
        parts=_cells(values["parts"]),
        source=values["source"],
        note=values["note"],
    )


def load_registry(path: Path) -> Registry:
    """Load the reviewed facts from `projects.csv`, or from the folder that holds it.

    Raises RegistryError with every fault at once: a missing file or column, an empty name or source, an unknown zone,
    one name claimed by two rows in the same document and district.
    """
    file = path / FILE_NAME if path.is_dir() else path
    try:
        size_of_file(file)
        with file.open(encoding="utf-8-sig", newline="") as lines:
            reader = csv.DictReader(lines)
            header = tuple(reader.fieldnames or ())
            if missing := [column for column in COLUMNS if column not in header]:
                raise RegistryError(f"{file.name}：缺少列 {'、'.join(missing)}；请按表头补齐")
            faults: list[str] = []
            rows = tuple(_read_row(number, cells, faults) for number, cells in enumerate(reader, start=2))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise RegistryError(
            f"{file.name}：读不出登记表（{type(error).__name__}）；请放回 UTF-8 的 {FILE_NAME}"
        ) from error
    faults.extend(_double_claims(rows))
    if faults:
        raise RegistryError(f"{file.name}：" + "；".join(faults))
    return Registry(rows)


def _double_claims(rows: tuple[RegistryRow, ...]) -> list[str]:
    """List the names that two rows claim where both could be meant."""
    faults = []
    claimed: dict[tuple[str, str], list[RegistryRow]] = {}
    for row in rows:
        for name, doc in {(fold_name(name), doc) for name, doc in ((row.canonical, ""), *row.aliases)}:
            for other in claimed.get((name, doc), []):
                shared = set(row.districts) & set(other.districts)
                if shared or not row.districts or not other.districts:
                    faults.append(
                        f"“{name}”同时属于“{other.canonical}”和“{row.canonical}”；请只留一处或用 @文件号 限定"
                    )
            claimed.setdefault((name, doc), []).append(row)
    return sorted(faults)
