"""Claim: what one sentence says of one name, before it is weighed and dated."""

from __future__ import annotations

from dataclasses import dataclass

from mapapp.contracts.vocabulary import Polarity
from mapapp.extraction.projects.name_candidates import Name
from mapapp.extraction.projects.stage_words import StageReading


@dataclass(frozen=True, slots=True)
class Claim:
    """A name with a stage: offsets within the sentence of the name and of everything the claim rests on.

    `subject` is what a title belongs to (碧湖村 获评 …); `closing` that the stage stands after the name; `verb` the
    governing words; `clause` the bounds of the clause within the sentence. `said` are the bounds of the words that tell
    the stage, `scope` those of the words that date and qualify it (from the stage told before to the end of its own).
    `polarity` is set where the stage is said not to be reached or given up; `moved` bounds the words that hold the new
    time, `missed` those of the plan that was missed. `continued` says that the name stands in an earlier clause, or above the sentence.
    """

    name: Name
    reading: StageReading
    start: int
    end: int
    verb: str
    closing: bool
    clause: tuple[int, int]
    subject: Name | None = None
    said: tuple[int, int] = (0, 0)
    scope: tuple[int, int] = (0, 0)
    polarity: Polarity | None = None
    moved: tuple[int, int] | None = None
    missed: tuple[int, int] | None = None
    continued: bool = False
