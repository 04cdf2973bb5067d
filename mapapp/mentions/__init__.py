"""From a Document to ProjectEvents and Indicators with exact spans; rules are data in `lexicons/`."""

from mapapp.mentions.figure_lexicon import FigureLexicon, load_figure_lexicon
from mapapp.mentions.indicators import find_indicators

__all__ = ["FigureLexicon", "find_indicators", "load_figure_lexicon"]
