"""What a file holds: its text, its pages, its tables, and what a person should know of the file."""

from __future__ import annotations

from dataclasses import dataclass

from mapapp.contracts.problems import Problem
from mapapp.contracts.text import RecognisedLine
from mapapp.documents.tables.raw import RawTable


@dataclass(frozen=True, slots=True)
class FileText:
    """The stored text of a file.

    `page_starts` are offsets at which pages begin, `tables` those the file itself marks; `problems` name what was not
    read, or was read in a way a person should know; `recognised` are the lines that were not there as text.
    """

    text: str
    page_starts: tuple[int, ...] = ()
    tables: tuple[RawTable, ...] = ()
    problems: tuple[Problem, ...] = ()
    recognised: tuple[RecognisedLine, ...] = ()
