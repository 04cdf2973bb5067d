"""Tables that list projects, read row by row: every row gives records or a reason why not."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import Final

from mapapp.contracts.document_tables import Table, TableRow
from mapapp.contracts.problems import Problem
from mapapp.contracts.records import Amount
from mapapp.contracts.text import Document, Section
from mapapp.contracts.vocabulary import Modality, Polarity, Severity, Stage, YearBasis
from mapapp.extraction.lexicon_patterns import cell_pattern
from mapapp.extraction.projects.event_book import Telling
from mapapp.extraction.projects.name_parts import base_of
from mapapp.extraction.projects.project_lexicon import Lexicon
from mapapp.extraction.projects.tables.cells import EMPTY, CellStatement, read_number, read_told
from mapapp.extraction.projects.tables.columns import Column, body_rows, read_columns
from mapapp.extraction.projects.tables.table_time import TableTime, table_time
from mapapp.extraction.projects.years import year_moved_to
from mapapp.extraction.projects.zones import towns_in, zones_of_words
from mapapp.extraction.text.times import years_in

_TOTAL: Final = cell_pattern("cell.total")
_SERIAL: Final = re.compile(r"^(?:[（(]?\d{1,3}[）).、．]|[一二三四五六七八九十]{1,3}[、.．]|[①-⑳★●·])\s*")
_NOT_NAMED: Final = 2
# What a group of rows, or a title, says of every project below it.
_GROUPS: Final = (
    (cell_pattern("group.idle"), Stage.BUILDING, Polarity.NOT_REACHED),
    (cell_pattern("group.dropped"), Stage.BUILDING, Polarity.CANCELLED),
    (cell_pattern("group.in_use"), Stage.OPERATING, None),
    (cell_pattern("group.done"), Stage.COMPLETED, None),
    (cell_pattern("group.building"), Stage.BUILDING, None),
    (cell_pattern("group.started"), Stage.STARTED, None),
    (re.compile(r"前期"), Stage.PREPARED, None),
    (cell_pattern("group.planned"), Stage.PLANNED, None),
)  # fmt: skip
# Why a record of a table may be trusted: its place among projects.
_CONFIDENCE: Final = 0.7
_DOUBTFUL: Final = 0.45
_DATES: Final = {"start": Stage.STARTED, "finish": Stage.COMPLETED, "use": Stage.OPERATING}
_GROUP_NOUN: Final = cell_pattern("group.noun")
_LIST_TITLE: Final = cell_pattern("cell.list_title")
_NOT_A_LIST: Final = cell_pattern("cell.not_a_list")
_NOT_A_TITLE: Final = cell_pattern("cell.not_a_title")
_SHARE_DONE: Final = cell_pattern("cell.share_done")
_PLACE: Final = cell_pattern("cell.place")
_MEANT: Final = cell_pattern("cell.meant")
_ACTUAL: Final = cell_pattern("cell.actual")
_MONTH: Final = re.compile(r"20\d\d[年.\-/](1[0-2]|0?[1-9])(?:月|$|\D)")
_QUANTITY: Final = cell_pattern("cell.quantity")


@dataclass(frozen=True, slots=True)
class ReadTable:
    """One table of projects: its stretch of the view, what its rows say, which rows say nothing and why.

    `rows` counts the rows that could hold a project.
    """

    start: int
    end: int
    rows: int
    tellings: tuple[Telling, ...]
    silent: tuple[tuple[str, str], ...]
    where: str


def read_project_tables(document: Document, lexicon: Lexicon) -> list[ReadTable]:
    """Return the tables of a document that are tables of projects, read."""
    found = []
    for table in document.tables:
        columns = read_columns(table)
        if columns:
            found.append(_Reader(document, table, columns, lexicon).read())
    return found


def find_table_problems(document: Document, lexicon: Lexicon) -> tuple[Problem, ...]:
    """Return what was not read of the tables of a document: rows without a stage, and lists of projects without columns."""
    problems = []
    for read in read_project_tables(document, lexicon):
        if read.silent:
            told = "；".join(f"“{name}”{why}" for name, why in read.silent[:5])
            more = f"等 {len(read.silent)} 行" if len(read.silent) > 5 else ""
            message = f"{read.where}共 {read.rows} 行，{len(read.silent)} 行没有读出项目进展：{told}{more}"
            problems.append(_problem(document, read.where, message, read.start))
    for table in document.tables:
        if not read_columns(table) and _lists_projects(table):
            where = _where(table)
            message = f"{where}像是项目表，但认不出名称列或进展列，{len(body_rows(table))} 行没有读"
            problems.append(_problem(document, where, message, table.view_start))
    return tuple(problems)


def _problem(document: Document, where: str, message: str, start: int) -> Problem:
    """Return what of a table was not read."""
    stored = document.view.offsets[start] if start < len(document.view.offsets) else None
    return Problem(
        "table-rows-unread",
        Severity.WARNING,
        f"{document.name} {where}",
        message,
        "请看原表；需要的项目可在复核中补记，或把表头改成“项目名称、进展情况”一类的字样",
        doc=document.id,
        start=stored,
    )


def _lists_projects(table: Table) -> bool:
    """Whether the lines above a table, or its headings, say that it lists projects."""
    words = " ".join((*(cell.words for cell in table.captions[-1:]), *table.headings))
    return bool(_LIST_TITLE.search(words)) and not _NOT_A_LIST.search(words)


def _where(table: Table) -> str:
    """Name a table by the line above it."""
    titles = [cell.words for cell in table.captions if not _NOT_A_TITLE.search(cell.words)]
    return f"表“{titles[-1][:30]}”" if titles else "表格"


@dataclass(slots=True)
class _Group:
    """What the band above the rows says: a stage, a place."""

    words: str = ""
    stage: Stage | None = None
    polarity: Polarity | None = None


@dataclass(slots=True)
class _Reader:
    """Reads the rows of one table."""

    document: Document
    table: Table
    columns: tuple[Column, ...]
    lexicon: Lexicon
    group: _Group = field(default_factory=_Group)

    def read(self) -> ReadTable:
        """Return the table read."""
        section = self.document.section_at(self.table.view_start)
        time = table_time(self.document, self.table, section)
        titled = _Group()
        for cell in self.table.captions[-1:]:
            titled = _group(cell.words)
        self.group = titled
        tellings: list[Telling] = []
        silent: list[tuple[str, str]] = []
        rows = 0
        for row in body_rows(self.table):
            if row.band is not None:
                self.group = _group(row.band.words) if row.band.words else titled
                continue
            name = self._name(row)
            if not name or _TOTAL.fullmatch(name):
                continue
            rows += 1
            found = self._row(row, name, section, time)
            tellings += found
            if not found:
                silent.append((name, "没有写进展、时间或目标"))
        return ReadTable(
            self.table.view_start, self.table.view_end, rows, tuple(tellings), tuple(silent), _where(self.table)
        )

    def _name(self, row: TableRow) -> str:
        """Return the project of a row."""
        words = next(row.cells[column.number].words for column in self.columns if column.role == "name")
        words = _SERIAL.sub("", words.strip())
        if len(words) < _NOT_NAMED or EMPTY.fullmatch(words) or _QUANTITY.fullmatch(words):
            return ""
        return words

    def _row(self, row: TableRow, name: str, section: Section, time: TableTime) -> list[Telling]:
        """Return what a row says of its project."""
        place = "、".join(row.cells[column.number].words for column in self.columns if column.role == "place")
        where = f"{name} {place} {self.group.words}"
        zones, evidence = zones_of_words(where, section, self.document)
        places = towns_in(where, self.document) or _places(place)
        blank = Telling(
            spans=((row.spans[0][0], row.spans[-1][1]),),
            told_in="\t".join(cell.words for cell in row.cells),
            name=name,
            canonical=base_of(name),
            stage=Stage.PLANNED,
            modality=Modality.PLANNED,
            year=None,
            basis=YearBasis.SENTENCE,
            zones=zones,
            evidence=evidence,
            places=places,
            rule="table.row",
            confidence=_CONFIDENCE,
            reasons=("项目表的一行",),
            amount=self._amount(row),
        )
        found: list[Telling] = []
        for column in self.columns:
            words = row.cells[column.number].words
            if not EMPTY.fullmatch(words):
                found += self._cell(column, words, blank, time)
        return _once(found) or self._by_group(blank, time)

    def _cell(self, column: Column, words: str, blank: Telling, time: TableTime) -> list[Telling]:
        """Return what one cell says."""
        if column.role == "progress":
            return self._told(column, words, blank, time, ahead=False)
        if column.role in ("target", "next", "month"):
            return self._told(column, words, blank, time, ahead=True)
        if column.role in _DATES:
            return self._dated(column, words, blank, time)
        if column.role == "span":
            return self._span(words, blank, time)
        return []

    def _told(self, column: Column, words: str, blank: Telling, time: TableTime, *, ahead: bool) -> list[Telling]:
        """Return the stages a cell of progress or of plans tells."""
        share = _SHARE_DONE.fullmatch(words)
        if share and column.role == "progress":
            stage = Stage.COMPLETED if float(share.group(1)) >= 100 else Stage.BUILDING
            statements = [CellStatement("", stage, "site.share", None, words, "")]
        else:
            statements = read_told(words, blank.name, self.lexicon)
        return [self._statement(statement, column, blank, time, ahead=ahead) for statement in statements]

    def _statement(
        self, statement: CellStatement, column: Column, blank: Telling, time: TableTime, *, ahead: bool
    ) -> Telling:
        """Return the record of one stage of a cell."""
        default = time.told
        if ahead:
            default = time.following if column.role == "next" else time.goals
        elif statement.polarity is None and _FUTURE.search(statement.words):
            ahead = True
            default = time.following
        default = column.year or default
        said = [mention.last for mention in years_in(statement.words, now=default if default else None, begins=default)]
        year = said[-1] if said else default
        planned = ahead or statement.polarity is not None
        part = statement.part
        return replace(
            blank,
            name=blank.name + part if part else blank.name,
            stage=statement.stage,
            modality=Modality.PLANNED if planned else Modality.REPORTED,
            year=year,
            basis=YearBasis.SENTENCE if said or column.year else YearBasis.SECTION,
            rule=statement.rule,
            polarity=statement.polarity or Polarity.PLANNED,
            moved_to=year_moved_to(statement.moved, year, self.document)
            if statement.polarity is Polarity.NOT_REACHED
            else None,
        )

    def _dated(self, column: Column, words: str, blank: Telling, time: TableTime) -> list[Telling]:
        """Return the stage that a cell of dates gives: planned, unless its heading or its past says otherwise."""
        mentions = years_in(_with_year_mark(words), now=time.told)
        if not mentions:
            return []
        year = mentions[-1].last
        meant = bool(_MEANT.search(column.heading)) or bool(_MEANT.search(words))
        past = _is_past(words, year, time)
        happened = bool(_ACTUAL.search(column.heading)) or (not meant and past and column.role == "start")
        return [
            replace(
                blank,
                stage=_DATES[column.role],
                modality=Modality.REPORTED if happened else Modality.PLANNED,
                year=year,
                rule=f"table.{column.role}",
                certain=not (meant and past),
                confidence=_DOUBTFUL if meant and past else _CONFIDENCE,
            )
        ]

    def _span(self, words: str, blank: Telling, time: TableTime) -> list[Telling]:
        """Return start and finish of a cell of years: 2026—2028."""
        years = re.findall(r"20[0-4]\d", words)
        if len(years) != 2:
            return []
        first, last = int(years[0]), int(years[1])
        begun = time.told is not None and first < time.told
        start = replace(
            blank,
            stage=Stage.STARTED,
            modality=Modality.REPORTED if begun else Modality.PLANNED,
            year=first,
            rule="table.span",
            certain=not begun,
            confidence=_DOUBTFUL if begun else _CONFIDENCE,
        )
        return [start, replace(blank, stage=Stage.COMPLETED, year=last, rule="table.span")]

    def _by_group(self, blank: Telling, time: TableTime) -> list[Telling]:
        """Return the stage of the group a row stands in, where the row itself tells none."""
        if self.group.stage is None:
            return []
        planned = time.plans or self.group.polarity is not None
        return [
            replace(
                blank,
                stage=self.group.stage,
                modality=Modality.PLANNED if planned else Modality.REPORTED,
                year=time.goals if time.plans else time.told,
                basis=YearBasis.SECTION,
                rule="table.group",
                polarity=self.group.polarity or Polarity.PLANNED,
                reasons=(*blank.reasons, f"表中分组“{self.group.words}”"),
            )
        ]

    def _amount(self, row: TableRow) -> Amount | None:
        """Return the total investment of a row."""
        for column in self.columns:
            if column.role == "invest_total" and column.unit:
                value = read_number(row.cells[column.number].words)
                if value is not None:
                    return Amount(value, column.unit, "总投资")
        return None


_FUTURE: Final = cell_pattern("cell.future")


def _group(words: str) -> _Group:
    """Return what a band or a title says of the rows below it."""
    for pattern, stage, polarity in _GROUPS:
        if pattern.search(words) and _GROUP_NOUN.search(words):
            return _Group(words, stage, polarity)
    return _Group(words)


def _places(words: str) -> tuple[str, ...]:
    """Return the towns a cell of places names."""
    return tuple(dict.fromkeys(place for place in re.split(r"[、，,/ ]", words) if _PLACE.search(place)))


def _with_year_mark(words: str) -> str:
    """Return a date with 年 after a bare year: 2026 → 2026年."""
    return re.sub(r"(20[0-4]\d)(?![\d年.\-/])", r"\1年", words)


def _is_past(words: str, year: int, time: TableTime) -> bool:
    """Whether a date lies before the time the table tells of."""
    if time.told is None or year > time.told:
        return False
    if year < time.told or time.as_of_month is None:
        return year < time.told
    month = _MONTH.search(words)
    return bool(month) and int(month.group(1)) <= time.as_of_month  # type: ignore[union-attr]


def _once(found: list[Telling]) -> list[Telling]:
    """Leave out what a row says twice: a date and a goal of the same stage and year."""
    kept: list[Telling] = []
    for telling in found:
        same = [
            other
            for other in kept
            if (other.name, other.stage, other.modality, other.year)
            == (telling.name, telling.stage, telling.modality, telling.year)
        ]
        if not same:
            kept.append(telling)
    return kept
