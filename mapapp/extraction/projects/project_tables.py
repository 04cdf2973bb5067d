"""Tables that list projects: a column of names, and one that says how far each has come."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from mapapp.contracts.text import Document, Section
from mapapp.contracts.vocabulary import SectionForm
from mapapp.extraction.projects.claims import Claim
from mapapp.extraction.projects.name_candidates import Name
from mapapp.extraction.projects.project_lexicon import Lexicon
from mapapp.extraction.projects.stage_words import combine, find_triggers
from mapapp.extraction.text.sentences import Sentence, mask_brackets

_NAMES: Final = re.compile(r"(?:建设|重大|重点|实事)?(?:项目|工程)(?:名称)?|名称")
_PROGRESS: Final = re.compile(r"进展|进度|状态|阶段|目标|节点|情况|计划|安排")
_SHORTEST_NAME: Final = 4


@dataclass(frozen=True, slots=True)
class _Cell:
    """One cell of a row: half-open offsets within the row and its words."""

    start: int
    end: int
    words: str


def read_project_rows(document: Document, lexicon: Lexicon) -> Iterator[tuple[Sentence, list[Claim]]]:
    """Give the rows of tables whose header has a column of project names and one of progress, with their claims.

    The stage is what the progress cell says (主体结构封顶, 年内开工); a row whose progress says no stage is left out.
    """
    view = document.view.text
    for section in document.sections:
        if section.form is not SectionForm.TABLE:
            continue
        columns: tuple[int, int, int] | None = None
        start = section.start
        for line in view[section.start : section.end].split("\n"):
            cells = _cells(line)
            header = _columns(cells)
            if header is not None:
                columns = header
            elif columns is not None and len(cells) == columns[2]:
                claim = _claim(cells[columns[0]], cells[columns[1]], len(line), lexicon)
                if claim is not None:
                    yield _row(line, start, section), [claim]
            start += len(line) + 1


def _cells(line: str) -> list[_Cell]:
    """Cut a row at its tabs."""
    return [_Cell(match.start(), match.end(), match.group()) for match in re.finditer(r"[^\t]+", line)]


def _columns(cells: list[_Cell]) -> tuple[int, int, int] | None:
    """Give the columns of names and of progress, and how many there are, if a row is the header of a project table."""
    names = [number for number, cell in enumerate(cells) if _NAMES.fullmatch(cell.words.strip())]
    progress = [number for number, cell in enumerate(cells) if _PROGRESS.search(cell.words) and number not in names]
    return (names[0], progress[-1], len(cells)) if names and progress else None


def _claim(name: _Cell, progress: _Cell, length: int, lexicon: Lexicon) -> Claim | None:
    """Join a name with the stage its progress cell tells."""
    reading = combine(tuple(trigger.rule for trigger in find_triggers(mask_brackets(progress.words), lexicon)))
    words = name.words.strip()
    if reading is None or len(words) < _SHORTEST_NAME:
        return None
    at = name.start + len(name.words) - len(name.words.lstrip())
    return Claim(
        Name(at, at + len(words), words, context="项目"),
        reading,
        min(name.start, progress.start),
        max(name.end, progress.end),
        "",
        closing=True,
        clause=(0, length),
    )


def _row(line: str, start: int, section: Section) -> Sentence:
    """Make the sentence that a row stands for."""
    return Sentence(start, start + len(line), line, mask_brackets(line), section, start, line, table=True)
