"""What the reading of projects and figures is made of, each piece with a way to switch it off.

A piece is a function that answers as if it had found nothing, or an entry or word list left out of a lexicon.
"""

from __future__ import annotations

import contextlib
import importlib
import inspect
import re
import shutil
import tempfile
import tomllib
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest.mock import patch

from mapapp.extraction.figures.figure_times import FigureTime
from mapapp.extraction.lexicon_patterns import LEXICON_DIR

# Lexicon files, their tables, and whose words they hold.
LEXICONS = {
    "units.toml": ("unit", "figures"),
    "indicators.toml": ("word", "figures"),
    "not_figures.toml": ("rule", "figures"),
    "periods.toml": ("months", "figures"),
    "stages.toml": ("stage", "projects"),
    "site_stages.toml": ("stage", "projects"),
    "modality.toml": ("modality", "projects"),
    "polarity.toml": ("polarity", "projects"),
    "words.toml": ("words", "projects"),
}
# What cannot be left out without the lexicon refusing to load: a list others are made from.
NEEDED = {"unit.percent", "unit.permille", "unit.money", "op.host", "build.build", "site.share"}


@dataclass(frozen=True, slots=True)
class Piece:
    """One piece: its name, whether projects or figures are read with it, its size, and how to read without it.

    `lines` counts lines of code or words of a lexicon; `off` gives the lexicon folder to read with.
    """

    name: str
    side: str
    lines: int
    off: Callable[[], AbstractContextManager[Path]]


def code_pieces() -> Iterator[Piece]:
    """Yield the pieces that are code."""
    for side, target, answer in SWITCHES:
        module, _, attribute = target.partition(":")
        owner = importlib.import_module(module)
        *path, last = attribute.split(".")
        for step in path:
            owner = getattr(owner, step)
        name = module.rsplit(".", maxsplit=1)[-1] + "." + attribute
        yield Piece(
            name, side, len(inspect.getsource(getattr(owner, last)).splitlines()), _patched(owner, last, answer)
        )


def lexicon_pieces(*, each: bool) -> Iterator[Piece]:
    """Yield the pieces that are words: entries of figures, and of projects those of one beginning (start.*) or `each`."""
    for file, (table, side) in LEXICONS.items():
        entries = tomllib.loads((LEXICON_DIR / file).read_text(encoding="utf-8"))[table]
        groups: dict[str, list[dict[str, Any]]] = {}
        for entry in entries:
            ident = str(entry["id"])
            alone = each or side == "figures" or table == "words"
            groups.setdefault(ident if alone else ident.split(".", maxsplit=1)[0], []).append(entry)
        for group, members in groups.items():
            ids = {str(entry["id"]) for entry in members} - NEEDED
            words = sum(len(entry.get("words", entry.get("forms", [1]))) for entry in members)
            if ids:
                yield Piece(f"{file}: {group}", side, words, _without(file, table, ids))


def whole() -> AbstractContextManager[Path]:
    """Return the lexicon folder as it is."""
    return contextlib.nullcontext(LEXICON_DIR)


def _patched(owner: Any, name: str, answer: Callable[..., Any]) -> Callable[[], AbstractContextManager[Path]]:
    @contextlib.contextmanager
    def off() -> Iterator[Path]:
        with patch.object(owner, name, answer):
            yield LEXICON_DIR

    return off


def _without(file: str, table: str, ids: set[str]) -> Callable[[], AbstractContextManager[Path]]:
    @contextlib.contextmanager
    def off() -> Iterator[Path]:
        with tempfile.TemporaryDirectory() as folder:
            shutil.copytree(LEXICON_DIR, folder, dirs_exist_ok=True)
            path = Path(folder) / file
            path.write_text(_cut(path.read_text(encoding="utf-8"), table, ids), encoding="utf-8")
            yield Path(folder)

    return off


def _cut(text: str, table: str, ids: set[str]) -> str:
    """Return a lexicon without some entries; a list of words.toml stays and is emptied, because code asks for it."""
    parts = re.split(r"(?m)^(?=\[\[)", text)
    kept = []
    for part in parts:
        match = re.search(r'(?m)^id = "([^"]+)"', part)
        if match and part.startswith(f"[[{table}]]") and match.group(1) in ids:
            if table == "words":
                kept.append(re.sub(r"(?ms)^words = \[.*?^\]|^words = \[.*?\]$", "words = []", part))
        else:
            kept.append(part)
    return "".join(kept)


def _nothing(*_: Any, **__: Any) -> tuple[()]:
    return ()


def _no(*_: Any, **__: Any) -> bool:
    return False


def _empty(*_: Any, **__: Any) -> str:
    return ""


def _none(*_: Any, **__: Any) -> None:
    return None


def _undated(_: Any, sentence: str, figures: list[Any], gaps: tuple[Any, ...]) -> list[FigureTime]:
    return [FigureTime(sentence[gap.clause_start : figure.start]) for figure, gap in zip(figures, gaps, strict=True)]


_F = "mapapp.extraction.figures."
_P = "mapapp.extraction.projects."
SWITCHES: tuple[tuple[str, str, Callable[..., Any]], ...] = (
    ("figures", _F + "indicators:find_tables", _nothing),
    ("figures", _F + "named_figures:find_industry_shares", _nothing),
    ("figures", _F + "sentence_figures:find_word_figures", _nothing),
    ("figures", _F + "sentence_figures:drop_modifiers", lambda _, quantities: quantities),
    ("figures", _F + "sentence_figures:part_of_whole", _empty),
    ("figures", _F + "sentence_figures:same_measure", _none),
    ("figures", _F + "sentence_figures:_label", _empty),
    ("figures", _F + "distributive_lists:ListNames.read", lambda *_: {}),
    ("figures", _F + "distributive_lists:ListNames._for_all", _nothing),
    ("figures", _F + "figure_times:FigureTimer.read", _undated),
    ("figures", _F + "exclusions:Exclusions.rule_for", _empty),
    ("figures", _F + "project_sizes:ProjectSizes.is_size", _no),
    ("figures", _F + "regions:RegionReader.region", lambda self, *_: self._document.district),
    ("figures", _F + "time_words:TimeWords.without_months", lambda _, text: text),
    ("figures", _F + "naming:NameGrammar.opening", _empty),
    ("figures", _F + "left_context:LeftReader._split_caused", _none),
    ("figures", _F + "indicators:expand", lambda name: name),
    ("projects", _P + "events:read_definitions", _nothing),
    ("projects", _P + "clause_parser:dispersed", _none),
    ("projects", _P + "name_candidates:class_words", lambda *_: ("", "")),
    ("projects", _P + "name_candidates:_shared_count", lambda group, _: group),
    ("projects", _P + "name_features:_words", _none),
    ("projects", _P + "name_features:_verb", _none),
    ("projects", _P + "name_features:_list", _none),
    ("projects", _P + "name_features:_shape", _none),
    ("projects", _P + "name_features:_title_won", _none),
    ("projects", _P + "scoring:add_company", _none),
)
