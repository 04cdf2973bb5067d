"""From a Document to ProjectEvents and Indicators with exact spans; rules are data in `lexicons/`."""

from mapapp.mentions.figure_lexicon import FigureLexicon, load_figure_lexicon
from mapapp.mentions.indicators import find_indicators
from mapapp.mentions.lexicon import Lexicon, load_lexicon
from mapapp.mentions.model_reader import ModelEndpoint, add_model_events, endpoint_from_environment
from mapapp.mentions.projects import find_project_events

__all__ = [
    "FigureLexicon",
    "Lexicon",
    "ModelEndpoint",
    "add_model_events",
    "endpoint_from_environment",
    "find_indicators",
    "find_project_events",
    "load_figure_lexicon",
    "load_lexicon",
]
