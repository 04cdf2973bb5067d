"""Problem: one thing a person should know, with its place and its remedy."""

from __future__ import annotations

from dataclasses import dataclass

from mapapp.contracts.vocabulary import Severity


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing a person should know: code, how bad, where, what, what now. `project_id`, `doc` where they apply."""

    code: str
    severity: Severity
    where: str
    message: str
    remedy: str
    project_id: str = ""
    doc: str = ""
    start: int | None = None
    end: int | None = None
