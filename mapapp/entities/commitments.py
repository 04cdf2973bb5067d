"""Which planned clauses are dated commitments, and which clauses say that work is still going on."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final

from mapapp.contracts import ProjectEvent, Stage

# Stages that go on or are reached in many papers: two records of one such stage need not mean the same thing.
SOFT_STAGES: Final = frozenset({Stage.PLANNED, Stage.PREPARED, Stage.BUILDING})

_PAUSE: Final = re.compile(r"[，；。：,;]")


@dataclass(frozen=True, slots=True)
class EndPoint:
    """One way of saying when a stage is met; `pushed`: still an end behind 加快, 推进."""

    id: str
    stages: tuple[Stage, ...]
    pattern: re.Pattern[str]
    pushed: bool
    reason: str
    catches: str
    leaves: str


@dataclass(frozen=True, slots=True)
class CommitmentWords:
    """The words of commitments.toml."""

    ends: tuple[EndPoint, ...]
    push: tuple[str, ...]
    vague: tuple[str, ...]
    work: re.Pattern[str]
    not_work: re.Pattern[str]


@lru_cache(maxsize=1)
def load_commitment_words() -> CommitmentWords:
    """Return the words of commitments.toml beside this file."""
    rows = tomllib.loads(Path(__file__).with_name("commitments.toml").read_text(encoding="utf-8"))
    ends = tuple(
        EndPoint(
            id=row["id"],
            stages=tuple(Stage(value) for value in row["stages"]),
            pattern=re.compile(row["pattern"]),
            pushed=row["pushed"],
            reason=row["reason"],
            catches=row["catches"],
            leaves=row["leaves"],
        )
        for row in rows["end"]
    )
    vague = tuple(word for row in rows["vague"] for word in row["words"])
    work = rows["work"]
    return CommitmentWords(ends, tuple(rows["push"]), vague, re.compile(work["pattern"]), re.compile(work["unless"]))


def end_point_of(event: ProjectEvent) -> str | None:
    """Return the id of the end point a clause gives for its stage, None where it has none.

    >>> from mapapp.entities.commitments import find_end_point
    >>> find_end_point("甲园年内开工", Stage.STARTED), find_end_point("加快推进甲园建设", Stage.BUILDING)
    ('start', None)
    """
    return find_end_point(event.quote, event.stage)


@lru_cache(maxsize=65536)
def find_end_point(clause: str, stage: Stage) -> str | None:
    """Return the id of the end point that a clause gives for a stage, None where it gives none.

    Blanks do not count. A vague word (尽早, 早日) takes the date away whatever follows.
    """
    words = load_commitment_words()
    text = "".join(clause.split())
    if any(word in text for word in words.vague):
        return None
    for end in words.ends:
        if stage not in end.stages:
            continue
        for found in end.pattern.finditer(text):
            before = _PAUSE.split(text[: found.start()])[-1]
            if end.pushed or not any(word in before for word in words.push):
                return end.id
    return None


@lru_cache(maxsize=65536)
def says_work_goes_on(clause: str) -> bool:
    """Whether a clause speaks of building work under way or to be done, so that the thing is not finished.

    >>> says_work_goes_on("加快甲园建设"), says_work_goes_on("推动甲园扩区升级")
    (True, False)
    """
    words = load_commitment_words()
    return bool(words.work.search(clause)) and not words.not_work.search(clause)
