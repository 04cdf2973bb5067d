"""The manifest of the source documents: which files there should be, and whether they are there and whole."""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

from mapapp.contracts.atlas import Problem
from mapapp.contracts.vocabulary import DocumentCoverage, DocumentKind, Severity
from mapapp.documents.document_facts import DocumentFacts
from mapapp.documents.file_bytes import check_file
from mapapp.documents.time.corrections import PartFact, read_part
from mapapp.errors import DocumentError
from mapapp.open_workspace import active


def _none_kept(_fact: DocumentFacts) -> bool:
    """Whether a document was read before and needs no file; none was."""
    return False


def load_manifest(
    seeds_dir: Path, *, kept: Callable[[DocumentFacts], bool] = _none_kept
) -> tuple[tuple[DocumentFacts, ...], tuple[Problem, ...]]:
    """Read manifest.toml and check every file it names.

    Parameters
    ----------
    seeds_dir : Path
    kept : callable
        Says of a row whether its document was read before, so that its file is not looked at and may be missing.

    Returns
    -------
    facts : tuple of DocumentFacts
        In manifest order, only for files that can be read, of the districts the open workspace is read for.
    problems : tuple of Problem
        One with a remedy for each missing, empty, changed or wrongly encoded file; the rest still works.
    """
    path = seeds_dir / "manifest.toml"
    if not path.is_file():
        remedy = "请放入 manifest.toml（每份文件一节 [[document]]）"
        return (), (_problem("manifest_missing", str(path.name), "找不到文件清单", remedy),)
    try:
        rows = tomllib.loads(path.read_bytes().decode("utf-8")).get("document", [])
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        return (), (_problem("manifest_broken", path.name, f"文件清单不是有效的 TOML：{error}", "请按报错位置改正"),)
    facts: list[DocumentFacts] = []
    problems: list[Problem] = []
    for number, row in enumerate(rows, start=1):
        fact = _read_row(row, seeds_dir)
        if isinstance(fact, str):
            problems.append(_problem("manifest_row", f"manifest.toml 第 {number} 节", fact, "请补齐或改正该字段"))
            continue
        if not active().holds(fact.district):
            if all(fact.district != known.name for known in active().districts):
                problems.append(_of_no_district(fact))
            continue
        if any(fact.id == other.id for other in facts):
            message = f"编号 {fact.id} 重复"
            problems.append(_problem("manifest_row", f"manifest.toml 第 {number} 节", message, "请给每份文件唯一编号"))
            continue
        fault = None if kept(fact) else _check_file(fact)
        if fault is not None:
            problems.append(fault)
        if fault is None or fault.severity is not Severity.ERROR or fault.code == "seed_changed":
            facts.append(fact)
    return tuple(facts), tuple(problems)


def _of_no_district(fact: DocumentFacts) -> Problem:
    """Return the line for a document that no part of the workspace shows: it must not be missed silently."""
    message = (
        f"区“{fact.district}”不是工作区的区，按区打开时哪里都不显示"
        if fact.district
        else "没有写明是哪个区，按区打开时哪里都不显示"
    )
    known = "、".join(district.name for district in active().districts[:3])
    remedy = f"请在 manifest.toml 里写明 district，如 {known}"
    return Problem("manifest_district", Severity.WARNING, fact.path.name, message, remedy)


def _read_row(row: dict[str, Any], seeds_dir: Path) -> DocumentFacts | str:
    """Turn one TOML table into facts, or say which field is wrong."""
    for field in ("id", "file", "title", "kind"):
        if not isinstance(row.get(field), str) or not row[field]:
            return f"缺少字段 {field}"
    if row["kind"] not in {kind.value for kind in DocumentKind}:
        return f"kind 的值 {row['kind']} 不在 {'、'.join(kind.value for kind in DocumentKind)} 之中"
    if row.get("coverage", "full") not in {kind.value for kind in DocumentCoverage}:
        return f"coverage 的值 {row['coverage']} 不在 {'、'.join(kind.value for kind in DocumentCoverage)} 之中"
    reviewed = _read_years(row.get("reviews"))
    if isinstance(reviewed, str):
        return reviewed
    parts = _read_parts(row.get("parts", []))
    if isinstance(parts, str):
        return parts
    plans_from, plans_to = row.get("plans_from"), row.get("plans_to")
    return DocumentFacts(
        id=row["id"],
        path=seeds_dir / row["file"],
        title=row["title"],
        short_title=row.get("short_title", row["title"]),
        district=row.get("district", ""),
        kind=next(kind for kind in DocumentKind if kind.value == row["kind"]),
        year=row.get("year"),
        issued=str(row.get("issued", "")),
        plans=(plans_from, plans_to) if isinstance(plans_from, int) and isinstance(plans_to, int) else None,
        reviews=reviewed[1] if reviewed else None,
        sha256=row.get("sha256", ""),
        coverage=DocumentCoverage(row["coverage"]) if "coverage" in row else None,
        reviewed_years=reviewed,
        parts=parts,
    )


def _read_parts(value: object) -> tuple[PartFact, ...] | str:
    """Read what is said of single parts ("标题 | plan | 2026"); a string says what is wrong."""
    if not isinstance(value, list) or not all(isinstance(line, str) for line in value):
        return 'parts 应为一列文字，如 ["二、下一步安排 | plan | 2026"]'
    parts = []
    for line in value:
        part = read_part(line)
        if part is None:
            return f"parts 的一项 {line} 应写成 标题 | review 或 plan | 年份（2026 或 2026-2030）"
        parts.append(part)
    return tuple(parts)


def _read_years(value: object) -> tuple[int, int] | str | None:
    """Read the reviewed years, one (2023) or the first and last ([2016, 2020]); a string says what is wrong."""
    if value is None:
        return None
    years = [year for year in (value if isinstance(value, list) else [value, value]) if type(year) is int]
    if len(years) != 2 or (isinstance(value, list) and len(value) != 2) or years[0] > years[1]:
        return f"reviews 的值 {value} 应为一个年份（2023）或首末两年（[2016, 2020]）"
    return years[0], years[1]


def _check_file(fact: DocumentFacts) -> Problem | None:
    """Look at one file: is it there, not empty, unchanged, readable."""
    where = fact.path.name
    if not fact.path.exists():
        return _problem("seed_missing", where, "文件不存在", "请从来源重新放入 seeds/，文件名须与清单一致")
    try:
        check_file(fact.path)
    except DocumentError as error:
        fault_text, _, remedy = str(error).removeprefix(f"{where}：").rpartition("；")
        return _problem("seed_unreadable", where, fault_text or remedy, remedy)
    data = fact.path.read_bytes()
    if not data.strip():
        return _problem("seed_empty", where, "文件是空的", "请从来源重新放入完整文件")
    if fact.path.suffix.lower() == ".txt":
        try:
            data.decode("utf-8")
        except UnicodeDecodeError as error:
            message = f"第 {error.start} 字节处不是 UTF-8"
            return _problem("seed_encoding", where, message, "请恢复原文件，或另存为 UTF-8 并更新清单中的 sha256")
    if fact.sha256 and hashlib.sha256(data).hexdigest() != fact.sha256:
        message = "内容与清单中的 sha256 不符（可能被截断或改动）"
        return _problem("seed_changed", where, message, "请恢复原文件；若是有意更新，请同时更新清单中的 sha256")
    return None


def _problem(code: str, where: str, message: str, remedy: str) -> Problem:
    """Make an error Problem."""
    return Problem(code=code, severity=Severity.ERROR, where=where, message=message, remedy=remedy)
