"""What one cell of a table of projects tells: stages with their words, dates, sums."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Final

from mapapp.contracts.vocabulary import Polarity, Stage
from mapapp.extraction.lexicon_patterns import cell_pattern
from mapapp.extraction.projects.clause_parser import read_claims
from mapapp.extraction.projects.polarity import polarity_around
from mapapp.extraction.projects.progress import of_part
from mapapp.extraction.projects.project_lexicon import Lexicon
from mapapp.extraction.projects.sentence_topic import About
from mapapp.extraction.projects.stage_words import combine, find_triggers
from mapapp.extraction.text.brackets import mask_brackets

EMPTY: Final = cell_pattern("cell.empty")
_STATEMENTS: Final = re.compile(r"[；;。\n]+")
_LIST_MARK: Final = re.compile(r"^(?:\d{1,2}[.、．](?!\d)|[①-⑩]|（\d{1,2}）|[一二三四五六七八九]是)")
_NUMBER: Final = re.compile(r"-?\d+(?:\.\d+)?")
_THOUSANDS: Final = re.compile(r"(?<=\d)[,，](?=\d{3}(?:\D|$))")


@dataclass(frozen=True, slots=True)
class CellStatement:
    """One stage told in a cell: of which part of the project, by which rule, with the words that date and deny it."""

    part: str
    stage: Stage
    rule: str
    polarity: Polarity | None
    words: str
    moved: str


def read_told(words: str, name: str, lexicon: Lexicon) -> list[CellStatement]:
    """Return the stages a cell tells of the project of its row.

    Early work is left out beside later stages; of stages not reached the furthest counts.
    """
    found: list[CellStatement] = []
    for piece in _STATEMENTS.split(words):
        statement = _LIST_MARK.sub("", piece.strip())
        if statement:
            found += _read_statement(statement, name, lexicon)
    return _what_counts(found)


def _read_statement(words: str, name: str, lexicon: Lexicon) -> list[CellStatement]:
    """Return the stages of one statement of a cell."""
    masked = mask_brackets(words)
    claims = [
        claim
        for claim in read_claims(words, masked, 0, lexicon, About(name, whole=True))
        if name in (claim.name.text, claim.name.parent)
    ]
    if claims:
        return [
            CellStatement(
                part="" if claim.name.text == name else claim.name.text,
                stage=claim.reading.stage,
                rule=claim.reading.rule.id,
                polarity=claim.polarity,
                words=words[slice(*claim.scope)],
                moved=words[slice(*claim.moved)] if claim.moved else "",
            )
            for claim in claims
        ]
    triggers = find_triggers(masked, lexicon)
    reading = combine(tuple(trigger.rule for trigger in triggers))
    if reading is None:
        return []
    reading = of_part(reading, masked, lexicon)
    denied = polarity_around(masked, (0, len(masked)), triggers[-1].start, triggers[-1].end)
    polarity = reading.rule.polarity or (denied.polarity if denied else None)
    moved = words[denied.moved_from :] if denied and denied.moved_from is not None else ""
    return [CellStatement("", reading.stage, reading.rule.id, polarity, words, moved)]


def _what_counts(found: list[CellStatement]) -> list[CellStatement]:
    """Leave out early work beside later stages, lesser denials beside the furthest, and what is said twice."""
    kept: list[CellStatement] = []
    for statement in found:
        others = [other for other in found if other is not statement and other.part == statement.part]
        happened = [other for other in others if other.polarity is None]
        denied = [other for other in others if other.polarity is not None]
        if statement.polarity is None:
            early = statement.stage.rank <= Stage.PREPARED.rank
            if early and any(other.stage.rank > Stage.PREPARED.rank for other in happened):
                continue
        elif any(other.stage.rank > statement.stage.rank for other in denied):
            continue
        if not any(one.part == statement.part and one.stage is statement.stage for one in kept):
            kept.append(statement)
    return kept


def read_number(words: str) -> float | None:
    """Return the one number of a cell, widths and thousands marks aside; None where it holds none or several.

    >>> read_number("９，８００"), read_number("3.35"), read_number("—"), read_number("36（含设备）")
    (9800.0, 3.35, None, 36.0)
    """
    plain = _THOUSANDS.sub("", unicodedata.normalize("NFKC", re.sub(r"[（(].*?[）)]", "", words)))
    numbers = _NUMBER.findall(plain)
    return float(numbers[0]) if len(numbers) == 1 else None
