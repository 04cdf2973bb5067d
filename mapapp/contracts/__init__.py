"""The types every room agrees on: frozen, slotted dataclasses and StrEnums with a rank and a Chinese term."""

from mapapp.contracts.atlas import Atlas, Problem
from mapapp.contracts.places import Feature, Geodata, Placement, Zone, ZoneShare
from mapapp.contracts.projects import Conflict, MergeSuggestion, Project, ProjectState, Promise, Series
from mapapp.contracts.records import Amount, Indicator, ProjectEvent
from mapapp.contracts.selected import Selected
from mapapp.contracts.text import Document, Section, Span, TextView
from mapapp.contracts.vocabulary import (
    ZONE_IDS,
    ZONE_PART_IDS,
    Clock,
    Comparator,
    DocumentKind,
    Evidence,
    Light,
    Modality,
    Precision,
    SectionForm,
    SectionMode,
    Severity,
    Stage,
    Term,
    ValueKind,
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
    "DocumentKind",
    "Evidence",
    "Feature",
    "Geodata",
    "Indicator",
    "Light",
    "MergeSuggestion",
    "Modality",
    "Placement",
    "Precision",
    "Problem",
    "Project",
    "ProjectEvent",
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
    "Term",
    "TextView",
    "ValueKind",
    "YearBasis",
    "Zone",
    "ZoneShare",
]
