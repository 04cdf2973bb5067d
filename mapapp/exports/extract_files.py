"""The files of `extract`: JSON Lines, and GeoParquet in parts, written as the documents come and never held all at once."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Final

from mapapp.contracts import Indicator, Problem, ProjectEvent
from mapapp.exports.arrow_rows import arrow_table, pack_table
from mapapp.exports.atomic_write import make_folder, write_whole
from mapapp.exports.partitions import new_partitions
from mapapp.exports.rows import event_row, indicator_row, problem_row
from mapapp.exports.text_files import jsonl_pieces

FILES: Final = ("events.jsonl", "indicators.jsonl", "problems.jsonl")
PARQUET: Final = "parquet"
_COPIED_BYTES: Final = 1 << 20


@dataclass(frozen=True, slots=True)
class ExtractPart:
    """What one document gives to the files: lines of each of FILES, and its tables by name, packed; the problems to be told."""

    group: str
    lines: tuple[bytes, ...]
    tables: dict[str, bytes]
    problems: tuple[Problem, ...]


def extract_part(
    group: str, events: Sequence[ProjectEvent], indicators: Sequence[Indicator], problems: tuple[Problem, ...]
) -> ExtractPart:
    """Return what one document gives to the files; nothing is placed yet, so every geometry is empty."""
    event_rows, figure_rows = list(map(event_row, events)), list(map(indicator_row, indicators))
    lines = (jsonl_pieces(rows) for rows in (event_rows, figure_rows, map(problem_row, problems)))
    tables = {
        "events": pack_table(arrow_table("event", event_rows, geometries=[None] * len(event_rows))),
        "indicators": pack_table(arrow_table("indicator", figure_rows)),
    }
    return ExtractPart(group, tuple(map(b"".join, lines)), tables, problems)


def write_extract(parts: Iterable[ExtractPart], out_dir: Path) -> tuple[tuple[Path, ...], tuple[Problem, ...]]:
    """Write the files of `extract`, whole or not at all, and return their paths and the problems of all documents."""
    make_folder(out_dir)
    problems: list[Problem] = []
    with ExitStack() as stack:
        spools = [stack.enter_context(tempfile.TemporaryFile(dir=out_dir)) for _ in FILES]
        partitions = stack.enter_context(new_partitions(out_dir / PARQUET))
        for part in parts:
            for spool, lines in zip(spools, part.lines, strict=True):
                spool.write(lines)
            partitions.add(part.group, part.tables)
            problems.extend(part.problems)
        for name, spool in zip(FILES, spools, strict=True):
            write_whole(out_dir / name, _read_again(spool), force=True)
    return (*(out_dir / name for name in FILES), out_dir / PARQUET), tuple(problems)


def _read_again(spool: IO[bytes]) -> Iterator[bytes]:
    """Return what was written to a file, piece by piece."""
    spool.seek(0)
    while piece := spool.read(_COPIED_BYTES):
        yield piece
