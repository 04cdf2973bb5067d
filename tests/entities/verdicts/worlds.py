"""Reading the hand-made worlds: a few words per event, everything else filled in."""

from __future__ import annotations

import hashlib
import re
import tomllib
from dataclasses import dataclass
from pathlib import Path

from mapapp.contracts import (
    Document,
    DocumentCoverage,
    DocumentKind,
    Evidence,
    Modality,
    Polarity,
    ProjectEvent,
    Section,
    SectionMode,
    Stage,
    TextView,
    YearBasis,
)

USUAL = ("A 2021 full 2020", "B 2024 full 2023", "C 2026 full 2025")
_SAID = {
    "plans": (Modality.PLANNED, Polarity.PLANNED),
    "reports": (Modality.REPORTED, Polarity.HAPPENED),
    "misses": (Modality.PLANNED, Polarity.NOT_REACHED),
    "cancels": (Modality.PLANNED, Polarity.CANCELLED),
}
_EVENT = re.compile(
    r"(?P<doc>\w+) (?P<said>plans|reports|misses|cancels) (?P<name>\S+) (?P<stage>\w+) (?P<year>\d{4})"
    r"(?: @(?P<zone>\S+))?(?: →(?P<moved>\d{4}))?(?P<doubt> \?)?(?: 「(?P<quote>.+)」)?"
)
_CLAUSE = {
    "planned": "谋划{}",
    "prepared": "推进{}前期工作",
    "started": "{}开工",
    "building": "加快{}建设",
    "topped_out": "{}结构封顶",
    "completed": "{}建成",
    "operating": "{}启用",
}


@dataclass(frozen=True, slots=True)
class World:
    """Documents and events, and what follows from them by hand."""

    says: str
    documents: tuple[Document, ...]
    events: tuple[ProjectEvent, ...]
    now: int
    clock: int | None
    expected: dict[str, object]


def make_document(doc: str, year: int, coverage: str = "full", reviewed: tuple[int, int] | None = None) -> Document:
    text = f"{doc}号文件"
    return Document(
        **{"id": doc, "name": f"{doc}.txt", "title": text, "short_title": text, "district": "青浦区"},
        **{"kind": DocumentKind.WORK_REPORT, "year": year, "issued": str(year), "text": text},
        **{"sha256": hashlib.sha256(doc.encode()).hexdigest(), "view": TextView(text, tuple(range(len(text))))},
        **{"sections": (Section(0, len(text), (), SectionMode.UNKNOWN, None),), "reviews": year - 1},
        **{"coverage": DocumentCoverage(coverage), "reviewed_years": reviewed or (year - 1, year - 1)},
    )  # type: ignore[arg-type]


def read_document(line: str) -> Document:
    """Read "B 2024 full 2023" or "P 2021 full 2016-2020"."""
    doc, year, coverage, reviewed = line.split()
    first, _, last = reviewed.partition("-")
    return make_document(doc, int(year), coverage, (int(first), int(last or first)))


def read_event(line: str, number: int) -> ProjectEvent:
    """Read one line of a world."""
    found = _EVENT.fullmatch(line)
    assert found, line
    modality, polarity = _SAID[found["said"]]
    quote = found["quote"] or _CLAUSE[found["stage"]].format(found["name"])
    zones = (found["zone"],) if found["zone"] else ()
    return ProjectEvent(
        **{"event_id": f"e{number}", "doc": found["doc"], "start": number * 100, "end": number * 100 + len(quote)},
        **{"quote": quote, "name": found["name"], "stage": Stage(found["stage"]), "year": int(found["year"])},
        **{"modality": modality, "polarity": polarity, "year_basis": YearBasis.SECTION, "zones": zones},
        **{"zone_evidence": Evidence.TEXT if zones else None, "places": (), "district": "青浦区"},
        **{"certain": not found["doubt"], "rule": "test", "moved_to": int(found["moved"]) if found["moved"] else None},
    )  # type: ignore[arg-type]


def read_worlds() -> list[World]:
    """Read the table."""
    rows = tomllib.loads(Path(__file__).with_name("worlds.toml").read_text(encoding="utf-8"))["world"]
    return [
        World(
            says=row["says"],
            documents=tuple(read_document(line) for line in row.get("documents", USUAL)),
            events=tuple(read_event(line, number) for number, line in enumerate(row["events"])),
            now=row.get("now", 2026),
            clock=row.get("clock"),
            expected=row,
        )
        for row in rows
    ]
