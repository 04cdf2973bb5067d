"""What `extract` reads out of files, all documents together."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

from mapapp.contracts import Indicator, Problem, ProjectEvent
from mapapp.reading.file_readings import FileReading, read_files


class Extracted(NamedTuple):
    events: tuple[ProjectEvent, ...]
    indicators: tuple[Indicator, ...]
    problems: tuple[Problem, ...]


def as_read(reading: FileReading) -> FileReading:
    return reading


def extract_files(paths: Sequence[Path], **options: Any) -> Extracted:
    readings = list(read_files(paths, as_read, **options))
    return Extracted(
        tuple(event for reading in readings for event in reading.events),
        tuple(figure for reading in readings for figure in reading.indicators),
        tuple(problem for reading in readings for problem in reading.problems),
    )
