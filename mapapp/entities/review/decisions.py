"""Reviewed decisions: what people accepted, corrected, rejected or added, kept beside the documents.

`seeds/reviews/*.jsonl`, one decision a line: decision (accept correct reject add, or answer: answers.py), document (sha256), kind (event
indicator), quote, name (which record of the quote is meant; for add the new one), was (further fields that single it
out, e.g. stage), set (corrected or new fields), reviewer, date, reason. Keyed by document hash and quote, a decision
survives new extraction rules; when its quote is gone from the document it is not applied and becomes a Problem 待复核.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from mapapp.contracts import Problem, Severity
from mapapp.ordinary_files import size_of_file

VERDICTS: Final = ("accept", "correct", "reject", "add", "answer")
KINDS: Final = ("event", "indicator")
_TEXT_FIELDS: Final = ("decision", "document", "kind", "quote", "name", "reviewer", "date", "reason")
_DATE: Final = re.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision of one reviewer. `where` is file and line, for messages; values are plain JSON values."""

    decision: str
    document: str
    kind: str
    quote: str
    name: str
    reviewer: str
    date: str
    reason: str
    where: str
    was: Mapping[str, object] = field(default_factory=dict)
    set: Mapping[str, object] = field(default_factory=dict)


def load_decisions(path: Path) -> tuple[tuple[Decision, ...], tuple[Problem, ...]]:
    """Load every decision of a folder (or one file), files by name, lines in order.

    A line that is not a whole decision is left out and becomes a Problem; a missing folder means no decisions.
    """
    files = sorted(path.glob("*.jsonl")) if path.is_dir() else [path] if path.exists() else []
    decisions: list[Decision] = []
    problems: list[Problem] = []
    for file in files:
        try:
            size_of_file(file)
            text = file.read_text(encoding="utf-8-sig")
        except (OSError, UnicodeDecodeError):
            problems.append(_problem(f"{file.name}", "复核文件读不出", "请放回 UTF-8 的 JSON Lines 文件"))
            continue
        found, faults = read_decisions(file.name, text)
        decisions.extend(found)
        problems.extend(faults)
    return tuple(decisions), tuple(problems)


def read_decisions(source: str, text: str) -> tuple[tuple[Decision, ...], tuple[Problem, ...]]:
    """Read decisions from JSON Lines; `source` names them in messages. Bad lines become Problems."""
    decisions: list[Decision] = []
    problems: list[Problem] = []
    for where, found in _read_lines(source, text):
        if isinstance(found, Decision):
            decisions.append(found)
        else:
            problems.append(_problem(where, found, "请改正这一行，格式见 seeds/reviews/README.md"))
    return tuple(decisions), tuple(problems)


def _read_lines(file_name: str, text: str) -> Iterator[tuple[str, Decision | str]]:
    """Read the lines of one file: a decision, or what is wrong with the line."""
    # Only these end a line: a quote may hold U+2028 and its like, which JSON writes as they are.
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        where = f"reviews/{file_name}:{number}"
        try:
            cells = json.loads(line)
        except (ValueError, RecursionError):
            yield where, "这一行不是 JSON"
            continue
        yield where, _read_decision(cells, where)


def _read_decision(cells: object, where: str) -> Decision | str:
    """Check one decision; a string says what is wrong."""
    if not isinstance(cells, dict):
        return "这一行不是一条决定"
    values = {key: cells.get(key) for key in _TEXT_FIELDS}
    if missing := [key for key, value in values.items() if not isinstance(value, str) or not value.strip()]:
        return f"缺少 {'、'.join(missing)}"
    text = {key: str(value) for key, value in values.items()}
    if text["decision"] not in VERDICTS or text["kind"] not in KINDS:
        return f"decision 应为 {'/'.join(VERDICTS)}，kind 应为 {'/'.join(KINDS)}"
    if not _DATE.fullmatch(text["date"]):
        return "date 应写作 2026-11-20"
    was, new = cells.get("was", {}), cells.get("set", {})
    if not isinstance(was, dict) or not isinstance(new, dict):
        return "was 和 set 应为对象"
    if text["decision"] in ("correct", "add", "answer") and not new:
        return "更正、新增或答复须在 set 里写明内容"
    return Decision(**text, where=where, was=was, set=new)


def _problem(where: str, message: str, remedy: str) -> Problem:
    """Return what is wrong with a review file."""
    return Problem("review-invalid", Severity.ERROR, where, message, remedy)
