"""Reviewed kinds of projects: where the head noun of a name misleads (`seeds/registry/kinds.csv`)."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from mapapp.contracts import ProjectKind
from mapapp.entities.linking.project_names import fold_name
from mapapp.errors import RegistryError
from mapapp.text.project_kinds import KindReading, read_kind

FILE_NAME: Final = "kinds.csv"
COLUMNS: Final = ("canonical", "kind", "reason")

# Kinds by the folded canonical name.
Kinds = Mapping[str, KindReading]


def load_kinds(folder: Path) -> Kinds:
    """Return the reviewed kinds of a registry folder, empty where it has no such file.

    Raises RegistryError with every fault at once: a missing column, an unknown kind, an empty reason, a name twice.
    """
    file = folder / FILE_NAME
    if not file.is_file():
        return {}
    found: dict[str, KindReading] = {}
    faults: list[str] = []
    try:
        with file.open(encoding="utf-8-sig", newline="") as lines:
            _read_rows(csv.DictReader(lines), found, faults)
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise RegistryError(f"{FILE_NAME}：读不出（{type(error).__name__}）；请放回 UTF-8 的 {FILE_NAME}") from error
    if faults:
        raise RegistryError(f"{FILE_NAME}：" + "；".join(faults) + "；请改正这些行")
    return found


def _read_rows(reader: csv.DictReader[str], found: dict[str, KindReading], faults: list[str]) -> None:
    """Read the reviewed kinds of a table, and one line for each row that is none."""
    if missing := [column for column in COLUMNS if column not in (reader.fieldnames or ())]:
        raise RegistryError(f"{FILE_NAME}：缺少列 {'、'.join(missing)}；请按表头补齐")
    for number, cells in enumerate(reader, start=2):
        name, kind, reason = ((cells[column] or "").strip() for column in COLUMNS)
        if kind not in {member.value for member in ProjectKind}:
            known = "、".join(member.value for member in ProjectKind)
            faults.append(f"第 {number} 行的 kind“{kind}”不在 {known} 之中")
        elif not name or not reason:
            faults.append(f"第 {number} 行缺少名称或理由")
        elif fold_name(name) in found:
            faults.append(f"第 {number} 行的“{name}”写了两次")
        else:
            found[fold_name(name)] = KindReading(ProjectKind(kind), "", reason)


def kind_of(canonical: str, kinds: Kinds) -> tuple[ProjectKind, str]:
    """Return the kind of a project and why: as reviewed, else by the head noun of its name."""
    reviewed = kinds.get(fold_name(canonical))
    if reviewed is not None:
        return reviewed.kind, f"核对：{reviewed.reason}"
    reading = read_kind(canonical)
    return reading.kind, f"“{reading.word}”：{reading.reason}" if reading.word else reading.reason
