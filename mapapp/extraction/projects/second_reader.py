"""The second reader: a small conditional random field that marks names character by character.

It sees characters, the classes of the lexicon's head nouns, and which characters the rules take for a name. It is trained
on records read by hand (`tools/train_reader.py`); the file beside this room is used unless the workspace brings a newer
one as `models/names.crfsuite`. Without the file, or with `--no-model`, the rules read alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import pycrfsuite

from mapapp.errors import RegistryError
from mapapp.extraction.projects.project_lexicon import Lexicon
from mapapp.extraction.projects.vote_weights import MODELS_DIR
from mapapp.workspace import active

MODEL_NAME: Final = "names.crfsuite"
OUTSIDE, BEGIN, INSIDE = "O", "B", "I"
# The rules' confidence in a name reaches the reader in so many steps.
CONFIDENCE_STEPS: Final = 4
_EDGE: Final = "#"


@dataclass(frozen=True, slots=True)
class Opinion:
    """What the second reader makes of a stretch of a sentence.

    `mean` is the mean probability that its characters belong to a name, `begin` that one begins at its first; `exact`
    says whether its best reading marks exactly this stretch.
    """

    mean: float
    begin: float
    exact: bool


class SecondReader:
    """A trained model, opened for reading sentences one after another."""

    def __init__(self, path: Path, lexicon: Lexicon) -> None:
        """Open a model; RegistryError when the file is none."""
        self._tagger: Any = pycrfsuite.Tagger()
        self._lexicon = lexicon
        try:
            self._tagger.open(str(path))
        except (OSError, ValueError) as error:
            raise RegistryError(
                f"{path.name}：第二读者的模型打不开（{error}）；换上完整的文件，或用 --no-model"
            ) from error

    def read(self, text: str, candidates: Sequence[tuple[int, int, float]]) -> list[Opinion]:
        """Return an opinion of each candidate: half-open offsets in the text, and the rules' confidence (0 to 1)."""
        labels = self._tagger.tag(character_features(text, cover(len(text), candidates), self._lexicon))
        return [self._opinion(labels, start, end) for start, end, _ in candidates]

    def _opinion(self, labels: Sequence[str], start: int, end: int) -> Opinion:
        """Return what the sentence just read says of one stretch."""
        inside = [1.0 - self._tagger.marginal(OUTSIDE, at) for at in range(start, end)]
        ends = end >= len(labels) or labels[end] != INSIDE
        exact = labels[start] == BEGIN and all(labels[at] == INSIDE for at in range(start + 1, end)) and ends
        return Opinion(sum(inside) / len(inside), self._tagger.marginal(BEGIN, start), exact)


def second_reader(lexicon: Lexicon) -> SecondReader | None:
    """Return the second reader of the open workspace, the shipped one, or None where there is no model."""
    own = active().root / "models" / MODEL_NAME
    path = own if own.is_file() else MODELS_DIR / MODEL_NAME
    return _opened(path, lexicon) if path.is_file() else None


_open: dict[Path, SecondReader] = {}


def _opened(path: Path, lexicon: Lexicon) -> SecondReader:
    """Return an open model; a process works on one workspace, so it holds one."""
    if path not in _open:
        reader = SecondReader(path, lexicon)
        _open.clear()
        _open[path] = reader
    return _open[path]


def cover(length: int, candidates: Sequence[tuple[int, int, float]]) -> list[str]:
    """Return for each character which part of the rules' most confident name it is, "-" outside of all.

    >>> cover(4, [(1, 3, 0.8)])
    ['-', 'B3', 'I3', '-']
    """
    marks = ["-"] * length
    for start, end, confidence in candidates:
        step = str(min(CONFIDENCE_STEPS - 1, int(confidence * CONFIDENCE_STEPS)))
        for at in range(start, end):
            if marks[at] == "-" or marks[at][1] < step:
                marks[at] = (BEGIN if at == start else INSIDE) + step
    return marks


def character_features(text: str, marks: Sequence[str], lexicon: Lexicon) -> list[list[str]]:
    """Return the features of each character: itself and its neighbours, the head noun ending here, the rules' mark."""
    heads = _heads(text, lexicon)
    padded = _EDGE * 3 + text + _EDGE * 3
    features = []
    for at in range(len(text)):
        around = padded[at : at + 7]
        here = around[3]
        features.append(
            [
                f"c={here}",
                f"c-1={around[2]}",
                f"c+1={around[4]}",
                f"c-2={around[1]}",
                f"c+2={around[5]}",
                f"b-1={around[2]}{here}",
                f"b+1={here}{around[4]}",
                f"b-2={around[1:3]}",
                f"b+2={around[4:6]}",
                f"t-={around[:3]}",
                f"t+={around[4:]}",
                f"k={_kind(here)}{_kind(around[4])}",
                f"h={heads[at]}",
                f"h-1={heads[at - 1] if at else _EDGE}",
                f"h+1={heads[at + 1] if at + 1 < len(text) else _EDGE}",
                f"r={marks[at]}",
                f"r-1={marks[at - 1] if at else _EDGE}",
                f"r+1={marks[at + 1] if at + 1 < len(text) else _EDGE}",
            ]
        )
    return features


def _heads(text: str, lexicon: Lexicon) -> list[str]:
    """Return for each character the class and length of the longest head noun that ends there, "-" for none."""
    longest = max(map(len, lexicon.head_class), default=0)
    found = ["-"] * len(text)
    for at in range(len(text)):
        for size in range(min(longest, at + 1), 0, -1):
            kind = lexicon.head_class.get(text[at + 1 - size : at + 1])
            if kind:
                found[at] = f"{kind[:3]}{min(size, 4)}"
                break
    return found


def _kind(character: str) -> str:
    """Return what sort of character it is: digit, letter, Chinese, or other."""
    if character.isdigit():
        return "d"
    if character.isascii() and character.isalpha():
        return "a"
    return "h" if "\u4e00" <= character <= "\u9fff" else "p"
