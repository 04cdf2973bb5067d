"""ProjectEvent and Indicator: what a document says, once, with the sentence it rests on.

Field names are the names in every JSONL file and export. Vocabulary values are the strings of `vocabulary`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from mapapp.contracts.vocabulary import (
    Comparator,
    Evidence,
    FoundBy,
    Looked,
    Modality,
    Polarity,
    ProjectKind,
    Stage,
    ValueKind,
    YearBasis,
)

# A number that ends what was printed, hedges aside: its unit stands in the head of the table.
_HEDGES = ("左右", "以上", "以下", "以内")
_BARE_NUMBER = re.compile(rf"^(.*\d)\s*({'|'.join(_HEDGES)})?$", re.DOTALL)
_NO_UNIT = ("", "—", "－", "-", "/")


@dataclass(frozen=True, slots=True)
class Amount:
    """A sum or quantity named with a project, in the printed unit."""

    value: float
    unit: str
    what: str


@dataclass(frozen=True, slots=True)
class ProjectEvent:
    """One stage of one named project, said once.

    `start`, `end`: half-open stored offsets; `spans`: every stored piece when the sentence is broken over columns
    (the first is start, end). `confidence` is 0..1; `reasons` say what counted for and against, in Chinese.
    `canonical` and `project_id` are empty until entities has linked the event. `reviewed`: "" by rules alone,
    else accepted, corrected or added by a person; `looked` says whether that was the project's proof-reading or the
    user's own people, `signed` then holds name and date.
    `polarity` goes with `modality`: a stage reported has happened; one said not to be reached (then `year` is the year
    it was missed, `moved_to` the new one if the text gives it) or given up is never modality reported.
    """

    event_id: str
    doc: str
    start: int
    end: int
    quote: str
    name: str
    stage: Stage
    modality: Modality
    year: int | None
    year_basis: YearBasis
    zones: tuple[str, ...]
    zone_evidence: Evidence | None
    places: tuple[str, ...]
    district: str
    certain: bool
    rule: str
    confidence: float = 1.0
    reasons: tuple[str, ...] = ()
    amount: Amount | None = None
    canonical: str = ""
    project_id: str = ""
    reviewed: str = ""
    found_by: FoundBy = FoundBy.RULES
    spans: tuple[tuple[int, int], ...] = ()
    polarity: Polarity = Polarity.PLANNED
    moved_to: int | None = None
    kind: ProjectKind = ProjectKind.WORKS
    looked: Looked = Looked.RULES
    signed: str = ""

    def __post_init__(self) -> None:
        """Hold modality and polarity together; that a stage was missed or given up outweighs the modality."""
        if self.polarity in {Polarity.NOT_REACHED, Polarity.CANCELLED}:
            object.__setattr__(self, "modality", Modality.PLANNED)
        elif self.modality is Modality.REPORTED:
            object.__setattr__(self, "polarity", Polarity.HAPPENED)
        else:
            object.__setattr__(self, "polarity", Polarity.PLANNED)


@dataclass(frozen=True, slots=True)
class Indicator:
    """One figure.

    `period` is a year ("2023"), years ("2021-2025") or months ("2025-01/11"), always a string here and an integer
    in JSON when it is a plain year. `value` is in the printed unit; None for words and for ranges, whose ends stand
    in `value_low`, `value_high`.
    """

    indicator_id: str
    doc: str
    start: int
    end: int
    quote: str
    name: str
    region: str
    period: str
    value_kind: ValueKind
    value: float | None
    value_text: str
    unit: str | None
    comparator: Comparator
    certain: bool
    rule: str
    value_low: float | None = None
    value_high: float | None = None
    nature: str | None = None
    table: bool = False
    confidence: float = 1.0
    reasons: tuple[str, ...] = ()
    series_id: str = ""
    reviewed: str = ""
    spans: tuple[tuple[int, int], ...] = ()
    looked: Looked = Looked.RULES
    signed: str = ""

    @property
    def value_with_unit(self) -> str:
        """Return the value as printed, with the unit from the head of its table where the cell has a bare number."""
        unit = self.unit or ""
        bare = _BARE_NUMBER.match(self.value_text)
        if bare is None or unit in _NO_UNIT or unit in self.value_text:
            return self.value_text
        return f"{bare[1]}{unit}{bare[2] or ''}"
