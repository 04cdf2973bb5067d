"""The types every room agrees on: frozen, slotted dataclasses and StrEnums with a rank and a Chinese term."""

from mapapp.contracts.atlas import Atlas
from mapapp.contracts.places import Feature, Geodata, Placement, Zone, ZoneShare
from mapapp.contracts.problems import Problem
from mapapp.contracts.projects import Conflict, MergeSuggestion, Project, ProjectState, Promise, Series
from mapapp.contracts.records import Amount, Indicator, ProjectEvent
from mapapp.contracts.selected import Selected
from mapapp.contracts.tables import Table, TableCell, TableRow
from mapapp.contracts.text import Document, Section, Span, TextView
from mapapp.contracts.vocabulary import (
    ZONE_IDS,
    ZONE_PART_IDS,
    Clock,
    Comparator,
    DocumentCoverage,
    DocumentKind,
    Evidence,
    Light,
    Modality,
    Polarity,
    Precision,
    ProjectKind,
    SectionForm,
    SectionMode,
    Severity,
    Stage,
    Term,
    ValueKind,
    Verdict,
    YearBasis,
)

__all__ = [
    "ZONE_IDS",
    "ZONE_PART_IDS",
    "Amount",
    "Atlas",
    "Clock",
    "Comparator",
    "Conflict",
    "Document",
    "DocumentCoverage",
    "DocumentKind",
    "Evidence",
    "Feature",
    "Geodata",
    "Indicator",
    "Light",
    "MergeSuggestion",
    "Modality",
    "Placement",
    "Polarity",
    "Precision",
    "Problem",
    "Project",
    "ProjectEvent",
    "ProjectKind",
    "ProjectState",
    "Promise",
    "Section",
    "SectionForm",
    "SectionMode",
    "Selected",
    "Series",
    "Severity",
    "Span",
    "Stage",
    "Table",
    "TableCell",
    "TableRow",
    "Term",
    "TextView",
    "ValueKind",
    "Verdict",
    "YearBasis",
    "Zone",
    "ZoneShare",
]
