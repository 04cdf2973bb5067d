"""From an Atlas and a deck to things a presenter shows and leaves behind: a file, a picture, a brief, slides."""

from mapapp.presenting.automatic import automatic_deck, scene_of
from mapapp.presenting.browser import browser_missing
from mapapp.presenting.decks import DeckError, read_deck, ready_decks, write_deck
from mapapp.presenting.door import PRESENTATIONS, check_presentation, find_deck, present_bytes, write_presentation
from mapapp.presenting.frames import deck_frames
from mapapp.presenting.player import player_html

__all__ = [
    "PRESENTATIONS",
    "DeckError",
    "automatic_deck",
    "browser_missing",
    "check_presentation",
    "deck_frames",
    "find_deck",
    "player_html",
    "present_bytes",
    "read_deck",
    "ready_decks",
    "scene_of",
    "write_deck",
    "write_presentation",
]
