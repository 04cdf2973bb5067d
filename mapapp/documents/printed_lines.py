"""Printed lines: where each lies in the stored text and what kind of line it is."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from mapapp.contracts.vocabulary import SectionForm
from mapapp.documents.lexicon import document_pattern
from mapapp.text.chars import SENTENCE_ENDS, SUPERSCRIPTS, width

_LINE: Final = re.compile(r"([^\n\r\f\u2028\u2029]*)(?:\r\n|[\n\r\f\u2028\u2029]|$)")
_PAGE_NUMBER: Final = re.compile(
    r"[-—–－·\s]*(?:第\s*\d{1,3}\s*页(?:\s*[/，,]?\s*共\s*\d{1,3}\s*页)?|[-—–－·]\s*\d{1,3}\s*[-—–－·]|\d{1,3}\s*/\s*\d{1,3}|Page\s*\d+)[-—–－·\s]*",
    re.IGNORECASE,
)
_LONE_NUMBER: Final = re.compile(r"\s*\d{1,3}\s*")
_DOTTED: Final = re.compile(r"(?:[.．·…]\s?){5,}")
_RULE: Final = re.compile(r"[\s\-—–_=*~·.|:]+")
_MARKDOWN_HEADING: Final = re.compile(r"\s*(#{1,6})\s")
_NUMBERED: Final = document_pattern("line.numbered")
_BULLET: Final = re.compile(r"\s*(?:[-*+•●■◆▪➢▲△★☆▶►]\s|——|—\s|[①-⑳]|\*\*)")
_TABLE_HEADER: Final = re.compile(r"\s*序\s*号[\s|]+\S")
_TABLE_ROW: Final = re.compile(r"\s*(\d{1,3})(?=[\s|、.]|$)")
# A line longer than this is a whole text without line breaks, whatever tabs it holds.
_LONGEST_ROW: Final = 1_500
# A paragraph that was indented with tabs; beside a row of a table it is a row with one filled cell too.
_INDENTED: Final = re.compile(r"\t+[^\t]*")
_TERMINAL: Final = SENTENCE_ENDS | frozenset("：:…")
_CLOSERS: Final = '”’）)」』》】*" \u3000'


@dataclass(slots=True)
class Line:
    """One printed line: stored offsets without its line end, its text, and what it is."""

    start: int
    end: int
    text: str
    form: SectionForm = SectionForm.PROSE
    furniture: bool = False
    footnote: bool = False
    gap: int = 0  # blank lines printed before it

    @property
    def blank(self) -> bool:
        """Whether nothing is printed on the line."""
        return not self.text.strip()

    @property
    def starts_unit(self) -> bool:
        """Whether the line opens something of its own: a heading, a list item, a table."""
        return bool(
            _MARKDOWN_HEADING.match(self.text) or _NUMBERED.match(self.text) or _BULLET.match(self.text)
        ) or self.text.lstrip().startswith(("各位代表", "名词解释", "相关链接"))

    @property
    def ends_sentence(self) -> bool:
        """Whether the line ends where a sentence ends."""
        text = self.text.rstrip(_CLOSERS)
        return bool(text) and text[-1] in _TERMINAL

    @property
    def columns(self) -> int:
        """Measure the printed width in half-width columns."""
        return width(self.text.strip())


def read_lines(text: str) -> list[Line]:
    r"""Cut a stored text into lines and mark page furniture, contents, tables and footnotes.

    Line ends (\n, \r\n, \r, form feed) belong to no line. Nothing is removed here.
    """
    lines = [Line(match.start(), match.end(1), match.group(1)) for match in _LINE.finditer(text) if match.group()]
    gap = 0
    for line in lines:
        line.gap, gap = gap, gap + 1 if line.blank else 0
    _mark_furniture(lines)
    _mark_tables(lines)
    return lines


def _mark_furniture(lines: list[Line]) -> None:
    """Mark page numbers, rules, dotted contents, repeated running heads and footnotes."""
    seen: dict[str, int] = {}
    for line in lines:
        stripped = line.text.strip()
        if 4 <= len(stripped) <= 40:
            seen[stripped] = seen.get(stripped, 0) + 1
    for line in lines:
        stripped = line.text.strip()
        if not stripped:
            continue
        if _PAGE_NUMBER.fullmatch(stripped) or (_RULE.fullmatch(stripped) and "\t" not in stripped):
            line.furniture = True
        elif _DOTTED.search(stripped) and len(_DOTTED.sub("", stripped)) < 60:
            line.form = SectionForm.CONTENTS
        elif stripped[0] in SUPERSCRIPTS:
            line.footnote = True
        elif seen.get(stripped, 0) >= 4 and "\t" not in line.text and not line.ends_sentence and not line.starts_unit:
            # the same short line at the head of many pages is the document's title, not a statement
            line.furniture = True


def _mark_tables(lines: list[Line]) -> None:
    """Mark rows of tab- or bar-separated tables, and of tables whose cells are parted by blanks under 序号."""
    for line in lines:
        cells = re.split(r"\t|(?<=.)\|(?=.)", line.text.strip("\n\r"))
        short = len(line.text) <= _LONGEST_ROW
        if short and not line.furniture and len(cells) >= 2 and any(cell.strip() for cell in cells[1:]):
            line.form = SectionForm.TABLE
    _unmark_indents(lines)
    index = 0
    while index < len(lines):
        line = lines[index]
        if line.form is SectionForm.PROSE and _TABLE_HEADER.match(line.text):
            last = _last_table_line(lines, index)
            for row in lines[index : last + 1]:
                if not row.furniture:
                    row.form = SectionForm.TABLE
            index = last
        index += 1
    _mark_lone_numbers(lines)


def _unmark_indents(lines: list[Line]) -> None:
    """Take back what is no table: a run of lines whose only tabs stand before their words."""
    run: list[Line] = []
    for line in [*(line for line in lines if not line.blank), None]:
        if line is not None and line.form is SectionForm.TABLE:
            run.append(line)
            continue
        if all(_INDENTED.fullmatch(indented.text) for indented in run):
            for indented in run:
                indented.form = SectionForm.PROSE
        run = []


def _last_table_line(lines: list[Line], header: int) -> int:
    """Find the last line of a table parted by blanks: rows are numbered 1, 2, 3 … and cells may wrap over lines."""
    expected, last = 1, header
    for index in range(header + 1, len(lines)):
        match = _TABLE_ROW.match(lines[index].text)
        if match and int(match.group(1)) == expected:
            expected, last = expected + 1, index
        elif index - last > 24:
            break
    return last


def _mark_lone_numbers(lines: list[Line]) -> None:
    """Mark numbers that stand alone between prose lines: page numbers without dashes."""
    for line in lines:
        if line.form is SectionForm.PROSE and not line.furniture and _LONE_NUMBER.fullmatch(line.text):
            line.furniture = True


def heading_marks(text: str) -> int:
    """Count the # of a markdown heading; 0 if there is none."""
    match = _MARKDOWN_HEADING.match(text)
    return len(match.group(1)) if match else 0
