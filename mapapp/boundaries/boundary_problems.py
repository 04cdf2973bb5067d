"""Findings: one Problem each, with file, feature, what is wrong and what to do, in one shape for the whole room."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from mapapp.contracts.atlas import Problem
from mapapp.contracts.vocabulary import Severity


@dataclass(frozen=True, slots=True)
class Place:
    """Where a finding stands: a file (folder and name, never a machine's full path) and perhaps one feature in it."""

    file: str
    index: int | None = None
    name: str = ""

    @property
    def where(self) -> str:
        """Return the place the way a person would look for it.

        >>> Place("geodata/zones.geojson", 3, "青西").where
        'geodata/zones.geojson 第3个要素（青西）'
        """
        if self.index is None:
            return self.file
        return f"{self.file} 第{self.index}个要素" + (f"（{self.name}）" if self.name else "")


def file_place(path: Path) -> Place:
    """Name a file by its folder and its own name."""
    folder = path.absolute().parent.name
    return Place(f"{folder}/{path.name}" if folder else path.name)


def error(code: str, place: Place, message: str, remedy: str) -> Problem:
    """Make a finding that keeps the file or the feature out."""
    return Problem(f"geodata-{code}", Severity.ERROR, place.where, message, remedy)


def warning(code: str, place: Place, message: str, remedy: str) -> Problem:
    """Make a finding to look at; what it speaks of is still used."""
    return Problem(f"geodata-{code}", Severity.WARNING, place.where, message, remedy)


def note(code: str, place: Place, message: str, remedy: str) -> Problem:
    """Make a finding that is only said, such as a measured figure beside a published one."""
    return Problem(f"geodata-{code}", Severity.NOTE, place.where, message, remedy)


def has_error(problems: Iterable[Problem]) -> bool:
    """Whether any of the findings is an error."""
    return any(problem.severity is Severity.ERROR for problem in problems)
