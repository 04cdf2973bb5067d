"""What somebody asks for, its plain strings, and the pure function that applies it to an Atlas."""

from mapapp.selection.selecting import (
    document_year,
    fold,
    last_year,
    promises_of,
    select,
    stage_codes,
    told_events,
    zones_of,
)
from mapapp.selection.selection_parameters import (
    NO_STAGE,
    NO_STAGE_TERM,
    OLD_VERDICT_PARAMETER,
    PARAMETERS,
    Selection,
    from_parameters,
    strict_selection,
    to_parameters,
)

__all__ = [
    "NO_STAGE",
    "NO_STAGE_TERM",
    "OLD_VERDICT_PARAMETER",
    "PARAMETERS",
    "Selection",
    "document_year",
    "fold",
    "from_parameters",
    "last_year",
    "promises_of",
    "select",
    "stage_codes",
    "strict_selection",
    "to_parameters",
    "told_events",
    "zones_of",
]
