"""What somebody must find out about promises nothing decides: the list that is sent round, and what comes back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from mapapp.contracts.vocabulary import DocumentCoverage, Polarity, Stage, Verdict


@dataclass(frozen=True, slots=True)
class WorkItem:
    """One promise to find out about.

    `body` is the responsible body where the text names one, else ""; `asks` who could know, the body first. `known`
    says what the documents do say of the date, `printed` the name as the promise has it where it differs (a part, a
    phase), `settles` the report that would review the promised year.
    """

    promise_id: str
    project_id: str
    name: str
    printed: str
    zones: tuple[str, ...]
    body: str
    asks: tuple[str, ...]
    stage: Stage
    year: int
    verdict: Verdict
    quote: str
    doc: str
    doc_title: str
    known: str
    settles: str


@dataclass(frozen=True, slots=True)
class MissingReport:
    """A report that is not at hand (`at_hand` None) or only shortened, and how many promises it would settle.

    `year` is the report's own year; it looks back on the year before.
    """

    district: str
    year: int
    at_hand: DocumentCoverage | None
    promises: int

    @property
    def reviews(self) -> int:
        """Return the year it looks back on."""
        return self.year - 1


@dataclass(frozen=True, slots=True)
class Worklist:
    """Everything to find out, by zone and promised year, and the reports that would settle most of it, most first."""

    items: tuple[WorkItem, ...]
    missing: tuple[MissingReport, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """One filled row of a list that came back.

    `polarity` happened (then `year` is the year in which it was reached), not_reached (as of `on`; `moved_to` the new
    year if any) or cancelled. `source` says where the answer comes from, `who` who filled it in; `row` is its line.
    """

    promise_id: str
    polarity: Polarity
    year: int | None
    moved_to: int | None
    source: str
    on: date
    who: str
    row: int
