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
from mapapp.extraction.projects.model_weights import MODELS_DIR
from mapapp.extraction.projects.project_lexicon import Lexicon
from mapapp.open_workspace import active

MODEL_NAME: Final = "names.crfsuite"
OUTSIDE, BEGIN, INSIDE = "O", "B", "I"
# The rules' confidence in a name reaches the reader in so many steps.
CONFIDENCE_STEPS: Final = 4
_EDGE: Final = "#"
# Characters before and behind the candidates that are read with them.
_AROUND: Final = 12


@dataclass(frozen=True, slots=True)
class Opinion:
    """What the second reader makes of a stretch of a sentence.

    `mean` is the mean probability that its characters belong to a name, `last` that of its last one, `begin` that a name
    begins at its first, `goes_on` that one goes on behind it; `exact` says whether its best reading marks exactly this stretch.
    """

    mean: float
    begin: float
    last: float
    goes_on: float
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
        """Return an opinion of each candidate: half-open offsets in the text, and the rules' confidence (0 to 1).

        Only the words around the candidates are read.
        """
        first = max(0, min(start for start, _, _ in candidates) - _AROUND)
        last = max(end for _, end, _ in candidates) + _AROUND
        near = [(start - first, end - first, confidence) for start, end, confidence in candidates]
        words = text[first:last]
        labels = self._tagger.tag(character_features(words, cover(len(words), near), self._lexicon))
        return [self._opinion(labels, start, end) for start, end, _ in near]

    def _opinion(self, labels: Sequence[str], start: int, end: int) -> Opinion:
        """Return what the sentence just read says of one stretch."""
        inside = [1.0 - self._tagger.marginal(OUTSIDE, at) for at in range(start, end)]
        ends = end >= len(labels) or labels[end] != INSIDE
        exact = labels[start] == BEGIN and all(labels[at] == INSIDE for at in range(start + 1, end)) and ends
        goes_on = self._tagger.marginal(INSIDE, end) if end < len(labels) else 0.0
        return Opinion(sum(inside) / len(inside), self._tagger.marginal(BEGIN, start), inside[-1], goes_on, exact)


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
    length = len(text)
    padded = _EDGE * 2 + text + _EDGE * 2
    pairs = [padded[at : at + 2] for at in range(1, length + 2)]
    triples = [padded[at : at + 3] for at in range(length + 2)]
    rules = [_EDGE, *marks, _EDGE]
    # one column a feature, over all characters; others cost time and did not help (docs/decisions/names-without-a-segmenter.md)
    columns = (
        ("c=", text),
        ("b-1=", pairs),
        ("b+1=", pairs[1:]),
        ("t-=", triples),
        ("t+=", triples[2:]),
        ("h=", _heads(text, lexicon)),
        ("r=", rules[1:]),
        ("r-1=", rules),
        ("r+1=", rules[2:]),
    )
    written = ([name + value for value in values[:length]] for name, values in columns)
    return [list(features) for features in zip(*written, strict=True)]


def _heads(text: str, lexicon: Lexicon) -> list[str]:
    """Return for each character the class and length of the longest head noun that ends there, "-" for none."""
    found = ["-"] * len(text)
    for at, char in enumerate(text):
        for size in lexicon.head_sizes.get(char, ()):
            if size <= at + 1 and (kind := lexicon.head_class.get(text[at + 1 - size : at + 1])):
                found[at] = f"{kind[:3]}{min(size, 4)}"
                break
    return found
