"""From an Atlas and a deck to things a presenter shows and leaves behind: a file, a picture, a brief, slides."""

from mapapp.reports.automatic_deck import automatic_deck, scene_of
from mapapp.reports.decks import DeckError, read_deck, ready_decks, write_deck
from mapapp.reports.formats import PRESENTATIONS, check_presentation, find_deck, present_bytes, write_presentation
from mapapp.reports.headless_browser import browser_missing
from mapapp.reports.html_deck import player_html
from mapapp.reports.scene_data import deck_frames

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
