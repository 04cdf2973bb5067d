"""From a Document to ProjectEvents and Indicators with exact spans; rules are data in `lexicons/`."""

from mapapp.extraction.figures.figure_lexicon import FigureLexicon, load_figure_lexicon
from mapapp.extraction.figures.indicators import find_indicators
from mapapp.extraction.figures.unread_numbers import find_number_problems
from mapapp.extraction.llm_reader import ModelEndpoint, add_model_events, endpoint_from_environment
from mapapp.extraction.projects.events import find_project_events
from mapapp.extraction.projects.project_lexicon import Lexicon, load_lexicon
from mapapp.extraction.projects.second_reader import SecondReader, second_reader
from mapapp.extraction.projects.tables.columns import is_project_table
from mapapp.extraction.projects.tables.project_tables import find_table_problems

__all__ = [
    "FigureLexicon",
    "Lexicon",
    "ModelEndpoint",
    "SecondReader",
    "add_model_events",
    "endpoint_from_environment",
    "find_indicators",
    "find_number_problems",
    "find_project_events",
    "find_table_problems",
    "is_project_table",
    "load_figure_lexicon",
    "load_lexicon",
    "second_reader",
]
